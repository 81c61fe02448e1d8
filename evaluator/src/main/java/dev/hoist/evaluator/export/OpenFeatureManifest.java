package dev.hoist.evaluator.export;

import dev.hoist.evaluator.json.JsonText;
import dev.hoist.evaluator.plan.Plan;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the list of flags for the command line tool of OpenFeature. The tool generates typed access to them in many
 * languages.
 */
public final class OpenFeatureManifest {
    private static final String SCHEMA =
            "https://raw.githubusercontent.com/open-feature/cli/refs/heads/main/schema/v0/flag-manifest.json";

    private OpenFeatureManifest() {}

    /** The list. The defaults for the case without a provider are: flags are off, and experiments are empty texts. */
    public static String of(Plan plan) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("$schema", SCHEMA);
        ObjectNode flags = root.putObject("flags");
        plan.flags()
                .forEach(flag -> flags.putObject(flag.name())
                        .put("flagType", "boolean")
                        .put("defaultValue", false)
                        .put("description", flag.description().value()));
        plan.experiments()
                .forEach(experiment -> flags.putObject(experiment.name())
                        .put("flagType", "string")
                        .put("defaultValue", "")
                        .put("description", experiment.description().value()));
        return JsonText.of(root);
    }
}
