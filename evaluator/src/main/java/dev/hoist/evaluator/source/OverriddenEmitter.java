package dev.hoist.evaluator.source;

import dev.hoist.validator.model.Experiment;
import java.util.List;
import java.util.stream.Stream;

/** Writes the class {@code OverriddenFlags}: flags with overrides, which {@code Flags.overriding()} builds. */
final class OverriddenEmitter implements Emitter {
    @Override
    public Stream<GeneratedFile> emit(Blueprint blueprint) {
        List<Experiment> experiments = blueprint.plan().experiments();
        JavaSource source = blueprint.source();
        source.line("import java.util.Map;");
        if (!experiments.isEmpty()) {
            source.line("import java.util.Optional;");
        }
        source.line("").line("/** Other flags, of which some are settled by hand. */");
        source.line("final class OverriddenFlags extends Flags {");
        source.line("private final Flags others;");
        source.line("");
        source.line("// By flag: the number of the one that was asked for, plus one, negative where it is off; 0 where"
                + " none was.");
        source.line("private final int[] settled;");
        source.line("private final Variant[] variants = new Variant[" + experiments.size() + "];");
        source.line("").line("OverriddenFlags(Flags others, int[] settled, Map<Integer, Variant> variants) {");
        source.line("this.others = others;").line("this.settled = settled;");
        source.line("variants.forEach((experiment, variant) -> this.variants[experiment] = variant);")
                .line("}");
        source.line("").line("@Override").line("public String environment() {");
        source.line("return others.environment();").line("}");
        source.line("").line("@Override").line("boolean on(int flag, Context context) {");
        source.line("int by = settled[flag];");
        source.line("return by == 0 ? others.on(flag, context) : by > 0;").line("}");
        source.line("").line("@Override").line("Explanation explain(int flag, Context context) {");
        source.line("int by = settled[flag];");
        source.line("return by == 0");
        source.line("        ? others.explain(flag, context)");
        source.line("        : Explanation.overridden(this, flag, by > 0, Math.abs(by) - 1);")
                .line("}");
        for (int number = 0; number < experiments.size(); number++) {
            write(source, blueprint, experiments.get(number), number);
        }
        return Stream.of(blueprint.file("OverriddenFlags", source.line("}")));
    }

    private static void write(JavaSource source, Blueprint blueprint, Experiment experiment, int number) {
        String type = blueprint.variantType(experiment.name());
        String method = blueprint.method(experiment.name());
        source.line("").line("@Override");
        source.line("public Optional<" + type + "> " + method + "(Context context) {");
        source.line("if (variants[" + number + "] != null) {");
        source.line("return ((" + type + ") variants[" + number + "]).present();")
                .line("}");
        blueprint.plan().flagNumber(experiment.within().value()).ifPresent(within -> {
            source.line("if (settled[" + within + "] < 0) {")
                    .line("return Optional.empty();")
                    .line("}");
            source.line("if (settled[" + within + "] > 0 && others." + method + "(context).isEmpty()) {");
            source.line("return super." + method + "(context);").line("}");
        });
        source.line("return others." + method + "(context);").line("}");
    }
}
