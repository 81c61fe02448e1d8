package dev.hoist.operate.edit;

import dev.hoist.operate.yaml.NewValue;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.model.Strategy;
import dev.hoist.validator.verdict.CannotJudge;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The edit of {@code hoist new}: a new flag at 0 in every environment of the policy.
 *
 * @param dependencies keys of existing flags
 */
public record NewFlag(
        String group, String key, String description, String owner, List<String> dependencies, Strategy strategy) {
    public NewFlag {
        dependencies = List.copyOf(dependencies);
    }

    public String path(Sources sources) {
        String directory = sources.tree().directory();
        return (directory.isEmpty() ? "" : directory + "/") + group + "/" + key + ".yaml";
    }

    public Operation operation(Sources sources) {
        List<String> there = sources.tree().pathsOfKeysLike(key);
        if (!there.isEmpty()) {
            throw new CannotJudge("\"" + key + "\" is there already: " + there.get(0), "choose another key");
        }
        List<String> known = sources.tree().flags().map(Flag::name).toList();
        for (String dependency : dependencies) {
            if (!known.contains(dependency)) {
                throw Sources.unknown("flag", dependency, known);
            }
        }
        Policy policy = sources.policy()
                .orElseThrow(() -> new CannotJudge(
                        "there is no readable policy, which names the environments",
                        "begin with \"" + sources.tree().policyPath() + "\", which \"hoist init\" writes"));
        String text = text(policy);
        String path = path(sources);
        FlagFile.mistake(path, group, text).ifPresent(mistake -> {
            throw new CannotJudge(mistake.message(), mistake.help().orElse("choose another group, key or owner"));
        });
        return new Operation(
                new Edits(List.of(new FileEdit(path, Optional.empty(), text))),
                Operation.Effect.NEITHER,
                "Add " + key,
                List.of(key + " is new, and nobody has it."),
                List.of("Hoist-Flag: " + key),
                List.of());
    }

    private String text(Policy policy) {
        StringBuilder text = new StringBuilder("flag: " + key + "\n");
        text.append("description: ").append(NewValue.text(description).flow()).append('\n');
        text.append("owner: ").append(NewValue.text(owner).flow()).append('\n');
        if (!dependencies.isEmpty()) {
            text.append("dependencies: [")
                    .append(String.join(", ", dependencies))
                    .append("]\n");
        }
        text.append("environments:\n");
        String block = block(policy);
        for (String environment : policy.environmentNames()) {
            text.append("  ").append(environment).append(": ").append(block).append('\n');
        }
        return text.toString();
    }

    private String block(Policy policy) {
        return switch (strategy) {
            case PERCENTAGE -> "{percentage: 0}";
            case RING ->
                policy.ringNames().stream()
                        .map(ring -> ring + ": 0")
                        .collect(Collectors.joining(", ", "{rings: {", "}}"));
            case CANARY -> "{canary: {servers: [], regions: []}, percentage: 0}";
        };
    }
}
