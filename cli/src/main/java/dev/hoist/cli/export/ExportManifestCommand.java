package dev.hoist.cli.export;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.Terminal;
import dev.hoist.evaluator.export.OpenFeatureManifest;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hoist export openfeature-manifest}: lists the flags for the command line tool of OpenFeature. */
@Command(
        name = "openfeature-manifest",
        description = "Writes the manifest from which the OpenFeature command generates typed access.",
        footer = {
            "",
            "Examples:",
            "  hoist export openfeature-manifest --out flags.json",
            "",
            "Exit codes: 0 written, 1 refused and nothing written, 2 cannot judge."
        })
public final class ExportManifestCommand extends ExecutableCommand {
    @Mixin
    ExportOptions options;

    @Override
    public int run(Terminal terminal) throws IOException {
        return options.write(terminal, OpenFeatureManifest::of);
    }
}
