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
 * Writes a diff as text for people: for each environment a table of users, then the verdict. If no
 * environment differs, the text is empty.
 */
final class DiffText implements DiffReport {
    private static final String INDENT = "  ";
    private static final int DEPTH_SHOWN = 8;
    private static final String GAP = "   ";

    private final AnsiStyle look;

    DiffText(AnsiStyle look) {
        this.look = look;
    }

    @Override
    public void write(Diff diff, Appendable out) throws IOException {
        if (diff.isEmpty()) {
            return;
        }
        DiffWords words = new DiffWords(diff.verdict());
        for (EnvironmentDiff environment : diff.environments()) {
            for (String line : new Table(environment, words).lines()) {
                line(out, line);
            }
            line(out, "");
        }
        verdict(diff, words, out);
    }

    private void verdict(Diff diff, DiffWords words, Appendable out) throws IOException {
        Verdict verdict = diff.verdict();
        String headline = words.headline(diff);
        int word = verdict.outcome().length();
        line(
                out,
                (verdict.accepted() ? look.accepted(verdict.outcome()) : look.error(verdict.outcome()))
                        + headline.substring(word));
        for (Finding finding : verdict.findings()) {
            line(
                    out,
                    INDENT + (finding.isError() ? look.error("error") : look.warning("warning")) + " "
                            + VisibleText.of(TextReport.where(finding) + ": " + finding.message()) + " "
                            + look.faint("[" + finding.rule() + "]"));
        }
        line(out, "");
        if (DiffWords.expects(diff)) {
            line(out, look.faint(DiffWords.explanation()));
        }
        line(out, look.faint("kind: " + TextReport.kind(verdict)));
        line(out, look.faint("base: " + VisibleText.of(TextReport.base(verdict))));
        line(out, look.faint("head: " + TextReport.head(verdict)));
        line(out, look.faint("now: " + TextReport.now(verdict)));
    }

    private static void line(Appendable out, String text) throws IOException {
        out.append(text).append('\n');
    }

    /** The lines of one environment, with its numbers in columns. */
    private final class Table {
        private final List<Entry> entries = new ArrayList<>();

        Table(EnvironmentDiff environment, DiffWords words) {
            for (FlagDiff flag : environment.flags()) {
                String indent = INDENT.repeat(Math.min(flag.depth(), DEPTH_SHOWN) + 1);
                say(indent + look.strong(VisibleText.of(flag.flag())) + " " + VisibleText.of(DiffWords.happens(flag)));
                DiffWords.lines(flag).forEach(line -> count(indent + INDENT, line));
                words.notes(flag).forEach(note -> say(indent + INDENT + VisibleText.of(note)));
                flag.waits()
                        .forEach(finding -> say(indent + INDENT + look.warning(VisibleText.of(words.wait(finding)))));
            }
            for (ExperimentDiff experiment : environment.experiments()) {
                say(INDENT + "experiment " + look.strong(VisibleText.of(experiment.experiment())) + " "
                        + VisibleText.of(DiffWords.happens(experiment)));
                DiffWords.lines(experiment).forEach(line -> count(INDENT.repeat(2), line));
                DiffWords.note(experiment).ifPresent(note -> say(INDENT.repeat(2) + VisibleText.of(note)));
            }
            DiffWords.unknown(environment).ifPresent(note -> say(INDENT + look.faint(VisibleText.of(note))));
            if (entries.stream().anyMatch(Figured.class::isInstance)) {
                entries.add(
                        0,
                        new Figured(
                                VisibleText.of(environment.environment()), "share", "gain", "lose", "of", Style.HEAD));
            } else {
                entries.add(0, new Said(look.strong(VisibleText.of(environment.environment()))));
            }
        }

        private void say(String text) {
            entries.add(new Said(text));
        }

        private void count(String indent, DiffWords.ReachRow line) {
            entries.add(new Figured(
                    indent + VisibleText.of(line.who()),
                    line.share(),
                    line.gain(),
                    line.lose(),
                    line.of(),
                    line.moves() ? Style.MOVING : Style.STILL));
        }

        List<String> lines() {
            List<Figured> figured = entries.stream()
                    .filter(Figured.class::isInstance)
                    .map(Figured.class::cast)
                    .toList();
            int who = widest(figured.stream().map(Figured::who).toList());
            int share = widest(figured.stream().map(Figured::share).toList());
            int gain = widest(figured.stream().map(Figured::gain).toList());
            int lose = widest(figured.stream().map(Figured::lose).toList());
            int of = widest(figured.stream().map(Figured::of).toList());
            return entries.stream()
                    .map(entry -> entry instanceof Figured line
                            ? line.text(
                                    padded(line.who, who, false),
                                    padded(line.share, share, true)
                                            + GAP
                                            + padded(line.gain, gain, true)
                                            + GAP
                                            + padded(line.lose, lose, true)
                                            + GAP
                                            + padded(line.of, of, true),
                                    look)
                            : ((Said) entry).text())
                    .toList();
        }

        private static int widest(List<String> texts) {
            return texts.stream().mapToInt(DiffText::width).max().orElse(0);
        }
    }

    private static int width(String text) {
        return text.codePoints().map(VisibleText::width).sum();
    }

    private static String padded(String text, int width, boolean right) {
        String padding = " ".repeat(Math.max(0, width - width(text)));
        return right ? padding + text : text + padding;
    }

    private enum Style {
        HEAD,
        MOVING,
        STILL
    }

    private sealed interface Entry {}

    private record Said(String text) implements Entry {}

    private record Figured(String who, String share, String gain, String lose, String of, Style style)
            implements Entry {
        String text(String who, String figures, AnsiStyle look) {
            String tail = (GAP + figures).stripTrailing();
            return switch (style) {
                case HEAD -> look.strong(who) + look.faint(tail);
                case MOVING -> (who + tail).stripTrailing();
                case STILL -> look.faint((who + tail).stripTrailing());
            };
        }
    }
}
