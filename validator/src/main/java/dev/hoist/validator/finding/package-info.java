/** What the judge reports: ids of rules, and findings with their places. */
@NullMarked
package dev.hoist.validator.finding;

import org.jspecify.annotations.NullMarked;
