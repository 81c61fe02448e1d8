package dev.hoist.cli;

import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.report.VisibleText;
import dev.hoist.validator.verdict.CannotJudge;
import dev.hoist.validator.verdict.DiskReason;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Where the command begins and ends: streams, the exit code, and whatever could not be judged, said in a sentence. */
public final class Main {
    private final Terminal terminal;
    private final Judge judge;

    Main(Terminal terminal, Judge judge) {
        this.terminal = terminal;
        this.judge = judge;
    }

    public static void main(String[] arguments) {
        // a JVM cannot tell which of its streams is a terminal, and from 22 on not even whether one is: the launcher
        // says it
        List<String> terminals =
                List.of(System.getProperty("hoist.terminal", "").split(",", -1));
        PrintWriter err = new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.err), StandardCharsets.UTF_8), true);
        Terminal terminal = new Terminal(
                new BufferedWriter(
                        new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8)),
                err,
                terminals.contains("out"),
                terminals.contains("err"),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Clock.systemUTC(),
                System.in);
        int code = new Main(terminal, Judge.library()).run(arguments);
        err.flush();
        System.exit(code);
    }

    int run(String... arguments) {
        try {
            int code = execute(arguments);
            terminal.out().flush();
            return code;
        } catch (Misuse e) {
            return cannot(Objects.toString(e.getMessage(), ""), e.help(), arguments);
        } catch (CannotJudge e) {
            return cannot(Objects.toString(e.getMessage(), ""), e.help(), arguments);
        } catch (IOException e) {
            return unwritable(e);
        } catch (StackOverflowError | OutOfMemoryError | RuntimeException e) {
            return internal(e, arguments);
        }
    }

    private int execute(String... arguments) throws IOException {
        CommandLine command = new CommandLine(new HoistCommand(terminal, judge))
                .setExpandAtFiles(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpAutoWidth(false);
        CommandLine.ParseResult parsed;
        try {
            parsed = command.parseArgs(arguments);
        } catch (ParameterException e) {
            throw misuse(e);
        }
        List<CommandLine> commands = parsed.asCommandLineList();
        CommandLine last = commands.get(commands.size() - 1);
        for (CommandLine called : commands) {
            if (called.isUsageHelpRequested()) {
                terminal.out().append(called.getUsageMessage());
                return ExitCode.ACCEPTED;
            }
            if (called.isVersionHelpRequested()) {
                terminal.out().append("hoist ").append(Version.text()).append('\n');
                return ExitCode.ACCEPTED;
            }
        }
        if (last.getCommand() instanceof CommandLine.HelpCommand) {
            return help(command, parsed);
        }
        if (!(last.getCommand() instanceof Callable<?> callable)) {
            throw new Misuse("which command?", "\"" + last.getCommandSpec().qualifiedName() + " --help\" lists them");
        }
        try {
            return (Integer) callable.call();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private int help(CommandLine command, CommandLine.ParseResult parsed) throws IOException {
        List<String> names = parsed.subcommand().originalArgs();
        String name = names.get(names.size() - 1);
        CommandLine asked =
                name.equals("help") ? command : command.getSubcommands().get(name);
        if (asked == null) {
            throw new Misuse("no command \"" + name + "\"", "\"hoist --help\" lists them");
        }
        terminal.out().append(asked.getUsageMessage());
        return ExitCode.ACCEPTED;
    }

    private static Misuse misuse(ParameterException e) {
        String message = e.getMessage();
        String name = e.getCommandLine().getCommandSpec().qualifiedName();
        String help = "\"" + name + " --help\" says what it takes";
        if (e instanceof UnmatchedArgumentException unmatched) {
            String argument = unmatched.getUnmatched().get(0);
            String what = argument.startsWith("-")
                    ? "option"
                    : e.getCommandLine().getSubcommands().isEmpty() ? "argument" : "command";
            message = "\"" + name + "\" has no " + what + " \"" + argument + "\"";
            help = Spelling.didYouMean(argument, known(e.getCommandLine()))
                            .map(question -> question + " ")
                            .orElse("")
                    + help;
        } else if (e instanceof MissingParameterException missing) {
            message = missing(name, missing);
        } else if (e instanceof OverwrittenOptionException twice) {
            message = option(twice.getOverwritten()) + " comes twice";
        } else if (e.getArgSpec() instanceof OptionSpec wrong && e.getValue() != null) {
            message = option(wrong) + " \"" + e.getValue() + "\" is no number";
        } else if (message == null || message.isEmpty()) {
            message = "the arguments make no sense";
        } else {
            message = message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
        }
        return new Misuse(message, help);
    }

    private static String missing(String command, MissingParameterException e) {
        // picocli has the option itself as missing, where only what should follow it is
        return Objects.toString(e.getMessage(), "").startsWith("Missing required option")
                ? "\"" + command + "\" needs "
                        + e.getMissing().stream()
                                .map(argument -> option(argument) + "=" + argument.paramLabel())
                                .collect(Collectors.joining(" and "))
                : e.getMissing().stream()
                        .map(argument -> option(argument) + " names no " + argument.paramLabel())
                        .collect(Collectors.joining(" and "));
    }

    private static String option(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static List<String> known(CommandLine command) {
        List<String> known = new ArrayList<>(command.getSubcommands().keySet());
        command.getCommandSpec().options().forEach(option -> known.addAll(List.of(option.names())));
        return known;
    }

    private int cannot(String message, String help, String... arguments) {
        try {
            terminal.out().flush();
            tellWhoAwaitsIt(message, help, arguments);
        } catch (IOException e) {
            return unwritable(e);
        }
        say("hoist: cannot judge: " + VisibleText.of(message), help);
        return ExitCode.CANNOT_JUDGE;
    }

    private void tellWhoAwaitsIt(String message, String help, String... arguments) throws IOException {
        try {
            FailureReports.of(terminal, arguments).cannotJudge(message, help);
        } catch (Misuse e) {
            say("hoist: " + VisibleText.of(Objects.toString(e.getMessage(), "")), e.help());
        } catch (CannotJudge e) {
            if (message.equals(e.getMessage())) {
                return;
            }
            say("hoist: " + VisibleText.of(Objects.toString(e.getMessage(), "")), e.help());
        }
    }

    private void say(String sentence, String help) {
        terminal.err().println(sentence);
        terminal.err().println("  = help: " + VisibleText.of(help));
        terminal.err().flush();
    }

    private int unwritable(IOException e) {
        String reason = DiskReason.of(e);
        // whoever closes a pipe has read enough
        if (!reason.toLowerCase(Locale.ROOT).contains("broken pipe")) {
            terminal.err().println("hoist: cannot judge: the answer cannot be written: " + VisibleText.of(reason));
            terminal.err().println("  = help: make room for it, or write it elsewhere");
            terminal.err().flush();
        }
        return ExitCode.CANNOT_JUDGE;
    }

    private int internal(Throwable e, String... arguments) {
        String message = "internal error: " + e;
        String help = "this is a mistake in Hoist " + Version.text()
                + ", not in your files; please report it with what the same command says with --stacktrace";
        try {
            tellWhoAwaitsIt(message, help, arguments);
        } catch (IOException unwritable) {
            e.addSuppressed(unwritable);
        }
        say("hoist: " + VisibleText.of(message), help);
        if (Arrays.asList(arguments).contains("--stacktrace")) {
            e.printStackTrace(terminal.err());
            terminal.err().flush();
        }
        return ExitCode.CANNOT_JUDGE;
    }
}
