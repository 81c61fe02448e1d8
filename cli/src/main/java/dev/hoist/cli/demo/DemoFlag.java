package dev.hoist.cli.demo;

import java.util.List;

/**
 * A flag of the demo at a point in time.
 *
 * @param staging the content of its block for staging, such as {@code percentage: 25}
 * @param production the content of its block for production
 */
record DemoFlag(
        String key,
        String description,
        List<String> dependencies,
        String staging,
        String production,
        List<String> checklist) {
    private static final String GROUP = "state-persistence";

    DemoFlag withStaging(String figures) {
        return new DemoFlag(key, description, dependencies, figures, production, checklist);
    }

    DemoFlag withProduction(String figures) {
        return new DemoFlag(key, description, dependencies, staging, figures, checklist);
    }

    DemoFlag withChecklist(List<String> ticked) {
        return new DemoFlag(key, description, dependencies, staging, production, ticked);
    }

    String path() {
        return "flags/" + GROUP + "/" + key + ".yaml";
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("flag: ").append(key).append('\n');
        text.append("description: ").append(description).append('\n');
        text.append("owner: game-platform\n");
        if (!dependencies.isEmpty()) {
            text.append("dependencies: [")
                    .append(String.join(", ", dependencies))
                    .append("]\n");
        }
        text.append("environments:\n");
        text.append("  staging:    {").append(staging).append("}\n");
        text.append("  production: {").append(production).append("}\n");
        if (!checklist.isEmpty()) {
            text.append("checklist: [").append(String.join(", ", checklist)).append("]\n");
        }
        return text.toString();
    }
}
