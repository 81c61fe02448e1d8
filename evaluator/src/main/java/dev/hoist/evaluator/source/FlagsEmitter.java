package dev.hoist.evaluator.source;

import dev.hoist.evaluator.plan.EnvironmentPlan;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes the class {@code Flags}, which applications use. */
final class FlagsEmitter implements Emitter {
    private static final Dispatch CREATE = new Dispatch("Flags", "create", "", "");
    private static final Dispatch VARIANT =
            new Dispatch("Optional<? extends Variant>", "variant", ", Context context", ", context");
    private static final String NONE = "throw new IllegalStateException();";

    @Override
    public Stream<GeneratedFile> emit(Blueprint blueprint) {
        JavaSource source = blueprint.source();
        source.line("import java.util.List;")
                .line("import java.util.Objects;")
                .line("import java.util.Optional;")
                .line("import java.util.function.Consumer;")
                .line("");
        source.line(
                "/** The flags of one environment, decided as the files said when this was generated; for any number"
                        + " of threads. */");
        source.line("public abstract class Flags {");
        source.line("/** The commit that the flags were read at; ends in -dirty where they differed from it. */");
        // a method call, so that nobody who compiles against this class takes a copy of the value
        source.line("public static final String REVISION = String.valueOf("
                + JavaText.literal(blueprint.plan().input().revision().text()) + ");");
        source.line("").line("/** SHA-256 over all that the flags' files say, in hexadecimal. */");
        source.line(
                "public static final String DIGEST = String.valueOf(" + JavaText.literal(blueprint.digest()) + ");");
        source.line("").line("private static volatile Consumer<? super String> unknownKey;");
        source.line("").line("Flags() {}");
        writeFactories(source, blueprint);
        source.lines(QUESTIONS.lines().toList());
        for (int flag = 0; flag < blueprint.plan().flags().size(); flag++) {
            writeFlag(source, blueprint, flag);
        }
        writeExperiments(source, blueprint);
        return Stream.of(blueprint.file("Flags", source.line("}")));
    }

    private static void writeFactories(JavaSource source, Blueprint blueprint) {
        List<String> names = blueprint.plan().environments().stream()
                .map(EnvironmentPlan::name)
                .toList();
        source.line("");
        source.comment(List.of(
                List.of("The flags of an environment by its name."),
                List.of("@throws IllegalArgumentException if there is none of that name")));
        source.line("public static Flags forEnvironment(String name) {");
        source.line("int number = Environments.NAMES.find(Objects.requireNonNull(name, \"name\"));");
        source.line("if (number < 0) {");
        source.line(
                "throw new IllegalArgumentException(\"there is no environment \\\"\" + name + \"\\\"; there are \"");
        source.line("        + String.join(\", \", Environments.NAMES.names()));");
        source.line("}").line("return create(number);").line("}");
        for (String name : names) {
            source.line("").line("/** The flags of " + JavaText.inComment(name) + ". */");
            source.line("public static Flags " + blueprint.factory(name) + "() {");
            source.line("return " + blueprint.environment(name).type() + ".INSTANCE;")
                    .line("}");
        }
        source.line("");
        CREATE.top(source, "private static ", names.size(), NONE);
        for (int block = 0; block < Dispatch.blocks(names.size()); block++) {
            CREATE.block(
                    source,
                    "private static ",
                    block,
                    names.size(),
                    NONE,
                    number -> "return " + blueprint.factory(names.get(number)) + "();");
        }
        source.line("").line("private static final class Environments {");
        source.line("static final NameTable NAMES = new NameTable(" + names.size()
                + JavaText.chunks(names.stream().map(JavaText::counted).toList()) + ");");
        source.line("").line("private Environments() {}").line("}");
    }

    private static void writeFlag(JavaSource source, Blueprint blueprint, int number) {
        Flag flag = blueprint.plan().flags().get(number);
        List<String> stands = new ArrayList<>();
        stands.add("<ul>");
        for (EnvironmentPlan environment : blueprint.plan().environments()) {
            List<String> lines = JavaText.comment(environment.name() + ": "
                    + ExposureText.of(environment.declared().get(number), blueprint.plan()));
            stands.add("  <li>" + String.join(" ", lines));
        }
        stands.add("</ul>");
        source.line("");
        source.line("/**").lines(star(JavaText.comment(flag.description().value())));
        source.line(" *")
                .lines(star(prefixed(
                        "<p>",
                        JavaText.comment("Key " + flag.name() + ", owner "
                                + flag.owner().value()
                                + (flag.dependencies().isEmpty()
                                        ? ""
                                        : ", needs " + String.join(", ", flag.dependencyKeys()))
                                + ". Declared:"))));
        source.line(" *").lines(star(stands)).line(" */");
        source.line("public boolean " + blueprint.method(flag.name()) + "(Context context) {");
        source.line("return on(" + number + ", context);").line("}");
    }

    private static void writeExperiments(JavaSource source, Blueprint blueprint) {
        List<Experiment> experiments = blueprint.plan().experiments();
        experiments.forEach(experiment -> writeExperiment(source, blueprint, experiment));
        source.line("");
        VARIANT.top(source, "private ", experiments.size(), NONE);
        for (int block = 0; block < Dispatch.blocks(experiments.size()); block++) {
            VARIANT.block(
                    source,
                    "private ",
                    block,
                    experiments.size(),
                    NONE,
                    number ->
                            "return " + blueprint.method(experiments.get(number).name()) + "(context);");
        }
    }

    private static void writeExperiment(JavaSource source, Blueprint blueprint, Experiment experiment) {
        String type = blueprint.variantType(experiment.name());
        source.line("");
        source.line("/**").lines(star(JavaText.comment(experiment.description().value())));
        source.line(" *")
                .lines(star(prefixed(
                        "<p>",
                        JavaText.comment("Key " + experiment.name() + ", owner "
                                + experiment.owner().value() + ", "
                                + experiment.status().value().text() + ", divides the users of "
                                + experiment.within().value() + "; empty for everyone else."))));
        source.line(" */");
        source.line("public Optional<" + type + "> " + blueprint.method(experiment.name()) + "(Context context) {");
        if (experiment.isRunning()
                && blueprint.plan().flagNumber(experiment.within().value()).isPresent()) {
            source.line("return " + blueprint.method(experiment.within().value()) + "(context)");
            source.line("        ? " + type + ".at("
                    + blueprint.bucket(blueprint.plan().salts().number(experiment.name())) + ")");
            source.line("        : Optional.empty();");
        } else {
            source.line("return Optional.empty();");
        }
        source.line("}");
    }

    private static List<String> star(List<String> lines) {
        return lines.stream().map(line -> " * " + line).toList();
    }

    private static List<String> prefixed(String prefix, List<String> lines) {
        List<String> prefixed = new ArrayList<>(lines);
        prefixed.set(0, prefix + prefixed.get(0));
        return prefixed;
    }

    private static final String QUESTIONS = """

        /** Every flag on for everyone, for local development. */
        public static Flags allOn() {
        return UniformFlags.ON;
        }

        /** Every flag off for everyone. */
        public static Flags allOff() {
        return UniformFlags.OFF;
        }

        /** The keys of all flags, sorted. */
        public static List<String> keys() {
        return FlagTable.keys();
        }

        /** The keys of all experiments, sorted. */
        public static List<String> experiments() {
        return ExperimentTable.keys();
        }

        /** The names of all environments, in order of promotion. */
        public static List<String> environments() {
        return Environments.NAMES.names();
        }

        /** Whether there is a flag of that key. */
        public static boolean has(String key) {
        return FlagTable.find(Objects.requireNonNull(key, "key")) >= 0;
        }

        /**
         * Tells of every key that isEnabled or variant is asked for and that nothing has, from now on and everywhere. The action may
         * log or throw; null tells of none.
         */
        public static void onUnknownKey(Consumer<? super String> action) {
        unknownKey = action;
        }

        /** Makes isEnabled and variant throw for an unknown key, from now on and everywhere; for tests. */
        public static void refuseUnknownKeys() {
        onUnknownKey(key -> {
        throw new IllegalArgumentException("there is no flag and no experiment \\"" + key + "\\"");
        });
        }

        private static void tellOfUnknown(String key) {
        Consumer<? super String> action = unknownKey;
        if (action != null) {
        action.accept(key);
        }
        }

        /** The environment's name. */
        public abstract String environment();

        /** Whether the flag is on for the user; an unknown key is off, unless onUnknownKey was told to throw. */
        public final boolean isEnabled(String key, Context context) {
        int flag = FlagTable.find(key);
        if (flag < 0) {
        tellOfUnknown(key);
        return false;
        }
        return on(flag, context);
        }

        /** Whether the flag is on for the user, and why. */
        public final Explanation explain(String key, Context context) {
        int flag = FlagTable.find(Objects.requireNonNull(key, "key"));
        Objects.requireNonNull(context, "context");
        return flag < 0 ? Explanation.unknown(this, key) : explain(flag, context);
        }

        /** The user's variant of an experiment; empty if the user takes no part or the key is unknown. */
        public final Optional<? extends Variant> variant(String experiment, Context context) {
        int number = ExperimentTable.find(Objects.requireNonNull(experiment, "experiment"));
        Objects.requireNonNull(context, "context");
        if (number < 0) {
        tellOfUnknown(experiment);
        return Optional.empty();
        }
        return variant(number, context);
        }

        /** A builder of a copy of these flags with overrides. */
        public final Overriding overriding() {
        return new Overriding(this);
        }

        /** Decides by a flag's number. */
        abstract boolean on(int flag, Context context);

        /** Explains by a flag's number. */
        abstract Explanation explain(int flag, Context context);
        """;
}
