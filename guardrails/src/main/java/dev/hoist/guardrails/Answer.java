package dev.hoist.guardrails;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a metrics server answered to one query. */
sealed interface Answer {

    /** Series with their values. */
    record Data(List<Series> series) implements Answer {
        public Data {
            series = List.copyOf(series);
        }
    }

    /**
     * Nothing that can be used.
     *
     * @param detail a clause that says what happened and what to do
     */
    record Nothing(Reason reason, String detail) implements Answer {}

    /**
     * One series.
     *
     * @param labels names and values, in the order written
     * @param times in seconds since 1970, ascending as the server wrote them
     * @param values one for each time
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and there can be a hundred thousand
    record Series(Map<String, String> labels, double[] times, double[] values) {
        public Series {
            labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        }

        /** For people: {@code {instance="a", job="b"}}; empty where there is no label. */
        String labelText() {
            return labels.isEmpty()
                    ? ""
                    : labels.entrySet().stream()
                            .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                            .collect(Collectors.joining(", ", "{", "}"));
        }
    }
}
