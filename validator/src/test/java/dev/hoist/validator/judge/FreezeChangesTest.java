package dev.hoist.validator.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.verdict.FreezeChange;
import org.junit.jupiter.api.Test;

class FreezeChangesTest {
    private final Scenario scenario = new Scenario().policy("""
        policy: 1
        rings: {ga: {}}
        environments:
          production: {ladder: [0, 10, 100], soak: 1h}
        """);

    @Test
    void namesWhatAChangeFreezes() {
        scenario.production("f", "{percentage: 10}")
                .production("g", "{percentage: 10}")
                .base();
        assertThat(scenario.production("f", "{percentage: 10, frozen: true}")
                        .judge()
                        .freezes())
                .containsExactly(new FreezeChange("f", "production", true));
    }

    @Test
    void namesWhatAChangeThaws() {
        scenario.production("f", "{percentage: 10, frozen: true}").base();
        assertThat(scenario.production("f", "{percentage: 10}").judge().freezes())
                .containsExactly(new FreezeChange("f", "production", false));
    }

    @Test
    void isSilentOnAnotherReason() {
        scenario.production("f", "{percentage: 10, frozen: true}").base();
        assertThat(scenario.production("f", "{percentage: 10, frozen: {reason: x}}")
                        .judge()
                        .freezes())
                .isEmpty();
    }

    @Test
    void namesWhatIsThawedByTakingItOutAndFrozenFromTheStart() {
        scenario.production("f", "{percentage: 0, frozen: true}")
                .production("gone", "{percentage: 0, frozen: true}")
                .base();
        scenario.flag("f", "environments: {}")
                .without("g/gone.yaml")
                .production("new", "{percentage: 0, frozen: true}");
        assertThat(scenario.judge().freezes())
                .contains(new FreezeChange("f", "production", false), new FreezeChange("new", "production", true));
    }
}
