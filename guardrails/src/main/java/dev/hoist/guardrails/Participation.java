package dev.hoist.guardrails;

import dev.hoist.validator.finding.ThousandsSeparator;
import dev.hoist.validator.guardrail.SampleReading;
import dev.hoist.validator.model.Experiment;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How many users took part in an experiment.
 *
 * @param exposures the users of each variant, in the experiment's order; empty if there is no data
 * @param p the p-value: the probability of counts at least as uneven as these if only chance makes them differ
 * @param enough whether each variant has at least the minimum number of users; empty if there is no data or no minimum
 * @param enoughFrom the time from which each variant has the minimum, if users come as fast as during the last day
 * @param reason a clause that says why the participation has its state
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

    /** Whether enough users took part, in the form that the judge reads; empty if this is not known. */
    public Optional<SampleReading> sample() {
        return enough.map(is -> new SampleReading(
                experiment.name(),
                is,
                exposures.stream()
                        .min(Comparator.comparing(Exposure::users))
                        .map(least -> least.variant() + " has " + ThousandsSeparator.in(least.users()) + " users of "
                                + ThousandsSeparator.in(
                                        experiment.minSampleSize().orElse(0)))
                        .orElse(reason)));
    }

    /** What the counts mean. */
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
     * @param expected how many of all these users should have this variant, according to its weight
     */
    public record Exposure(String variant, long users, double expected) {}
}
