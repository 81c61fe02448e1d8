package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class UnderpoweredExperimentTest {
    private static final String POLICY = """
        policy: 1
        environments:
          production: {ladder: [0, 25, 50, 100], soak: 0m}
        """;

    private final Scenario scenario = new Scenario();

    private static String experiment(String status, String rest) {
        return """
            experiment: e
            description: d
            owner: o
            within: f
            status: %s
            variants: {a: 50, b: 50}
            %s
            """.formatted(status, rest);
    }

    private void running(String rest) {
        scenario.policy(POLICY)
                .production("f", "{percentage: 25}")
                .file("g/e.yaml", experiment("running", rest))
                .base();
    }

    @Test
    void warnsOfTooFewUsers() {
        running("min_sample_size: 10000\nexposures: took_part");
        scenario.file(
                "g/e.yaml",
                experiment(
                        "concluded  # warning: underpowered-experiment",
                        "min_sample_size: 10000\nexposures: took_part"));
        scenario.counts("e", "not-enough");
        assertThat(text(scenario.warning())).isEqualTo("""
            flags/g/e.yaml:5:9: "e" is concluded with too few users: a has 4,000 users of 10,000 [underpowered-experiment]
            help: let it run longer, or do not rely on its result; "hoist experiment e" says when there are enough\
            """);
    }

    @Test
    void aSmallerSampleInTheSameChangeHelpsNobody() {
        running("min_sample_size: 10000\nexposures: took_part");
        scenario.file(
                "g/e.yaml",
                experiment(
                        "concluded  # warning: underpowered-experiment", "min_sample_size: 1\nexposures: took_part"));
        scenario.counts("e", "not-enough").verify();
    }

    @Test
    void saysNothingWhereThereAreEnoughOrNobodyCounted() {
        running("min_sample_size: 10000\nexposures: took_part");
        scenario.file("g/e.yaml", experiment("concluded", "min_sample_size: 10000\nexposures: took_part"));
        scenario.verify();
        scenario.counts("e", "enough").verify();
    }

    @Test
    void saysNothingOfAnExperimentThatRunsOn() {
        running("min_sample_size: 10000\nexposures: took_part");
        scenario.file("g/e.yaml", experiment("running", "min_sample_size: 10000\nexposures: took_part, other"));
        scenario.counts("e", "not-enough").verify();
    }

    @Test
    void saysNothingWithoutASmallestSample() {
        running("exposures: took_part");
        scenario.file("g/e.yaml", experiment("concluded", "exposures: took_part"));
        scenario.counts("e", "not-enough").verify();
    }

    @Test
    void saysNothingOfAnotherExperimentThatWasCounted() {
        running("min_sample_size: 10000\nexposures: took_part");
        scenario.file("g/e.yaml", experiment("concluded", "min_sample_size: 10000\nexposures: took_part"));
        scenario.counts("other", "not-enough").verify();
    }
}
