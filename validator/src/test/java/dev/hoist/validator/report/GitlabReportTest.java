package dev.hoist.validator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GitlabReportTest {
    private static final JsonMapper READER = JsonMapper.shared();

    @Test
    void writesAnIssueForEachFinding() {
        String text = Samples.judged(ReportFormat.GITLAB, Samples.refused());

        Golden.check("GitlabReportTest.json", text);
        Set<String> fingerprints = new HashSet<>();
        READER.readTree(text).forEach(issue -> {
            fingerprints.add(issue.get("fingerprint").asString());
            assertThat(issue.at("/location/lines/begin").asInt()).isPositive();
        });
        assertThat(fingerprints).hasSize(3);
    }

    @Test
    void isAnEmptyArrayWhereNothingIsWrong() {
        assertThat(Samples.judged(ReportFormat.GITLAB, Samples.accepted())).isEqualTo("[]\n");
    }

    @Test
    void isNoEmptyArrayWhereNothingWasJudged() {
        JsonNode issues = READER.readTree(Samples.troubled(ReportFormat.GITLAB));

        assertThat(issues.size()).isEqualTo(1);
        assertThat(issues.at("/0/severity").asString()).isEqualTo("blocker");
        assertThat(issues.at("/0/description").asString())
                .isEqualTo("cannot judge: the clone is shallow; help: fetch the whole history");
        assertThat(issues.at("/0/location/path").asString()).isEqualTo("flags/policy.yaml");
    }
}
