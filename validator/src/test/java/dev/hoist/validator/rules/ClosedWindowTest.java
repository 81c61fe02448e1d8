package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class ClosedWindowTest {
    private static final String POLICY = """
        policy: 1
        zone: Europe/Berlin
        environments:
          production:
            ladder: [0, 10, 50, 100]
            soak: 0m
            peak_hours:
              - {days: [tue], from: "17:00", to: "20:00"}
              - {days: [fri], from: "22:00", to: "02:00"}
              - {days: [sun], from: "00:00", to: "24:00"}
          staging: {ladder: [0, 10, 50, 100], soak: 0m}
        freezes:
          - {from: 2026-12-21, until: 2027-01-04, reason: Year-end}
        """;

    private final Scenario scenario = new Scenario();

    private Scenario at(String instant) {
        return scenario.now(instant)
                .policy(POLICY)
                .production("f", "{percentage: 10}")
                .base();
    }

    private void accepted(String instant) {
        at(instant).production("f", "{percentage: 50}").verify();
    }

    private String refused(String instant) {
        at(instant).production("f", "{percentage: 50}  # refused: closed-window");
        return text(scenario.refusal());
    }

    @Test
    void saysWhichHoursAndWhenTheyEnd() {
        assertThat(refused("2026-11-24T17:00:00Z")).isEqualTo("""
            flags/g/f.yaml:5:28: "f" rises in production at 2026-11-24 18:00 Europe/Berlin, inside peak hours, 17:00 to 20:00 Europe/Berlin [closed-window]
            help: wait until raises are open again\
            """);
        assertThat(scenario.refusal().passesFrom()).contains(java.time.Instant.parse("2026-11-24T19:00:00Z"));
    }

    @Test
    void saysWhichFreezeAndWhenItEnds() {
        assertThat(refused("2026-12-21T09:00:00Z"))
                .contains("inside the freeze from 2026-12-21 until 2027-01-04 (Year-end)");
        assertThat(scenario.refusal().passesFrom()).contains(java.time.Instant.parse("2027-01-03T23:00:00Z"));
    }

    private Scenario open(String instant, String hours) {
        return scenario.now(instant)
                .policy("""
                    policy: 1
                    zone: Europe/Berlin
                    environments:
                      production:
                        ladder: [0, 10, 50, 100]
                        soak: 0m
                        open_hours: %s
                    """.formatted(hours))
                .production("f", "{percentage: 10}")
                .base();
    }

    @Test
    void saysThatItIsOutsideTheOpenHoursAndWhenTheyBegin() {
        open(
                        "2026-11-24T15:00:00Z",
                        "[{days: [mon, tue], from: \"09:00\", to: \"16:00\"}, {days: [fri], from: \"09:00\", to:"
                                + " \"12:00\"}]")
                .production("f", "{percentage: 50}  # refused: closed-window");
        assertThat(text(scenario.refusal())).isEqualTo("""
            flags/g/f.yaml:5:28: "f" rises in production at 2026-11-24 16:00 Europe/Berlin, outside the open hours, mon, tue 09:00 to 16:00 and fri 09:00 to 12:00 Europe/Berlin [closed-window]
            help: wait until raises are open again\
            """);
        assertThat(scenario.refusal().passesFrom()).contains(java.time.Instant.parse("2026-11-27T08:00:00Z"));
    }

    @Test
    void acceptsARaiseInsideTheOpenHoursAndALoweringOutsideOfThem() {
        open("2026-11-24T14:59:59Z", "[{days: [tue], from: \"09:00\", to: \"16:00\"}]")
                .production("f", "{percentage: 50}")
                .verify();
        open("2026-11-24T20:00:00Z", "[{days: [tue], from: \"09:00\", to: \"16:00\"}]")
                .production("f", "{percentage: 0}")
                .verify();
    }

    @Test
    void opensWithTheClocksWhenTheyArePutForwardIntoTheHours() {
        open("2026-03-29T00:59:00Z", "[{days: [sun], from: \"02:30\", to: \"04:00\"}]")
                .production("f", "{percentage: 50}  # refused: closed-window");
        assertThat(scenario.refusal().passesFrom()).contains(java.time.Instant.parse("2026-03-29T01:00:00Z"));
    }

    @Test
    void opensASecondTimeWhenTheClocksArePutBack() {
        open("2026-10-25T00:50:00Z", "[{days: [sun], from: \"02:15\", to: \"02:45\"}]")
                .production("f", "{percentage: 50}  # refused: closed-window");
        assertThat(scenario.refusal().passesFrom()).contains(java.time.Instant.parse("2026-10-25T01:15:00Z"));
    }

    @Test
    void acceptsASecondBeforeTheHoursBegin() {
        accepted("2026-11-24T15:59:59Z");
    }

    @Test
    void refusesFromTheirFirstSecond() {
        refused("2026-11-24T16:00:00Z");
    }

    @Test
    void refusesUntilTheirLastSecond() {
        refused("2026-11-24T18:59:59Z");
    }

    @Test
    void acceptsAtTheirEnd() {
        accepted("2026-11-24T19:00:00Z");
    }

    @Test
    void acceptsOnOtherDays() {
        accepted("2026-11-25T17:00:00Z");
    }

    @Test
    void passesMidnightWithTheDayThatTheHoursBeginOn() {
        refused("2026-11-28T00:59:59Z");
    }

    @Test
    void endsAfterMidnight() {
        accepted("2026-11-28T01:00:00Z");
    }

    @Test
    void beginsBeforeMidnight() {
        refused("2026-11-27T21:00:00Z");
    }

    @Test
    void doesNotTakeTheMorningOfTheDayThatItBeginsOn() {
        accepted("2026-11-27T00:30:00Z");
    }

    @Test
    void doesNotTakeTheEveningOfTheDayThatItEndsOn() {
        accepted("2026-11-28T21:30:00Z");
    }

    @Test
    void takesAWholeDay() {
        refused("2026-11-28T23:00:00Z");
        assertThat(scenario.refusal().passesFrom()).contains(java.time.Instant.parse("2026-11-29T23:00:00Z"));
    }

    @Test
    void takesAWholeDayToItsEnd() {
        refused("2026-11-29T22:59:59Z");
    }

    @Test
    void acceptsWhenAWholeDayIsOver() {
        accepted("2026-11-29T23:00:00Z");
    }

    @Test
    void readsHoursInSummerTimeToo() {
        refused("2026-07-07T15:00:00Z");
    }

    @Test
    void endsInSummerTimeAnHourEarlier() {
        accepted("2026-07-07T18:00:00Z");
    }

    @Test
    void freezesFromMidnightInTheZone() {
        refused("2026-12-20T23:00:00Z");
    }

    @Test
    void acceptsASecondBeforeTheFreeze() {
        at("2026-12-20T22:59:59Z")
                .flag("s", "environments: {staging: {percentage: 0}}")
                .base();
        scenario.flag("s", "environments: {staging: {percentage: 10}}").verify();
    }

    @Test
    void freezesEveryEnvironmentUntilItsLastSecond() {
        at("2027-01-03T22:59:59Z")
                .flag("s", "environments: {staging: {percentage: 0}}")
                .base();
        scenario.flag("s", "environments: {staging: {percentage: 10}}  # refused: closed-window")
                .verify();
    }

    @Test
    void thawsAtMidnight() {
        accepted("2027-01-03T23:00:00Z");
    }

    @Test
    void letsAFallThrough() {
        at("2026-11-24T17:00:00Z").production("f", "{percentage: 0}").verify();
    }

    @Test
    void keepsOtherEnvironmentsOpen() {
        at("2026-11-24T17:00:00Z")
                .flag("s", "environments: {staging: {percentage: 0}}")
                .base();
        scenario.flag("s", "environments: {staging: {percentage: 10}}").verify();
    }

    @Test
    void endsAfterTheHourThatTheClockLeavesOut() {
        // on 2026-03-29 two o'clock is three o'clock
        at("2026-03-29T00:30:00Z")
                .policy(POLICY.replace(
                        "days: [sun], from: \"00:00\", to: \"24:00\"", "days: [sun], from: \"01:00\", to: \"02:30\""))
                .base();
        scenario.production("f", "{percentage: 50}  # refused: closed-window");
        assertThat(scenario.refusal().passesFrom()).contains(java.time.Instant.parse("2026-03-29T01:00:00Z"));
    }

    @Test
    void staysClosedThroughTheHourThatTheClockRepeats() {
        // on 2026-10-25 half past two comes twice
        at("2026-10-25T01:15:00Z")
                .policy(POLICY.replace(
                        "days: [sun], from: \"00:00\", to: \"24:00\"", "days: [sun], from: \"02:00\", to: \"02:30\""))
                .base();
        scenario.production("f", "{percentage: 50}  # refused: closed-window");
        assertThat(scenario.refusal().passesFrom()).contains(java.time.Instant.parse("2026-10-25T01:30:00Z"));
    }

    @Test
    void namesNoTimeWhereNothingIsEverOpen() {
        at("2026-11-24T17:00:00Z")
                .policy(POLICY.replace("days: [sun], from", "days: [mon, tue, wed, thu, fri, sat, sun], from"))
                .base();
        scenario.production("f", "{percentage: 50}  # refused: closed-window");
        assertThat(text(scenario.refusal())).endsWith("help: open a window in the policy in a separate change");
        assertThat(scenario.refusal().passesFrom()).isEmpty();
    }
}
