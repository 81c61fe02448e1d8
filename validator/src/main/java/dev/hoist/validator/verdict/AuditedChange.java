package dev.hoist.validator.verdict;

import java.time.Instant;

/**
 * One first-parent change of a history, judged at its own time.
 *
 * @param commit the full id
 * @param author name as the commit has it
 * @param subject the first line of the message
 */
public record AuditedChange(String commit, Instant time, String author, String subject, Verdict verdict) {}
