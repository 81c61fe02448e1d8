package dev.hoist.validator.rollout;

import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.model.Policy.Stage;
import java.util.List;
import java.util.Optional;

/**
 * The canary stages of an environment. Stage 0 has no server. Each further stage has a number of servers and regions.
 */
public record CanaryStages(List<Stage> stages) {

    /** The stages that a policy names. */
    public static CanaryStages of(Policy.Environment environment) {
        return new CanaryStages(environment.canary());
    }

    /** The number of the last stage; 0 if there are none. */
    public int last() {
        return stages.size();
    }

    /** The stage after another one; empty after the last. */
    public Optional<Stage> after(int stage) {
        return stage < last() ? Optional.of(stages.get(stage)) : Optional.empty();
    }

    /** The number of the stage at which these lists stand; 0 if they are empty. Empty if they fit no stage. */
    public Optional<Integer> standing(Form.Canary lists) {
        for (int stage = 0; stage <= last(); stage++) {
            if (lists.servers().size() == servers(stage) && lists.regions().size() == regions(stage)) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }

    /** How many servers the lists name at a stage. */
    public int servers(int stage) {
        int servers = 0;
        for (Stage passed : stages.subList(0, stage)) {
            servers = passed.servers().orElse(servers);
        }
        return servers;
    }

    /** How many regions the lists name at a stage. */
    public int regions(int stage) {
        int regions = 0;
        for (Stage passed : stages.subList(0, stage)) {
            regions = passed.regions().orElse(regions);
        }
        return regions;
    }
}
