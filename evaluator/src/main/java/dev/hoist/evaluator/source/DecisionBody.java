package dev.hoist.evaluator.source;

import dev.hoist.evaluator.plan.Exposure;
import dev.hoist.evaluator.plan.ExposureLimits;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the statements that decide a flag for a context. */
final class DecisionBody {
    /**
     * The most limits in one method. Each is a call and a comparison of about 22 bytes, so the method stays far below
     * 8,000 bytes.
     */
    private static final int MOST_LIMITS = 120;

    private final Blueprint blueprint;
    private final ServerSets servers;

    DecisionBody(Blueprint blueprint, ServerSets servers) {
        this.blueprint = blueprint;
        this.servers = servers;
    }

    void write(JavaSource source, int flag, Exposure exposure) {
        if (exposure.isUnfolded() || size(exposure) > MOST_LIMITS) {
            source.line("return walk(" + flag + ", context);");
            return;
        }
        for (Exposure.Part part : exposure.parts()) {
            source.line("if (" + servers.test(part.servers()) + ") {");
            writeRings(source, part.byRing());
            source.line("}");
        }
        writeRings(source, exposure.elsewhere());
    }

    private void writeRings(JavaSource source, List<ExposureLimits> byRing) {
        ExposureLimits outermost = byRing.get(byRing.size() - 1);
        if (byRing.stream().allMatch(outermost::equals)) {
            source.line("return " + expression(outermost) + ";");
            return;
        }
        source.line("switch (context.ring) {");
        for (int ring = 0; ring < byRing.size(); ring++) {
            ExposureLimits bounds = byRing.get(ring);
            if (!bounds.equals(outermost)) {
                source.line("case " + ring + ":");
                if (!bounds.equals(byRing.get(ring + 1))) {
                    source.line("    return " + expression(bounds) + ";");
                }
            }
        }
        source.line("default:")
                .line("    return " + expression(outermost) + ";")
                .line("}");
    }

    private String expression(ExposureLimits bounds) {
        return switch (bounds.kind()) {
            case NOBODY -> "false";
            case EVERYONE -> "true";
            case LIMITED ->
                bounds.limits().stream()
                        .sorted(Comparator.comparingInt(ExposureLimits.Limit::below)
                                .thenComparingInt(ExposureLimits.Limit::salt))
                        .map(limit -> blueprint.bucket(limit.salt()) + " < " + limit.below())
                        .collect(Collectors.joining(" && "));
            case MANY -> throw new IllegalStateException("an unfolded exposure has no expression");
        };
    }

    private static int size(Exposure exposure) {
        return size(exposure.elsewhere())
                + exposure.parts().stream()
                        .mapToInt(part -> 1 + size(part.byRing()))
                        .sum();
    }

    private static int size(List<ExposureLimits> byRing) {
        return byRing.stream().mapToInt(bounds -> 1 + bounds.limits().size()).sum();
    }
}
