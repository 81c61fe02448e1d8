package dev.hoist.evaluator.source;

import dev.hoist.evaluator.plan.HashStart;
import dev.hoist.evaluator.plan.Plan;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.verdict.CannotJudge;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes a plan as the sources of an evaluator. The same plan always gives the same bytes. */
public final class SourceGenerator {
    private static final List<Emitter> EMITTERS = List.of(
            new FlagsEmitter(),
            new EnvironmentEmitter(),
            new Template("Context"),
            new RingEmitter(),
            new VariantEmitter(),
            new Template("Variant"),
            new Template("Explanation"),
            new Template("Overriding"),
            new OverriddenEmitter(),
            new Template("UniformFlags"),
            new Template("EnvironmentFlags"),
            new Template("Declared"),
            new DeclaredEmitter(),
            new Template("FlagTable", SourceGenerator::flags),
            new Template("FamilyTable", SourceGenerator::families),
            new Template("ServerTable", SourceGenerator::servers),
            new Template("ExperimentTable", SourceGenerator::experiments),
            new Template("NameTable"),
            new Template("NumberTable"),
            new Catalogue());
    private static final Emitter OPEN_FEATURE = new Template("FlagsProvider", SourceGenerator::provider);

    private SourceGenerator() {}

    /**
     * All files, by path.
     *
     * @param packageName the package of the generated classes
     * @param openFeature whether an OpenFeature provider is among them
     * @throws CannotJudge if the package name is not valid
     */
    public static List<GeneratedFile> generate(Plan plan, String packageName, boolean openFeature) {
        if (!JavaNames.isPackage(packageName)) {
            throw new CannotJudge(
                    "\"" + packageName + "\" is no name for a Java package",
                    "choose words of ASCII letters, digits and underscores with dots between, such as"
                            + " com.example.flags");
        }
        if (packageName.equals("java") || packageName.startsWith("java.")) {
            throw new CannotJudge(
                    "the package \"" + packageName + "\" belongs to Java, which refuses other classes in it",
                    "choose one of yours, such as com.example.flags");
        }
        Blueprint blueprint = new Blueprint(plan, packageName);
        return Stream.concat(EMITTERS.stream(), openFeature ? Stream.of(OPEN_FEATURE) : Stream.empty())
                .flatMap(emitter -> emitter.emit(blueprint))
                .sorted(Comparator.comparing(GeneratedFile::path))
                .toList();
    }

    private static Map<String, String> flags(Blueprint blueprint) {
        return names("KEYS", blueprint.plan().flags().stream().map(Flag::name).toList());
    }

    private static Map<String, String> servers(Blueprint blueprint) {
        return names("NAMES", blueprint.plan().servers());
    }

    private static Map<String, String> experiments(Blueprint blueprint) {
        Plan plan = blueprint.plan();
        return Map.of(
                "SIZE",
                String.valueOf(plan.experiments().size()),
                "KEYS",
                JavaText.chunks(plan.experiments().stream()
                        .map(Experiment::name)
                        .map(JavaText::counted)
                        .toList()),
                "WITHIN",
                JavaText.chunks(plan.experiments().stream()
                        .map(experiment ->
                                plan.flagNumber(experiment.within().value()).orElse(-1))
                        .map(number -> JavaText.row(List.of(number)))
                        .toList()));
    }

    private static Map<String, String> provider(Blueprint blueprint) {
        List<Experiment> experiments = blueprint.plan().experiments();
        return Map.of(
                "SIZE",
                String.valueOf(experiments.size()),
                "RUNNING",
                JavaText.chunks(experiments.stream()
                        .map(experiment -> JavaText.row(List.of(experiment.isRunning() ? 1 : 0)))
                        .toList()),
                "GROUP_SIZE",
                String.valueOf(blueprint.plan().flags().size()),
                "GROUPS",
                JavaText.chunks(blueprint.plan().flags().stream()
                        .map(flag -> JavaText.counted(flag.group()))
                        .toList()),
                "EXPERIMENT_GROUPS",
                JavaText.chunks(experiments.stream()
                        .map(experiment -> JavaText.counted(experiment.group()))
                        .toList()));
    }

    private static Map<String, String> families(Blueprint blueprint) {
        Plan plan = blueprint.plan();
        List<String> rows = IntStream.range(0, plan.flags().size())
                .mapToObj(number -> {
                    List<Integer> row = new ArrayList<>();
                    row.add(plan.salts().number(plan.flags().get(number).salt()));
                    row.addAll(plan.dependencies().get(number));
                    return JavaText.row(row);
                })
                .toList();
        List<HashStart> starts = plan.salts().starts();
        return Map.of(
                "SIZE",
                String.valueOf(rows.size()),
                "FLAGS",
                JavaText.chunks(rows),
                "SALT_SIZE",
                String.valueOf(starts.size()),
                "SALTS",
                JavaText.chunks(starts.stream()
                        .map(start -> JavaText.row(List.of(start.state(), start.tail(), start.length())))
                        .toList()));
    }

    private static Map<String, String> names(String value, List<String> names) {
        return Map.of(
                "SIZE",
                String.valueOf(names.size()),
                value,
                JavaText.chunks(names.stream().map(JavaText::counted).toList()));
    }
}
