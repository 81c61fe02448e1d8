package dev.hoist.cli;

import dev.hoist.cli.command.CommandGroup;
import dev.hoist.cli.demo.DemoCommand;
import dev.hoist.cli.export.ExportCommand;
import dev.hoist.cli.export.GenerateCommand;
import dev.hoist.cli.hook.HookCommand;
import dev.hoist.cli.judge.AuditCommand;
import dev.hoist.cli.judge.DiffCommand;
import dev.hoist.cli.judge.ExplainCommand;
import dev.hoist.cli.judge.ValidateCommand;
import dev.hoist.cli.operate.DisableCommand;
import dev.hoist.cli.operate.FreezeCommand;
import dev.hoist.cli.operate.LowerCommand;
import dev.hoist.cli.operate.NewCommand;
import dev.hoist.cli.operate.RaiseCommand;
import dev.hoist.cli.operate.ThawCommand;
import dev.hoist.cli.operate.TickCommand;
import dev.hoist.cli.operate.UntickCommand;
import dev.hoist.cli.plan.AnnounceCommand;
import dev.hoist.cli.plan.EvaluateCommand;
import dev.hoist.cli.plan.NextCommand;
import dev.hoist.cli.plan.ScheduleCommand;
import dev.hoist.cli.plan.StatusCommand;
import dev.hoist.cli.setup.CodeownersCommand;
import dev.hoist.cli.setup.InitCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** {@code hoist} itself, and the list of its commands. */
@Command(
        name = "hoist",
        description = "Judges changes to feature flags in git.",
        subcommands = {
            InitCommand.class,
            DemoCommand.class,
            ValidateCommand.class,
            AuditCommand.class,
            DiffCommand.class,
            RaiseCommand.class,
            LowerCommand.class,
            DisableCommand.class,
            FreezeCommand.class,
            ThawCommand.class,
            TickCommand.class,
            UntickCommand.class,
            NewCommand.class,
            StatusCommand.class,
            NextCommand.class,
            ScheduleCommand.class,
            EvaluateCommand.class,
            AnnounceCommand.class,
            HookCommand.class,
            GenerateCommand.class,
            ExportCommand.class,
            CodeownersCommand.class,
            ExplainCommand.class,
            HelpCommand.class
        },
        footer = {"", "Exit codes: 0 accepted, 1 refused, 2 cannot judge."})
final class HoistCommand extends CommandGroup {}
