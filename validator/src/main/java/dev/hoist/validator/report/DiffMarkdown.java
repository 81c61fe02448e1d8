package dev.hoist.validator.report;

import dev.hoist.validator.diff.Diff;
import dev.hoist.validator.diff.EnvironmentDiff;
import dev.hoist.validator.diff.ExperimentDiff;
import dev.hoist.validator.diff.FlagDiff;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a diff as Markdown for a pull request's comment. Each flag has one line, and its details are in a section that
 * a reader can open. If no environment differs, the text is empty. It stays below the size limit of comments and says
 * how much was left out.
 */
final class DiffMarkdown implements DiffReport {
    /** GitHub accepts 65,536 characters in a comment. The rest is room for text that others add. */
    static final int LIMIT = 60_000;

    private static final int DEPTH_SHOWN = 5;

    @Override
    public void write(Diff diff, Appendable out) throws IOException {
        if (diff.isEmpty()) {
            return;
        }
        Verdict verdict = diff.verdict();
        DiffWords words = new DiffWords(verdict);
        Page page = new Page();
        page.add("## Hoist: " + text(words.headline(diff)) + "\n");
        List<Finding> errors =
                verdict.findings().stream().filter(Finding::isError).toList();
        if (!errors.isEmpty()) {
            page.add("\n");
            errors.forEach(error -> page.add("- " + finding(error)));
        }
        for (EnvironmentDiff environment : diff.environments()) {
            summary(environment, words, page);
        }
        for (EnvironmentDiff environment : diff.environments()) {
            details(environment, page);
        }
        List<Finding> warnings = verdict.findings().stream()
                .filter(finding -> !finding.isError())
                .toList();
        if (!warnings.isEmpty() && page.open(Plural.of(warnings.size(), "warning"), "")) {
            warnings.forEach(warning -> page.add("- " + finding(warning)));
            page.close();
        }
        if (DiffWords.expects(diff)) {
            page.add("\n" + text(DiffWords.explanation()) + "<br>\n");
        } else {
            page.add("\n");
        }
        page.add(text("kind: " + TextReport.kind(verdict)) + "<br>\n"
                + text("base: " + TextReport.base(diff.verdict())) + "<br>\n"
                + text("head: " + TextReport.head(verdict)) + "<br>\n"
                + text("now: " + TextReport.now(verdict)) + "\n");
        out.append(page.toString());
    }

    private static void summary(EnvironmentDiff environment, DiffWords words, Page page) {
        page.add("\n### " + text(environment.environment()) + "\n\n"
                + "| what | share | gain | lose | of |\n| --- | ---: | ---: | ---: | ---: |\n");
        for (FlagDiff flag : environment.flags()) {
            page.add(row(
                    "↳ ".repeat(Math.min(flag.depth(), DEPTH_SHOWN)) + "**" + text(flag.flag()) + "** "
                            + text(DiffWords.happens(flag)),
                    DiffWords.summary(flag)));
        }
        for (ExperimentDiff experiment : environment.experiments()) {
            page.add(row(
                    "experiment **" + text(experiment.experiment()) + "** " + text(DiffWords.happens(experiment)),
                    DiffWords.summary(experiment)));
        }
        List<String> notes = notes(environment, words);
        if (!notes.isEmpty()) {
            page.add("\n");
            notes.forEach(note -> page.add("- " + text(note) + "\n"));
        }
    }

    private static List<String> notes(EnvironmentDiff environment, DiffWords words) {
        List<String> notes = new ArrayList<>();
        for (FlagDiff flag : environment.flags()) {
            words.notes(flag).forEach(note -> notes.add(flag.flag() + ": " + note));
            flag.waits().forEach(finding -> notes.add(flag.flag() + " " + words.wait(finding)));
        }
        for (ExperimentDiff experiment : environment.experiments()) {
            DiffWords.note(experiment).ifPresent(note -> notes.add(experiment.experiment() + ": " + note));
        }
        DiffWords.unknown(environment).ifPresent(notes::add);
        return notes;
    }

    private static void details(EnvironmentDiff environment, Page page) {
        boolean some = environment.flags().stream()
                        .anyMatch(flag -> DiffWords.lines(flag).size() > 1)
                || !environment.experiments().isEmpty();
        String head = "| what | who | share | gain | lose | of |\n| --- | --- | ---: | ---: | ---: | ---: |\n";
        if (!some || !page.open(environment.environment() + ", by ring, server and variant", head)) {
            return;
        }
        for (FlagDiff flag : environment.flags()) {
            DiffWords.lines(flag).forEach(line -> page.add(row(text(flag.flag()) + " | " + text(line.who()), line)));
        }
        for (ExperimentDiff experiment : environment.experiments()) {
            DiffWords.lines(experiment)
                    .forEach(line -> page.add(row(text(experiment.experiment()) + " | " + text(line.who()), line)));
        }
        page.close();
    }

    private static String row(String what, DiffWords.ReachRow line) {
        return "| " + what + " | " + text(line.share()) + " | " + text(line.gain()) + " | " + text(line.lose()) + " | "
                + text(line.of()) + " |\n";
    }

    private static String finding(Finding finding) {
        String help =
                finding.help().map(sentence -> "<br>help: " + text(sentence)).orElse("");
        return text(TextReport.where(finding) + ": " + finding.message() + " [" + finding.rule() + "]") + help + "\n";
    }

    private static String text(String text) {
        return Markdown.text(text);
    }

    /** A text with a size limit. It counts the parts that did not fit. */
    private static final class Page {
        // for the line that counts
        private static final int RESERVE = 200;
        private static final String CLOSING = "\n</details>\n";

        private final StringBuilder text = new StringBuilder();
        private int reserved = RESERVE;
        private int left;

        boolean add(String part) {
            if (text.length() + reserved + part.length() > LIMIT) {
                left++;
                return false;
            }
            text.append(part);
            return true;
        }

        /** Begins a section that a reader can open. If the result is true, the section must be closed. */
        boolean open(String summary, String beginning) {
            reserved += CLOSING.length();
            boolean fits = add("\n<details><summary>" + Markdown.text(summary) + "</summary>\n\n" + beginning);
            if (!fits) {
                reserved -= CLOSING.length();
            }
            return fits;
        }

        void close() {
            text.append(CLOSING);
            reserved -= CLOSING.length();
        }

        @Override
        public String toString() {
            return left == 0
                    ? text.toString()
                    : text + "\n… and " + Plural.of(left, "line") + " more: run hoist diff\n";
        }
    }
}
