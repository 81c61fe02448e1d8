package dev.hoist.evaluator.export;

import dev.hoist.evaluator.json.JsonText;
import dev.hoist.evaluator.plan.EnvironmentPlan;
import dev.hoist.evaluator.plan.Plan;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.verdict.CannotJudge;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Writes the flags of one environment as a flagd definition that decides the same for every user. A flag has the
 * variants {@code on} and {@code off}. An experiment has its own variants, and the variant {@code none} for users who
 * take no part; its value is an empty text.
 */
public final class FlagdDefinition {
    private static final String SCHEMA = "https://flagd.dev/schema/v0/flags.json";
    private static final int LONGEST_NAME = 253;

    private FlagdDefinition() {}

    /**
     * The file that flagd reads.
     *
     * @throws CannotJudge if the policy has no environment with that name
     */
    public static String file(Plan plan, String environment) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("$schema", SCHEMA);
        root.set("flags", flags(plan, environment));
        ObjectNode metadata = root.putObject("metadata");
        metadata.put("environment", environment);
        metadata.put("version", plan.input().revision().text());
        return JsonText.of(root);
    }

    /**
     * The {@code FeatureFlag} resource for flagd's Kubernetes operator.
     *
     * @throws CannotJudge if the policy has no environment with that name
     */
    public static String resource(Plan plan, String environment) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("apiVersion", "core.openfeature.dev/v1beta1");
        root.put("kind", "FeatureFlag");
        ObjectNode metadata = root.putObject("metadata");
        metadata.put("name", resourceName(environment));
        // what the resource's schema does not name, flagd's own metadata included, a cluster drops
        ObjectNode annotations = metadata.putObject("annotations");
        annotations.put("hoist.dev/environment", environment);
        annotations.put("hoist.dev/version", plan.input().revision().text());
        ObjectNode flags = flags(plan, environment);
        // the operator's definition of the resource has no metadata of a flag, and a strict apply refuses what it lacks
        flags.forEach(flag -> ((ObjectNode) flag).remove("metadata"));
        root.putObject("spec").putObject("flagSpec").set("flags", flags);
        return JsonText.of(root);
    }

    /** A name that Kubernetes accepts: small letters, digits and dashes. */
    private static String resourceName(String environment) {
        String name = "hoist-" + environment.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return name.substring(0, Math.min(name.length(), LONGEST_NAME)).replaceAll("-+$", "");
    }

    private static ObjectNode flags(Plan plan, String name) {
        EnvironmentPlan environment = plan.environment(name)
                .orElseThrow(() -> new CannotJudge(
                        "the policy has no environment \"" + name + "\"",
                        "name one of "
                                + plan.environments().stream()
                                        .map(known -> "\"" + known.name() + "\"")
                                        .collect(Collectors.joining(", "))));
        Targeting targeting = new Targeting(plan, environment);
        ObjectNode flags = JsonNodeFactory.instance.objectNode();
        for (int number = 0; number < plan.flags().size(); number++) {
            ObjectNode variants = JsonNodeFactory.instance.objectNode();
            variants.put(Targeting.ON.stringValue(), true);
            variants.put(Targeting.OFF.stringValue(), false);
            flags.set(
                    plan.flags().get(number).name(),
                    flag(plan, plan.flags().get(number).group(), variants, targeting.flag(number), Targeting.OFF));
        }
        for (Experiment experiment : plan.experiments()) {
            ObjectNode variants = JsonNodeFactory.instance.objectNode();
            experiment
                    .variants()
                    .forEach(variant ->
                            variants.put(variant.name().value(), variant.name().value()));
            StringNode none = none(variants.propertyNames());
            variants.put(none.stringValue(), "");
            flags.set(
                    experiment.name(),
                    flag(plan, experiment.group(), variants, targeting.experiment(experiment, none), none));
        }
        return flags;
    }

    /**
     * The definition of one flag. It is enabled even if no user gets it, because flagd reports a disabled flag as one
     * that does not exist.
     */
    private static ObjectNode flag(
            Plan plan, String group, ObjectNode variants, JsonNode decision, StringNode otherwise) {
        ObjectNode flag = JsonNodeFactory.instance.objectNode();
        flag.put("state", "ENABLED");
        flag.set("variants", variants);
        flag.set("defaultVariant", decision.isString() ? decision : otherwise);
        if (!decision.isString()) {
            flag.set("targeting", decision);
        }
        // the names from which hooks of OpenTelemetry fill feature_flag.set.id and feature_flag.version
        ObjectNode metadata = flag.putObject("metadata");
        metadata.put("flagSetId", group);
        metadata.put("version", plan.input().revision().text());
        return flag;
    }

    private static StringNode none(Iterable<String> taken) {
        Set<String> names = new HashSet<>();
        taken.forEach(names::add);
        StringBuilder none = new StringBuilder("none");
        while (names.contains(none.toString())) {
            none.append('_');
        }
        return StringNode.valueOf(none.toString());
    }
}
