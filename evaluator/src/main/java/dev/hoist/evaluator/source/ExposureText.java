package dev.hoist.evaluator.source;

import dev.hoist.evaluator.plan.Declared;
import dev.hoist.evaluator.plan.Plan;
import dev.hoist.validator.model.Percentage;
import java.util.ArrayList;
import java.util.List;

/** Formats a declared exposure for people. */
final class ExposureText {
    /** The most rings or servers that are named. If there are more, only their number is given. */
    private static final int MOST_NAMES = 12;

    private ExposureText() {}

    static String of(Declared declared, Plan plan) {
        if (declared instanceof Declared.Everyone everyone) {
            return percent(everyone.below());
        }
        if (declared instanceof Declared.Rings figures) {
            List<String> rings = new ArrayList<>();
            for (int ring = 0; ring < figures.below().size(); ring++) {
                rings.add(plan.rings().get(ring) + " " + percent(figures.below().get(ring)));
            }
            return listed(rings);
        }
        if (declared instanceof Declared.Canary canary) {
            List<String> names = plan.servers();
            List<String> servers = canary.servers().stream()
                    .mapToObj(server -> names.get(server - 1))
                    .toList();
            return "100 % on " + (servers.isEmpty() ? "no server" : listed(servers)) + ", "
                    + percent(canary.elsewhere()) + " elsewhere";
        }
        return declared instanceof Declared.Disabled ? "disabled" : "nobody";
    }

    private static String listed(List<String> names) {
        return names.size() <= MOST_NAMES
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMES)) + " and " + (names.size() - MOST_NAMES) + " more";
    }

    private static String percent(int hundredths) {
        return new Percentage(hundredths) + " %";
    }
}
