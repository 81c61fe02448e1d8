package dev.hoist.cli.guard;

import dev.hoist.validator.model.Guardrail;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Draws the values of a window as bars, oldest first. The scale contains zero and the threshold, so that noise far from
 * the threshold looks small. A dot stands for a time without a value.
 */
final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /**
     * Draws values.
     *
     * @param width the most bars; if there are more values, each bar shows the worst of several
     */
    static String of(List<OptionalDouble> points, Guardrail.Threshold threshold, int width) {
        List<OptionalDouble> bars = worst(points, threshold.isMost(), width);
        double figure = threshold.figure().doubleValue();
        double least = Math.min(0, figure);
        double most = Math.max(0, figure);
        for (OptionalDouble bar : bars) {
            if (bar.isPresent() && Double.isFinite(bar.getAsDouble())) {
                least = Math.min(least, bar.getAsDouble());
                most = Math.max(most, bar.getAsDouble());
            }
        }
        StringBuilder line = new StringBuilder();
        for (OptionalDouble bar : bars) {
            if (bar.isEmpty()) {
                line.append('·');
            } else {
                double share = most > least ? (bar.getAsDouble() - least) / (most - least) : 0.5;
                line.append(BARS.charAt((int) Math.round(Math.max(0, Math.min(1, share)) * (BARS.length() - 1))));
            }
        }
        return line.toString();
    }

    private static List<OptionalDouble> worst(List<OptionalDouble> points, boolean isMost, int width) {
        int size = Math.min(points.size(), width);
        List<OptionalDouble> worst = new ArrayList<>(size);
        for (int bar = 0; bar < size; bar++) {
            int start = (int) ((long) bar * points.size() / size);
            int end = (int) ((bar + 1L) * points.size() / size);
            double[] values = points.subList(start, end).stream()
                    .filter(OptionalDouble::isPresent)
                    .mapToDouble(OptionalDouble::getAsDouble)
                    .sorted()
                    .toArray();
            worst.add(
                    values.length == 0
                            ? OptionalDouble.empty()
                            : OptionalDouble.of(values[isMost ? values.length - 1 : 0]));
        }
        return worst;
    }
}
