package dev.hoist.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A command that only contains other commands. */
@Command(versionProvider = Version.class, sortOptions = false, synopsisSubcommandLabel = "COMMAND")
public abstract class CommandGroup {
    @Mixin
    CommonOptions common = new CommonOptions();
}
