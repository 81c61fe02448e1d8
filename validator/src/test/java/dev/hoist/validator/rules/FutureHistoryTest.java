package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class FutureHistoryTest {
    private static final String POLICY = """
            policy: 1
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 0m}
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    @Test
    void toleratesFiveMinutesOfDifference() {
        scenario.production("f", "{percentage: 10}").base();
        scenario.flag("o", "environments: {}").at(scenario.now().plusSeconds(300));
        scenario.production("f", "{percentage: 50}").verify();
    }

    @Test
    void refusesAHistoryFromTheFuture() {
        scenario.production("f", "{percentage: 10}").base();
        scenario.flag("o", "environments: {}").at(scenario.now().plusSeconds(301));
        scenario.production("f", "{percentage: 50}  # refused: future-history");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:28: the history behind this change is dated 2026-11-24 09:05 UTC, ahead of the clock at 2026-11-24 09:00 UTC, while "f" rises in production [future-history]
                        help: correct the clock and commit again; if you cannot change that commit, wait until its date has passed""");
        assertThat(scenario.refusal().passesFrom()).contains(scenario.now().plusSeconds(1));
    }

    @Test
    void refusesACommitOfTheChangeFromTheFuture() {
        scenario.production("f", "{percentage: 10}").base();
        scenario.production("f", "{percentage: 50}")
                .message("m", scenario.now().plusSeconds(300))
                .verify();
        scenario.message("m", scenario.now().plusSeconds(301)).expect("flags/g/f.yaml:5", "refused: future-history");
        assertThat(scenario.refusal().message()).startsWith("commit 0123456789ab of this change is dated");
    }
}
