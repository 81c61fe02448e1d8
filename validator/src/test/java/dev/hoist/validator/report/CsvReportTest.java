package dev.hoist.validator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvReportTest {
    @Test
    void saysWhoMovedWhatWhenAndWhatTheVerdictWas() {
        String text = Samples.audited(ReportFormat.CSV, Samples.history());

        Golden.check("CsvReportTest.audit.csv", text);
        List<Map<String, String>> rows = CsvReading.of(text);
        assertThat(rows)
                .extracting(row -> row.get("record"))
                .containsExactly(
                        "change",
                        "movement",
                        "change",
                        "movement",
                        "override",
                        "change",
                        "movement",
                        "finding",
                        "change",
                        "movement",
                        "movement");
        assertThat(rows.get(1))
                .containsEntry("author", "Ada")
                .containsEntry("flag", "use_state_persistence")
                .containsEntry("audience", "all")
                .containsEntry("from", "10")
                .containsEntry("to", "25");
        assertThat(rows.get(4).get("message")).contains("because the review asks for it");
        assertThat(rows.get(10))
                .containsEntry("kind", "rollback")
                .containsEntry("author", "Grace, on call")
                .containsEntry("audience", "ga")
                .containsEntry("from", "50");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            =1+1               | '=1+1
            +1                 | '+1
            -1                 | '-1
            @SUM(A1)           | '@SUM(A1)
            a;=1+1             | a;'=1+1
            ＝1+1              | '＝1+1
            a=b                | a=b
            """)
    void letsNoTextBecomeAFormula(String subject, String cell) {
        String text = Samples.audited(ReportFormat.CSV, Samples.change(subject, List.of(), List.of()));

        assertThat(CsvReading.of(text).get(0)).containsEntry("subject", cell);
    }

    @Test
    void hasNoRowOfAHistoryThatWasNotJudgedToItsEnd() {
        assertThat(CsvReading.of(Samples.troubled(ReportFormat.CSV)))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("record", "cannot-judge")
                        .containsEntry("verdict", "cannot-judge")
                        .containsEntry("message", "the clone is shallow; help: fetch the whole history"));
    }
}
