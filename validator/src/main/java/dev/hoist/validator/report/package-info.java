/** Verdicts and audits as text for people, as JSON for programs, as annotations for GitHub; strings out, nothing printed. */
@NullMarked
package dev.hoist.validator.report;

import org.jspecify.annotations.NullMarked;
