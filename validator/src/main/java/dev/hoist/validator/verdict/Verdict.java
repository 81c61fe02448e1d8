package dev.hoist.validator.verdict;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.Severity;
import dev.hoist.validator.guardrail.Reading;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * The verdict on one change.
 *
 * @param base the full commit id; empty if only the structure was judged
 * @param head the full commit id, or {@code worktree}
 * @param zone the policy's zone, for times in reports
 * @param findings in {@link Finding#ORDER}
 * @param movements sorted by environment in order of promotion, then by flag
 * @param headIsMerge whether head is a commit with several parents; a revert must then name one of them
 * @param freezes what the change froze or thawed, by flag, then environment
 * @param guardrails the readings of the guardrails that cover the raises
 * @param edits what a change of kind NONE edits, in words: {@code adds "f"}; empty for other kinds
 */
public record Verdict(
        Kind kind,
        Base base,
        String head,
        Instant now,
        TimeSource timeSource,
        ZoneId zone,
        List<Finding> findings,
        List<Movement> movements,
        boolean headIsMerge,
        List<FreezeChange> freezes,
        List<Reading> guardrails,
        List<String> edits) {

    public static final String WORKTREE = "worktree";

    /** The text about a change whose files are the same as base's. */
    public static final String NO_FLAG_CHANGES = "no flag changes";

    public Verdict {
        findings = findings.stream().sorted(Finding.ORDER).toList();
        movements = List.copyOf(movements);
        freezes = List.copyOf(freezes);
        guardrails = List.copyOf(guardrails);
        edits = List.copyOf(edits);
    }

    /** A verdict on a change that neither freezes nor thaws a flag. */
    public Verdict(
            Kind kind,
            Base base,
            String head,
            Instant now,
            TimeSource timeSource,
            ZoneId zone,
            List<Finding> findings,
            List<Movement> movements,
            boolean headIsMerge) {
        this(
                kind,
                base,
                head,
                now,
                timeSource,
                zone,
                findings,
                movements,
                headIsMerge,
                List.of(),
                List.of(),
                List.of());
    }

    /** The same verdict, once the judged files have been committed. */
    public Verdict withHead(String commit) {
        return new Verdict(
                kind,
                base,
                commit,
                now,
                timeSource,
                zone,
                findings,
                movements,
                headIsMerge,
                freezes,
                guardrails,
                edits);
    }

    public Verdict withFindings(List<Finding> others) {
        return new Verdict(
                kind, base, head, now, timeSource, zone, others, movements, headIsMerge, freezes, guardrails, edits);
    }

    /** The same verdict with a description of what a change of kind {@code none} edits. */
    public Verdict withEdits(List<String> words) {
        return new Verdict(
                kind, base, head, now, timeSource, zone, findings, movements, headIsMerge, freezes, guardrails, words);
    }

    public boolean accepted() {
        return findings.stream().noneMatch(Finding::isError);
    }

    /**
     * The same verdict for a change that lands later: each error that only time causes is a warning, which says from
     * when the change is accepted.
     */
    public Verdict early() {
        return withFindings(findings.stream()
                .map(finding -> finding.passesFrom().isPresent() ? finding.as(Severity.WARNING) : finding)
                .toList());
    }

    /** Whether the change has the same files as base and no findings. The verdict then does not depend on the clock. */
    public boolean changesNothing() {
        return kind == Kind.NONE && findings.isEmpty() && edits.equals(List.of(NO_FLAG_CHANGES));
    }

    public String outcome() {
        return accepted() ? "accepted" : "refused";
    }

    /** Where the times of past commits come from. */
    public enum TimeSource {
        /** The committer times in the commits, which can be forged. */
        CLAIMED,
        /** The receiving repository's reflog. */
        RECEIVED;

        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
