package dev.hoist.validator.report;

import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.finding.ThousandsSeparator;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Movement;
import dev.hoist.validator.verdict.Verdict;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One movement as a line of text: what moves and how many users that is. If the change may land, the line also says
 * what comes next and how to revert the movement.
 */
public final class MovementLine {
    private MovementLine() {}

    static String of(Movement movement, Verdict verdict) {
        return line(movement, next(movement, verdict), back(movement, verdict));
    }

    /** The line for a raise of a past commit. Its next rung is left out, because the time for that rung has passed. */
    static String past(Movement movement, Verdict verdict) {
        return line(movement, Optional.empty(), back(movement, verdict));
    }

    private static String line(Movement movement, Optional<String> next, Optional<String> back) {
        StringBuilder line = new StringBuilder()
                .append(movement.environment())
                .append(' ')
                .append(movement.flag())
                .append(' ')
                .append(shares(movement));
        users(movement).ifPresent(users -> line.append(", about ").append(users).append(" users"));
        next.ifPresent(text -> line.append("; next ").append(text));
        back.ifPresent(text -> line.append("; back: ").append(text));
        return VisibleText.of(line.toString());
    }

    /** The shares before and after, {@code 10 → 25 %}; by ring and server if they differ there. */
    public static String shares(Movement movement) {
        return ShareChange.between(movement.from(), movement.to()).stream()
                .map(ShareChange::toString)
                .collect(Collectors.joining(", "));
    }

    /** The change in users: {@code +15,000 of 102,200}. */
    static Optional<String> users(Movement movement) {
        return movement.audience()
                .map(audience ->
                        Figures.users(audience.change()) + " of " + ThousandsSeparator.in(audience.population()));
    }

    /** The next step, if the change may land: {@code 50 % from Tue 09:00 Europe/Berlin}. */
    static Optional<String> next(Movement movement, Verdict verdict) {
        Times times = new Times(verdict.zone(), verdict.now());
        return movement.next()
                .filter(next -> verdict.accepted())
                .map(next -> next.rung() + " % from " + times.coming(next.from()));
    }

    /** How to revert a raise, if it may land. Empty for a baseline, because its revert would remove the policy. */
    static Optional<String> back(Movement movement, Verdict verdict) {
        boolean raised = movement.direction() == Movement.Direction.RAISE;
        if (!verdict.accepted() || !raised || verdict.kind() == Kind.BASELINE) {
            return Optional.empty();
        }
        return Optional.of(
                verdict.head().equals(Verdict.WORKTREE)
                        ? "git revert, once it is committed"
                        : (verdict.headIsMerge() ? "git revert -m 1 " : "git revert ")
                                + ShortCommit.of(verdict.head()));
    }
}
