package dev.hoist.evaluator;

import dev.hoist.evaluator.export.FlagdDefinition;
import dev.hoist.evaluator.export.OpenFeatureManifest;
import dev.hoist.evaluator.plan.Plan;
import dev.hoist.validator.Hoist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** A program that writes all that Hoist makes of flags: for a Java of its own. */
final class Generator {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private Generator() {}

    /**
     * Writes.
     *
     * @param arguments the directory that the flags directory is in, the one to write to, and a language tag to work in
     */
    public static void main(String[] arguments) throws IOException {
        Locale.setDefault(Locale.forLanguageTag(arguments[2]));
        write(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    static void write(Path repository, Path out) throws IOException {
        Hoist hoist = new Hoist();
        Generated generated =
                Generation.run(new GenerationRequest(repository, "flags", Compiled.PACKAGE, out, true, NOW), hoist);
        if (generated.isRefused()) {
            throw new IllegalStateException(generated.structure().findings().toString());
        }
        Map<String, Function<Plan, String>> exports = Map.of(
                "flagd.json", plan -> FlagdDefinition.file(plan, "production"),
                "resource.json", plan -> FlagdDefinition.resource(plan, "production"),
                "manifest.json", OpenFeatureManifest::of);
        for (Map.Entry<String, Function<Plan, String>> export : exports.entrySet()) {
            Exported exported = Export.run(repository, "flags", NOW, export.getValue(), hoist);
            Files.writeString(out.resolve(export.getKey()), exported.text().orElseThrow());
        }
    }
}
