package dev.hoist.cli.export;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import dev.hoist.evaluator.Generated;
import dev.hoist.evaluator.Generation;
import dev.hoist.evaluator.GenerationRequest;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.report.ReportFormat;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hoist generate}: generates an evaluator in plain Java from the flags in the working tree. */
@Command(
        name = "generate",
        description = "Generates an evaluator in plain Java from the flags.",
        footer = {
            "",
            "Examples:",
            "  hoist generate --out target/flags --package com.example.flags",
            "",
            "Exit codes: 0 generated, 1 refused and nothing touched, 2 cannot judge."
        })
public final class GenerateCommand extends ExecutableCommand {
    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "The output directory. Files that Hoist did not write stay.")
    String out;

    @Option(
            names = "--package",
            paramLabel = "NAME",
            required = true,
            description = "The package of the generated classes, such as com.example.flags.")
    String packageName;

    @Option(
            names = "--open-feature",
            description = "Also write an OpenFeature provider. It needs dev.openfeature:sdk to compile.")
    boolean openFeature;

    @Mixin
    RepositoryOptions place;

    @Override
    public int run(Terminal terminal) throws IOException {
        Generated generated = Generation.run(
                new GenerationRequest(
                        place.repository(terminal),
                        place.flags(terminal),
                        RepositoryOptions.given("--package", packageName),
                        terminal.path("--out", out, "name a directory"),
                        openFeature,
                        terminal.clock().instant()),
                new Hoist());
        if (generated.outcome().isEmpty()) {
            ReportFormat.TEXT.report(terminal.style()).judged(generated.structure(), terminal.out());
        } else {
            terminal.out()
                    .append("generated ")
                    .append(packageName)
                    .append(": ")
                    .append(generated.outcome().get().sentence())
                    .append('\n');
        }
        return ExitCode.of(!generated.isRefused());
    }
}
