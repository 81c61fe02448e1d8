package dev.hoist.evaluator.source;

import java.util.List;
import java.util.stream.Stream;

/** Writes the enum of rings. */
final class RingEmitter implements Emitter {
    @Override
    public Stream<GeneratedFile> emit(Blueprint blueprint) {
        List<String> rings = blueprint.plan().rings();
        JavaSource source = blueprint.source();
        source.line("import java.util.Optional;").line("");
        source.line("/** The audience classes of users, inner to outer; whoever is in none of the others is in the"
                + " outermost. */");
        source.line("public enum Ring {");
        for (int ring = 0; ring < rings.size(); ring++) {
            source.line("/** " + JavaText.inComment(rings.get(ring)) + " */");
            source.line(blueprint.ring(rings.get(ring)) + "(" + JavaText.literal(rings.get(ring)) + ")"
                    + (ring + 1 < rings.size() ? "," : ";"));
        }
        source.line("").line("private static final Ring[] innerToOuter = values();");
        source.line("").line("private final String key;");
        source.line("").line("Ring(String key) {").line("this.key = key;").line("}");
        source.line("").line("/** The name that the policy gives it. */");
        source.line("public String key() {").line("return key;").line("}");
        source.line("").line("/** The ring of that name; empty where the policy has none. */");
        source.line("public static Optional<Ring> find(String key) {");
        source.line("for (Ring ring : innerToOuter) {");
        source.line("if (ring.key.equals(key)) {")
                .line("return Optional.of(ring);")
                .line("}")
                .line("}");
        source.line("return Optional.empty();").line("}");
        source.line("").line("static Ring outermost() {");
        source.line("return innerToOuter[innerToOuter.length - 1];").line("}").line("}");
        return Stream.of(blueprint.file("Ring", source));
    }
}
