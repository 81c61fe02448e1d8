package dev.hoist.cli.export;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import dev.hoist.evaluator.export.FlagdDefinition;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hoist export flagd}: converts the flags of one environment to a flagd definition. */
@Command(
        name = "flagd",
        description = "Writes the flags of one environment as a definition for flagd.",
        footer = {
            "",
            "The definition needs the buckets of flagd 0.15, or of its Java provider 0.13, or newer. Older ones move"
                    + " users. Run with it: flagd-core 4.0.1, which agrees, and Java provider 0.11.15, which does not."
                    + " Only read: Java provider 0.13.0.",
            "",
            "Examples:",
            "  hoist export flagd -e production --out flagd.json",
            "",
            "Exit codes: 0 written, 1 refused and nothing written, 2 cannot judge."
        })
public final class ExportFlagdCommand extends ExecutableCommand {
    private static final String VERSIONS =
            "hoist: needs flagd 0.15 or its Java provider 0.13, or newer: older ones move"
                    + " users. flagd-core 4.0.1 was run; Java provider 0.13 was only read";

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

    @Override
    public int run(Terminal terminal) throws IOException {
        String name = RepositoryOptions.given("--environment", environment);
        int code = options.write(
                terminal, plan -> crd ? FlagdDefinition.resource(plan, name) : FlagdDefinition.file(plan, name));
        if (code == ExitCode.ACCEPTED && !terminal.isQuiet()) {
            terminal.err().println(VERSIONS);
            terminal.err().flush();
        }
        return code;
    }
}
