package dev.hoist.evaluator.source;

import dev.hoist.evaluator.plan.EnvironmentPlan;
import dev.hoist.evaluator.plan.HashStart;
import dev.hoist.evaluator.plan.Plan;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A plan together with the Java names of everything in it. */
final class Blueprint {
    /** The most flags whose decisions are in one class. With more, the constants of the class would not fit. */
    static final int PART = 2048;

    private final Plan plan;
    private final String packageName;
    private final String digest;
    private final Map<String, String> methods;
    private final Map<String, String> factories;
    private final Map<String, String> rings;
    private final Map<String, EnvironmentNames> environments = new LinkedHashMap<>();
    private final Map<String, String> variantTypes;

    /**
     * The classes of an environment.
     *
     * @param parts the names of the classes with decisions, in the order of the flags; the last one is the class of the
     *     environment itself
     * @param table the name of the class with the declared exposures
     */
    record EnvironmentNames(List<String> parts, String table) {
        String type() {
            return parts.get(parts.size() - 1);
        }
    }

    Blueprint(Plan plan, String packageName) {
        this.plan = plan;
        this.packageName = packageName;
        this.digest = Catalogue.digest(plan);
        List<String> keys =
                new ArrayList<>(plan.flags().stream().map(Flag::name).toList());
        keys.addAll(plan.experiments().stream().map(Experiment::name).toList());
        this.methods = JavaNames.methods().names(keys);
        this.factories = JavaNames.methods()
                .names(plan.environments().stream().map(EnvironmentPlan::name).toList());
        this.rings = JavaNames.constants().names(plan.rings());
        JavaNames types = JavaNames.types();
        plan.environments().forEach(environment -> environments.put(environment.name(), names(environment, types)));
        this.variantTypes =
                types.names(plan.experiments().stream().map(Experiment::name).toList());
    }

    private EnvironmentNames names(EnvironmentPlan environment, JavaNames types) {
        String type = types.name(environment.name() + "-flags");
        List<String> parts = new ArrayList<>();
        for (int part = 1; part * PART < plan.flags().size(); part++) {
            parts.add(types.free(type + "Part" + part));
        }
        parts.add(type);
        return new EnvironmentNames(List.copyOf(parts), types.free(type + "Table"));
    }

    Plan plan() {
        return plan;
    }

    String packageName() {
        return packageName;
    }

    String digest() {
        return digest;
    }

    /** The name of the method of a flag or an experiment. */
    String method(String key) {
        return named(methods, key);
    }

    /** The name of the method that returns the flags of an environment. */
    String factory(String environment) {
        return named(factories, environment);
    }

    String ring(String name) {
        return named(rings, name);
    }

    EnvironmentNames environment(String name) {
        return Objects.requireNonNull(environments.get(name), name);
    }

    /** The name of the enum with an experiment's variants. */
    String variantType(String experiment) {
        return named(variantTypes, experiment);
    }

    /** An expression for a context's bucket under a salt. */
    String bucket(int salt) {
        HashStart start = plan.salts().starts().get(salt - 1);
        return "context.bucket(" + salt + ", " + JavaText.hex(start.state()) + ", " + JavaText.hex(start.tail()) + ", "
                + start.length() + ")";
    }

    JavaSource source() {
        return new JavaSource(packageName);
    }

    GeneratedFile file(String type, JavaSource source) {
        return file(type, source.toString());
    }

    GeneratedFile file(String type, String source) {
        return new GeneratedFile(packageName.replace('.', '/') + "/" + type + ".java", source);
    }

    private static String named(Map<String, String> names, String key) {
        return Objects.requireNonNull(names.get(key), key);
    }
}
