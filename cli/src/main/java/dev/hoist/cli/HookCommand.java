package dev.hoist.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code hoist hook}: a bare repository that takes in only what the judge accepts. */
@Command(
        name = "hook",
        description = "Makes a bare repository refuse pushes that the judge refuses.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            HookInstallCommand.class,
            HookStatusCommand.class,
            HookUninstallCommand.class,
            HookPreReceiveCommand.class
        })
final class HookCommand {
    @ParentCommand
    HoistCommand hoist;

    @Mixin
    CommonOptions common;
}
