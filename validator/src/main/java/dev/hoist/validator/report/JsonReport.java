package dev.hoist.validator.report;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.Note;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.verdict.Acknowledgement;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.Movement;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** Writes verdicts as JSON for programs. Later versions add keys and never rename one. */
final class JsonReport implements Report {

    @Override
    public void judged(Verdict whole, List<Verdict> steps, Appendable out) throws IOException {
        boolean accepted = whole.accepted() && steps.stream().allMatch(step -> step.accepted());
        JsonObject json = verdict(JsonObject.spread(), whole, accepted ? "accepted" : "refused", true);
        if (!steps.isEmpty()) {
            json.json(
                    "each",
                    JsonObject.lines(
                            steps,
                            step -> verdict(new JsonObject(), step, step.outcome(), false)
                                    .toString(),
                            "  "));
        }
        out.append(json.toString()).append('\n');
    }

    private static JsonObject verdict(JsonObject json, Verdict verdict, String outcome, boolean spread) {
        return json.text("verdict", outcome)
                .text("kind", verdict.kind().text())
                .text("base", verdict.base().commit())
                .text("head", verdict.head())
                .text("now", verdict.now().toString())
                .text("timeSource", verdict.timeSource().text())
                .json("findings", list(verdict.findings(), JsonReport::finding, spread))
                .json("movements", list(verdict.movements(), JsonReport::movement, spread))
                .json("guardrails", list(verdict.guardrails(), ReadingJson::of, spread))
                .text("baseName", verdict.base().name())
                .text("baseReason", verdict.base().reason())
                .text("zone", verdict.zone().getId());
    }

    private static <T> String list(List<T> items, Function<T, String> json, boolean spread) {
        return spread ? JsonObject.lines(items, json, "  ") : JsonObject.array(items, json);
    }

    @Override
    public void trouble(CannotJudgeReport trouble, Appendable out) throws IOException {
        out.append(JsonObject.spread()
                        .text("verdict", CannotJudgeReport.OUTCOME)
                        .text("message", trouble.message())
                        .text("help", trouble.help())
                        .toString())
                .append('\n');
    }

    @Override
    public AuditReport audit(Appendable out) {
        // the verdict stands before the changes in the file, so they wait for the end
        SpillBuffer changes = new SpillBuffer();
        return new AuditReport() {
            private boolean any;

            @Override
            public void change(AuditedChange change) throws IOException {
                changes.append(any ? ",\n    " : "\n    ").append(audited(change));
                any = true;
            }

            @Override
            public void end(AuditTally tally) throws IOException {
                out.append("{\n  \"verdict\": \"").append(tally.outcome()).append("\",\n  \"changes\": [");
                changes.writeTo(out);
                out.append(any ? "\n  ]\n}\n" : "]\n}\n");
            }

            @Override
            public void close() throws IOException {
                changes.close();
            }
        };
    }

    private static String audited(AuditedChange change) {
        Verdict verdict = change.verdict();
        return new JsonObject()
                .text("commit", change.commit())
                .text("time", change.time().toString())
                .text("author", change.author())
                .text("subject", change.subject())
                .text("verdict", verdict.outcome())
                .text("kind", verdict.kind().text())
                .json("findings", JsonObject.array(verdict.findings(), JsonReport::finding))
                .json("movements", JsonObject.array(verdict.movements(), JsonReport::movement))
                .json(
                        "acknowledged",
                        change.acknowledged().map(JsonReport::acknowledged).orElse("null"))
                .toString();
    }

    private static String acknowledged(Acknowledgement acknowledgement) {
        return new JsonObject()
                .text("commit", acknowledgement.commit())
                .text("author", acknowledgement.author())
                .text("reason", acknowledgement.reason())
                .toString();
    }

    static String finding(Finding finding) {
        return new JsonObject()
                .text("rule", finding.rule().text())
                .text("severity", finding.severity().text())
                .text("flag", finding.flag())
                .text("environment", finding.environment())
                .text("file", finding.file())
                .number("line", finding.place().map(Place::line))
                .number("column", finding.place().map(Place::column))
                .text("message", finding.message())
                .text("help", finding.help())
                .text("passesFrom", finding.passesFrom().map(Instant::toString))
                .json("notes", JsonObject.array(finding.notes(), JsonReport::note))
                .toString();
    }

    private static String note(Note note) {
        return new JsonObject()
                .text("file", note.place().path())
                .json("line", Integer.toString(note.place().line()))
                .json("column", Integer.toString(note.place().column()))
                .text("message", note.message())
                .toString();
    }

    private static String movement(Movement movement) {
        return MovementJson.of(movement)
                .json("next", movement.next().map(JsonReport::next).orElse("null"))
                .toString();
    }

    private static String next(Movement.Next next) {
        return new JsonObject()
                .number("rung", next.rung().percent())
                .text("from", next.from().toString())
                .toString();
    }
}
