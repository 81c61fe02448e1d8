package dev.hoist.evaluator.plan;

import java.util.List;

/**
 * One environment's decisions.
 *
 * @param declared what each flag's own file says, by flag
 * @param effective who really gets each flag, by flag
 */
public record EnvironmentPlan(String name, List<Declared> declared, List<Exposure> effective) {
    public EnvironmentPlan {
        declared = List.copyOf(declared);
        effective = List.copyOf(effective);
    }
}
