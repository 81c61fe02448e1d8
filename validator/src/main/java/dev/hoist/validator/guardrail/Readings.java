package dev.hoist.validator.guardrail;

import java.util.List;
import java.util.Optional;

/** What is known of the guardrails when a change is judged. */
public sealed interface Readings {

    /** Nothing was read, which is said where a guardrail covers a raise. */
    static Readings unread() {
        return new Unread();
    }

    /** Guardrails have no say: an audit cannot know what they said at the time. */
    static Readings outOfScope() {
        return new OutOfScope();
    }

    static Readings of(List<Reading> readings) {
        return of(readings, List.of());
    }

    /**
     * What was read.
     *
     * @param samples of experiments
     */
    static Readings of(List<Reading> readings, List<SampleReading> samples) {
        return new Known(readings, samples);
    }

    /** All readings; none where nothing was read. */
    default List<Reading> all() {
        return List.of();
    }

    /** The samples of experiments; none where nothing was read. */
    default List<SampleReading> samples() {
        return List.of();
    }

    /** Guardrails were read. */
    record Known(List<Reading> all, List<SampleReading> samples) implements Readings {
        public Known {
            all = List.copyOf(all);
            samples = List.copyOf(samples);
        }

        /** The reading that answers a question. */
        public Optional<Reading> answer(Question question) {
            return all.stream().filter(reading -> reading.answers(question)).findFirst();
        }
    }

    /** Nothing was read. */
    record Unread() implements Readings {}

    /** Nobody asks. */
    record OutOfScope() implements Readings {}
}
