package dev.hoist.cli.hook;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.Terminal;
import dev.hoist.cli.guard.MetricsOption;
import dev.hoist.validator.PushRequest;
import dev.hoist.validator.PushVerdict;
import dev.hoist.validator.report.AnsiStyle;
import dev.hoist.validator.report.Report;
import dev.hoist.validator.report.ReportFormat;
import dev.hoist.validator.report.VisibleText;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code hoist hook pre-receive}: the command that git calls before a push moves any ref. The person who pushes sees
 * its output.
 */
@Command(
        name = "pre-receive",
        description = "Judges a push: reads a line \"OLD NEW REF\" for each ref, as git passes them to its hook.",
        footer = {
            "",
            "Examples:",
            "  echo \"$old $new refs/heads/main\" | hoist hook pre-receive",
            "",
            "Exit codes: 0 may land, 1 refused, 2 cannot judge."
        })
public final class HookPreReceiveCommand extends ExecutableCommand {
    @Mixin
    HookOptions options;

    @Mixin
    MetricsOption metrics;

    @Override
    public int run(Terminal terminal) throws IOException {
        List<PushVerdict> received = metrics.hoist(terminal, options.place.repository(terminal), true)
                .receive(new PushRequest(
                        options.place.repository(terminal),
                        options.place.flags(terminal),
                        options.branches(),
                        updates(terminal),
                        terminal.clock().instant(),
                        terminal.environment()));
        Report report = ReportFormat.TEXT.report(AnsiStyle.PLAIN);
        for (PushVerdict one : received) {
            answer(one, report, terminal.out());
        }
        return ExitCode.of(received.stream().allMatch(PushVerdict::accepted));
    }

    private static List<PushRequest.Update> updates(Terminal terminal) throws IOException {
        String text = new String(terminal.in().readAllBytes(), StandardCharsets.UTF_8);
        List<PushRequest.Update> updates = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            String[] words = line.split(" ", 3);
            if (words.length == 3 && !words[2].isEmpty()) {
                updates.add(new PushRequest.Update(words[0], words[1], words[2]));
            } else if (!line.isEmpty()) {
                throw new Misuse("\"" + line + "\" is no line \"OLD NEW REF\"", "let git call this as its hook");
            }
        }
        if (updates.isEmpty()) {
            throw new Misuse(
                    "there is nothing to read on standard input",
                    "let git call this as its hook; \"hoist hook install\" sees to it");
        }
        return updates;
    }

    private static void answer(PushVerdict received, Report report, Writer out) throws IOException {
        List<Verdict> judged = received.judged();
        if (received.obstacle().isPresent()) {
            PushVerdict.Obstacle obstacle = received.obstacle().get();
            out.append(VisibleText.of(received.ref() + " refused: " + obstacle.message()))
                    .append('\n')
                    .append("  = help: ")
                    .append(VisibleText.of(obstacle.help()))
                    .append("\n\n");
        } else if (judged.isEmpty()) {
            out.append(VisibleText.of(received.ref()))
                    .append(" has no flag and no policy, so there was nothing to judge\n\n");
        } else if (!judged.stream().allMatch(HookPreReceiveCommand::saysNothing)) {
            out.append(VisibleText.of(received.ref())).append('\n');
            report.judged(judged.get(judged.size() - 1), judged.subList(0, judged.size() - 1), out);
            out.append('\n');
        }
    }

    /** Whether there is nothing to tell, because the push does not touch the flags. */
    private static boolean saysNothing(Verdict judged) {
        return judged.kind() == Kind.NONE && judged.findings().isEmpty();
    }
}
