package dev.hoist.validator.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.oracle.Oracle.Authored;
import dev.hoist.validator.oracle.Oracle.Change;
import dev.hoist.validator.oracle.Oracle.Commit;
import dev.hoist.validator.oracle.Oracle.Kind;
import dev.hoist.validator.oracle.Oracle.Opinion;
import dev.hoist.validator.oracle.World.After;
import dev.hoist.validator.oracle.World.Block;
import dev.hoist.validator.oracle.World.Canary;
import dev.hoist.validator.oracle.World.Environment;
import dev.hoist.validator.oracle.World.Experiment;
import dev.hoist.validator.oracle.World.Flag;
import dev.hoist.validator.oracle.World.Form;
import dev.hoist.validator.oracle.World.Freeze;
import dev.hoist.validator.oracle.World.Percentage;
import dev.hoist.validator.oracle.World.Policy;
import dev.hoist.validator.oracle.World.Ring;
import dev.hoist.validator.oracle.World.RingRule;
import dev.hoist.validator.oracle.World.Rings;
import dev.hoist.validator.oracle.World.Stage;
import dev.hoist.validator.oracle.World.Window;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OracleTest {
    private static final Instant MONDAY = Instant.parse("2026-11-02T09:00:00Z");
    private static final List<Integer> LADDER = List.of(0, 100, 500, 1000, 2500, 5000, 7500, 10_000);

    private final List<Commit> line = new ArrayList<>();

    private static Policy guide() {
        Environment staging = new Environment(
                LADDER,
                Duration.ofMinutes(30),
                Duration.ZERO,
                false,
                null,
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                null,
                null,
                null);
        Map<String, Map<String, Integer>> regions = new LinkedHashMap<>();
        regions.put("eu-west", Map.of("game-eu-1", 400, "game-eu-2", 400, "game-eu-3", 400));
        regions.put("us-east", Map.of("game-us-1", 500, "game-us-2", 500, "game-us-3", 500));
        Environment production = staging.withAfter(new After("staging", 10_000))
                .withSoak(Duration.ofHours(1))
                .withHolds(Map.of(5000, Duration.ofHours(4)))
                .withRings(Map.of(
                        "internal", new RingRule(List.of(0, 10_000), Duration.ofDays(7)),
                        "beta", new RingRule(List.of(0, 5000, 10_000), Duration.ofDays(7))))
                .withRegions(regions)
                .withCanary(List.of(
                        new Stage(1, null, 200, 500, Duration.ofHours(1)),
                        new Stage(null, 1, 1000, 2000, Duration.ofHours(1))))
                .withPeakHours(List.of(new Window(Set.of(DayOfWeek.MONDAY), LocalTime.of(17, 0), LocalTime.of(20, 0))))
                .withChecklist(List.of("rollback-tested"));
        Map<String, Ring> rings = new LinkedHashMap<>();
        rings.put("internal", new Ring("Employees", 200));
        rings.put("beta", new Ring("Testers", 2000));
        rings.put("ga", new Ring("All", 100000));
        Map<String, Environment> environments = new LinkedHashMap<>();
        environments.put("staging", staging);
        environments.put("production", production);
        return new Policy(
                "Europe/Berlin",
                rings,
                environments,
                List.of(new Freeze(LocalDate.of(2026, 12, 21), LocalDate.of(2027, 1, 4))),
                List.of("soak-cut-short", "born-exposed", "several-raises"));
    }

    private static Flag flag(String key, Form production, String... dependencies) {
        Map<String, Block> blocks = new LinkedHashMap<>();
        blocks.put("staging", new Block(true, false, null, new Percentage(10_000)));
        blocks.put("production", new Block(true, false, null, production));
        return new Flag(
                "state",
                key,
                "A flag",
                "team",
                null,
                null,
                List.of(dependencies),
                blocks,
                List.of("rollback-tested"),
                null,
                false);
    }

    private static Flag flag(String key, int production, String... dependencies) {
        return flag(key, new Percentage(production), dependencies);
    }

    private static World world(Flag... flags) {
        return new World(guide(), List.of(flags), List.of());
    }

    private static Rings rings(int internal, int beta, int ga) {
        Map<String, Integer> figures = new LinkedHashMap<>();
        figures.put("internal", internal);
        figures.put("beta", beta);
        figures.put("ga", ga);
        return new Rings(figures);
    }

    /** Lands a tree without asking. */
    private void lands(World world, Instant time) {
        line.add(new Commit(world, time));
    }

    private Opinion judge(World head, Instant now) {
        return judge(head, now, "Change flags");
    }

    private Opinion judge(World head, Instant now, String message) {
        World base = line.get(line.size() - 1).tree();
        return Oracle.judge(
                line, new Change(head, List.of(new Authored(message, now, Worlds.touched(base, head)))), now);
    }

    private Set<String> refusing(World head, Instant now) {
        return judge(head, now).refusing();
    }

    private static Instant later(int hours) {
        return MONDAY.plus(Duration.ofHours(hours));
    }

    @Test
    void acceptsTheNextRungAfterItsSoak() {
        lands(world(flag("a", 1000)), MONDAY);
        assertThat(judge(world(flag("a", 2500)), later(1)))
                .isEqualTo(new Opinion(true, Kind.RAISE, Set.of(), Set.of(), Set.of(), Set.of()));
    }

    @Test
    void refusesTheNextRungASecondEarly() {
        lands(world(flag("a", 1000)), MONDAY);
        assertThat(refusing(world(flag("a", 2500)), later(1).minusSeconds(1))).containsExactly("soak-cut-short");
    }

    @Test
    void holdsLongerAtFifty() {
        lands(world(flag("a", 5000)), MONDAY);
        assertThat(refusing(world(flag("a", 7500)), later(4).minusSeconds(1))).containsExactly("soak-cut-short");
        assertThat(refusing(world(flag("a", 7500)), later(4))).isEmpty();
    }

    @Test
    void refusesAJumpAndAnIncreaseByTen() {
        lands(world(flag("a", 0)), MONDAY);
        assertThat(refusing(world(flag("a", 5000)), later(2))).containsExactly("skipped-step");
        assertThat(refusing(world(flag("a", 1100)), later(2))).containsExactly("off-ladder");
    }

    @Test
    void refusesTwoFlagsInOneChange() {
        lands(world(flag("a", 0), flag("b", 0)), MONDAY);
        assertThat(refusing(world(flag("a", 100), flag("b", 100)), later(2))).containsExactly("several-raises");
    }

    @Test
    void acceptsARollbackOfAnySizeAtAnyTime() {
        lands(world(flag("a", 7500), flag("b", rings(10_000, 5000, 0))), MONDAY);
        Opinion opinion = judge(world(flag("a", 0), flag("b", rings(0, 0, 0))), later(8));
        assertThat(opinion.accepted()).isTrue();
        assertThat(opinion.kind()).isEqualTo(Kind.ROLLBACK);
    }

    @Test
    void refusesPeakHoursAndFreezes() {
        lands(world(flag("a", 1000)), MONDAY);
        assertThat(refusing(world(flag("a", 2500)), Instant.parse("2026-11-02T16:00:00Z")))
                .containsExactly("closed-window");
        assertThat(refusing(world(flag("a", 2500)), Instant.parse("2026-11-02T19:00:00Z")))
                .isEmpty();
        assertThat(refusing(world(flag("a", 2500)), Instant.parse("2026-12-20T23:00:00Z")))
                .containsExactly("closed-window");
    }

    @Test
    void raisesRingsFromTheInside() {
        lands(world(flag("a", rings(0, 0, 0))), MONDAY);
        assertThat(refusing(world(flag("a", rings(10_000, 0, 0))), later(2))).isEmpty();
        assertThat(refusing(world(flag("a", rings(0, 5000, 0))), later(2))).containsExactly("ring-out-of-order");
        assertThat(refusing(world(flag("a", rings(10_000, 5000, 0))), later(2))).containsExactly("ring-out-of-order");
        assertThat(refusing(world(flag("a", rings(5000, 0, 0))), later(2))).containsExactly("off-ladder");
    }

    @Test
    void asksTheSoakOfTheOutermostExposedRing() {
        lands(world(flag("a", rings(10_000, 0, 0))), MONDAY);
        assertThat(refusing(world(flag("a", rings(10_000, 5000, 0))), later(7 * 24 - 1)))
                .containsExactly("soak-cut-short");
        assertThat(refusing(world(flag("a", rings(10_000, 5000, 0))), later(7 * 24)))
                .isEmpty();
    }

    @Test
    void entersCanaryStagesInOrder() {
        Canary none = new Canary(List.of(), List.of(), 0);
        Canary one = new Canary(List.of("game-eu-1"), List.of(), 0);
        Canary region = new Canary(List.of("game-eu-1"), List.of("us-east"), 0);
        lands(world(flag("a", none)), MONDAY);
        assertThat(refusing(world(flag("a", one)), later(2))).isEmpty();
        assertThat(refusing(world(flag("a", region)), later(2))).containsExactly("canary-out-of-order");
        assertThat(refusing(world(flag("a", new Canary(List.of(), List.of(), 100))), later(2)))
                .containsExactly("canary-out-of-order");
        lands(world(flag("a", one)), later(2));
        assertThat(refusing(world(flag("a", region)), later(3))).isEmpty();
        lands(world(flag("a", region)), later(3));
        assertThat(refusing(world(flag("a", new Canary(region.servers(), region.regions(), 100))), later(4)))
                .isEmpty();
    }

    @Test
    void countsTheTrafficOfServersFullyOn() {
        lands(world(flag("a", new Canary(List.of("game-eu-1"), List.of(), 0))), MONDAY);
        // 4 + 4 + 4: the server lies in the region, and the share stays within 10 to 20
        assertThat(refusing(world(flag("a", new Canary(List.of("game-eu-1"), List.of("eu-west"), 0))), later(2)))
                .isEmpty();
        Policy narrow = guide();
        Environment production = production(narrow);
        narrow = narrow.withEnvironment(
                "production",
                production.withCanary(List.of(production.canary().get(0), new Stage(null, 1, 1300, 2000, null))));
        line.set(0, new Commit(line.get(0).tree().withPolicy(narrow), MONDAY));
        World head = world(flag("a", new Canary(List.of("game-eu-1"), List.of("eu-west"), 0)))
                .withPolicy(narrow);
        assertThat(refusing(head, later(2))).containsExactly("canary-out-of-order");
    }

    private static Environment production(Policy policy) {
        return policy.environments().entrySet().stream()
                .filter(entry -> entry.getKey().equals("production"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void keepsAChildBehindItsParent() {
        lands(world(flag("a", 1000), flag("b", 1000, "a")), MONDAY);
        assertThat(refusing(world(flag("a", 1000), flag("b", 2500, "a")), later(2)))
                .containsExactly("ahead-of-dependency");
    }

    @Test
    void countsWhatARaiseUncaps() {
        lands(world(flag("a", 500), flag("b", 1000, "a")), MONDAY);
        World head = world(flag("a", 1000), flag("b", 1000, "a"));
        assertThat(refusing(head, later(2))).containsExactly("several-raises");
        assertThat(judge(head, later(2), "Raise\n\nHoist-Override: several-raises because we know")
                        .overridden())
                .containsExactly("several-raises");
    }

    @Test
    void refusesTwoSaltsInFlight() {
        lands(world(flag("a", 2500), flag("b", 0, "a").withSalt("other")), MONDAY);
        assertThat(refusing(world(flag("a", 2500), flag("b", 100, "a").withSalt("other")), later(2)))
                .containsExactly("mismatched-salt");
    }

    @Test
    void refusesAPolicyThatIsLoosenedWithTheRaise() {
        lands(world(flag("a", 1000)), MONDAY);
        Policy loose = guide().withEnvironment("production", production(guide()).withSoak(Duration.ZERO));
        assertThat(refusing(world(flag("a", 2500)).withPolicy(loose), later(2))).containsExactly("raise-not-alone");
        assertThat(refusing(world(flag("a", 1000)).withPolicy(loose), later(2))).isEmpty();
    }

    @Test
    void letsTextsComeWithARaise() {
        lands(world(flag("a", 1000), flag("b", 0)), MONDAY);
        World head = world(flag("a", 2500), flag("b", 0).withTexts("Renewed", "others", null, true));
        assertThat(refusing(head, later(2))).isEmpty();
        assertThat(refusing(world(flag("a", 2500), flag("b", 0).withSalt("x")), later(2)))
                .containsExactly("raise-not-alone");
    }

    @Test
    void refusesARaiseOfWhatIsFrozenOnEitherSide() {
        Flag frozen = flag("a", 1000).withBlock("production", new Block(true, true, null, new Percentage(1000)));
        lands(world(frozen), MONDAY);
        World head = world(flag("a", 2500).withBlock("production", new Block(true, true, null, new Percentage(2500))));
        assertThat(refusing(head, later(2))).containsExactly("frozen-flag");
        assertThat(refusing(world(flag("a", 2500)), later(2)))
                .containsExactlyInAnyOrder("frozen-flag", "raise-not-alone");
        assertThat(refusing(world(flag("a", 1000)), later(2))).isEmpty();
    }

    @Test
    void promotesOnlyWhatIsProven() {
        Flag unproven = flag("a", 0).withBlock("staging", new Block(true, false, null, new Percentage(7500)));
        lands(world(unproven), MONDAY);
        World head = world(unproven.withBlock("production", new Block(true, false, null, new Percentage(100))));
        assertThat(refusing(head, later(2))).containsExactly("unproven-promotion");
    }

    @Test
    void asksForTheChecklistOnLeavingZeroAlone() {
        lands(world(flag("a", 0).withChecklist(List.of())), MONDAY);
        assertThat(refusing(world(flag("a", 100).withChecklist(List.of())), later(2)))
                .containsExactly("incomplete-checklist");
        assertThat(refusing(world(flag("a", 100)), later(2))).isEmpty();
    }

    @Test
    void spacesTheRaisesOfTwoFlagsOfAGroup() {
        Policy spaced = guide().withEnvironment("production", spaced(production(guide()), Duration.ofHours(3)));
        lands(world(flag("a", 1000), flag("b", 0)).withPolicy(spaced), MONDAY);
        lands(world(flag("a", 2500), flag("b", 0)).withPolicy(spaced), later(24));
        World head = world(flag("a", 2500), flag("b", 100)).withPolicy(spaced);
        assertThat(refusing(head, later(26))).containsExactly("crowded-raise");
        assertThat(refusing(head, later(27))).isEmpty();
    }

    private static Environment spaced(Environment e, Duration spacing) {
        return new Environment(
                e.ladder(),
                e.soak(),
                spacing,
                e.scopeIsEnvironment(),
                e.after(),
                e.holds(),
                e.rings(),
                e.regions(),
                e.canary(),
                e.peakHours(),
                e.openHours(),
                e.checklist(),
                e.free(),
                e.restoreWithin(),
                e.from(),
                e.live());
    }

    @Test
    void bearsFlagsAtZeroUnlessImported() {
        lands(world(flag("a", 0)), MONDAY);
        Flag born = flag("b", 0).withBlock("staging", new Block(true, false, null, new Percentage(0)));
        assertThat(refusing(world(flag("a", 0), born), later(2))).isEmpty();
        Flag exposed = born.withBlock("staging", new Block(true, false, null, new Percentage(100)));
        assertThat(refusing(world(flag("a", 0), exposed), later(2))).containsExactly("born-exposed");
        Opinion imported = judge(
                world(flag("a", 0), flag("b", 7500)), later(2), "Import\n\nHoist-Override: born-exposed because moved");
        assertThat(imported.accepted()).isTrue();
        assertThat(imported.overridden()).containsExactly("born-exposed");
    }

    @Test
    void followsAFlagThroughItsDeletion() {
        lands(world(flag("a", 1000), flag("b", 0)), MONDAY);
        lands(world(flag("b", 0)), later(24));
        lands(world(flag("a", 0), flag("b", 0)), later(24));
        assertThat(refusing(world(flag("a", 100), flag("b", 0)), later(25).minusSeconds(1)))
                .containsExactly("soak-cut-short");
    }

    @Test
    void neverLetsTimeRunBackwards() {
        lands(world(flag("a", 1000)), MONDAY);
        lands(world(flag("a", 2500)), MONDAY.minus(Duration.ofDays(9)));
        assertThat(refusing(world(flag("a", 5000)), later(1).minusSeconds(1))).containsExactly("soak-cut-short");
    }

    @Test
    void refusesATimeAheadOfTheClock() {
        lands(world(flag("a", 1000)), MONDAY);
        World head = world(flag("a", 2500));
        Instant now = later(2);
        Change change = new Change(
                head,
                List.of(new Authored("Raise", now.plus(Duration.ofMinutes(5)).plusSeconds(1), Set.of("a"))));
        assertThat(Oracle.judge(line, change, now).refusing()).containsExactly("future-history");
    }

    @Test
    void overridesOnlyWhatThePolicyAllowsAndTheCommitTouches() {
        lands(world(flag("a", 1000)), MONDAY);
        World head = world(flag("a", 2500));
        String message = "Raise\n\nHoist-Override: soak-cut-short because the review asks for it";
        assertThat(judge(head, later(0), message).accepted()).isTrue();
        Change elsewhere = new Change(head, List.of(new Authored(message, MONDAY, Set.of("b"))));
        assertThat(Oracle.judge(line, elsewhere, MONDAY).accepted()).isFalse();
        World jump = world(flag("a", 5000));
        assertThat(judge(jump, later(2), message.replace("soak-cut-short", "skipped-step"))
                        .refusing())
                .containsExactly("skipped-step");
    }

    @Test
    void restoresAMistakenRollback() {
        Environment production = production(guide()).withRestoreWithin(Duration.ofHours(4));
        Policy policy = guide().withEnvironment("production", production);
        World high = world(flag("a", 7500), flag("b", 2500)).withPolicy(policy);
        lands(high, MONDAY);
        lands(world(flag("a", 0), flag("b", 0)).withPolicy(policy), later(24));
        Opinion restored = judge(high, later(28));
        assertThat(restored.kind()).isEqualTo(Kind.RESTORE);
        assertThat(restored.accepted()).isTrue();
        assertThat(judge(high, later(28).plusSeconds(1)).accepted()).isFalse();
    }

    @Test
    void readsAnAddedRingAsTheOneOutsideIt() {
        lands(world(flag("a", rings(10_000, 5000, 0))), MONDAY);
        Map<String, Ring> more = new LinkedHashMap<>();
        more.put("internal", new Ring("Employees", 200));
        more.put("alpha", new Ring("Friends", 20));
        more.put("beta", new Ring("Testers", 2000));
        more.put("ga", new Ring("All", 100000));
        World same = world(flag("a", rings(10_000, 5000, 0))).withPolicy(guide().withRings(more));
        assertThat(judge(same, later(2)).kind()).isEqualTo(Kind.NONE);
        Rings written = new Rings(World.with(rings(10_000, 5000, 0).figures(), "alpha", 10_000));
        assertThat(refusing(same.withFlag(flag("a", written)), later(24 * 30))).contains("raise-not-alone");
    }

    @Test
    void refusesAnotherOrderOfRings() {
        lands(world(flag("a", 0)), MONDAY);
        Map<String, Ring> swapped = new LinkedHashMap<>();
        swapped.put("beta", new Ring("Testers", 2000));
        swapped.put("internal", new Ring("Employees", 200));
        swapped.put("ga", new Ring("All", 100000));
        assertThat(refusing(world(flag("a", 0)).withPolicy(guide().withRings(swapped)), later(2)))
                .containsExactly("invalid-policy");
    }

    @Test
    void readsANewEnvironmentAsTheOneItComesFrom() {
        lands(world(flag("a", 2500)), MONDAY);
        Environment copy = production(guide()).withFrom("production").withAfter(null);
        Policy policy = guide().withEnvironment("eu", copy);
        Flag both = flag("a", 2500).withBlock("eu", new Block(true, false, null, new Percentage(2500)));
        World copied = world(both).withPolicy(policy);
        assertThat(judge(copied, later(2)).kind()).isEqualTo(Kind.NONE);
        World more = world(both.withBlock("eu", new Block(true, false, null, new Percentage(5000))))
                .withPolicy(policy);
        assertThat(refusing(more, later(2))).contains("raise-not-alone");
        lands(copied, MONDAY.plusSeconds(60));
        // the last movement lies behind the copy, in production
        assertThat(refusing(more, later(1).minusSeconds(1))).containsExactly("soak-cut-short");
        assertThat(refusing(more, later(1))).isEmpty();
    }

    @Test
    void guardsEdits() {
        Flag running = flag("a", 2500);
        Map<String, Integer> halves = new LinkedHashMap<>();
        halves.put("control", 5000);
        halves.put("treatment", 5000);
        Experiment experiment = new Experiment("tests", "try", "Which", "team", "a", "running", halves, 10);
        lands(world(running, flag("b", 0)).withExperiments(List.of(experiment)), MONDAY);
        World base = line.get(0).tree();
        // other users gain as well, so it is a raise besides
        assertThat(refusing(base.withFlag(running.withSalt("x")), later(2)))
                .contains("reshuffled-users", "raise-not-alone");
        assertThat(refusing(base.without(running).withExperiments(List.of()), later(2)))
                .containsExactly("removed-in-flight");
        Map<String, Integer> turned = new LinkedHashMap<>();
        turned.put("treatment", 5000);
        turned.put("control", 5000);
        assertThat(refusing(base.withExperiments(List.of(experiment.withVariants(turned))), later(2)))
                .containsExactly("reweighted-experiment");
        assertThat(refusing(
                        base.withExperiments(
                                List.of(experiment.withStatus("concluded").withVariants(turned))),
                        later(2)))
                .isEmpty();
    }

    @Test
    void judgesStructureAloneWhereNoPolicyWas() {
        lands(World.EMPTY, MONDAY);
        Opinion opinion = judge(world(flag("a", 7500), flag("b", 300)), later(0));
        assertThat(opinion.kind()).isEqualTo(Kind.BASELINE);
        assertThat(opinion.accepted()).isTrue();
        assertThat(refusing(world(flag("a", 7500, "nowhere")), later(0))).containsExactly("unknown-dependency");
    }

    @Test
    void sparesARollbackTheNamesThatThePolicyHasNot() {
        lands(world(flag("a", 2500)), MONDAY);
        Flag lost = flag("a", 1000).withBlock("mars", new Block(true, false, null, new Percentage(0)));
        Opinion opinion = judge(world(lost), later(2));
        assertThat(opinion.accepted()).isTrue();
        assertThat(opinion.demoted()).containsExactly("unknown-environment");
        Flag raised = flag("a", 5000).withBlock("mars", new Block(true, false, null, new Percentage(0)));
        assertThat(refusing(world(raised), later(2))).contains("unknown-environment");
    }

    @Test
    void leavesFreeEnvironmentsAlone() {
        Policy policy = guide().withEnvironment("staging", staging(guide()).withFree(true))
                .withEnvironment("production", production(guide()).withAfter(null));
        Flag low = flag("a", 0).withBlock("staging", new Block(true, false, null, new Percentage(0)));
        lands(world(low).withPolicy(policy), MONDAY);
        Opinion opinion = judge(world(flag("a", 0)).withPolicy(policy), later(0));
        assertThat(opinion.accepted()).isTrue();
        assertThat(opinion.kind()).isEqualTo(Kind.RAISE);
    }

    private static Environment staging(Policy policy) {
        return policy.environments().entrySet().stream()
                .filter(entry -> entry.getKey().equals("staging"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void writesBothStyles() {
        World world = world(flag("a", rings(10_000, 50, 0)));
        assertThat(world.files(World.Style.FLOW).get("state/a.yaml")).isEqualTo("""
            flag: a
            description: A flag
            owner: team
            checklist: [rollback-tested]
            environments:
              staging: {percentage: 100}
              production: {rings: {internal: 100, beta: 0.50, ga: 0}}
            """);
        assertThat(world.files(World.Style.LINES).get("state/a.yaml")).endsWith("""
              production:
                rings:
                  internal: 100
                  beta: 0.50
                  ga: 0
            """);
    }

    @Test
    void waitsForWhatIsDeployed() {
        Policy policy = guide();
        Policy naming = policy.withEnvironment("production", production(policy).withLive("live"));
        World old = world(flag("a", 0)).withPolicy(naming);
        World base = world(flag("a", 100)).withPolicy(naming);
        World head = world(flag("a", 500)).withPolicy(naming);
        List<Oracle.Commit> history = List.of(
                new Oracle.Commit(old, MONDAY.minus(Duration.ofDays(9))),
                new Oracle.Commit(base, MONDAY.minus(Duration.ofDays(8))));
        List<Authored> commits = List.of(new Authored("Change flags", MONDAY, Set.of("a")));
        assertThat(Oracle.judge(history, new Change(head, commits, Map.of("live", 1)), MONDAY)
                        .refusing())
                .isEmpty();
        assertThat(Oracle.judge(history, new Change(head, commits, Map.of("live", 0)), MONDAY)
                        .refusing())
                .containsExactly("not-live");
        assertThat(Oracle.judge(history, new Change(head, commits, Map.of()), MONDAY)
                        .refusing())
                .containsExactly("not-live");
        assertThat(Oracle.judge(history, new Change(head, commits), MONDAY).refusing())
                .isEmpty();
        assertThat(Oracle.judge(history, new Change(old, commits, Map.of()), MONDAY)
                        .accepted())
                .as("a rollback waits for nothing")
                .isTrue();
    }
}
