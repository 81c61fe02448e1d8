package dev.hoist.validator.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Link;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.model.Policy.DailyHours;
import dev.hoist.validator.model.Policy.Environment;
import dev.hoist.validator.model.Policy.FreezeWindow;
import dev.hoist.validator.model.Policy.Scope;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReadingTest {
    private static final String FULL = """
        policy: 1
        zone: Europe/Berlin
        rings:
          internal: {description: Company employees and QA team, population: 200}
          beta:     {description: Opted-in beta testers, population: 2000}
          ga:       {description: All users, population: 100000}
        environments:
          staging:
            ladder: [0, 1, 5, 10, 25, 50, 75, 100]
            soak: 30m
            spacing: 0m
          production:
            after: {environment: staging, at: 100}
            ladder: [0, 1, 5, 10, 25, 50, 75, 100]
            soak: 1h
            holds: {50: 4h}
            spacing: 1h
            scope: environment
            rings:
              internal: {ladder: [0, 100], soak: 7d}
              beta:     {ladder: [0, 50, 100], soak: 7d}
            regions:
              eu-west: {game-eu-1: 4, game-eu-2: 4, game-eu-3: 4}
              us-east: {game-us-1: 5, game-us-2: 5, game-us-3: 5}
            canary:
              - {servers: 1, traffic: [2, 5], soak: 1h}
              - {regions: 1, traffic: [10, 20], soak: 1h}
            peak_hours:
              - {days: [mon, tue, wed, thu, fri], from: "17:00", to: "20:00"}
            checklist: [staging-tests-passing, rollback-tested]
            restore_within: 4h
            live: refs/heads/live
          eu:
            ladder: [0, 100]
            soak: 0m
            free: true
            from: production
        freezes:
          - {from: 2026-12-21, until: 2027-01-04, reason: Year-end}
        stale_after: 90d
        overrides: {allowed: [soak-cut-short, closed-window, incomplete-checklist]}
        """;

    private static final String SMALL = """
        policy: 1
        environments:
          staging:
            ladder: [0, 100]
            soak: 30m
          production:
            ladder: [0, 50, 100]
            soak: 1h
        """;

    @Test
    void readsAPolicy() {
        Policy policy = Read.policy(FULL);
        assertThat(policy.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(policy.ringNames()).containsExactly("internal", "beta", "ga");
        assertThat(policy.rings().get(1).population()).hasValue(2000);
        assertThat(policy.environmentNames()).containsExactly("staging", "production", "eu");
        assertThat(policy.freezes())
                .containsExactly(new FreezeWindow(
                        LocalDate.of(2026, 12, 21), LocalDate.of(2027, 1, 4), Optional.of("Year-end")));
        assertThat(policy.staleAfter()).contains(Duration.ofDays(90));
        assertThat(policy.overridable())
                .containsExactlyInAnyOrder("soak-cut-short", "closed-window", "incomplete-checklist");

        Environment production = policy.environment("production").orElseThrow();
        assertThat(production.after().orElseThrow().environment().value()).isEqualTo("staging");
        assertThat(production.after().orElseThrow().at()).isEqualTo(Percentage.ALL);
        assertThat(production.ladder()).hasToString("0, 1, 5, 10, 25, 50, 75, 100");
        assertThat(production.soak()).isEqualTo(Duration.ofHours(1));
        assertThat(production.holds()).containsExactly(Map.entry(Percentage.of(50), Duration.ofHours(4)));
        assertThat(production.spacing()).isEqualTo(Duration.ofHours(1));
        assertThat(production.scope()).isEqualTo(Scope.ENVIRONMENT);
        assertThat(production.ladderOf("beta")).hasToString("0, 50, 100");
        assertThat(production.rings())
                .hasEntrySatisfying(
                        "internal", rules -> assertThat(rules.soak()).contains(Duration.ofDays(7)));
        assertThat(production.region("us-east").orElseThrow().servers()).hasSize(3);
        assertThat(production.server("game-eu-2").orElseThrow().traffic()).isEqualTo(Percentage.of(4));
        assertThat(production.canary()).hasSize(2);
        assertThat(production.canary().get(0).servers()).contains(1);
        assertThat(production.canary().get(1).servers()).isEmpty();
        assertThat(production.canary().get(1).regions()).contains(1);
        assertThat(production.canary().get(1).traffic().orElseThrow().most()).isEqualTo(Percentage.of(20));
        assertThat(production.peakHours())
                .containsExactly(new DailyHours(
                        Set.of(
                                DayOfWeek.MONDAY,
                                DayOfWeek.TUESDAY,
                                DayOfWeek.WEDNESDAY,
                                DayOfWeek.THURSDAY,
                                DayOfWeek.FRIDAY),
                        LocalTime.of(17, 0),
                        LocalTime.of(20, 0)));
        assertThat(production.checklist())
                .extracting(Located::value)
                .containsExactly("staging-tests-passing", "rollback-tested");
        assertThat(production.restoreWithin()).contains(Duration.ofHours(4));
        assertThat(production.live().map(Located::value)).contains("refs/heads/live");

        Environment eu = policy.environment("eu").orElseThrow();
        assertThat(eu.free()).isTrue();
        assertThat(eu.from().map(Located::value)).contains("production");
    }

    @Test
    void readsOpenHoursLinksAndTheContact() {
        Policy policy = Read.policy(SMALL + """
                open_hours: [{days: [sat], from: "22:00", to: "24:00"}]
            links: {runbook: https://example.org/r}
            contact: Ada
            """);
        assertThat(policy.environment("production").orElseThrow().openHours())
                .containsExactly(new DailyHours(Set.of(DayOfWeek.SATURDAY), LocalTime.of(22, 0), LocalTime.MIDNIGHT));
        assertThat(policy.links()).containsExactly(new Link(Optional.of("runbook"), "https://example.org/r"));
        assertThat(policy.contact()).contains("Ada");
        assertThat(policy.decidesLike(Read.policy(SMALL + """
                open_hours: [{days: [sat], from: "22:00", to: "24:00"}]
            """))).isTrue();
        assertThat(policy.decidesLike(Read.policy(SMALL))).isFalse();
    }

    @Test
    void fillsInWhatIsLeftOut() {
        Policy policy = Read.policy(SMALL);
        assertThat(policy.zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(policy.ringNames()).containsExactly("ga");
        assertThat(policy.overridable()).isEmpty();
        assertThat(policy.staleAfter()).isEmpty();
        Environment staging = policy.environment("staging").orElseThrow();
        assertThat(staging.scope()).isEqualTo(Scope.GROUP);
        assertThat(staging.spacing()).isZero();
        assertThat(staging.free()).isFalse();
        assertThat(staging.after()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1, 100]|7:14|the ladder begins at 1, not at 0",
                "[0, 50]|7:17|the ladder ends at 50, not at 100",
                "[0, 50, 50, 100]|7:21|the ladder does not rise from 50 to 50",
                "[0, 75, 50, 100]|7:21|the ladder does not rise from 75 to 50"
            })
    void wantsLaddersThatRiseFrom0To100(String ladder, String place, String message) {
        assertThat(Read.lines(Read.policyFile(SMALL.replace("[0, 50, 100]", ladder))))
                .containsExactly(place + " invalid-policy " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "after: {environment: stagin}|9:26|\"after\" names an unknown environment, \"stagin\"",
                "after: {environment: production}|9:26|\"after\" of \"production\" names the environment itself",
                "from: production|9:11|\"from\" of \"production\" names the environment itself",
                "holds: {25: 4h}|9:13|a hold on 25, which is no rung",
                "holds: {50: 4h, 50.0: 5h}|9:21|\"holds\" has rung 50 twice",
                "rings: {beta: {soak: 1h}}|9:13|unknown ring \"beta\"",
                "rings: {ga: {ladder: [0, 10]}}|9:30|the ladder ends at 10, not at 100",
                "regions: {a: {x: 60}, b: {w: 50.5}}|9:5|the servers carry 110.5 % of the traffic in all, more than"
                        + " 100 %",
                "regions: {a: {x: 1}, b: {x: 2}}|9:30|the server \"x\" is in two regions",
                "canary: [{soak: 1h}]|9:14|a canary stage names neither servers nor regions",
                "canary: [{servers: 1}]|9:14|the canary stage of 1 server and 0 regions needs more than the 0 servers"
                        + " and 0 regions of the environment",
                "canary: [{servers: 0}]|9:14|the canary stage of 0 servers and 0 regions does not grow from 0 servers"
                        + " and 0 regions",
                "peak_hours: [{days: [mon], from: \"17:00\", to: \"17:00\"}]|9:51|peak hours from 17:00 to 17:00 have"
                        + " no beginning and no end",
                "peak_hours: [{days: [mon], from: \"24:00\", to: \"17:00\"}]|9:38|\"24:00\" is not a time of day",
                "peak_hours: [{days: [mon], from: \"7:00\", to: \"17:00\"}]|9:38|\"7:00\" is not a time of day"
            })
    void refusesFiguresThatContradictEachOther(String line, String place, String message) {
        Optional<Finding> finding = Read.policyFile(SMALL + "    " + line + "\n").findings().stream()
                .findFirst();
        assertThat(Read.lines(Read.policyFile(SMALL + "    " + line + "\n")))
                .containsExactly(place + " invalid-policy " + message);
        assertThat(finding.orElseThrow().environment()).contains("production");
        assertThat(finding.orElseThrow().help()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zone: Europe/Berlim|9:7|unknown time zone \"Europe/Berlim\"",
                "freezes: [{from: 2026-12-21, until: 2026-12-21}]|9:37|a freeze from 2026-12-21 until 2026-12-21 has"
                        + " no day",
                "overrides: {allowed: [frozen-flag]}|9:23|\"frozen-flag\" is no rule that can be overridden",
                "rings: {ga: {}, GA: {}}|9:17|the ring \"GA\" differs from \"ga\" in letter case or punctuation alone"
            })
    void refusesMistakesOutsideEnvironments(String line, String place, String message) {
        assertThat(Read.lines(Read.policyFile(SMALL + line + "\n")))
                .containsExactly(place + " invalid-policy " + message);
    }

    @Test
    void refusesCanaryStagesThatDoNotGrowAndReversedBounds() {
        String text = SMALL + """
                regions: {a: {x: 1, w: 2}, b: {z: 3}}
                canary:
                  - {servers: 2, traffic: [5, 2]}
                  - {servers: 1, regions: 1}
                  - {regions: 1}
            """;
        assertThat(Read.lines(Read.policyFile(text)))
                .containsExactly(
                        "11:22 invalid-policy the traffic's bounds are reversed: at least 5, at most 2",
                        "12:9 invalid-policy the canary stage of 1 server and 1 region does not grow from 2 servers"
                                + " and 0 regions",
                        "13:9 invalid-policy the canary stage of 1 server and 1 region does not grow from 1 server and"
                                + " 1 region");
    }

    @Test
    void namesACircleOfPromotionInFull() {
        String text = """
            policy: 1
            environments:
              a: {ladder: [0, 100], soak: 0m, after: {environment: b}}
              b: {ladder: [0, 100], soak: 0m, after: {environment: c}}
              c: {ladder: [0, 100], soak: 0m, after: {environment: b}}
            """;
        assertThat(Read.lines(Read.policyFile(text)))
                .containsExactly("4:56 invalid-policy a circle of \"after\": b → c → b");
    }

    @Test
    void refusesAFreeEnvironmentThatSomethingComesAfter() {
        String text = """
            policy: 1
            environments:
              a: {ladder: [0, 100], soak: 0m, free: true}
              b: {ladder: [0, 100], soak: 0m, after: {environment: a}}
            """;
        assertThat(Read.lines(Read.policyFile(text)))
                .containsExactly(
                        "3:35 invalid-policy \"a\" is free, so \"b\" cannot have it in \"after\": raises there are not"
                                + " judged");
    }

    @Test
    void anEnvironmentMayComeFromOneThatIsGone() {
        Policy policy = Read.policy(SMALL + "    from: prod\n");
        assertThat(policy.environment("production").orElseThrow().from().map(Located::value))
                .contains("prod");
    }

    @Test
    void takesMidnightAsAnEnd() {
        Policy policy = Read.policy(SMALL
                + "    peak_hours: [{days: [sun], from: \"00:00\", to: \"24:00\"}, {days: [mon], from:"
                + " \"22:00\", to: \"06:00\"}]\n");
        assertThat(policy.environment("production").orElseThrow().peakHours())
                .extracting(hours -> hours.from() + "-" + hours.to())
                .containsExactly("00:00-00:00", "22:00-06:00");
    }

    @Test
    void suggestsTheNameThatWasMeant() {
        assertThat(Read.policyFile(SMALL + "zone: Europe/Berlim\noverrides: {allowed: [soak-cut-shor]}\n")
                        .findings())
                .extracting(finding -> finding.help().orElseThrow())
                .containsExactly("did you mean \"Europe/Berlin\"?", "did you mean \"soak-cut-short\"?");
    }

    @Test
    void reportsContradictionsBesideViolations() {
        String text = """
            policy: 2
            environments:
              staging: {ladder: [0, 50], soak: 5 minutes}
              production: {ladder: [0, much], soka: 1h}
            freezes: [{from: 2026-12-21}]
            """;
        assertThat(Read.lines(Read.policyFile(text)))
                .containsExactly(
                        "1:9 schema-violation 2 is not 1, the version of this format",
                        "3:25 invalid-policy the ladder ends at 50, not at 100",
                        "3:36 schema-violation \"5 minutes\" is not a duration such as 30m, 4h, 7d or 1h30m",
                        "4:28 schema-violation \"much\" is not a percentage: 0 to 100, with at most two decimals",
                        "4:35 schema-violation unknown key \"soka\"",
                        "5:11 schema-violation the key \"until\" is missing");
    }

    @Test
    void wantsItsVersionWritten1() {
        assertThat(Read.lines(Read.policyFile(SMALL.replace("policy: 1", "policy: 1.0"))))
                .containsExactly("1:9 schema-violation 1.0 is not a whole number");
        assertThat(Read.lines(Read.policyFile(SMALL.replace("policy: 1", "policy: \"1\""))))
                .containsExactly("1:9 schema-violation \"1\" is not 1, the version of this format");
    }

    @Test
    void saysWhichNumberAPercentageWithASignOrInQuotesMeans() {
        String text = """
            policy: 1
            environments:
              staging: {ladder: [0, 1%, "5", "0,5", 50 %, 500%, 100], soak: 0m, holds: {5%: 1h}}
            """;
        assertThat(Read.policyFile(text).findings())
                .filteredOn(finding -> finding.rule().text().equals("schema-violation"))
                .extracting(finding -> finding.help().orElse(""))
                .containsExactly(
                        "write 1",
                        "write 5",
                        "write 0.5",
                        "write 50",
                        "give \"ladder\" a percentage: 0 to 100, with at most two decimals",
                        "write 5");
    }
}
