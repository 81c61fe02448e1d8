package dev.hoist.validator.diff;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.judge.Judge;
import dev.hoist.validator.judge.Proposal;
import dev.hoist.validator.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a change does to users, and what the judge says about it.
 *
 * @param environments the environments in which something moves, in order of promotion
 */
public record Diff(Verdict verdict, List<EnvironmentDiff> environments) {
    public Diff {
        environments = List.copyOf(environments);
    }

    /** Judges a change and calculates what it does to users. */
    public static Diff of(Judge judge, Proposal proposal) {
        Change change = Judge.change(proposal);
        return of(change, judge.judge(change, proposal.base(), proposal.headName()));
    }

    /** What a change that was judged already does to users. */
    public static Diff of(Change change, Verdict verdict) {
        return new Diff(
                verdict,
                change.comparison().environments().stream()
                        .map(environment -> EnvironmentDiff.of(environment, change, verdict))
                        .filter(environment -> !environment.isEmpty())
                        .toList());
    }

    /** Whether no environment differs, as in a change of texts alone. */
    public boolean isEmpty() {
        return environments.isEmpty();
    }

    /** The time from which the same change would pass, if only time refuses it. */
    public Optional<Instant> passesFrom() {
        List<Finding> errors =
                verdict.findings().stream().filter(Finding::isError).toList();
        return errors.stream().allMatch(error -> error.passesFrom().isPresent())
                ? errors.stream().flatMap(error -> error.passesFrom().stream()).max(Instant::compareTo)
                : Optional.empty();
    }
}
