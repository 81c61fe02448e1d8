package dev.hoist.cli;

import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.Terminal;
import dev.hoist.cli.command.Version;
import dev.hoist.validator.disk.DiskReason;
import dev.hoist.validator.report.VisibleText;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/** Turns every failure of a command into a message, a help and an exit code. */
final class FailureMessages {
    private final Terminal terminal;
    private final String[] arguments;

    FailureMessages(Terminal terminal, String... arguments) {
        this.terminal = terminal;
        this.arguments = arguments.clone();
    }

    /** Code that may fail. */
    interface Call {
        int run() throws IOException;
    }

    int exitCode(Call call) {
        try {
            int code = call.run();
            terminal.out().flush();
            return code;
        } catch (Misuse e) {
            return cannotJudge(Objects.toString(e.getMessage(), ""), e.help());
        } catch (CannotJudge e) {
            return cannotJudge(Objects.toString(e.getMessage(), ""), e.help());
        } catch (IOException e) {
            return unwritable(e);
        } catch (StackOverflowError | OutOfMemoryError | RuntimeException e) {
            return internalError(e);
        }
    }

    private int cannotJudge(String message, String help) {
        try {
            terminal.out().flush();
            writeReports(message, help);
        } catch (IOException e) {
            return unwritable(e);
        }
        say(beginning() + VisibleText.of(message), help);
        return ExitCode.CANNOT_JUDGE;
    }

    private int unwritable(IOException e) {
        String reason = DiskReason.of(e);
        // whoever closes a pipe has read enough
        if (!reason.toLowerCase(Locale.ROOT).contains("broken pipe")) {
            say(
                    beginning() + "the answer cannot be written: " + VisibleText.of(reason),
                    "make room for it, or write it elsewhere");
        }
        return ExitCode.CANNOT_JUDGE;
    }

    private String beginning() {
        return Commands.judge(arguments) ? "hoist: cannot judge: " : "hoist: ";
    }

    private int internalError(Throwable e) {
        String message = "internal error: " + e;
        String help = "this is a mistake in Hoist " + Version.text()
                + ", not in your files; please report it with what the same command says with --stacktrace";
        try {
            writeReports(message, help);
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

    private void writeReports(String message, String help) throws IOException {
        try {
            FailureReports.of(terminal, arguments).cannotJudge(message, help);
        } catch (Misuse e) {
            say("hoist: " + VisibleText.of(Objects.toString(e.getMessage(), "")), e.help());
        } catch (CannotJudge e) {
            if (!message.equals(e.getMessage())) {
                say("hoist: " + VisibleText.of(Objects.toString(e.getMessage(), "")), e.help());
            }
        }
    }

    private void say(String sentence, String help) {
        terminal.err().println(sentence);
        terminal.err().println("  = help: " + VisibleText.of(help));
        terminal.err().flush();
    }
}
