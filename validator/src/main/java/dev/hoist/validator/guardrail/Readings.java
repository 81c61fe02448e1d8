package dev.hoist.validator.guardrail;

import java.util.List;
import java.util.Optional;

/** The readings of the guardrails that the judge has for a change. */
public sealed interface Readings {

    /** No guardrail was read. If a guardrail covers a raise, the verdict says so. */
    static Readings unread() {
        return new Unread();
    }

    /**
     * The judge ignores guardrails. An audit does this, because it cannot know what the guardrails said at the time of
     * the change.
     */
    static Readings outOfScope() {
        return new OutOfScope();
    }

    static Readings of(List<Reading> readings) {
        return of(readings, List.of());
    }

    /**
     * The readings that were taken.
     *
     * @param samples for each experiment that the change concludes, whether enough users took part
     */
    static Readings of(List<Reading> readings, List<SampleReading> samples) {
        return new Known(readings, samples);
    }

    /** All readings; empty if no guardrail was read. */
    default List<Reading> all() {
        return List.of();
    }

    /** The samples of the experiments; empty if nothing was read. */
    default List<SampleReading> samples() {
        return List.of();
    }

    /** Guardrails were read. */
    record Known(List<Reading> all, List<SampleReading> samples) implements Readings {
        public Known {
            all = List.copyOf(all);
            samples = List.copyOf(samples);
        }

        /** The reading for a question. */
        public Optional<Reading> answer(Question question) {
            return all.stream().filter(reading -> reading.answers(question)).findFirst();
        }
    }

    /** No guardrail was read. */
    record Unread() implements Readings {}

    /** The judge ignores guardrails. */
    record OutOfScope() implements Readings {}
}
