package dev.hoist.evaluator.source;

import dev.hoist.validator.model.Experiment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes an enum of variants for each experiment. */
final class VariantEmitter implements Emitter {
    @Override
    public Stream<GeneratedFile> emit(Blueprint blueprint) {
        return blueprint.plan().experiments().stream().map(experiment -> file(blueprint, experiment));
    }

    private static GeneratedFile file(Blueprint blueprint, Experiment experiment) {
        String type = blueprint.variantType(experiment.name());
        List<String> names = experiment.variants().stream()
                .map(variant -> variant.name().value())
                .toList();
        Map<String, String> constants = JavaNames.constants().names(names);
        JavaSource source = blueprint.source();
        source.line("import java.util.Optional;").line("");
        source.comment(List.of(
                JavaText.comment("The variants of " + experiment.name() + "."),
                JavaText.comment(experiment.description().value())));
        source.line("public enum " + type + " implements Variant {");
        int below = 0;
        for (int arm = 0; arm < names.size(); arm++) {
            Experiment.Variant variant = experiment.variants().get(arm);
            below += variant.weight().value().hundredths();
            source.line("/** " + JavaText.inComment(names.get(arm)) + ": "
                    + variant.weight().value() + " % */");
            source.line(constants.get(names.get(arm)) + "(" + JavaText.literal(names.get(arm)) + ", " + below + ")"
                    + (arm + 1 < names.size() ? "," : ";"));
        }
        if (names.isEmpty()) {
            source.line(";");
        }
        source.line("").line("private static final " + type + "[] inOrder = values();");
        source.line("").line("private final String key;");
        source.line("private final int below;");
        source.line("private final Optional<" + type + "> present = Optional.of(this);");
        source.line("").line(type + "(String key, int below) {");
        source.line("this.key = key;").line("this.below = below;").line("}");
        source.line("")
                .line("@Override")
                .line("public String key() {")
                .line("return key;")
                .line("}");
        source.line("").line("@Override").line("public String experiment() {");
        source.line("return " + JavaText.literal(experiment.name()) + ";").line("}");
        source.line("")
                .line("Optional<" + type + "> present() {")
                .line("return present;")
                .line("}");
        source.line("")
                .line("/** The variant that a bucket falls to, by weight in the order written; 10,000 falls to none."
                        + " */");
        source.line("static Optional<" + type + "> at(int bucket) {");
        source.line("for (" + type + " variant : inOrder) {");
        source.line("if (bucket < variant.below) {")
                .line("return variant.present;")
                .line("}")
                .line("}");
        source.line("return Optional.empty();").line("}").line("}");
        return blueprint.file(type, source);
    }
}
