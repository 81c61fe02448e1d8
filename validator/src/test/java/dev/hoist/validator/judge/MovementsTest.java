package dev.hoist.validator.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.verdict.Movement;
import dev.hoist.validator.verdict.Movement.Direction;
import dev.hoist.validator.verdict.Movement.Next;
import dev.hoist.validator.verdict.Movement.UserCount;
import dev.hoist.validator.verdict.Share;
import dev.hoist.validator.verdict.Share.ByRing;
import dev.hoist.validator.verdict.Share.ByServer;
import dev.hoist.validator.verdict.Share.Canary;
import dev.hoist.validator.verdict.Share.Uniform;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MovementsTest {
    private static final String POLICY = """
        policy: 1
        rings: {internal: {population: 200}, ga: {population: 1000}}
        environments:
          production:
            ladder: [0, 10, 50, 100]
            soak: 1h
            holds: {50: 4h}
            rings: {internal: {ladder: [0, 100]}}
            regions: {eu: {a: 10, b: 20}}
            canary:
              - {servers: 1}
            peak_hours:
              - {days: [tue], from: "12:00", to: "20:00"}
          staging: {ladder: [0, 100], soak: 1h}
        """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    private Movement only(String before, String after) {
        scenario.production("f", before).base();
        List<Movement> movements = scenario.production("f", after).judge().movements();
        assertThat(movements).hasSize(1);
        return movements.get(0);
    }

    private static Uniform figure(String percent) {
        return new Uniform(new BigDecimal(percent));
    }

    private static Map<String, Share> shares(String one, Share first, String two, Share second) {
        Map<String, Share> shares = new LinkedHashMap<>();
        shares.put(one, first);
        shares.put(two, second);
        return shares;
    }

    private static Next next(int percent, String from) {
        return new Next(Percentage.of(percent), Instant.parse(from));
    }

    @Test
    void saysFromWhereToWhereForHowManyAndWhatIsNext() {
        Movement movement = only("{percentage: 0}", "{percentage: 10}");
        assertThat(movement.flag()).isEqualTo("f");
        assertThat(movement.environment()).isEqualTo("production");
        assertThat(movement.direction()).isEqualTo(Direction.RAISE);
        assertThat(movement.from()).isEqualTo(figure("0"));
        assertThat(movement.to()).isEqualTo(figure("10"));
        assertThat(movement.audience().orElseThrow().change()).isEqualByComparingTo("120");
        assertThat(movement.audience().map(UserCount::population)).contains(1200L);
        assertThat(movement.next()).contains(next(50, "2026-11-24T10:00:00Z"));
    }

    @Test
    void countsThoseWhoLoseBelowZero() {
        Movement movement = only("{percentage: 50}", "{percentage: 12.5}");
        assertThat(movement.direction()).isEqualTo(Direction.LOWER);
        assertThat(movement.to()).isEqualTo(figure("12.5"));
        assertThat(movement.audience().orElseThrow().change()).isEqualByComparingTo("-450");
        assertThat(movement.next()).isEmpty();
    }

    @Test
    void waitsForTheEndOfPeakHours() {
        assertThat(only("{percentage: 10}", "{percentage: 50}").next()).contains(next(100, "2026-11-24T20:00:00Z"));
    }

    @Test
    void hasNothingNextAtAll() {
        assertThat(only("{percentage: 50}", "{percentage: 100}").next()).isEmpty();
    }

    @Test
    void splitsByRing() {
        Movement movement = only("{rings: {internal: 0, ga: 0}}", "{rings: {internal: 100, ga: 0}}");
        assertThat(movement.from()).isEqualTo(figure("0"));
        assertThat(movement.to()).isEqualTo(new ByRing(shares("internal", figure("100"), "ga", figure("0"))));
        assertThat(movement.to())
                .isInstanceOfSatisfying(
                        ByRing.class, to -> assertThat(to.rings().keySet()).containsExactly("internal", "ga"));
        assertThat(movement.audience().orElseThrow().change()).isEqualByComparingTo("200");
        assertThat(movement.next()).contains(next(10, "2026-11-24T10:00:00Z"));
    }

    @Test
    void takesTheInnermostRingsLadderNext() {
        assertThat(only("{rings: {internal: 0, ga: 0}}", "{rings: {internal: 0, ga: 10}}")
                        .next())
                .contains(next(100, "2026-11-24T10:00:00Z"));
    }

    @Test
    void splitsByServerWithTheirPartOfTheTraffic() {
        Movement movement = only("{percentage: 0}", "{canary: {servers: [a]}}");
        assertThat(movement.to()).isEqualTo(new Canary(figure("100"), figure("0")));
        assertThat(movement.audience().orElseThrow().change()).isEqualByComparingTo("120");
        assertThat(movement.next()).contains(next(10, "2026-11-24T10:00:00Z"));
    }

    @Test
    void takesTheLadderOnceThePercentageHasLeftZero() {
        Movement movement = only("{canary: {servers: [a]}}", "{canary: {servers: [a]}, percentage: 10}");
        assertThat(movement.from()).isEqualTo(new Canary(figure("100"), figure("0")));
        assertThat(movement.to()).isEqualTo(new Canary(figure("100"), figure("10")));
        assertThat(movement.audience().orElseThrow().change()).isEqualByComparingTo("108");
        assertThat(movement.next()).contains(next(50, "2026-11-24T10:00:00Z"));
    }

    @Test
    void takesTheLadderOnACanaryWhereThereAreNoStages() {
        scenario.policy(POLICY.replaceAll("(?m)^    canary:\\n.*\\n", ""));
        assertThat(only("{percentage: 0}", "{canary: {servers: [a]}}").next())
                .contains(next(10, "2026-11-24T10:00:00Z"));
    }

    @Test
    void namesEveryServerWhereTheyDiffer() {
        scenario.production("parent", "{canary: {servers: [a]}, percentage: 50}")
                .flag("f", "salt: s\ndependencies: [parent]\nenvironments: {production: {percentage: 0}}")
                .base();
        scenario.flag("f", """
                salt: s
                dependencies: [parent]
                environments: {production: {canary: {servers: [b]}, percentage: 10}}""");
        assertThat(scenario.judge().movements())
                .singleElement()
                .satisfies(movement -> assertThat(movement.to())
                        .isEqualTo(
                                new Canary(new ByServer(shares("a", figure("10"), "b", figure("50"))), figure("5"))));
    }

    @Test
    void countsThoseWhoGainWhereOthersLose() {
        Movement movement = only("{rings: {internal: 0, ga: 10}}", "{rings: {internal: 50, ga: 0}}");
        assertThat(movement.direction()).isEqualTo(Movement.Direction.RAISE);
        assertThat(movement.audience().orElseThrow().change())
                .as("half of 200 gain it; that 100 others lose it takes none of them away")
                .isEqualByComparingTo("100");
    }

    @Test
    void countsNobodyWhereAPopulationIsNotKnown() {
        scenario.policy(POLICY.replace("ga: {population: 1000}", "ga: {}"));
        assertThat(only("{percentage: 0}", "{percentage: 10}").audience()).isEqualTo(Optional.empty());
    }

    @Test
    void saysNothingNextOfWhatOnlyAnotherFlagLifts() {
        scenario.production("parent", "{percentage: 10}")
                .flag("f", "dependencies: [parent]\nenvironments: {production: {percentage: 50}}")
                .base();
        List<Movement> movements =
                scenario.production("parent", "{percentage: 50}").judge().movements();
        assertThat(movements).extracting(Movement::flag).containsExactly("f", "parent");
        assertThat(movements.get(0).next()).isEmpty();
        assertThat(movements.get(1).next()).isPresent();
    }
}
