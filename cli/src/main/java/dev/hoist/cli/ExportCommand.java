package dev.hoist.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code hoist export}: the flags for other systems; each of those is a command of its own. */
@Command(
        name = "export",
        description = "Writes the flags down for another system.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "SYSTEM",
        subcommands = {ExportFlagdCommand.class, ExportManifestCommand.class})
final class ExportCommand {
    @ParentCommand
    HoistCommand hoist;

    @Mixin
    CommonOptions common;
}
