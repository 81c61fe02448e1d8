package dev.hoist.validator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.verdict.Movement.Next;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NextStepsTest {
    private final Scenario scenario = new Scenario().policy("""
        policy: 1
        environments:
          production:
            ladder: [0, 10, 100]
            soak: 1h
            regions: {eu: {a: 2, b: 3}, us: {c: 5}}
            canary:
              - {servers: 1, traffic: [2, 5]}
              - {regions: 1, traffic: [5, 20]}
        """);

    private Optional<Percentage> next(String before, String after) {
        scenario.production("f", before).base();
        scenario.production("f", after);
        return scenario.judge().movements().get(0).next().map(Next::rung);
    }

    @Test
    void namesTheRungAbove() {
        assertThat(next("{percentage: 0}", "{percentage: 10}")).contains(Percentage.of(100));
        assertThat(next("{percentage: 10}", "{percentage: 100}")).isEmpty();
    }

    @Test
    void namesNoRungWhileACanaryStageComesFirst() {
        assertThat(next("{percentage: 0}", "{canary: {servers: [a]}}")).isEmpty();
    }

    @Test
    void namesTheFirstRungAfterTheLastCanaryStage() {
        assertThat(next("{canary: {servers: [a]}}", "{canary: {servers: [a], regions: [us]}}"))
                .contains(Percentage.of(10));
    }

    @Test
    void namesNothingAfterCanaryListsThatFitNoStage() {
        assertThat(next("{percentage: 0}", "{canary: {servers: [a, b]}}")).isEmpty();
    }
}
