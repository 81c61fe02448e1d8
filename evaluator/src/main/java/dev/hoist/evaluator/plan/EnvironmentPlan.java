package dev.hoist.evaluator.plan;

import java.util.List;

/**
 * The decisions of one environment.
 *
 * @param declared the declared exposure of each flag
 * @param effective the effective exposure of each flag
 */
public record EnvironmentPlan(String name, List<Declared> declared, List<Exposure> effective) {
    public EnvironmentPlan {
        declared = List.copyOf(declared);
        effective = List.copyOf(effective);
    }
}
