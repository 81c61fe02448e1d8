/** What one audit found, kept for the next. */
@NullMarked
package dev.hoist.validator.auditcache;

import org.jspecify.annotations.NullMarked;
