package dev.hoist.validator.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.model.Experiment;
import org.junit.jupiter.api.Test;

class ExperimentReadingTest {
    private static final String TEXT = """
            experiment: recovery_feature_value
            description: Do players value automatic recovery?
            owner: game-platform
            within: enable_state_recovery
            status: running                     # draft | running | concluded
            variants: {no_recovery: 33.33, auto_recovery: 33.33, manual_recovery: 33.34}
            metrics: [games_recovered, user_retention, support_tickets]
            min_sample_size: 10000
            """;

    @Test
    void readsAnExperiment() {
        Experiment experiment = Read.experiment(TEXT);
        assertThat(experiment.name()).isEqualTo("recovery_feature_value");
        assertThat(experiment.within().value()).isEqualTo("enable_state_recovery");
        assertThat(experiment.isRunning()).isTrue();
        assertThat(experiment.variants())
                .extracting(variant -> variant.name() + " " + variant.weight())
                .containsExactly("no_recovery 33.33", "auto_recovery 33.33", "manual_recovery 33.34");
        assertThat(experiment.metrics()).containsExactly("games_recovered", "user_retention", "support_tickets");
        assertThat(experiment.minSampleSize()).hasValue(10_000);
        assertThat(experiment.group()).isEqualTo("checkout");
    }

    @Test
    void leavesOutWhatIsOptional() {
        Experiment experiment = Read.experiment(TEXT.lines().limit(6).reduce("", (all, line) -> all + line + "\n"));
        assertThat(experiment.metrics()).isEmpty();
        assertThat(experiment.minSampleSize()).isEmpty();
    }

    @Test
    void wantsWeightsThatAddUpToExactly100() {
        assertThat(Read.lines(Read.named(TEXT.replace("33.34", "33.33"))))
                .containsExactly("6:1 unbalanced-weights the weights add up to 99.99, not to 100");
        assertThat(Read.lines(Read.named(TEXT.replace("33.34", "40"))))
                .containsExactly("6:1 unbalanced-weights the weights add up to 106.66, not to 100");
        // what cannot be read is no summand
        assertThat(Read.lines(Read.named(TEXT.replace("33.34", "lots"))))
                .containsExactly(
                        "6:71 schema-violation \"lots\" is not a percentage: 0 to 100, with at most two decimals");
    }

    @Test
    void wantsWholeNumbersWrittenWhole() {
        assertThat(Read.lines(Read.named(TEXT.replace("10000", "5.0"))))
                .containsExactly("8:18 schema-violation 5.0 is not a whole number");
        for (String number : new String[] {"5.5", "0", "-1", "99999999999999999999999", "many"}) {
            assertThat(Read.lines(Read.named(TEXT.replace("10000", number))))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith("8:18 schema-violation ")
                            .endsWith(" is not a whole number of users from 1 to 2147483647"));
        }
    }

    @Test
    void knowsThreeStates() {
        assertThat(Read.lines(Read.named(TEXT.replace("status: running", "status: paused"))))
                .containsExactly("5:9 schema-violation \"paused\" is not a status: draft, running or concluded");
    }
}
