package dev.hoist.cli;

import dev.hoist.cli.completion.CandidatesCommand;
import dev.hoist.cli.completion.CompletionCommand;
import dev.hoist.cli.completion.ManualCommand;
import dev.hoist.cli.demo.DemoCommand;
import dev.hoist.cli.export.ExportCommand;
import dev.hoist.cli.export.GenerateCommand;
import dev.hoist.cli.guard.CompareCommand;
import dev.hoist.cli.guard.ExperimentCommand;
import dev.hoist.cli.guard.NotifyCommand;
import dev.hoist.cli.hook.HookCommand;
import dev.hoist.cli.judge.AuditCommand;
import dev.hoist.cli.judge.DiffCommand;
import dev.hoist.cli.judge.ExplainCommand;
import dev.hoist.cli.judge.ValidateCommand;
import dev.hoist.cli.operate.AdvanceCommand;
import dev.hoist.cli.operate.DisableCommand;
import dev.hoist.cli.operate.FreezeCommand;
import dev.hoist.cli.operate.GuardCommand;
import dev.hoist.cli.operate.LowerCommand;
import dev.hoist.cli.operate.NewCommand;
import dev.hoist.cli.operate.RaiseCommand;
import dev.hoist.cli.operate.RestoreCommand;
import dev.hoist.cli.operate.RollbackCommand;
import dev.hoist.cli.operate.TargetCommand;
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
import dev.hoist.cli.setup.SchemaCommand;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;

/** The commands of {@code hoist}, in the order in which its help lists them. */
final class Commands {
    private static final Map<String, Class<?>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("init", InitCommand.class);
        ALL.put("demo", DemoCommand.class);
        ALL.put("validate", ValidateCommand.class);
        ALL.put("audit", AuditCommand.class);
        ALL.put("diff", DiffCommand.class);
        ALL.put("guard", GuardCommand.class);
        ALL.put("compare", CompareCommand.class);
        ALL.put("experiment", ExperimentCommand.class);
        ALL.put("advance", AdvanceCommand.class);
        ALL.put("notify", NotifyCommand.class);
        ALL.put("raise", RaiseCommand.class);
        ALL.put("lower", LowerCommand.class);
        ALL.put("disable", DisableCommand.class);
        ALL.put("rollback", RollbackCommand.class);
        ALL.put("restore", RestoreCommand.class);
        ALL.put("freeze", FreezeCommand.class);
        ALL.put("thaw", ThawCommand.class);
        ALL.put("target", TargetCommand.class);
        ALL.put("tick", TickCommand.class);
        ALL.put("untick", UntickCommand.class);
        ALL.put("new", NewCommand.class);
        ALL.put("status", StatusCommand.class);
        ALL.put("next", NextCommand.class);
        ALL.put("schedule", ScheduleCommand.class);
        ALL.put("evaluate", EvaluateCommand.class);
        ALL.put("announce", AnnounceCommand.class);
        ALL.put("report", ReportCommand.class);
        ALL.put("hook", HookCommand.class);
        ALL.put("generate", GenerateCommand.class);
        ALL.put("export", ExportCommand.class);
        ALL.put("codeowners", CodeownersCommand.class);
        ALL.put("schema", SchemaCommand.class);
        ALL.put("explain", ExplainCommand.class);
        ALL.put("completion", CompletionCommand.class);
        ALL.put("manual", ManualCommand.class);
        ALL.put("help", HelpCommand.class);
        ALL.put("__complete", CandidatesCommand.class);
    }

    /** Commands that describe all other commands. */
    private static final Set<String> OF_ALL = Set.of("manual", "help", "__complete");

    /** Commands that print a verdict. */
    private static final Set<String> JUDGING = Set.of("validate", "audit", "diff");

    private Commands() {}

    /** Whether these arguments call a command that prints a verdict. */
    static boolean judge(String... arguments) {
        List<String> names = Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("-"))
                .toList();
        return names.stream()
                .filter(ALL::containsKey)
                .findFirst()
                .filter(name -> JUDGING.contains(name) || (name.equals("hook") && names.contains("pre-receive")))
                .isPresent();
    }

    /** A parser that knows every command. */
    static CommandLine all() {
        return parser(ALL.keySet());
    }

    /** A parser for these arguments. It knows only the command that they call, so it starts faster. */
    static CommandLine parserOf(String... arguments) {
        return Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("-"))
                .findFirst()
                .filter(name -> ALL.containsKey(name) && !OF_ALL.contains(name))
                .map(name -> parser(List.of(name)))
                .orElseGet(Commands::all);
    }

    private static CommandLine parser(Collection<String> names) {
        CommandLine parser = new CommandLine(new HoistCommand());
        for (String name : names) {
            parser.addSubcommand(name, ALL.get(name));
        }
        parser.getSubcommands().forEach(HelpPages::add);
        HelpPages.addRoot(parser);
        return parser.setExpandAtFiles(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpAutoWidth(false);
    }
}
