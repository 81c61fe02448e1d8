package dev.hoist.validator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Share;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTest {
    private static final JsonMapper READER = JsonMapper.shared();

    @Test
    void writesTheContractInItsOrder() {
        Map<String, Share> rings = new LinkedHashMap<>();
        rings.put("internal", Samples.figure("100"));
        rings.put("ga", new Share.Canary(Samples.figure("1E+2"), new Share.Uniform(new java.math.BigDecimal("0.50"))));

        assertThat(Samples.rendered(
                        ReportFormat.JSON,
                        AnsiStyle.PLAIN,
                        Samples.judged(
                                Kind.RAISE,
                                List.of(Samples.soak(), Samples.policyEdited()),
                                List.of(Samples.raise(), Samples.lower(new Share.ByRing(rings), Samples.figure("0"))))))
                .isEqualTo("""
                    {
                      "verdict": "refused",
                      "kind": "raise",
                      "base": "0123456789abcdef0123456789abcdef01234567",
                      "head": "fedcba9876543210fedcba9876543210fedcba98",
                      "now": "2026-11-23T08:00:00Z",
                      "timeSource": "claimed",
                      "findings": [
                        {"rule": "soak-cut-short", "severity": "error", "flag": "x", "environment": "production", "file": "flags/a/x.yaml", "line": 3, "column": 28, "message": "\\"x\\" moved 10 minutes ago", "help": null, "passesFrom": "2026-11-24T07:59:30Z", "notes": []},
                        {"rule": "policy-edited", "severity": "warning", "flag": null, "environment": null, "file": "flags/policy.yaml", "line": null, "column": null, "message": "the policy changes", "help": null, "passesFrom": null, "notes": []}
                      ],
                      "movements": [
                        {"flag": "use_state_persistence", "environment": "production", "direction": "raise", "from": 10, "to": 25, "audience": {"change": 15330, "population": 102200}, "next": {"rung": 50, "from": "2026-11-24T08:00:00Z"}},
                        {"flag": "x", "environment": "staging", "direction": "lower", "from": {"internal": 100, "ga": {"canary": 100, "percentage": 0.5}}, "to": 0, "audience": null, "next": null}
                      ],
                      "guardrails": [],
                      "baseName": "origin/main",
                      "baseReason": "the remote's default branch",
                      "zone": "Europe/Berlin"
                    }
                    """);
    }

    @Test
    void isReadBackAsItWasWhateverTheTexts() {
        String json = Samples.rendered(
                ReportFormat.JSON, AnsiStyle.PLAIN, Samples.judged(Kind.NONE, List.of(Samples.hostile()), List.of()));

        assertThat(json.codePoints().filter(point -> point != '\n' && VisibleText.hides(point)))
                .isEmpty();
        assertThat(READER.readTree(json).at("/findings/0/help").asString()).isEqualTo(Samples.HOSTILE);
    }

    @Test
    void listsTheStepsAndRefusesTheWholeForOneOfThem() throws Exception {
        StringBuilder text = new StringBuilder();
        ReportFormat.JSON
                .report(AnsiStyle.PLAIN)
                .judged(
                        Samples.judged(Kind.RAISE, List.of(), List.of()),
                        List.of(Samples.judged(Kind.RAISE, List.of(Samples.soak()), List.of())),
                        text);
        JsonNode json = READER.readTree(text.toString());

        assertThat(json.at("/verdict").asString()).isEqualTo("refused");
        assertThat(json.at("/each/0/findings/0/rule").asString()).isEqualTo("soak-cut-short");
    }

    @Test
    void writesAnAuditWithItsVerdictFirst() {
        assertThat(Samples.audited(
                        ReportFormat.JSON,
                        Samples.change("one", List.of(), List.of()),
                        Samples.change("two", List.of(Samples.policyEdited()), List.of())))
                .isEqualTo("""
                    {
                      "verdict": "accepted",
                      "changes": [
                        {"commit": "fedcba9876543210fedcba9876543210fedcba98", "time": "2026-11-23T08:00:00Z", "author": "Ada", "subject": "one", "verdict": "accepted", "kind": "raise", "findings": [], "movements": [], "acknowledged": null},
                        {"commit": "fedcba9876543210fedcba9876543210fedcba98", "time": "2026-11-23T08:00:00Z", "author": "Ada", "subject": "two", "verdict": "accepted", "kind": "raise", "findings": [{"rule": "policy-edited", "severity": "warning", "flag": null, "environment": null, "file": "flags/policy.yaml", "line": null, "column": null, "message": "the policy changes", "help": null, "passesFrom": null, "notes": []}], "movements": [], "acknowledged": null}
                      ]
                    }
                    """);
        assertThat(Samples.audited(ReportFormat.JSON))
                .isEqualTo("{\n  \"verdict\": \"accepted\",\n  \"changes\": []\n}\n");
    }

    @Test
    void saysWhoAcknowledgesARefusedChange() {
        JsonNode json = READER.readTree(Samples.audited(ReportFormat.JSON, Samples.acknowledged()));
        assertThat(json.at("/verdict").asString()).isEqualTo("accepted");
        assertThat(json.at("/changes/0/verdict").asString()).isEqualTo("refused");
        assertThat(json.at("/changes/0/acknowledged/commit").asString()).isEqualTo(Samples.BASE);
        assertThat(json.at("/changes/0/acknowledged/author").asString()).isEqualTo("Grace");
        assertThat(json.at("/changes/0/acknowledged/reason").asString()).isEqualTo(Samples.HOSTILE);
    }

    @Test
    void keepsALongAuditOnDiskWhole() {
        var change = Samples.change("日本 \ud83d\ude00 " + "x".repeat(100_000), List.of(), List.of());
        String json = Samples.audited(
                ReportFormat.JSON,
                change,
                change,
                change,
                change,
                change,
                change,
                change,
                change,
                change,
                change,
                change,
                change,
                change);

        JsonNode changes = READER.readTree(json).get("changes");
        assertThat(changes.size()).isEqualTo(13);
        changes.forEach(read -> assertThat(read.get("subject").asString()).isEqualTo(change.subject()));
    }
}
