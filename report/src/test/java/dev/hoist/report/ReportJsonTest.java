package dev.hoist.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportJsonTest {
    @Test
    void isWhatTheReportSays() {
        JsonNode report = read(SampleReport.plain());
        assertThat(report.get("now").asString()).isEqualTo("2026-11-24T10:00:00Z");
        assertThat(report.get("zone").asString()).isEqualTo("Europe/Berlin");
        JsonNode flag = report.get("flags").get(1);
        assertThat(flag.get("flag").asString()).isEqualTo("enable_state_snapshots");
        assertThat(flag.get("dependencies").get(0).asString()).isEqualTo("use_state_persistence");
        JsonNode production = flag.get("environments").get(1);
        assertThat(production.get("environment").asString()).isEqualTo("production");
        assertThat(production.get("state").asString()).isEqualTo("blocked");
        assertThat(production.get("exposure").size()).isEqualTo(3);
        assertThat(production.get("guardrails").get(0).get("state").asString()).isEqualTo("breach");
        assertThat(report.get("changes").get(0).get("verdict").asString()).isEqualTo("refused");
        assertThat(report.get("changes").get(1).get("acknowledged").isNull()).isTrue();
    }

    @Test
    void keepsHostileTextsAsTheyAre() {
        String hostile = "\"</script>\\\n\u0000\u2028\u202E ü 🚩 javascript:alert(1)";
        JsonNode report = read(SampleReport.withText(hostile));
        assertThat(report.get("flags").get(0).get("description").asString()).isEqualTo(hostile);
        assertThat(report.get("changes").get(0).get("author").asString()).isEqualTo(hostile);
    }

    private static JsonNode read(RolloutReport report) {
        return new JsonMapper().readTree(ReportJson.of(report));
    }
}
