package dev.hoist.validator.report;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.Note;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.rules.RulePage;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes SARIF 2.1.0. GitHub, Azure and editors show its findings at the lines. */
final class SarifReport implements Report {
    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
    private static final String ROOT = "%SRCROOT%";
    private static final String INDENT = "      ";

    /** Where a viewer would interpret text: {@code [text](target)} as a link, {@code {0}} as an argument. */
    private static final Pattern MEANINGFUL = Pattern.compile("(?<=\\])(?=\\()|(?<=\\{)(?=\\d)");

    @Override
    public void judged(Verdict whole, List<Verdict> steps, Appendable out) throws IOException {
        boolean accepted = whole.accepted() && steps.stream().allMatch(step -> step.accepted());
        List<LabelledFinding> remarks = LabelledFinding.of(whole, steps);
        List<RuleId> rules = remarks.stream()
                .map(remark -> remark.finding().rule())
                .distinct()
                .sorted()
                .toList();
        Fingerprints fingerprints = new Fingerprints();
        out.append(log(
                JsonObject.lines(rules, SarifReport::rule, INDENT),
                new JsonObject().json("executionSuccessful", "true").json("exitCode", accepted ? "0" : "1"),
                JsonObject.lines(remarks, remark -> result(remark, rules, fingerprints), INDENT),
                new JsonObject()
                        .text("verdict", accepted ? "accepted" : "refused")
                        .text("kind", whole.kind().text())
                        .text("base", whole.base().commit())
                        .text("baseName", whole.base().name())
                        .text("baseReason", whole.base().reason())
                        .text("head", whole.head())
                        .text("now", whole.now().toString())
                        .text("timeSource", whole.timeSource().text())));
    }

    // a reader that looks at results alone must not take none for none found
    @Override
    public void trouble(CannotJudgeReport trouble, Appendable out) throws IOException {
        String text = VisibleText.of(trouble.sentence()) + "\nhelp: " + VisibleText.of(trouble.help());
        String rule = new JsonObject()
                .text("id", CannotJudgeReport.OUTCOME)
                .json("shortDescription", message("Hoist has no verdict on the change."))
                .json(
                        "fullDescription",
                        message("Hoist has no verdict on the change, so nobody knows whether it may land."))
                .text("helpUri", ToolVersion.SITE)
                .json("help", message("Nothing was judged, so nothing may land by this run."))
                .toString();
        String result = new JsonObject()
                .text("ruleId", CannotJudgeReport.OUTCOME)
                .json("ruleIndex", "0")
                .text("level", "error")
                .json("message", message(text))
                .json("locations", "[" + located(trouble.file(), Optional.empty()) + "]")
                .json("partialFingerprints", fingerprint(Fingerprints.of(trouble)))
                .toString();
        String notification = new JsonObject()
                .json(
                        "descriptor",
                        new JsonObject().text("id", CannotJudgeReport.OUTCOME).toString())
                .text("level", "error")
                .json("message", message(text))
                .toString();
        out.append(log(
                JsonObject.lines(List.of(rule), json -> json, INDENT),
                new JsonObject()
                        .json("executionSuccessful", "false")
                        .json("exitCode", "2")
                        .json("toolExecutionNotifications", "[" + notification + "]"),
                JsonObject.lines(List.of(result), json -> json, INDENT),
                new JsonObject().text("verdict", CannotJudgeReport.OUTCOME)));
    }

    private static String log(String rules, JsonObject invocation, String results, JsonObject properties) {
        String driver = new JsonObject()
                .text("name", "Hoist")
                .text("version", ToolVersion.text())
                .text("informationUri", ToolVersion.SITE)
                .json("rules", rules)
                .toString();
        String root = new JsonObject()
                .json("description", message("the repository's root"))
                .toString();
        String run = JsonObject.spread("    ")
                .json("tool", new JsonObject().json("driver", driver).toString())
                .json("invocations", "[" + invocation + "]")
                .json("originalUriBaseIds", new JsonObject().json(ROOT, root).toString())
                .text("columnKind", "unicodeCodePoints")
                .json("results", results)
                .json("properties", properties.toString())
                .toString();
        return JsonObject.spread()
                        .text("$schema", SCHEMA)
                        .text("version", "2.1.0")
                        .json("runs", "[\n    " + run + "\n  ]")
                + "\n";
    }

    /** A description of a rule, from its page. */
    private static String rule(RuleId id) {
        RulePage page = RulePage.of(id);
        return new JsonObject()
                .text("id", id.text())
                .json("shortDescription", message(page.firstSentence()))
                .json("fullDescription", message(page.why()))
                .text("helpUri", ToolVersion.SITE + "/rules/" + id.text())
                .json(
                        "help",
                        new JsonObject()
                                .text("text", page.text())
                                .text("markdown", page.text())
                                .toString())
                .toString();
    }

    private static String result(LabelledFinding remark, List<RuleId> rules, Fingerprints fingerprints) {
        Finding finding = remark.finding();
        JsonObject result = new JsonObject()
                .text("ruleId", finding.rule().text())
                .json("ruleIndex", Integer.toString(rules.indexOf(finding.rule())))
                .text("level", finding.severity().text())
                .json("message", message(remark.text()))
                .json("locations", "[" + located(finding.file(), finding.place()) + "]");
        if (!finding.notes().isEmpty()) {
            result.json(
                    "relatedLocations",
                    JsonObject.array(finding.notes().stream().distinct().toList(), SarifReport::related));
        }
        result.json("partialFingerprints", fingerprint(fingerprints.next(finding)));
        JsonObject properties = new JsonObject()
                .text("flag", finding.flag())
                .text("environment", finding.environment())
                .text("passesFrom", finding.passesFrom().map(Instant::toString));
        return result.json("properties", properties.toString()).toString();
    }

    private static String fingerprint(String digest) {
        return new JsonObject().text("hoistFinding/v1", digest).toString();
    }

    private static String message(String text) {
        return new JsonObject()
                .text("text", MEANINGFUL.matcher(text).replaceAll(" "))
                .toString();
    }

    private static String related(Note note) {
        return located(note.place().path(), Optional.of(note.place()))
                .json("message", message(VisibleText.of(note.message())))
                .toString();
    }

    private static JsonObject located(String file, Optional<Place> place) {
        JsonObject physical = new JsonObject()
                .json(
                        "artifactLocation",
                        new JsonObject()
                                .text("uri", uri(file))
                                .text("uriBaseId", ROOT)
                                .toString());
        JsonObject region = new JsonObject();
        place.ifPresentOrElse(
                at -> region.json("startLine", Integer.toString(at.line()))
                        .json("startColumn", Integer.toString(at.column()))
                        .json("endColumn", Integer.toString(at.column() + at.length())),
                // GitHub shows nothing without a line
                () -> region.json("startLine", "1"));
        physical.json("region", region.toString());
        return new JsonObject().json("physicalLocation", physical.toString());
    }

    /** A path as a relative reference: characters with a meaning in URIs are percent-encoded. */
    private static String uri(String path) {
        StringBuilder uri = new StringBuilder();
        for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
            uri.append(plain ? Character.toString(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return uri.toString();
    }

    @Override
    public AuditReport audit(Appendable out) {
        throw new IllegalStateException("a history has no SARIF: the lines of an old commit are other lines today");
    }
}
