package dev.hoist.cli;

import dev.hoist.evaluator.export.FlagdDefinition;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code hoist export flagd}: one environment's decisions as a definition for flagd. */
@Command(
        name = "flagd",
        description = "Writes the decisions of one environment as a definition for flagd.",
        versionProvider = Version.class,
        sortOptions = false,
        footer = {"", "Exit codes: 0 written, 1 refused and nothing written, 2 cannot judge."})
final class ExportFlagdCommand implements Callable<Integer> {
    @ParentCommand
    ExportCommand export;

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "ENV",
            required = true,
            description = "The environment, as the policy names it.")
    String environment;

    @Option(names = "--crd", description = "Writes a FeatureFlag resource for the OpenFeature operator instead.")
    boolean crd;

    @Mixin
    ExportOptions options;

    @Mixin
    CommonOptions common;

    @Override
    public Integer call() throws IOException {
        String name = RepositoryOptions.given("--environment", environment);
        return options.write(
                export.hoist.terminal,
                plan -> crd ? FlagdDefinition.resource(plan, name) : FlagdDefinition.file(plan, name));
    }
}
