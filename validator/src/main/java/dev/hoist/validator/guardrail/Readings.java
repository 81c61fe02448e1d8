package dev.hoist.validator.guardrail;

import java.util.List;
import java.util.Optional;

/** The readings of the guardrails that the judge has for a change. */
public sealed interface Readings {

    /** All readings; empty if no guardrail was read. */
    default List<Reading> all() {
        return List.of();
    }

    /** The samples of the experiments; empty if nothing was read. */
    default List<SampleReading> samples() {
        return List.of();
    }

    /**
     * Guardrails were read.
     *
     * @param samples for each experiment that the change concludes, whether enough users took part
     */
    record Known(List<Reading> all, List<SampleReading> samples) implements Readings {
        public Known {
            all = List.copyOf(all);
            samples = List.copyOf(samples);
        }

        public Optional<Reading> answer(Question question) {
            return all.stream().filter(reading -> reading.answers(question)).findFirst();
        }
    }

    /** No guardrail was read. If a guardrail covers a raise, the verdict says so. */
    record Unread() implements Readings {}

    /**
     * The judge ignores guardrails. An audit does this, because it cannot know what the guardrails said at the time of
     * the change.
     */
    record OutOfScope() implements Readings {}
}
