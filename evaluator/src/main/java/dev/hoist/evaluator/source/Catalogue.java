package dev.hoist.evaluator.source;

import dev.hoist.evaluator.json.JsonText;
import dev.hoist.evaluator.plan.Declared;
import dev.hoist.evaluator.plan.EnvironmentPlan;
import dev.hoist.evaluator.plan.Plan;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Percentage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code META-INF/hoist/flags.json}: the content of the flag files, for tools that read a jar. */
final class Catalogue implements Emitter {
    @Override
    public Stream<GeneratedFile> emit(Blueprint blueprint) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("revision", blueprint.plan().input().revision().id());
        root.put("dirty", blueprint.plan().input().revision().dirty());
        root.put("digest", blueprint.digest());
        root.setAll(content(blueprint.plan()));
        return Stream.of(new GeneratedFile("META-INF/hoist/flags.json", JsonText.of(root)));
    }

    /** The SHA-256 of the catalogue without the revision. It is equal if the flag files have the same meaning. */
    static String digest(Plan plan) {
        try {
            byte[] content = JsonText.of(content(plan)).getBytes(StandardCharsets.US_ASCII);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static ObjectNode content(Plan plan) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        addAll(root.putArray("rings"), plan.rings());
        addAll(
                root.putArray("environments"),
                plan.environments().stream().map(EnvironmentPlan::name).toList());
        ArrayNode flags = root.putArray("flags");
        for (int number = 0; number < plan.flags().size(); number++) {
            flags.add(flag(plan, number));
        }
        ArrayNode experiments = root.putArray("experiments");
        plan.experiments().forEach(experiment -> experiments.add(experiment(experiment)));
        return root;
    }

    private static ObjectNode flag(Plan plan, int number) {
        Flag flag = plan.flags().get(number);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("key", flag.name());
        node.put("group", flag.group());
        node.put("description", flag.description().value());
        node.put("owner", flag.owner().value());
        node.put("salt", flag.salt());
        addAll(node.putArray("dependencies"), flag.dependencyKeys());
        flag.expires().ifPresent(expires -> node.put("expires", expires.value().toString()));
        node.put("permanent", flag.permanent());
        addAll(node.putArray("tags"), flag.tags());
        ObjectNode exposures = node.putObject("environments");
        plan.environments()
                .forEach(environment -> exposures.set(
                        environment.name(),
                        exposure(plan, environment.declared().get(number))));
        return node;
    }

    private static ObjectNode exposure(Plan plan, Declared declared) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (declared instanceof Declared.Disabled) {
            node.put("enabled", false);
        } else if (declared instanceof Declared.Everyone everyone) {
            node.put("percentage", percent(everyone.below()));
        } else if (declared instanceof Declared.Rings figures) {
            ObjectNode rings = node.putObject("rings");
            for (int ring = 0; ring < figures.below().size(); ring++) {
                rings.put(plan.rings().get(ring), percent(figures.below().get(ring)));
            }
        } else if (declared instanceof Declared.Canary canary) {
            List<String> names = plan.servers();
            ArrayNode servers = node.putObject("canary").putArray("servers");
            canary.servers().stream().forEach(server -> servers.add(names.get(server - 1)));
            node.put("percentage", percent(canary.elsewhere()));
        }
        return node;
    }

    private static ObjectNode experiment(Experiment experiment) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("key", experiment.name());
        node.put("group", experiment.group());
        node.put("description", experiment.description().value());
        node.put("owner", experiment.owner().value());
        node.put("within", experiment.within().value());
        node.put("status", experiment.status().value().text());
        ArrayNode variants = node.putArray("variants");
        for (Experiment.Variant variant : experiment.variants()) {
            ObjectNode arm = variants.addObject();
            arm.put("name", variant.name().value());
            arm.put("weight", percent(variant.weight().value().hundredths()));
        }
        return node;
    }

    private static BigDecimal percent(int hundredths) {
        return new BigDecimal(new Percentage(hundredths).toString());
    }

    private static void addAll(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }
}
