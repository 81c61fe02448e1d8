package dev.hoist.validator.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.diff.FlagDiff.Cause;
import dev.hoist.validator.diff.FlagDiff.Direction;
import dev.hoist.validator.diff.FlagDiff.Hold;
import dev.hoist.validator.effect.Users;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.judge.Judge;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.verdict.NextStep;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiffTest {
    private static final String POLICY = """
        policy: 1
        rings: {internal: {population: 200}, beta: {population: 2000}, ga: {population: 100000}}
        environments:
          production:
            ladder: [0, 10, 25, 50, 100]
            soak: 1h
            regions: {eu: {a: 2, b: 3}, us: {c: 5, d: 10}}
            canary:
              - {servers: 1, traffic: [2, 5]}
              - {regions: 1, traffic: [5, 20]}
        """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    private Diff diff() {
        return Diff.of(new Judge(), scenario.proposal());
    }

    private EnvironmentDiff production() {
        List<EnvironmentDiff> environments = diff().environments();
        assertThat(environments).hasSize(1);
        return environments.get(0);
    }

    private FlagDiff only() {
        List<FlagDiff> flags = production().flags();
        assertThat(flags).hasSize(1);
        return flags.get(0);
    }

    private FlagDiff changing(String before, String after) {
        scenario.production("f", before).base();
        scenario.production("f", after);
        return only();
    }

    @Test
    void countsWhoGains() {
        FlagDiff flag = changing("{percentage: 10}", "{percentage: 25}");
        assertThat(flag.direction()).isEqualTo(Direction.RAISE);
        assertThat(flag.cause()).isEqualTo(Cause.OWN);
        assertThat(told(flag)).containsExactly("everywhere [] 10 → 25: +15 -0");
        assertUsers(flag.total(), "102200", "15330", "0", true);
    }

    @Test
    void isCertainWhereEveryoneOfARingGains() {
        FlagDiff flag = changing("{rings: {internal: 0, beta: 0, ga: 0}}", "{rings: {internal: 100, beta: 0, ga: 0}}");
        assertThat(told(flag))
                .containsExactly(
                        "internal everywhere [] 0 → 100: +100 -0",
                        "beta everywhere [] 0 → 0: +0 -0",
                        "ga everywhere [] 0 → 0: +0 -0");
        assertUsers(flag.rows().get(0).users(), "200", "200", "0", false);
        assertUsers(flag.total(), "102200", "200", "0", false);
    }

    @Test
    void countsACanaryByItsTraffic() {
        FlagDiff flag = changing("{percentage: 0}", "{canary: {servers: [b]}}");
        assertThat(told(flag)).containsExactly("canary [b] 0 → 100: +100 -0", "elsewhere [b] 0 → 0: +0 -0");
        assertUsers(flag.rows().get(0).users(), "3066", "3066", "0", true);
        assertUsers(flag.rows().get(1).users(), "99134", "0", "0", false);
        assertUsers(flag.total(), "102200", "3066", "0", true);
        assertThat(flag.next())
                .contains(new NextStep(
                        Optional.empty(), Optional.empty(), Optional.of(2), Scenario.NOW.plusSeconds(3600)));
    }

    @Test
    void comesToTheLadderAfterTheLastCanaryStage() {
        FlagDiff flag = changing("{canary: {servers: [b]}}", "{canary: {servers: [b], regions: [us]}}");
        assertThat(flag.next()).flatMap(NextStep::rung).contains(Percentage.of(10));
        assertThat(told(flag))
                .containsExactly(
                        "canary [b] 100 → 100: +0 -0",
                        "canary [c, d] 0 → 100: +100 -0",
                        "elsewhere [b, c, d] 0 → 0: +0 -0");
    }

    @Test
    void countsBothWhoGainsAndWhoLosesUnderANewSalt() {
        scenario.flag("f", "salt: one\nenvironments: {production: {percentage: 25}}")
                .base();
        scenario.flag("f", "salt: two\nenvironments: {production: {percentage: 25}}");
        FlagDiff flag = only();
        assertThat(flag.direction()).isEqualTo(Direction.BOTH);
        assertThat(flag.reshuffled()).isTrue();
        assertThat(told(flag)).containsExactly("everywhere [] 25 → 25: +18.75 -18.75");
        assertUsers(flag.total(), "102200", "19162.5", "19162.5", true);
    }

    @Test
    void multipliesOverDifferentSalts() {
        scenario.flag("parent", "salt: one\nenvironments: {production: {percentage: 50}}")
                .flag("child", "dependencies: [parent]\nsalt: two\nenvironments: {production: {percentage: 10}}")
                .base();
        scenario.flag("child", "dependencies: [parent]\nsalt: two\nenvironments: {production: {percentage: 25}}");
        FlagDiff flag = only();
        assertThat(told(flag)).containsExactly("everywhere [] 5 → 12.5: +7.5 -0");
        assertThat(flag.rows().get(0).capped()).contains(new ExposureRow.Cap(List.of("parent"), false));
    }

    @Test
    void listsBeneathAFlagWhatMovesAlongWithIt() {
        scenario.production("parent", "{percentage: 50}")
                .flag("child", "dependencies: [parent]\nenvironments: {production: {percentage: 25}}")
                .flag("apart", "environments: {production: {percentage: 50}}")
                .flag("grandchild", "dependencies: [child]\nenvironments: {production: {percentage: 10}}")
                .base();
        scenario.production("parent", "{enabled: false, percentage: 50}")
                .flag("apart", "environments: {production: {percentage: 10}}");
        List<FlagDiff> flags = production().flags();
        assertThat(flags)
                .extracting(flag -> "  ".repeat(flag.depth()) + flag.flag() + " " + flag.cause() + flag.movedBy())
                .containsExactly(
                        "apart OWN[]",
                        "parent OWN[]",
                        "  child DEPENDENCY[parent]",
                        "    grandchild DEPENDENCY[child]");
        assertThat(flags.get(2).rows().get(0).capped()).contains(new ExposureRow.Cap(List.of("parent"), true));
        assertThat(flags.get(1).parked()).isPresent();
        assertThat(flags.get(2).parked()).isEmpty();
    }

    @Test
    void listsOnceWhatTwoFlagsMove() {
        scenario.production("left", "{percentage: 50}")
                .production("right", "{percentage: 50}")
                .flag("child", "dependencies: [right, left]\nenvironments: {production: {percentage: 50}}")
                .base();
        scenario.production("left", "{percentage: 25}").production("right", "{percentage: 10}");
        assertThat(production().flags())
                .extracting(flag -> flag.flag() + flag.movedBy())
                .containsExactly("left[]", "child[left, right]", "right[]");
    }

    @Test
    void comesToAnEndOnACircle() {
        scenario.flag("a", "dependencies: [b]\nenvironments: {production: {percentage: 50}}")
                .flag("b", "dependencies: [a]\nenvironments: {production: {percentage: 50}}")
                .base();
        scenario.flag("a", "dependencies: [b]\nenvironments: {production: {percentage: 10}}");
        assertThat(production().flags())
                .extracting(flag -> flag.flag() + flag.movedBy())
                .containsExactly("a[]", "b[a]");
    }

    @Test
    void tellsOfARaiseThatADependencyHoldsBack() {
        scenario.production("parent", "{percentage: 10}")
                .flag("child", "dependencies: [parent]\nenvironments: {production: {percentage: 10}}")
                .base();
        scenario.flag("child", "dependencies: [parent]\nenvironments: {production: {percentage: 25}}");
        FlagDiff flag = only();
        assertThat(flag.direction()).isEqualTo(Direction.NONE);
        assertThat(flag.rows().get(0).declaredTo()).isEqualTo(Percentage.of(25));
        assertThat(flag.rows().get(0).capped()).contains(new ExposureRow.Cap(List.of("parent"), true));
    }

    @Test
    void tellsThatThePolicyExposesSomeone() {
        scenario.production("f", "{rings: {internal: 100, beta: 100, ga: 0}}").base();
        scenario.policy(POLICY.replace(
                        "beta: {population: 2000}, ", "beta: {population: 2000}, early: {population: 50}, "))
                .production("f", "{rings: {internal: 100, beta: 100, ga: 0}}");
        assertThat(diff().isEmpty())
                .as("a new ring reads as the one outside it")
                .isTrue();
        scenario.policy(POLICY.replace("regions: {eu: {a: 2, b: 3}", "regions: {eu: {a: 2, b: 3, e: 4}"))
                .production("f", "{canary: {regions: [eu]}}")
                .base();
        scenario.policy(POLICY.replace("regions: {eu: {a: 2, b: 3}", "regions: {eu: {a: 2, b: 3, e: 4, g: 1}"));
        FlagDiff flag = only();
        assertThat(flag.cause()).isEqualTo(Cause.POLICY);
        assertThat(told(flag)).contains("canary [g] 0 → 100: +100 -0");
        assertUsers(flag.total(), "102200", "1022", "0", true);
    }

    @Test
    void keepsTheTrafficOfAServerThatHeadNamesNoMore() {
        scenario.production("f", "{canary: {servers: [d]}}").base();
        scenario.policy(POLICY.replace(", d: 10", ""));
        FlagDiff flag = only();
        assertUsers(flag.total(), "102200", "0", "10220", true);
    }

    @Test
    void statesSharesAloneWhereAPopulationIsMissing() {
        scenario.policy(POLICY.replace("ga: {population: 100000}", "ga: {}"));
        FlagDiff flag = changing("{percentage: 10}", "{percentage: 25}");
        assertThat(flag.total()).isEmpty();
        assertThat(told(flag)).containsExactly("everywhere [] 10 → 25: +15 -0");
        assertThat(production().population()).isEmpty();
    }

    @Test
    void tellsOfAFreezeThatMovesNobody() {
        FlagDiff flag = changing("{percentage: 25}", "{percentage: 25, frozen: {reason: errors}}");
        assertThat(flag.hold()).isEqualTo(Hold.FROZEN);
        assertThat(flag.direction()).isEqualTo(Direction.NONE);
        assertThat(flag.freeze().orElseThrow().reason()).contains("errors");
    }

    @Test
    void tellsOfAThaw() {
        assertThat(changing("{percentage: 25, frozen: true}", "{percentage: 25}")
                        .hold())
                .isEqualTo(Hold.THAWED);
    }

    @Test
    void isEmptyWhereNothingMoves() {
        scenario.production("f", "{percentage: 25}").base();
        scenario.flag("f", "tags: [x]\nenvironments:\n  production: {percentage: 25}");
        assertThat(diff().isEmpty()).isTrue();
        scenario.flag("f", "environments:\n  production: {percentage: 25, enabled: true}");
        assertThat(diff().isEmpty()).isTrue();
    }

    @Test
    void saysWhatARaiseWaitsFor() {
        scenario.production("f", "{percentage: 10}").base();
        scenario.production("f", "{percentage: 25}").ago("20m");
        scenario.production("f", "{percentage: 50}");
        FlagDiff flag = only();
        Instant from = Scenario.NOW.plusSeconds(2400);
        assertThat(flag.waits()).extracting(finding -> finding.rule().text()).containsExactly("soak-cut-short");
        assertThat(flag.waits()).extracting(Finding::passesFrom).containsExactly(Optional.of(from));
        assertThat(flag.next()).as("nothing lands yet").isEmpty();
        assertThat(diff().passesFrom()).contains(from);
    }

    @Test
    void namesNoTimeWhereMoreThanTimeRefuses() {
        scenario.production("f", "{percentage: 10}").base();
        scenario.production("f", "{percentage: 25}").ago("20m");
        scenario.production("f", "{percentage: 100}");
        assertThat(only().waits()).hasSize(1);
        assertThat(diff().passesFrom()).isEmpty();
    }

    @Test
    void saysWhatComesNext() {
        assertThat(changing("{percentage: 10}", "{percentage: 25}").next())
                .contains(new NextStep(
                        Optional.empty(),
                        Optional.of(Percentage.of(50)),
                        Optional.empty(),
                        Scenario.NOW.plusSeconds(3600)));
        assertThat(changing("{rings: {internal: 100, beta: 0, ga: 0}}", "{rings: {internal: 100, beta: 10, ga: 0}}")
                        .next()
                        .flatMap(NextStep::ring))
                .contains("beta");
    }

    @Test
    void countsWhoEntersAnExperiment() {
        scenario.production("f", "{percentage: 10}")
                .file("experiments/e.yaml", experiment("running", "{one: 40, two: 60}"))
                .base();
        scenario.production("f", "{percentage: 25}");
        ExperimentDiff experiment = production().experiments().get(0);
        assertThat(experiment.within()).isEqualTo("f");
        assertUsers(experiment.total(), "102200", "15330", "0", true);
        assertThat(experiment.reassigned())
                .hasValueSatisfying(users -> assertThat(users).isZero());
        assertThat(experiment.variants())
                .extracting(ExperimentDiff.Variant::name)
                .containsExactly("one", "two");
        assertUsers(experiment.variants().get(0).users(), "102200", "6132", "0", true);
        assertUsers(experiment.variants().get(1).users(), "102200", "9198", "0", true);
    }

    @Test
    void countsWhoGetsAnotherVariant() {
        scenario.production("f", "{percentage: 50}")
                .file("experiments/e.yaml", experiment("running", "{one: 40, two: 60}"))
                .base();
        scenario.file("experiments/e.yaml", experiment("running", "{one: 50, two: 50}"));
        ExperimentDiff experiment = production().experiments().get(0);
        assertThat(production().flags()).isEmpty();
        assertUsers(experiment.total(), "102200", "0", "0", false);
        assertThat(experiment.reassigned())
                .hasValueSatisfying(users -> assertThat(users).isEqualByComparingTo("5110"));
        assertUsers(experiment.variants().get(0).users(), "102200", "5110", "0", true);
        assertUsers(experiment.variants().get(1).users(), "102200", "0", "5110", true);
    }

    @Test
    void cutsAnExperimentOutOfTheSameBucketsWhereItsKeyIsTheSalt() {
        scenario.flag("f", "salt: e\nenvironments: {production: {percentage: 25}}")
                .file("experiments/e.yaml", experiment("draft", "{one: 40, two: 60}"))
                .base();
        scenario.file("experiments/e.yaml", experiment("running", "{one: 40, two: 60}"));
        ExperimentDiff experiment = production().experiments().get(0);
        assertUsers(experiment.variants().get(0).users(), "102200", "25550", "0", true);
        assertUsers(experiment.variants().get(1).users(), "102200", "0", "0", false);
    }

    @Test
    void keepsSilentOnAnExperimentThatNobodyEnters() {
        scenario.production("f", "{percentage: 25}")
                .file("experiments/e.yaml", experiment("draft", "{one: 40, two: 60}"))
                .base();
        scenario.file("experiments/e.yaml", experiment("draft", "{one: 50, two: 50}"));
        assertThat(diff().isEmpty()).isTrue();
    }

    private static String experiment(String status, String variants) {
        return "experiment: e\ndescription: d\nowner: o\nwithin: f\nstatus: " + status + "\nvariants: " + variants
                + "\nmetrics: [m]\n";
    }

    private static List<String> told(FlagDiff flag) {
        return flag.rows().stream()
                .map(row -> row.part().ring().map(ring -> ring + " ").orElse("")
                        + row.part().where().text() + " " + row.part().servers() + " "
                        + plain(row.shift().from()) + " → " + plain(row.shift().to()) + ": +"
                        + plain(row.shift().gain()) + " -" + plain(row.shift().lose()))
                .toList();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static void assertUsers(
            Optional<Users> users, String population, String gain, String lose, boolean expected) {
        assertThat(users).hasValueSatisfying(some -> {
            assertThat(some.population()).isEqualByComparingTo(population);
            assertThat(some.gain()).isEqualByComparingTo(gain);
            assertThat(some.lose()).isEqualByComparingTo(lose);
            assertThat(some.expected()).isEqualTo(expected);
        });
    }
}
