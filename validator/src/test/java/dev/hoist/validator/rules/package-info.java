/** The rules, each on YAML that breaks it and YAML that does not. */
@NullMarked
package dev.hoist.validator.rules;

import org.jspecify.annotations.NullMarked;
