/** What the judge says: rules by id, and findings at a place. */
@NullMarked
package dev.hoist.validator.finding;

import org.jspecify.annotations.NullMarked;
