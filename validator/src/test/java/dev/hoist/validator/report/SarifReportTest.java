package dev.hoist.validator.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SarifReportTest {
    private static final JsonMapper READER = JsonMapper.shared();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(READER.readTree(Golden.read("sarif-2.1.0.schema.json")));

    @Test
    void writesWhatIsWrongAtItsLine() {
        String sarif = sarif(Samples.refused());

        Golden.check("SarifReportTest.sarif", sarif);
        JsonNode result = READER.readTree(sarif).at("/runs/0/results/0");
        assertThat(result.at("/ruleId").asString()).isEqualTo("soak-cut-short");
        assertThat(READER.readTree(sarif)
                        .at("/runs/0/tool/driver/rules")
                        .get(result.get("ruleIndex").asInt())
                        .get("id")
                        .asString())
                .isEqualTo("soak-cut-short");
        assertThat(result.at("/locations/0/physicalLocation/region").toString())
                .isEqualTo("{\"startLine\":3,\"startColumn\":28,\"endColumn\":30}");
    }

    @Test
    void hasNoResultsWhereNothingIsWrong() {
        JsonNode run = READER.readTree(sarif(Samples.accepted())).at("/runs/0");

        assertThat(run.get("results").size()).isZero();
        assertThat(run.at("/invocations/0").toString()).isEqualTo("{\"executionSuccessful\":true,\"exitCode\":0}");
    }

    @Test
    void isNoCleanRunWhereNothingWasJudged() {
        String sarif = Samples.troubled(ReportFormat.SARIF);

        Golden.check("SarifReportTest.cannot-judge.sarif", sarif);
        assertThat(violations(sarif)).isEmpty();
        JsonNode run = READER.readTree(sarif).at("/runs/0");
        assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isFalse();
        assertThat(run.at("/results/0/level").asString()).isEqualTo("error");
    }

    @Test
    void keepsItsFingerprintsWhenLinesMoveAndTimePasses() {
        Finding soak = Samples.soak();
        Place lower = new Place(
                Samples.file(
                        soak.file(),
                        "# a comment\n" + soak.place().orElseThrow().source().text()),
                4,
                28,
                2);
        Finding later = Finding.error(soak.rule(), lower, "\"x\" moved 20 minutes ago")
                .about(soak.flag().orElseThrow())
                .in(soak.environment().orElseThrow())
                .passesFrom(Instant.parse("2026-11-24T08:09:30Z"));

        assertThat(fingerprints(later)).isEqualTo(fingerprints(soak));
        assertThat(fingerprints(soak.in("staging"))).isNotEqualTo(fingerprints(soak));
        assertThat(fingerprints(soak.about("y"))).isNotEqualTo(fingerprints(soak));
    }

    @Test
    void tellsFindingsApartThatAreAlike() {
        assertThat(fingerprints(Samples.soak(), Samples.soak())).doesNotHaveDuplicates();
        Finding unknown = Finding.errorIn(new RuleId("unknown-ring"), "flags/a/x.yaml", "no ring \"alpha\"");
        Finding other = Finding.errorIn(new RuleId("unknown-ring"), "flags/a/x.yaml", "no ring \"gamma\"");
        assertThat(fingerprints(other))
                .as("what a tree says does not change with time")
                .isNotEqualTo(fingerprints(unknown));
    }

    @Test
    void namesTheStepOfAFindingThatTheWholeHasNot() {
        Verdict step = Samples.judged(Kind.RAISE, List.of(Samples.soak(), Samples.aheadOfDependency()), List.of());
        Verdict whole = Samples.judged(Kind.RAISE, List.of(Samples.aheadOfDependency()), List.of());
        JsonNode run = READER.readTree(checked(Samples.judged(ReportFormat.SARIF, whole, step)))
                .at("/runs/0");

        assertThat(run.get("results").size()).isEqualTo(2);
        assertThat(run.at("/results/1/message/text").asString())
                .startsWith("commit fedcba987654: \"x\" moved 10 minutes ago\n"
                        + "without the other errors it would pass from ");
        assertThat(run.at("/invocations/0/exitCode").asInt()).isEqualTo(1);
    }

    @Test
    void writesPathsAsReferences() {
        Finding finding = Finding.errorIn(new RuleId("misnamed-file"), "flags/a b/x%20:?#é\ud800.yaml", "no");
        String sarif = sarif(Samples.judged(Kind.NONE, List.of(finding), List.of()));

        assertThat(READER.readTree(sarif)
                        .at("/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri")
                        .asString())
                .isEqualTo("flags/a%20b/x%2520%3A%3F%23%C3%A9%3F.yaml");
    }

    @Test
    void givesNoTextTheMeaningOfALinkOrAnArgument() {
        Finding finding = Finding.errorIn(
                new RuleId("misnamed-file"), "flags/x.yaml", "see [this](https://example.org) and {0}, not {a: 1}");
        String sarif = sarif(Samples.judged(Kind.NONE, List.of(finding), List.of()));

        assertThat(READER.readTree(sarif).at("/runs/0/results/0/message/text").asString())
                .isEqualTo("see [this] (https://example.org) and { 0}, not {a: 1}");
    }

    @Test
    void isTheSameBytesForTheSameVerdict() {
        assertThat(sarif(Samples.refused())).isEqualTo(sarif(Samples.refused()));
    }

    private static String sarif(Verdict judged) {
        return checked(Samples.judged(ReportFormat.SARIF, judged));
    }

    private static String checked(String sarif) {
        assertThat(violations(sarif)).isEmpty();
        return sarif;
    }

    static List<String> violations(String sarif) {
        return SCHEMA.validate(READER.readTree(sarif)).stream()
                .map(Object::toString)
                .toList();
    }

    private static List<String> fingerprints(Finding... findings) {
        JsonNode results = READER.readTree(sarif(Samples.judged(Kind.RAISE, List.of(findings), List.of())))
                .at("/runs/0/results");
        List<String> fingerprints = new ArrayList<>();
        results.forEach(result -> fingerprints.add(
                result.at("/partialFingerprints").get("hoistFinding/v1").asString()));
        return fingerprints;
    }
}
