package dev.hoist.operate.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Replaces several ranges of one text. All ranges refer to the original text. */
final class Splices {
    private final List<Splice> splices = new ArrayList<>();

    void replace(int from, int to, String by) {
        splices.add(new Splice(from, to, by));
    }

    void insert(int at, String text) {
        replace(at, at, text);
    }

    void remove(int from, int to) {
        replace(from, to, "");
    }

    /**
     * The text after all replacements.
     *
     * @param points the text before, in code points
     */
    String applyTo(int[] points) {
        StringBuilder result = new StringBuilder(points.length + 64);
        int at = 0;
        for (Splice splice : splices.stream()
                .sorted(Comparator.comparingInt(Splice::from).thenComparingInt(Splice::to))
                .toList()) {
            if (splice.from < at) {
                throw new IllegalStateException("two replacements overlap");
            }
            result.append(new String(points, at, splice.from - at)).append(splice.by);
            at = splice.to;
        }
        return result.append(new String(points, at, points.length - at)).toString();
    }

    private record Splice(int from, int to, String by) {}
}
