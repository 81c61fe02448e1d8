/**
 * Writes verdicts and audits as text for people, and in the formats of programs, CI products and spreadsheets. The text
 * of flag files is escaped in each format.
 */
@NullMarked
package dev.hoist.validator.report;

import org.jspecify.annotations.NullMarked;
