package dev.hoist.evaluator;

import dev.hoist.evaluator.output.Output;
import dev.hoist.validator.verdict.Verdict;
import java.util.Optional;

/**
 * The result of a generation.
 *
 * @param structure findings about the structure of the flags, including warnings
 * @param outcome what happened to the files; empty if the flags were refused and no file was touched
 */
public record Generated(Verdict structure, Optional<Output.Outcome> outcome) {

    /** Whether the flags break a structure rule. The last good evaluator then stays. */
    public boolean isRefused() {
        return outcome.isEmpty();
    }
}
