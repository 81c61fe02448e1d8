package dev.hoist.cli.export;

import dev.hoist.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/** {@code hoist export}: converts the flags for other systems. Each of these systems has its own command. */
@Command(
        name = "export",
        description = "Exports the flags to another system.",
        synopsisSubcommandLabel = "SYSTEM",
        subcommands = {ExportFlagdCommand.class, ExportManifestCommand.class},
        footer = {
            "",
            "Examples:",
            "  hoist export flagd -e production",
            "",
            "Exit codes: 0 written, 1 refused and nothing written, 2 cannot judge."
        })
public final class ExportCommand extends CommandGroup {}
