/** The rules, one class for each. A class has the name of the mistake that it finds. */
@NullMarked
package dev.hoist.validator.rules;

import org.jspecify.annotations.NullMarked;
