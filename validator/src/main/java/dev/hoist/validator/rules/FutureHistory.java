package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.model.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A flag rises, and a commit of the change or a commit on base's first-parent line has a time in the future. So soaks
 * cannot be calculated.
 */
final class FutureHistory implements Rule {
    /** How far ahead of the judge's clock a commit may be. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    @Override
    public Stream<Finding> check(Change change) {
        Instant latest = change.now().plus(TOLERANCE);
        ZoneId zone = change.judging().map(Policy::zone).orElse(ZoneId.of("UTC"));
        return change.raises().stream()
                .flatMap(
                        raise -> future(change, latest).map(what -> finding(raise, what, change.now(), zone)).stream());
    }

    /**
     * The commit with a time in the future, if there is one. Times on the line never decrease towards newer commits, so
     * the newest commit has the latest time.
     */
    private static Optional<Dated> future(Change change, Instant latest) {
        Optional<Dated> own = change.commits().stream()
                .filter(commit -> commit.committed().isAfter(latest))
                .max(Comparator.comparing(ChangeCommit::committed))
                .map(commit ->
                        new Dated("commit " + ShortCommit.of(commit.id()) + " of this change", commit.committed()));
        if (own.isPresent()
                || change.history().size() == 0
                || !change.history().time(0).isAfter(latest)) {
            return own;
        }
        return Optional.of(
                new Dated("the history behind this change", change.history().time(0)));
    }

    private Finding finding(Raise raise, Dated dated, Instant now, ZoneId zone) {
        return error(
                        raise,
                        dated.what() + " is dated " + MessageText.time(dated.time(), zone) + ", ahead of the clock at "
                                + MessageText.time(now, zone) + ", while " + MessageText.quoted(raise.name())
                                + " rises in "
                                + raise.environment())
                .help(
                        "correct the clock and commit again; if you cannot change that commit, wait until its date has passed")
                .passesFrom(dated.time().minus(TOLERANCE));
    }

    private record Dated(String what, Instant time) {}
}
