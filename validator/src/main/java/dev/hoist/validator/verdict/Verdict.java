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
 * @param guardrails what guardrails said of what rises
 * @param edits what a change of kind none does, in words for people: {@code adds "f"}
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

    /** What a change says of itself that has base's files. */
    public static final String NO_FLAG_CHANGES = "no flag changes";

    public Verdict {
        findings = findings.stream().sorted(Finding.ORDER).toList();
        movements = List.copyOf(movements);
        freezes = List.copyOf(freezes);
        guardrails = List.copyOf(guardrails);
        edits = List.copyOf(edits);
    }

    /** A verdict on a change that freezes and thaws nothing. */
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

    /** A verdict on what is no merge commit. */
    public Verdict(
            Kind kind,
            Base base,
            String head,
            Instant now,
            TimeSource timeSource,
            ZoneId zone,
            List<Finding> findings,
            List<Movement> movements) {
        this(kind, base, head, now, timeSource, zone, findings, movements, false, List.of(), List.of(), List.of());
    }

    /** The same, with what guardrails said of what rises. */
    public Verdict withGuardrails(List<Reading> readings) {
        return new Verdict(
                kind, base, head, now, timeSource, zone, findings, movements, headIsMerge, freezes, readings, edits);
    }

    /** The same verdict, once what was judged is a commit. */
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

    /** The same verdict with other findings. */
    public Verdict withFindings(List<Finding> others) {
        return new Verdict(
                kind, base, head, now, timeSource, zone, others, movements, headIsMerge, freezes, guardrails, edits);
    }

    /** The same verdict, which says what a change of kind none does. */
    public Verdict withEdits(List<String> words) {
        return new Verdict(
                kind, base, head, now, timeSource, zone, findings, movements, headIsMerge, freezes, guardrails, words);
    }

    public boolean accepted() {
        return findings.stream().noneMatch(Finding::isError);
    }

    /** The same verdict, in which what time alone refuses is a warning that says from when it passes. */
    public Verdict early() {
        return new Verdict(
                kind,
                base,
                head,
                now,
                timeSource,
                zone,
                findings.stream()
                        .map(finding -> finding.passesFrom().isPresent() ? finding.as(Severity.WARNING) : finding)
                        .toList(),
                movements,
                headIsMerge,
                freezes,
                guardrails,
                edits);
    }

    /** Whether the change has base's files, and nothing is to be said of them: the clock decides nothing about it. */
    public boolean changesNothing() {
        return kind == Kind.NONE && findings.isEmpty() && edits.equals(List.of(NO_FLAG_CHANGES));
    }

    public String outcome() {
        return accepted() ? "accepted" : "refused";
    }

    /** Which clock gives past times. */
    public enum TimeSource {
        /** The committers': commit times, which can be forged. */
        CLAIMED,
        /** The receiving repository's reflog. */
        RECEIVED;

        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
