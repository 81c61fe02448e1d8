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
import dev.hoist.cli.report.ReportCommand;
import dev.hoist.cli.setup.CodeownersCommand;
import dev.hoist.cli.setup.InitCommand;
import picocli.CommandLine.Command;

/** {@code hoist} itself. */
@Command(
        name = "hoist",
        description = "Judges changes to feature flags in git.",
        footer = {
            "",
            "Examples:",
            "  hoist init                          adopt Hoist in a repository",
            "  hoist validate                      may this change land?",
            "  hoist diff                          who gains, who loses",
            "  hoist raise FLAG -e staging         the next step up",
            "  hoist help validate                 the options of one command",
            "",
            "Exit codes: 0 accepted, 1 refused, 2 cannot judge."
        })
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
            ReportCommand.class,
            HookCommand.class,
            GenerateCommand.class,
            ExportCommand.class,
            CodeownersCommand.class,
            ExplainCommand.class,
            HelpCommand.class
        },
        footer = {"", "Exit codes: 0 accepted, 1 refused, 2 cannot judge."})
final class HoistCommand extends CommandGroup {}
