package dev.hoist.validator.report;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.Note;
import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.verdict.Acknowledgement;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.Base;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Movement;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a verdict as text for people: every finding with its line, and what moves. */
final class TextReport implements Report {
    /** Whether the text has ANSI colours. */
    private final AnsiStyle look;

    TextReport(AnsiStyle look) {
        this.look = look;
    }

    @Override
    public void judged(Verdict whole, List<Verdict> steps, Appendable out) throws IOException {
        for (Verdict step : steps) {
            line(out, look.strong("commit " + ShortCommit.of(step.head())) + " " + styledHeadline(step));
            body(step, out);
            line(out, "");
        }
        line(out, steps.isEmpty() ? styledHeadline(whole) : look.strong("as a whole") + " " + styledHeadline(whole));
        body(whole, out);
        line(out, "");
        line(out, look.faint("kind: " + kind(whole)));
        line(out, look.faint("base: " + VisibleText.of(base(whole))));
        line(out, look.faint("head: " + head(whole)));
        line(out, look.faint("now: " + now(whole)));
        boolean judgesACommit =
                !whole.head().equals(Verdict.WORKTREE) && !whole.base().commit().equals(Optional.of(whole.head()));
        if (whole.base().isFallback() && whole.kind() == Kind.NONE && !judgesACommit) {
            line(
                    out,
                    look.help("note:")
                            + " base is HEAD, so nothing that is committed was judged; --base HEAD~1 judges the last"
                            + " commit too");
        }
    }

    @Override
    public void trouble(CannotJudgeReport trouble, Appendable out) throws IOException {
        line(out, look.error("cannot judge") + ": " + VisibleText.of(trouble.message()));
        line(out, look.faint("  =") + " " + look.help("help:") + " " + VisibleText.of(trouble.help()));
    }

    private void body(Verdict verdict, Appendable out) throws IOException {
        for (Finding finding : verdict.findings()) {
            line(out, "");
            finding(finding, verdict, out);
        }
        if (!verdict.movements().isEmpty()) {
            line(out, "");
        }
        for (Movement movement : verdict.movements()) {
            line(out, MovementLine.of(movement, verdict));
        }
    }

    @Override
    public AuditReport audit(Appendable out) {
        return new AuditReport() {
            @Override
            public void change(AuditedChange change) throws IOException {
                audited(change, out);
            }

            @Override
            public void end(AuditTally tally) throws IOException {
                line(out, outcome(tally.accepted(), tally.sentence()));
            }

            @Override
            public void close() {}
        };
    }

    private void audited(AuditedChange change, Appendable out) throws IOException {
        Verdict verdict = change.verdict();
        Times times = new Times(verdict.zone(), verdict.now());
        line(
                out,
                times.minute(change.time()) + " " + look.strong(ShortCommit.of(change.commit())) + " "
                        + outcome(verdict.accepted(), verdict.outcome()) + " "
                        + verdict.kind().text() + " by " + VisibleText.of(change.author()) + ": "
                        + VisibleText.of(change.subject()));
        if (change.acknowledged().isPresent()) {
            line(out, "  " + VisibleText.of(acknowledged(change.acknowledged().get())));
        }
        for (Movement movement : verdict.movements()) {
            line(out, "  " + MovementLine.past(movement, verdict));
        }
        for (Finding finding : verdict.findings()) {
            if (finding.isError()) {
                finding(finding, verdict, out);
            } else {
                line(out, "  " + sentence(finding));
            }
        }
    }

    /** The words with which an audit names an acknowledgement. */
    static String acknowledged(Acknowledgement acknowledgement) {
        return "acknowledged by " + acknowledgement.author() + " in " + ShortCommit.of(acknowledgement.commit())
                + " because " + acknowledgement.reason();
    }

    /** Writes a whole finding: the message, the line that it is about, the other places, and the help. */
    void finding(Finding finding, Verdict verdict, Appendable out) throws IOException {
        line(out, sentence(finding));
        frame(finding, out);
        String margin = margin(finding);
        if (finding.help().isPresent()) {
            line(
                    out,
                    look.faint(margin + " =") + " " + look.help("help:") + " "
                            + VisibleText.of(finding.help().get()));
        }
        Optional<String> passes = passesFrom(finding, verdict);
        if (passes.isPresent()) {
            line(out, look.faint(margin + " =") + " " + passes.get());
        }
    }

    /** Writes the line that a finding is about, and its other places. */
    void frame(Finding finding, Appendable out) throws IOException {
        String margin = margin(finding);
        Optional<CodeFrame> frame = finding.place().flatMap(CodeFrame::of);
        if (frame.isPresent()) {
            int number = finding.place().map(Place::line).orElseThrow();
            line(out, look.faint(margin + " |"));
            line(out, look.faint(number + " |") + " " + frame.get().line());
            line(out, look.faint(margin + " |") + " " + marker(finding, frame.get()));
        }
        for (Note note : finding.notes()) {
            line(out, look.faint(margin + " =") + " " + VisibleText.of(note.place() + ": " + note.message()));
        }
    }

    private static String margin(Finding finding) {
        int gutter = finding.place()
                .map(place -> Integer.toString(place.line()).length())
                .orElse(1);
        return " ".repeat(gutter);
    }

    /**
     * Words that tell from when a finding no longer refuses the change. They also tell if other errors refuse it. Empty
     * if time does not mend the finding.
     */
    static Optional<String> passesFrom(Finding finding, Verdict verdict) {
        Times times = new Times(verdict.zone(), verdict.now());
        boolean timeAlone = verdict.findings().stream()
                .allMatch(other -> !other.isError() || other.passesFrom().isPresent());
        return finding.passesFrom()
                .map(instant ->
                        (timeAlone ? "" : "without the other errors it ") + "would pass from " + times.dated(instant));
    }

    private String marker(Finding finding, CodeFrame frame) {
        String indent = frame.marker().substring(0, frame.marker().indexOf('^'));
        String mark = frame.marker().substring(indent.length());
        return indent + (finding.isError() ? look.error(mark) : look.warning(mark));
    }

    private String sentence(Finding finding) {
        String severity = finding.isError() ? "" : look.warning("warning:") + " ";
        return look.strong(VisibleText.of(where(finding))) + ": " + severity + VisibleText.of(finding.message()) + " "
                + look.faint("[" + finding.rule() + "]");
    }

    static String where(Finding finding) {
        return finding.place()
                .map(place -> finding.file() + ":" + place.line() + ":" + place.column())
                .orElse(finding.file());
    }

    private String styledHeadline(Verdict verdict) {
        return outcome(verdict.accepted(), headline(verdict));
    }

    static String headline(Verdict verdict) {
        long errors = verdict.findings().stream().filter(Finding::isError).count();
        long warnings = verdict.findings().size() - errors;
        List<String> counts = new ArrayList<>();
        if (errors > 0) {
            counts.add(Plural.of(errors, "error"));
        }
        if (warnings > 0) {
            counts.add(Plural.of(warnings, "warning"));
        }
        return counts.isEmpty() ? verdict.outcome() : verdict.outcome() + ": " + String.join(", ", counts);
    }

    private String outcome(boolean accepted, String text) {
        int end = text.indexOf(':') < 0 ? text.length() : text.indexOf(':');
        String word = text.substring(0, end);
        return (accepted ? look.accepted(word) : look.error(word)) + text.substring(end);
    }

    static String kind(Verdict verdict) {
        return switch (verdict.kind()) {
            case BASELINE -> "baseline: structure alone was judged";
            case NONE -> verdict.edits().isEmpty() ? "none" : "none: " + String.join("; ", verdict.edits());
            default -> verdict.kind().text();
        };
    }

    static String base(Verdict verdict) {
        Base base = verdict.base();
        String name = base.name() + ", " + base.reason();
        return base.commit().map(commit -> ShortCommit.of(commit) + " " + name).orElse(name);
    }

    static String head(Verdict verdict) {
        return verdict.head().equals(Verdict.WORKTREE)
                ? "the working tree"
                : VisibleText.of(ShortCommit.of(verdict.head()));
    }

    static String now(Verdict verdict) {
        String clock = verdict.timeSource() == Verdict.TimeSource.CLAIMED
                ? "past times are those that committers claim"
                : "past times are those at which this repository received the commits";
        return new Times(verdict.zone(), verdict.now()).stamp(verdict.now()) + "; " + clock;
    }

    private static void line(Appendable out, String text) throws IOException {
        out.append(VisibleText.line(text)).append('\n');
    }
}
