package dev.hoist.cli.operate;

import dev.hoist.cli.command.Terminal;
import dev.hoist.evaluator.json.JsonText;
import dev.hoist.operate.edit.Operation;
import dev.hoist.operate.edit.UnifiedDiff;
import dev.hoist.validator.report.AnsiStyle;
import dev.hoist.validator.report.ReportFormat;
import dev.hoist.validator.report.VisibleText;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answer of a command that edits.
 *
 * @param written whether the edit is in the files
 * @param outcome a sentence that says what was done
 * @param back how to revert the edit; empty if nothing was done, or if the edit cannot be reverted
 */
record EditAnswer(
        String command,
        Operation operation,
        boolean written,
        Optional<String> commit,
        Optional<String> branch,
        Optional<Verdict> judged,
        String outcome,
        String back) {
    private static final JsonMapper JSON = JsonMapper.shared();

    void write(Terminal terminal, boolean json) throws IOException {
        terminal.out().append(json ? json() : text(terminal.style()));
        terminal.out().flush();
    }

    private String json() throws IOException {
        ObjectNode node = JSON.createObjectNode();
        node.put("command", command);
        node.put("changed", written);
        ArrayNode files = node.putArray("files");
        operation.edits().paths().forEach(files::add);
        node.put("diff", UnifiedDiff.of(operation.edits()));
        commit.ifPresentOrElse(sha -> node.put("commit", sha), () -> node.putNull("commit"));
        branch.ifPresentOrElse(name -> node.put("branch", name), () -> node.putNull("branch"));
        if (judged.isPresent()) {
            node.set("verdict", JSON.readTree(report(ReportFormat.JSON, AnsiStyle.PLAIN, judged.get())));
        } else {
            node.putNull("verdict");
        }
        return JsonText.of(node);
    }

    private String text(AnsiStyle style) throws IOException {
        StringBuilder text = new StringBuilder();
        if (!operation.edits().isEmpty()) {
            UnifiedDiff.of(operation.edits())
                    .lines()
                    .forEach(line ->
                            text.append(VisibleText.line(coloured(line, style))).append('\n'));
            text.append('\n');
        }
        text.append(VisibleText.line(outcome)).append('\n');
        if (judged.isPresent()) {
            text.append('\n').append(report(ReportFormat.TEXT, style, judged.get()));
        }
        if (written && !back.isEmpty()) {
            text.append('\n')
                    .append("take it back: ")
                    .append(VisibleText.line(back))
                    .append('\n');
        }
        return text.toString();
    }

    private static String coloured(String line, AnsiStyle style) {
        String visible = VisibleText.of(line);
        if (line.startsWith("+")) {
            return style.accepted(visible);
        }
        return line.startsWith("-") ? style.error(visible) : visible;
    }

    private static String report(ReportFormat format, AnsiStyle style, Verdict judged) throws IOException {
        StringBuilder report = new StringBuilder();
        format.report(style).judged(judged, List.of(), report);
        return report.toString();
    }
}
