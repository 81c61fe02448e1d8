package dev.hoist.evaluator;

import dev.hoist.evaluator.output.Output;
import dev.hoist.validator.verdict.Verdict;
import java.util.Optional;

/**
 * How a generation went.
 *
 * @param structure what is wrong with the flags by themselves; warnings as well
 * @param outcome what became of the files; empty where the flags were refused and nothing was touched
 */
public record Generated(Verdict structure, Optional<Output.Outcome> outcome) {

    /** Whether the flags break a rule, so that the last good evaluator stays. */
    public boolean isRefused() {
        return outcome.isEmpty();
    }
}
