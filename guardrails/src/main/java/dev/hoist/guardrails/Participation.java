package dev.hoist.guardrails;

import dev.hoist.validator.guardrail.SampleReading;
import dev.hoist.validator.model.Experiment;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who took part in an experiment.
 *
 * @param exposures one for each variant, in the experiment's order; empty where there is no data
 * @param p the p-value: how likely counts are at least as uneven by chance
 * @param enough whether each variant has reached the smallest sample; empty if there is no data or no such sample
 * @param enoughFrom when each variant will reach it, if users come at the rate of the last day
 * @param reason a clause that says why the state is what it is
 */
public record Participation(
        Experiment experiment,
        State state,
        List<Exposure> exposures,
        Optional<Double> p,
        Optional<Boolean> mismatch,
        Optional<Boolean> enough,
        Optional<Instant> enoughFrom,
        String reason) {
    public Participation {
        exposures = List.copyOf(exposures);
    }

    /** Whether it is enough, for the judge; empty where nobody knows. */
    public Optional<SampleReading> sample() {
        return enough.map(is -> new SampleReading(
                experiment.name(),
                is,
                exposures.stream()
                        .min(Comparator.comparing(Exposure::users))
                        .map(least -> String.format(
                                Locale.ROOT,
                                "%s has %,d users of %,d",
                                least.variant(),
                                least.users(),
                                experiment.minSampleSize().orElse(0)))
                        .orElse(reason)));
    }

    /** What follows from the counts. */
    public enum State {
        PASS("pass"),
        MISMATCH("mismatch"),
        NOT_ENOUGH("not-enough"),
        NO_DATA("no-data");

        private final String text;

        State(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /**
     * The users of one variant.
     *
     * @param expected the users that its buckets would have of all who took part
     */
    public record Exposure(String variant, long users, double expected) {}
}
