package dev.hoist.evaluator.export;

import dev.hoist.evaluator.plan.EnvironmentPlan;
import dev.hoist.evaluator.plan.Exposure;
import dev.hoist.evaluator.plan.ExposureLimits;
import dev.hoist.evaluator.plan.Plan;
import dev.hoist.validator.model.Experiment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Writes the decisions of one environment as flagd rules. A decision is a rule that gives the name of a variant. If
 * nothing about the user matters, it is just that name.
 */
final class Targeting {
    static final StringNode ON = StringNode.valueOf("on");
    static final StringNode OFF = StringNode.valueOf("off");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int WHOLE = 10_000;

    private final Plan plan;
    private final EnvironmentPlan environment;

    Targeting(Plan plan, EnvironmentPlan environment) {
        this.plan = plan;
        this.environment = environment;
    }

    /** The rule that decides whether a user gets a flag. */
    JsonNode flag(int number) {
        Exposure effective = environment.effective().get(number);
        if (!effective.isUnfolded()) {
            return decision(effective);
        }
        List<JsonNode> conditions = new ArrayList<>();
        for (Exposure declared : plan.unfolded(environment, number)) {
            JsonNode decision = decision(declared);
            if (decision.equals(OFF)) {
                return OFF;
            }
            if (!decision.equals(ON)) {
                conditions.add(isOn(decision));
            }
        }
        return conditions.isEmpty() ? ON : choice(all(conditions), ON, OFF);
    }

    /**
     * The rule that gives a user's variant of an experiment.
     *
     * @param none the variant of users who take no part
     */
    JsonNode experiment(Experiment experiment, StringNode none) {
        JsonNode within =
                plan.flagNumber(experiment.within().value()).map(this::flag).orElse(OFF);
        if (!experiment.isRunning() || within.equals(OFF)) {
            return none;
        }
        Map<String, Integer> weights = new LinkedHashMap<>();
        experiment
                .variants()
                .forEach(variant -> weights.put(
                        variant.name().value(), variant.weight().value().hundredths()));
        JsonNode arms = choice(hasKey(), split(experiment.name(), weights), none);
        return within.equals(ON) ? arms : choice(isOn(within), arms, none);
    }

    private JsonNode decision(Exposure exposure) {
        JsonNode decision = byRing(exposure.elsewhere());
        for (Exposure.Part part : exposure.parts()) {
            List<String> names = part.servers().stream()
                    .mapToObj(server -> plan.servers().get(server - 1))
                    .toList();
            decision = choice(isAmong("server", names), byRing(part.byRing()), decision);
        }
        return decision;
    }

    /**
     * The rule for exposures that differ by ring. A user whose ring the policy does not have is in the outermost ring.
     */
    private JsonNode byRing(List<ExposureLimits> innerToOuter) {
        ExposureLimits outermost = innerToOuter.get(innerToOuter.size() - 1);
        Map<ExposureLimits, List<String>> others = new LinkedHashMap<>();
        for (int ring = 0; ring < innerToOuter.size(); ring++) {
            if (!innerToOuter.get(ring).equals(outermost)) {
                others.computeIfAbsent(innerToOuter.get(ring), bounds -> new ArrayList<>())
                        .add(plan.rings().get(ring));
            }
        }
        JsonNode decision = users(outermost);
        for (Map.Entry<ExposureLimits, List<String>> other : others.entrySet()) {
            decision = choice(isAmong("ring", other.getValue()), users(other.getKey()), decision);
        }
        return decision;
    }

    private JsonNode users(ExposureLimits bounds) {
        return switch (bounds.kind()) {
            case NOBODY -> OFF;
            case EVERYONE -> ON;
            case LIMITED -> limited(bounds.limits());
            case MANY -> throw new IllegalStateException("one flag's own exposure has one salt");
        };
    }

    /**
     * The rule for limits. A user without a key has no bucket and gets nothing. Without this condition, flagd would
     * hash the missing key as a text.
     */
    private JsonNode limited(List<ExposureLimits.Limit> limits) {
        int last = limits.size() - 1;
        List<JsonNode> conditions = new ArrayList<>(List.of(hasKey()));
        limits.subList(0, last).forEach(limit -> conditions.add(isOn(below(limit))));
        return choice(all(conditions), below(limits.get(last)), OFF);
    }

    private JsonNode below(ExposureLimits.Limit limit) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        weights.put(ON.stringValue(), limit.below());
        weights.put(OFF.stringValue(), WHOLE - limit.below());
        return split(plan.salts().text(limit.salt()), weights);
    }

    /** The rule that divides the buckets of salt, colon and key by weights. The sum of the weights is 10,000. */
    private static JsonNode split(String salt, Map<String, Integer> weights) {
        if (weights.size() == 1) {
            return StringNode.valueOf(weights.keySet().iterator().next());
        }
        ArrayNode hashed = JSON.arrayNode().add(salt + ":").add(attribute("targetingKey"));
        ArrayNode arguments = JSON.arrayNode().add(rule("cat", hashed));
        weights.forEach(
                (variant, weight) -> arguments.add(JSON.arrayNode().add(variant).add(weight)));
        return rule("fractional", arguments);
    }

    private static JsonNode choice(JsonNode condition, JsonNode yes, JsonNode no) {
        return yes.equals(no)
                ? yes
                : rule("if", JSON.arrayNode().add(condition).add(yes).add(no));
    }

    private static JsonNode all(List<JsonNode> conditions) {
        return conditions.size() == 1
                ? conditions.get(0)
                : rule("and", JSON.arrayNode().addAll(conditions));
    }

    private static JsonNode isOn(JsonNode decision) {
        return rule("===", JSON.arrayNode().add(decision).add(ON));
    }

    private static JsonNode hasKey() {
        return rule("!==", JSON.arrayNode().add(attribute("targetingKey")).addNull());
    }

    private static JsonNode isAmong(String attribute, List<String> names) {
        ArrayNode arguments = JSON.arrayNode().add(attribute(attribute));
        if (names.size() == 1) {
            return rule("===", arguments.add(names.get(0)));
        }
        ArrayNode listed = JSON.arrayNode();
        names.forEach(listed::add);
        return rule("in", arguments.add(listed));
    }

    private static JsonNode attribute(String name) {
        return rule("var", StringNode.valueOf(name));
    }

    private static ObjectNode rule(String operator, JsonNode argument) {
        ObjectNode rule = JSON.objectNode();
        rule.set(operator, argument);
        return rule;
    }
}
