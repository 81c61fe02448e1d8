package dev.hoist.guardrails;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The answer of a metrics server to one query. */
sealed interface Answer {

    /** Series with their values. */
    record Data(List<Series> series) implements Answer {
        public Data {
            series = List.copyOf(series);
        }
    }

    /**
     * An answer that cannot be used, or none.
     *
     * @param detail a clause that says what happened and what to do
     */
    record Nothing(Reason reason, String detail) implements Answer {}

    /**
     * One series of values.
     *
     * @param labels names and values, in the order of the answer
     * @param times in seconds since 1970, ascending
     * @param values one for each time
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and there can be a hundred thousand
    record Series(Map<String, String> labels, double[] times, double[] values) {
        public Series {
            labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        }

        /** The labels as text for people: {@code {instance="a", job="b"}}; empty if there is no label. */
        String labelText() {
            return labels.isEmpty()
                    ? ""
                    : labels.entrySet().stream()
                            .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                            .collect(Collectors.joining(", ", "{", "}"));
        }
    }
}
