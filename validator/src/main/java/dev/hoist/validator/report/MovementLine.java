package dev.hoist.validator.report;

import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Movement;
import dev.hoist.validator.verdict.Verdict;
import java.util.stream.Collectors;

/**
 * A movement in a line: what moves, how many users that is, and, where the change may land, what may come next and
 * the way back.
 */
final class MovementLine {
    private static final int SHORT_ID = 12;

    private MovementLine() {}

    static String of(Movement movement, Verdict verdict) {
        Times times = new Times(verdict.zone(), verdict.now());
        StringBuilder line = new StringBuilder()
                .append(movement.environment())
                .append(' ')
                .append(movement.flag())
                .append(' ')
                .append(ShareChange.between(movement.from(), movement.to()).stream()
                        .map(ShareChange::toString)
                        .collect(Collectors.joining(", ")));
        movement.audience()
                .ifPresent(audience -> line.append(", about ")
                        .append(Figures.users(audience.change()))
                        .append(" of ")
                        .append(Figures.grouped(audience.population()))
                        .append(" users"));
        if (verdict.accepted()) {
            movement.next()
                    .ifPresent(next -> line.append("; next ")
                            .append(next.rung())
                            .append(" % from ")
                            .append(times.coming(next.from())));
            // the revert of a baseline would take the policy away
            if (movement.direction() == Movement.Direction.RAISE && verdict.kind() != Kind.BASELINE) {
                line.append("; back: ").append(back(verdict));
            }
        }
        return VisibleText.of(line.toString());
    }

    private static String back(Verdict verdict) {
        return verdict.head().equals(Verdict.WORKTREE)
                ? "git revert, once it is committed"
                : "git revert " + shortened(verdict.head());
    }

    static String shortened(String commit) {
        return commit.length() <= SHORT_ID ? commit : commit.substring(0, SHORT_ID);
    }
}
