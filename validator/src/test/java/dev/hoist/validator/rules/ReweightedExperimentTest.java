package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class ReweightedExperimentTest {
    private static final String POLICY = """
            policy: 1
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 0m}
            """;

    private static final String EXPERIMENT =
            "experiment: e\ndescription: d\nowner: o\nwithin: f\nstatus: running\nvariants: {a: 40, b: 60}\n";

    private final Scenario scenario = new Scenario().policy(POLICY);

    private Scenario running() {
        return scenario.production("f", "{percentage: 0}")
                .file("g/e.yaml", EXPERIMENT)
                .base();
    }

    @Test
    void refusesOtherWeightsWhileRunning() {
        running()
                .file(
                        "g/e.yaml",
                        EXPERIMENT.replace("{a: 40, b: 60}", "{a: 50, b: 50}  # refused: reweighted-experiment"));
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/e.yaml:6:12: "e" is running, and its variants, their order or their weights change [reweighted-experiment]
                        help: conclude it first, and start a new experiment under a new key""");
    }

    @Test
    void refusesAnotherOrderWhileRunning() {
        running()
                .file(
                        "g/e.yaml",
                        EXPERIMENT.replace("{a: 40, b: 60}", "{b: 60, a: 40}  # refused: reweighted-experiment"))
                .verify();
    }

    @Test
    void refusesOtherUsersWhileRunning() {
        running()
                .production("o", "{percentage: 0}")
                .file("g/e.yaml", EXPERIMENT.replace("within: f", "within: o  # refused: reweighted-experiment"))
                .verify();
        assertThat(scenario.refusal().message())
                .isEqualTo("\"e\" is running, and its \"within\" changes from \"f\" to \"o\"");
    }

    @Test
    void acceptsOtherWeightsBeforeAndAfterItRuns() {
        running()
                .file("g/e.yaml", EXPERIMENT.replace("running", "draft").replace("40, b: 60", "50, b: 50"))
                .verify();
        scenario.base();
        scenario.file("g/e.yaml", EXPERIMENT).verify();
    }
}
