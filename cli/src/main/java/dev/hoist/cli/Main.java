package dev.hoist.cli;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.Terminal;
import dev.hoist.cli.command.Version;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/** The command {@code hoist}: parses the arguments, runs the command that they name, and ends with its exit code. */
public final class Main {
    private final Terminal terminal;

    Main(Terminal terminal) {
        this.terminal = terminal;
    }

    public static void main(String[] arguments) {
        Terminal terminal = Terminal.ofProcess();
        int code = new Main(terminal).run(arguments);
        terminal.err().flush();
        System.exit(code);
    }

    int run(String... arguments) {
        return new FailureMessages(terminal, arguments).exitCode(() -> execute(arguments));
    }

    private int execute(String... arguments) throws IOException {
        CommandLine hoist = new CommandLine(new HoistCommand())
                .setExpandAtFiles(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpAutoWidth(false);
        CommandLine called = parse(hoist, arguments);
        if (called.isUsageHelpRequested()) {
            terminal.out().append(called.getUsageMessage());
        } else if (called.isVersionHelpRequested()) {
            terminal.out().append("hoist ").append(Version.text()).append('\n');
        } else if (called.getCommand() instanceof CommandLine.HelpCommand) {
            terminal.out().append(named(hoist, called).getUsageMessage());
        } else if (called.getCommand() instanceof ExecutableCommand command) {
            return command.run(terminal);
        } else {
            throw UsageErrors.noCommand(called);
        }
        return ExitCode.ACCEPTED;
    }

    /** The innermost called command; if a command asks for help, the outermost that does. */
    private static CommandLine parse(CommandLine hoist, String... arguments) {
        List<CommandLine> called;
        try {
            called = hoist.parseArgs(arguments).asCommandLineList();
        } catch (ParameterException e) {
            throw UsageErrors.of(e);
        }
        return called.stream()
                .filter(command -> command.isUsageHelpRequested() || command.isVersionHelpRequested())
                .findFirst()
                .orElse(called.get(called.size() - 1));
    }

    /** The command that {@code hoist help} explains. */
    private static CommandLine named(CommandLine hoist, CommandLine help) {
        List<String> names = help.getParseResult().originalArgs();
        CommandLine named = hoist;
        for (String name : names.subList(names.indexOf("help") + 1, names.size())) {
            CommandLine inner = named.getSubcommands().get(name);
            if (inner == null) {
                throw new Misuse("no command \"" + name + "\"", "\"hoist --help\" lists them");
            }
            named = inner;
        }
        return named;
    }
}
