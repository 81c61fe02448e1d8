package dev.hoist.cli.operate;

import dev.hoist.validator.diff.Diff;
import dev.hoist.validator.report.AnsiStyle;
import dev.hoist.validator.report.DiffFormat;
import java.io.IOException;
import java.util.Optional;

/** The text of a pull request: its title, an empty line, and its description in Markdown. */
final class PullRequestText {
    private PullRequestText() {}

    /**
     * The text for a proposed raise.
     *
     * @param readings the guardrail readings, as the commit message has them
     */
    static String of(String title, Diff diff, Optional<String> readings) throws IOException {
        StringBuilder text = new StringBuilder(title).append("\n\n");
        DiffFormat.MARKDOWN.report(AnsiStyle.PLAIN).write(diff, text);
        readings.ifPresent(some -> text.append("\nGuardrails when this was proposed: `")
                .append(some.replace('`', '\''))
                .append("`\n"));
        return text.append("""

                `hoist advance` proposes this step: the flag has a target, and the judge accepts the step. The job makes the branch
                anew when the step changes. A commit of somebody else on the branch stops the job.
                """).toString();
    }
}
