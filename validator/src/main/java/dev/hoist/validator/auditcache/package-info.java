/** The results of one audit, stored for the next audit. */
@NullMarked
package dev.hoist.validator.auditcache;

import org.jspecify.annotations.NullMarked;
