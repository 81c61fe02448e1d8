package dev.hoist.cli;

import dev.hoist.cli.command.CommonOptions;
import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.Terminal;
import dev.hoist.cli.command.Version;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The entry point of {@code hoist}. It parses the arguments, runs the command that they name, and ends with the
 * command's exit code.
 */
public final class Main {
    private final Terminal terminal;

    Main(Terminal terminal) {
        this.terminal = terminal;
    }

    public static void main(String[] arguments) {
        // JGit logs through slf4j, and the search for a logger costs every command a few milliseconds
        System.setProperty("slf4j.provider", "org.slf4j.nop.NOPServiceProvider");
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        Terminal terminal = Terminal.ofProcess();
        int code = new Main(terminal).run(arguments);
        terminal.err().flush();
        System.exit(code);
    }

    int run(String... arguments) {
        return new FailureMessages(terminal, arguments).exitCode(() -> execute(arguments));
    }

    private int execute(String... arguments) throws IOException {
        CommandLine hoist = Commands.parserOf(arguments);
        List<CommandLine> called = parse(hoist, arguments);
        CommandLine last = called.stream()
                .filter(command -> command.isUsageHelpRequested() || command.isVersionHelpRequested())
                .findFirst()
                .orElse(called.get(called.size() - 1));
        List<CommonOptions> options = called.stream().flatMap(Main::options).toList();
        if (last.isUsageHelpRequested()) {
            terminal.out().append(last.getUsageMessage());
        } else if (last.isVersionHelpRequested()) {
            terminal.out().append("hoist ").append(Version.text()).append('\n');
            if (options.stream().anyMatch(CommonOptions::isVerbose)) {
                terminal.out().append(Version.libraries());
            }
        } else if (last.getCommand() instanceof CommandLine.HelpCommand) {
            terminal.out().append(named(hoist, last).getUsageMessage());
        } else if (last.getCommand() instanceof ExecutableCommand command) {
            return run(command, options);
        } else {
            throw UsageErrors.noCommand(last);
        }
        return ExitCode.ACCEPTED;
    }

    private int run(ExecutableCommand command, List<CommonOptions> options) throws IOException {
        Terminal chosen = terminal;
        for (CommonOptions given : options) {
            chosen = given.on(chosen);
        }
        if (!chosen.isQuiet()) {
            return command.run(chosen);
        }
        StringWriter answer = new StringWriter();
        int code = command.run(chosen.writingTo(answer));
        if (code != ExitCode.ACCEPTED) {
            terminal.out().append(answer.getBuffer());
        }
        return code;
    }

    private static Stream<CommonOptions> options(CommandLine command) {
        return command.getMixins().values().stream()
                .filter(CommonOptions.class::isInstance)
                .map(CommonOptions.class::cast);
    }

    private static List<CommandLine> parse(CommandLine hoist, String... arguments) {
        try {
            return hoist.parseArgs(arguments).asCommandLineList();
        } catch (ParameterException e) {
            throw UsageErrors.of(e);
        }
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
