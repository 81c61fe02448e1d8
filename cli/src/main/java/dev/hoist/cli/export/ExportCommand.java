package dev.hoist.cli.export;

import dev.hoist.cli.command.CommandGroup;
import picocli.CommandLine.Command;

/** {@code hoist export}: the flags for other systems; each of those is a command of its own. */
@Command(
        name = "export",
        description = "Exports the flags to another system.",
        synopsisSubcommandLabel = "SYSTEM",
        subcommands = {ExportFlagdCommand.class, ExportManifestCommand.class})
public final class ExportCommand extends CommandGroup {}
