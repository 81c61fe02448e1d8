package dev.hoist.validator.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CannotJudgeReportTest {
    @ParameterizedTest
    @CsvSource({
        "flags, flags/policy.yaml",
        "config/flags/, config/flags/policy.yaml",
        "./flags, flags/policy.yaml",
        "., policy.yaml",
        "'', policy.yaml"
    })
    void namesThePolicyOfTheFlagsDirectory(String flags, String file) {
        assertThat(CannotJudgeReport.under(flags, "no base", "set --base").file())
                .isEqualTo(file);
    }
}
