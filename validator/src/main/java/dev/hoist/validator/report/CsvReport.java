package dev.hoist.validator.report;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.rules.RuleBook;
import dev.hoist.validator.verdict.Acknowledgement;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.Movement;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes CSV (RFC 4180) with a row for each change, movement and finding. A row says who moved which flag, when, from
 * which to which exposure, and what the judge found.
 */
final class CsvReport implements Report {
    private static final List<String> COLUMNS = List.of(
            "record",
            "time",
            "commit",
            "author",
            "subject",
            "verdict",
            "kind",
            "environment",
            "flag",
            "direction",
            "audience",
            "from",
            "to",
            "users",
            "rule",
            "severity",
            "file",
            "line",
            "message",
            "acknowledged_by",
            "acknowledged_because");

    /**
     * Where a spreadsheet takes a text for a formula, including spreadsheets that use another separator between cells.
     */
    private static final Pattern FORMULA = Pattern.compile("(?<=^|[,;|])(?=[=+@＝＋－＠-])");

    @Override
    public void judged(Verdict whole, List<Verdict> steps, Appendable out) {
        throw new IllegalStateException("one change has no CSV");
    }

    @Override
    public void trouble(CannotJudgeReport trouble, Appendable out) throws IOException {
        row(out, COLUMNS.stream());
        Stream<String> cells = COLUMNS.stream().map(column -> switch (column) {
            case "record", "verdict" -> CannotJudgeReport.OUTCOME;
            case "file" -> cell(trouble.file());
            case "message" -> cell(trouble.message() + "; help: " + trouble.help());
            default -> "";
        });
        row(out, cells);
    }

    @Override
    public AuditReport audit(Appendable out) {
        // rows wait for the end, for a history that could not be judged to its end must not look like one that was
        SpillBuffer rows = new SpillBuffer();
        return new AuditReport() {
            @Override
            public void change(AuditedChange change) throws IOException {
                row(
                        rows,
                        change,
                        "change",
                        Stream.concat(Stream.generate(() -> "").limit(12), acknowledged(change.acknowledged())));
                for (Movement movement : change.verdict().movements()) {
                    movement(rows, change, movement);
                }
                for (Finding finding : change.verdict().findings()) {
                    finding(rows, change, finding);
                }
            }

            @Override
            public void end(AuditTally tally) throws IOException {
                row(out, COLUMNS.stream());
                rows.writeTo(out);
            }

            @Override
            public void close() throws IOException {
                rows.close();
            }
        };
    }

    private static Stream<String> acknowledged(Optional<Acknowledgement> acknowledgement) {
        return Stream.of(
                acknowledgement.map(known -> cell(known.author())).orElse(""),
                acknowledgement
                        .map(known -> cell(known.reason() + " (" + known.commit() + ")"))
                        .orElse(""));
    }

    private static void movement(SpillBuffer rows, AuditedChange change, Movement movement) throws IOException {
        Optional<String> users = movement.audience().map(audience -> Figures.exact(audience.change()));
        for (ShareChange part : ShareChange.between(movement.from(), movement.to())) {
            row(
                    rows,
                    change,
                    "movement",
                    Stream.of(
                            cell(movement.environment()),
                            cell(movement.flag()),
                            movement.direction().text(),
                            cell(part.who().isEmpty() ? "all" : String.join(" ", part.who())),
                            Figures.exact(part.from()),
                            Figures.exact(part.to()),
                            users.orElse(""),
                            "",
                            "",
                            "",
                            "",
                            "",
                            "",
                            ""));
            // of the movement as a whole, so that a column can be added up
            users = Optional.empty();
        }
    }

    private static void finding(SpillBuffer rows, AuditedChange change, Finding finding) throws IOException {
        row(
                rows,
                change,
                finding.rule().equals(RuleBook.OVERRIDDEN) ? "override" : "finding",
                Stream.of(
                        cell(finding.environment().orElse("")),
                        cell(finding.flag().orElse("")),
                        "",
                        "",
                        "",
                        "",
                        "",
                        finding.rule().text(),
                        finding.severity().text(),
                        cell(finding.file()),
                        finding.place().map(Place::line).map(Object::toString).orElse(""),
                        cell(finding.message()),
                        "",
                        ""));
    }

    private static void row(SpillBuffer rows, AuditedChange change, String record, Stream<String> rest)
            throws IOException {
        Verdict verdict = change.verdict();
        StringBuilder row = new StringBuilder();
        row(
                row,
                Stream.concat(
                        Stream.of(
                                record,
                                change.time().toString(),
                                change.commit(),
                                cell(change.author()),
                                cell(change.subject()),
                                verdict.outcome(),
                                verdict.kind().text()),
                        rest));
        rows.append(row);
    }

    private static void row(Appendable out, Stream<String> cells) throws IOException {
        out.append(cells.collect(Collectors.joining(","))).append("\r\n");
    }

    /** A cell with a text from a flag file or a commit: on one line, in quotes if needed, and never a formula. */
    private static String cell(String text) {
        String inert = FORMULA.matcher(VisibleText.of(text)).replaceAll("'");
        boolean plain = inert.indexOf(',') < 0 && inert.indexOf('"') < 0;
        return plain ? inert : "\"" + inert.replace("\"", "\"\"") + "\"";
    }
}
