/**
 * Verdicts and audits as text for people and in the formats that programs, CI products and spreadsheets read; nothing is printed, and
 * what a flag file says stays text in each.
 */
@NullMarked
package dev.hoist.validator.report;

import org.jspecify.annotations.NullMarked;
