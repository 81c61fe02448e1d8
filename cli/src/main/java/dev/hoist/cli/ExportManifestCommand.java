package dev.hoist.cli;

import dev.hoist.evaluator.export.OpenFeatureManifest;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code hoist export openfeature-manifest}: what flags there are, for the OpenFeature command. */
@Command(
        name = "openfeature-manifest",
        description = "Writes the manifest that the OpenFeature command generates typed access from.",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", "Exit codes: 0 written, 1 refused and nothing written, 2 cannot judge."})
final class ExportManifestCommand implements Callable<Integer> {
    @ParentCommand
    ExportCommand export;

    @Mixin
    ExportOptions options;

    @Mixin
    CommonOptions common;

    @Override
    public Integer call() throws IOException {
        return options.write(export.hoist.terminal, OpenFeatureManifest::of);
    }
}
