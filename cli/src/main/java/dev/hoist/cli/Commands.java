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
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;

/** The commands of {@code hoist}, in the order in which its help lists them. */
final class Commands {
    private static final String OPERATING = "guides/operating-a-rollout";
    private static final Map<String, Listed> ALL = new LinkedHashMap<>();

    static {
        put("init", InitCommand.class, "guides/first-ten-minutes");
        put("demo", DemoCommand.class, "guides/first-ten-minutes");
        put("validate", ValidateCommand.class, "semantics");
        put("audit", AuditCommand.class, "guides/nightly-audit");
        put("diff", DiffCommand.class, "guides/reviewing-a-change");
        put("guard", GuardCommand.class, "guides/guardrails");
        put("compare", CompareCommand.class, "guides/performance-evidence");
        put("experiment", ExperimentCommand.class, OPERATING);
        put("advance", AdvanceCommand.class, "guides/robot-github");
        put("notify", NotifyCommand.class, "guides/notifying");
        put("raise", RaiseCommand.class, OPERATING);
        put("lower", LowerCommand.class, OPERATING);
        put("disable", DisableCommand.class, OPERATING);
        put("rollback", RollbackCommand.class, OPERATING);
        put("restore", RestoreCommand.class, OPERATING);
        put("freeze", FreezeCommand.class, OPERATING);
        put("thaw", ThawCommand.class, OPERATING);
        put("target", TargetCommand.class, OPERATING);
        put("tick", TickCommand.class, OPERATING);
        put("untick", UntickCommand.class, OPERATING);
        put("new", NewCommand.class, OPERATING);
        put("status", StatusCommand.class, OPERATING);
        put("next", NextCommand.class, OPERATING);
        put("schedule", ScheduleCommand.class, OPERATING);
        put("evaluate", EvaluateCommand.class, OPERATING);
        put("announce", AnnounceCommand.class, "announcements");
        put("report", ReportCommand.class, "guides/rollout-report");
        put("hook", HookCommand.class, "guides/server-hook");
        put("generate", GenerateCommand.class, "guides/using-the-jar");
        put("export", ExportCommand.class, "guides/flagd");
        put("codeowners", CodeownersCommand.class, "guides/codeowners");
        put("schema", SchemaCommand.class, "guides/editors");
        put("explain", ExplainCommand.class, "rules");
        put("completion", CompletionCommand.class, "install");
        put("manual", ManualCommand.class, "install");
        put("help", HelpCommand.class, OPERATING);
        put("__complete", CandidatesCommand.class, OPERATING);
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
            Listed listed = Objects.requireNonNull(ALL.get(name));
            parser.addSubcommand(name, listed.type());
            HelpPages.add(Objects.requireNonNull(parser.getSubcommands().get(name)), listed.page());
        }
        HelpPages.addRoot(parser);
        return parser.setExpandAtFiles(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpAutoWidth(false);
    }

    private static void put(String name, Class<?> type, String page) {
        ALL.put(name, new Listed(type, page));
    }

    /**
     * A command in the list.
     *
     * @param page the documentation page to which its help refers, below {@code docs/}
     */
    private record Listed(Class<?> type, String page) {}
}
