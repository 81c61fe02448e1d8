package dev.hoist.validator.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.verdict.CannotJudge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuardedFlagsTest {
    private static final String POLICY = """
        policy: 1
        rings: {internal: {}, ga: {}}
        environments:
          staging: {ladder: [0, 50, 100], soak: 1h}
          production: {ladder: [0, 25, 50, 100], soak: 2h}
          playground: {ladder: [0, 50, 100], soak: 0m, free: true}
        metrics: {prometheus: https://prometheus.example.com}
        guardrails:
          error-rate: {query: errors, max: 5, window: 10m, settle: 5m}
        """;
    private static final String NAMING = POLICY
            + "  pay-errors: {query: pay_errors, max: 5, flags: [pay, pale]}\n"
            + "  shop-errors: {query: shop_errors, max: 5, groups: [shop]}\n";

    private final Scenario scenario = new Scenario().policy(POLICY);

    private GuardedFlags guarded() {
        return new GuardedFlags(scenario.line(), scenario.now());
    }

    private List<String> questions(List<String> named, Optional<String> environment) {
        return guarded().questions(named, environment).stream()
                .map(GuardedFlagsTest::text)
                .toList();
    }

    private List<String> questions() {
        return questions(List.of(), Optional.empty());
    }

    private static String text(Question question) {
        return question.guardrail().name().value() + " of " + question.flag().name() + " in " + question.environment();
    }

    private Optional<String> inFlight() {
        return guarded().inFlight("production").map(Flag::name);
    }

    private Instant ago(Duration duration) {
        return scenario.now().minus(duration);
    }

    @Test
    void standAsTheNewestCommitOfThatTimeHasThem() {
        scenario.production("pay", "{percentage: 0}").ago("4h");
        scenario.production("pay", "{percentage: 25}")
                .production("late", "{percentage: 0}")
                .ago("3h");
        scenario.policy(NAMING).production("pay", "{percentage: 0}").ago("1h");
        GuardedFlags then = new GuardedFlags(scenario.line(), ago(Duration.ofHours(3)));
        assertThat(then.commit()).isEqualTo("commit1");
        assertThat(then.policy().guardrails()).hasSize(1);
        assertThat(then.isExposed("pay", "production")).isTrue();
        assertThat(then.flag("late").map(Flag::group)).contains("g");
        assertThat(then.flag("nobody")).isEmpty();
        GuardedFlags before = new GuardedFlags(scenario.line(), ago(Duration.ofMinutes(3 * 60 + 1)));
        assertThat(before.commit()).isEqualTo("commit0");
        assertThat(before.flag("late")).isEmpty();
        assertThat(guarded().commit()).isEqualTo("commit2");
        assertThat(guarded().policy().guardrails()).hasSize(3);
    }

    @Test
    void standAsTheFirstCommitHasThemBeforeThereWasAny() {
        scenario.production("pay", "{percentage: 25}").ago("4h");
        scenario.production("pay", "{percentage: 0}").ago("3h");
        GuardedFlags before = new GuardedFlags(scenario.line(), ago(Duration.ofDays(1)));
        assertThat(before.commit()).isEqualTo("commit0");
        assertThat(before.isExposed("pay", "production")).isTrue();
    }

    @Test
    void sayThatWithoutAPolicyThereAreNoGuardrails() {
        scenario.without("policy.yaml").production("pay", "{percentage: 25}").base();
        assertThatThrownBy(this::guarded)
                .isInstanceOf(CannotJudge.class)
                .hasMessage("there is no policy, so there are no guardrails");
    }

    @Test
    void listFlagsAndExperimentsByKey() {
        String experiment =
                "experiment: %s\ndescription: d\nowner: o\nwithin: pay\nstatus: draft\nvariants: {a: 50, b: 50}\n";
        scenario.production("a/pay", "{percentage: 0}")
                .production("b/beta", "{percentage: 0}")
                .file("a/z.yaml", experiment.formatted("z"))
                .file("b/c.yaml", experiment.formatted("c"))
                .base();
        assertThat(guarded().flags()).extracting(Flag::name).containsExactly("beta", "pay");
        assertThat(guarded().experiments()).extracting(Experiment::name).containsExactly("c", "z");
        assertThat(guarded().policy().environmentNames()).containsExactly("staging", "production", "playground");
    }

    @Test
    void askAboutFlagsInARolloutOutsideFreeEnvironments() {
        scenario.flag("begun", "environments: {staging: {percentage: 100}, production: {percentage: 25}}")
                .flag("done", "environments: {production: {percentage: 100}}")
                .flag("aiming", "environments: {production: {percentage: 100, target: 100}}")
                .flag("planned", "environments: {production: {percentage: 0, target: 100}}")
                .flag("played", "environments: {playground: {percentage: 50}}")
                .base();
        scenario.flag("soaking", "environments: {production: {percentage: 100}}")
                .ago("119m");
        assertThat(questions())
                .containsExactly(
                        "error-rate of aiming in production",
                        "error-rate of begun in production",
                        "error-rate of soaking in production");
        scenario.now("2026-11-24T09:01:00Z");
        assertThat(questions())
                .as("once the last has soaked")
                .containsExactly("error-rate of aiming in production", "error-rate of begun in production");
    }

    @Test
    void askGuardrailsThatNameFlagsAboutFlagsThatAreDoneToo() {
        scenario.policy(NAMING)
                .production("pay", "{percentage: 100}")
                .production("pale", "{percentage: 0}")
                .production("other", "{percentage: 100}")
                .production("shop/cart", "{percentage: 100}")
                .base();
        assertThat(questions()).containsExactly("shop-errors of cart in production", "pay-errors of pay in production");
    }

    @Test
    void askAboutNamedFlagsAloneWhereverTheyStand() {
        scenario.policy(NAMING)
                .production("pay", "{percentage: 100}")
                .production("pale", "{percentage: 0}")
                .production("other", "{percentage: 25}")
                .base();
        assertThat(questions(List.of("pale"), Optional.empty()))
                .containsExactly(
                        "error-rate of pale in staging",
                        "pay-errors of pale in staging",
                        "error-rate of pale in production",
                        "pay-errors of pale in production");
        assertThat(questions(List.of("pay"), Optional.of("production")))
                .containsExactly("error-rate of pay in production", "pay-errors of pay in production");
        assertThat(questions(List.of(), Optional.of("production")))
                .containsExactly("error-rate of other in production", "pay-errors of pay in production");
        assertThat(questions(List.of(), Optional.of("staging"))).isEmpty();
    }

    @Test
    void tellAGuardrailOfAMovementThatCutsItsWindow() {
        scenario.production("pay", "{percentage: 0}").base();
        scenario.production("pay", "{percentage: 25}").ago("12m");
        scenario.production("old", "{percentage: 0}").ago("11m");
        assertThat(guarded().questions(List.of(), Optional.empty()))
                .extracting(Question::moved)
                .containsExactly(Optional.of(ago(Duration.ofMinutes(12))));
        assertThat(guarded().moved("pay", "production", ago(Duration.ofMinutes(12))))
                .contains(ago(Duration.ofMinutes(12)));
        assertThat(guarded().moved("pay", "production", ago(Duration.ofMinutes(11))))
                .isEmpty();
        scenario.now("2026-11-24T10:00:00Z");
        assertThat(guarded().questions(List.of(), Optional.empty()))
                .extracting(Question::moved)
                .containsExactly(Optional.empty());
    }

    @Test
    void areExposedWhereAnyoneHasThem() {
        scenario.production("all", "{percentage: 100}")
                .production("none", "{percentage: 0}")
                .production("staff", "{rings: {internal: 25, ga: 0}}")
                .base();
        assertThat(guarded().isExposed("all", "production")).isTrue();
        assertThat(guarded().isExposed("staff", "production")).isTrue();
        assertThat(guarded().isExposed("none", "production")).isFalse();
        assertThat(guarded().isExposed("all", "staging")).isFalse();
        assertThat(guarded().isExposed("nobody", "production")).isFalse();
    }

    @Test
    void haveTheFlagOfTheNewestRaiseInFlight() {
        scenario.production("pay", "{percentage: 0}")
                .production("cart", "{percentage: 0}")
                .base();
        scenario.production("pay", "{percentage: 25}").ago("9h");
        scenario.production("cart", "{percentage: 25}").ago("8h");
        scenario.flag("other", "environments: {staging: {percentage: 50}}").ago("7h");
        scenario.flag("idle", "environments: {production: {percentage: 0}}").ago("6h");
        scenario.production("pay", "{percentage: 0}").ago("5h");
        assertThat(inFlight()).contains("cart");
        assertThat(guarded().inFlight("staging").map(Flag::name)).contains("other");
        assertThat(guarded().inFlight("playground")).isEmpty();
    }

    @Test
    void haveNothingInFlightWhereTheNewestRaiseWasTakenBack() {
        scenario.production("pay", "{percentage: 0}")
                .production("cart", "{percentage: 0}")
                .base();
        scenario.production("pay", "{percentage: 25}").ago("9h");
        scenario.production("cart", "{percentage: 50}").ago("8h");
        scenario.production("cart", "{percentage: 25}").ago("7h");
        assertThat(inFlight()).as("the older raise does not take its place").isEmpty();
    }

    @Test
    void haveNothingInFlightOnceTheNewestRaiseHasSoakedForEveryone() {
        scenario.production("pay", "{percentage: 0}")
                .production("cart", "{percentage: 50}")
                .base();
        scenario.production("pay", "{percentage: 25}").ago("9h");
        scenario.production("cart", "{percentage: 100}").ago("119m");
        assertThat(inFlight()).contains("cart");
        scenario.now("2026-11-24T09:01:00Z");
        assertThat(inFlight()).isEmpty();
    }

    @Test
    void haveNothingInFlightWhereAllWasThereWithTheFirstPolicy() {
        scenario.without("policy.yaml").production("pay", "{percentage: 0}").ago("9h");
        scenario.policy(POLICY).production("pay", "{percentage: 25}").ago("8h");
        scenario.production("idle", "{percentage: 0}").ago("7h");
        assertThat(inFlight()).isEmpty();
        scenario.production("pay", "{percentage: 50}").ago("6h");
        assertThat(inFlight()).contains("pay");
    }

    @Test
    void haveTheFlagInFlightWhoseFileWasRaisedAndNotWhatItUncaps() {
        scenario.production("root", "{percentage: 25}")
                .flag("above", "dependencies: [root]\nenvironments: {production: {percentage: 50}}")
                .base();
        scenario.production("root", "{percentage: 50}").ago("9h");
        assertThat(inFlight()).contains("root");
    }

    @Test
    void haveTheFlagInFlightThatRoseThereThoughAnotherRoseElsewhereAtOnce() {
        scenario.flag("a", "environments: {staging: {percentage: 0}}")
                .production("z", "{percentage: 0}")
                .base();
        scenario.flag("a", "environments: {staging: {percentage: 50}}")
                .production("z", "{percentage: 25}")
                .ago("9h");
        assertThat(inFlight()).contains("z");
        assertThat(guarded().inFlight("staging").map(Flag::name)).contains("a");
    }

    @Test
    void haveTheFlagInFlightThatRoseInOneRingAndFellInAnother() {
        scenario.production("pay", "{rings: {internal: 50, ga: 0}}").base();
        scenario.production("pay", "{rings: {internal: 25, ga: 25}}").ago("9h");
        assertThat(inFlight()).contains("pay");
    }

    @Test
    void haveTheFlagInFlightThatLosesADependency() {
        scenario.production("root", "{percentage: 25}")
                .flag("above", "dependencies: [root]\nenvironments: {production: {percentage: 50}}")
                .base();
        scenario.flag("above", "environments: {production: {percentage: 50}}").ago("9h");
        assertThat(inFlight()).contains("above");
    }

    @Test
    void wentDownLastWhereNothingRoseSince() {
        scenario.production("pay", "{percentage: 0}")
                .production("cart", "{percentage: 50}")
                .base();
        assertThat(guarded().wentDownLast("pay", "production")).isFalse();
        scenario.production("pay", "{percentage: 50}").ago("9h");
        assertThat(guarded().wentDownLast("pay", "production")).isFalse();
        scenario.production("pay", "{percentage: 25}").ago("8h");
        scenario.production("cart", "{percentage: 100}").ago("7h");
        assertThat(guarded().wentDownLast("pay", "production")).isTrue();
        assertThat(guarded().wentDownLast("cart", "production")).isFalse();
        assertThat(guarded().wentDownLast("pay", "staging")).isFalse();
        scenario.production("pay", "{percentage: 50}").ago("6h");
        assertThat(guarded().wentDownLast("pay", "production")).isFalse();
    }

    @Test
    void didNotGoDownWhereSomeRingRose() {
        scenario.production("pay", "{rings: {internal: 50, ga: 0}}").base();
        scenario.production("pay", "{rings: {internal: 25, ga: 25}}").ago("9h");
        assertThat(guarded().wentDownLast("pay", "production")).isFalse();
    }

    @Test
    void areTakenUpAgainByARaiseAfterABreachBegan() {
        scenario.production("pay", "{percentage: 0}").base();
        scenario.production("pay", "{percentage: 50}").ago("9h");
        scenario.production("pay", "{percentage: 25}").ago("8h");
        GuardedFlags guarded = guarded();
        assertThat(guarded.wasTakenUpAgainSince("pay", "production", ago(Duration.ofHours(10))))
                .isTrue();
        assertThat(guarded.wasTakenUpAgainSince("pay", "staging", ago(Duration.ofHours(10))))
                .isFalse();
        assertThat(guarded.wasTakenUpAgainSince("pay", "production", ago(Duration.ofHours(9))))
                .as("a breach that a raise brings begins with it")
                .isFalse();
        assertThat(guarded.wasTakenUpAgainSince("pay", "production", ago(Duration.ofDays(900))))
                .isTrue();
        assertThat(guarded.wasTakenUpAgainSince("cart", "production", ago(Duration.ofDays(900))))
                .isFalse();
    }

    @Test
    void areTakenUpAgainByAThawAfterABreachBegan() {
        scenario.production("pay", "{percentage: 25}").base();
        scenario.production("pay", "{percentage: 25, frozen: true}").ago("9h");
        scenario.production("pay", "{percentage: 25, frozen: {reason: Broken}}").ago("8h");
        assertThat(guarded().wasTakenUpAgainSince("pay", "production", ago(Duration.ofHours(10))))
                .as("freezing it is no look at it")
                .isFalse();
        scenario.production("pay", "{percentage: 25}").ago("7h");
        scenario.production("other", "{percentage: 0}").ago("6h");
        assertThat(guarded().wasTakenUpAgainSince("pay", "production", ago(Duration.ofHours(8))))
                .isTrue();
        assertThat(guarded().wasTakenUpAgainSince("pay", "staging", ago(Duration.ofHours(8))))
                .isFalse();
        assertThat(guarded().wasTakenUpAgainSince("pay", "production", ago(Duration.ofHours(7))))
                .isFalse();
    }
}
