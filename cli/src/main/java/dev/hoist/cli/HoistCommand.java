package dev.hoist.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;

/** {@code hoist} itself: it does nothing without a command. */
@Command(
        name = "hoist",
        description = "Judges changes to feature flags in git.",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            InitCommand.class,
            ValidateCommand.class,
            AuditCommand.class,
            DiffCommand.class,
            HookCommand.class,
            GenerateCommand.class,
            ExportCommand.class,
            CodeownersCommand.class,
            ExplainCommand.class,
            HelpCommand.class
        },
        footer = {"", "Exit codes: 0 accepted, 1 refused, 2 cannot judge."})
final class HoistCommand {
    final Terminal terminal;
    final Judge judge;

    @Mixin
    CommonOptions common;

    HoistCommand(Terminal terminal, Judge judge) {
        this.terminal = terminal;
        this.judge = judge;
        this.common = new CommonOptions();
    }
}
