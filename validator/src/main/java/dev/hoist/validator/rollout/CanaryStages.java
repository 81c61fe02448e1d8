package dev.hoist.validator.rollout;

import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.model.Policy.Stage;
import java.util.List;
import java.util.Optional;

/** The canary stages of an environment. Stage 0 has no server; each stage names a number of servers and regions. */
public record CanaryStages(List<Stage> stages) {

    /** The stages that a policy names. */
    public static CanaryStages of(Policy.Environment environment) {
        return new CanaryStages(environment.canary());
    }

    /** The last stage's number; 0 where there are none. */
    public int last() {
        return stages.size();
    }

    /** The stage that follows another; empty at the last. */
    public Optional<Stage> after(int stage) {
        return stage < last() ? Optional.of(stages.get(stage)) : Optional.empty();
    }

    /** The number of the stage at which lists of that length stand, 0 for none yet; empty where they fit no stage. */
    public Optional<Integer> standing(Form.Canary lists) {
        for (int stage = 0; stage <= last(); stage++) {
            if (lists.servers().size() == servers(stage) && lists.regions().size() == regions(stage)) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }

    /** How many servers are written at a stage. */
    public int servers(int stage) {
        int servers = 0;
        for (Stage passed : stages.subList(0, stage)) {
            servers = passed.servers().orElse(servers);
        }
        return servers;
    }

    /** How many regions are written at a stage. */
    public int regions(int stage) {
        int regions = 0;
        for (Stage passed : stages.subList(0, stage)) {
            regions = passed.regions().orElse(regions);
        }
        return regions;
    }
}
