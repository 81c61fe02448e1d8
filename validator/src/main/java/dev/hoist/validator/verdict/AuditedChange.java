package dev.hoist.validator.verdict;

import java.time.Instant;
import java.util.Optional;

/**
 * One change of a first-parent line, judged at its own time.
 *
 * @param commit the full id
 * @param author the author's name in the commit
 * @param subject the first line of the message
 * @param acknowledged the acknowledgement by a later commit, if the change was refused and the policy allows it
 */
public record AuditedChange(
        String commit,
        Instant time,
        String author,
        String subject,
        Verdict verdict,
        Optional<Acknowledgement> acknowledged) {

    /** Whether the change makes an audit refused. */
    public boolean countsAgainst() {
        return !verdict.accepted() && acknowledged.isEmpty();
    }
}
