package dev.hoist.validator.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.history.BackwardLedger;
import dev.hoist.validator.history.History;
import dev.hoist.validator.history.Ledger.Moment;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RolloutTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final Scenario scenario = new Scenario().policy("""
        policy: 1
        rings: {internal: {description: Staff}, ga: {description: All}}
        environments:
          production:
            ladder: [0, 10, 50, 100]
            soak: 1h
            holds: {10: 4h}
            rings: {internal: {soak: 2h}}
            peak_hours: [{days: [tue], from: "12:00", to: "14:00"}]
            regions: {eu: {a: 2, b: 3}}
            canary: [{servers: 1, traffic: [2, 3], soak: 3h}]
        """);

    private Rollout rollout(String block) {
        return rollout(scenario.production("f", block), "production").orElseThrow();
    }

    private static Optional<Rollout> rollout(Scenario scenario, String environment) {
        FlagState state = new FlagState(scenario.tree(), scenario.tree().policy());
        Policy policy = scenario.tree().policy().orElseThrow();
        return Rollout.of(state, "f", environment, policy);
    }

    @Test
    void isNothingWhereThePolicyDoesNotHaveTheEnvironment() {
        assertThat(rollout(scenario.production("f", "{percentage: 0}"), "mars")).isEmpty();
    }

    @Test
    void soaksAsItsHoldRingOrStageAsks() {
        assertThat(rollout("{percentage: 50}").soak()).isEqualTo(Duration.ofHours(1));
        assertThat(rollout("{percentage: 10}").soak()).isEqualTo(Duration.ofHours(4));
        assertThat(rollout("{rings: {internal: 50, ga: 0}}").soak()).isEqualTo(Duration.ofHours(2));
        assertThat(rollout("{canary: {servers: [a]}}").soak()).isEqualTo(Duration.ofHours(3));
    }

    @Test
    void namesTheStepFromAStateThatNobodyChanges() {
        assertThat(rollout("{percentage: 50}").next(NOON)).hasValueSatisfying(next -> {
            assertThat(next.rung()).contains(Percentage.of(100));
            assertThat(next.from()).as("peak hours end").isEqualTo(NOON.plus(Duration.ofHours(2)));
        });
        assertThat(rollout("{rings: {internal: 100, ga: 0}}").next(NOON)).hasValueSatisfying(next -> {
            assertThat(next.ring()).contains("ga");
            assertThat(next.rung()).contains(Percentage.of(10));
        });
        assertThat(rollout("{percentage: 100}").next(NOON)).isEmpty();
    }

    @Test
    void soaksFromItsLastMovement() {
        scenario.production("f", "{percentage: 0}").at(NOON.minus(Duration.ofDays(1)));
        scenario.production("f", "{percentage: 10}").at(NOON);
        Rollout stands = rollout(scenario, "production").orElseThrow();
        BackwardLedger ledger = new BackwardLedger(new History(scenario.line()));
        Instant soaked = NOON.plus(stands.soak());
        assertThat(stands.soaking(ledger, soaked.minusSeconds(1)).map(Moment::time))
                .contains(NOON);
        assertThat(stands.soaking(ledger, soaked)).isEmpty();
    }

    @Test
    void opensWhereEveryEnvironmentIsOpen() {
        ClosedTimes noon = rollout("{percentage: 50}").closedTimes();
        ClosedTimes afternoon = closed("14:00", "16:00");
        assertThat(ClosedTimes.firstOpen(List.of(afternoon, noon), NOON)).contains(NOON.plus(Duration.ofHours(4)));
        assertThat(ClosedTimes.firstOpen(List.of(), NOON)).contains(NOON);
    }

    @Test
    void neverOpensWhereOneIsClosedWheneverTheOtherIsOpen() {
        assertThat(ClosedTimes.firstOpen(List.of(closed("00:00", "12:00"), closed("12:00", "00:00")), NOON))
                .isEmpty();
    }

    private static ClosedTimes closed(String from, String to) {
        Scenario other = new Scenario().policy("""
            policy: 1
            environments:
              production:
                ladder: [0, 100]
                soak: 1h
                peak_hours: [{days: [mon, tue, wed, thu, fri, sat, sun], from: "%s", to: "%s"}]
            """.formatted(from, to));
        return rollout(other.production("f", "{percentage: 0}"), "production")
                .orElseThrow()
                .closedTimes();
    }
}
