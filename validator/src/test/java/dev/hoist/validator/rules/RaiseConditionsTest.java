package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class RaiseConditionsTest {
    private static final String POLICY = """
            policy: 1
            rings: {internal: {}, ga: {}}
            environments:
              staging: {ladder: [0, 10, 50, 100], soak: 0m}
              production:
                after: {environment: staging, at: 50}
                ladder: [0, 10, 50, 100]
                soak: 0m
                checklist: [tested, briefed]
            """;

    private static final String PLAIN = """
            policy: 1
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 0m}
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    private Scenario raising(String staging, String checklist) {
        String rest = "checklist: " + checklist + "\nenvironments:\n  staging: " + staging + "\n  production: ";
        scenario.flag("f", rest + "{percentage: 0}").base();
        return scenario.flag("f", rest + "{percentage: 10}");
    }

    @Test
    void refusesBelowWhatTheEnvironmentBeforeHasToReach() {
        raising("{percentage: 49.99}", "[tested, briefed]").expect("flags/g/f.yaml:7", "refused: unproven-promotion");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:7:28: "f" rises in production while it stands at 49.99 % in staging, short of 50 % [unproven-promotion]
                        help: bring it to 50 % in staging first""");
    }

    @Test
    void acceptsExactlyWhatTheEnvironmentBeforeHasToReach() {
        raising("{percentage: 50}", "[tested, briefed]").verify();
    }

    @Test
    void looksAtEveryCellOfTheEnvironmentBefore() {
        raising("{rings: {internal: 100, ga: 10}}", "[tested, briefed]")
                .expect("flags/g/f.yaml:7", "refused: unproven-promotion")
                .verify();
    }

    @Test
    void refusesToLeaveZeroWithAnItemOpen() {
        raising("{percentage: 50}", "[tested]").expect("flags/g/f.yaml:7", "refused: incomplete-checklist");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:7:28: "f" leaves 0 in production with "briefed" not ticked [incomplete-checklist]
                        help: do what the checklist asks, then add to the flag: checklist: [briefed]""");
    }

    @Test
    void asksForTheChecklistOnlyAtZero() {
        String rest = "environments:\n  staging: {percentage: 50}\n  production: ";
        scenario.flag("f", rest + "{percentage: 10}").base();
        scenario.flag("f", rest + "{percentage: 50}").verify();
    }

    @Test
    void refusesToRaiseWhatBaseHasFrozen() {
        scenario.policy(PLAIN)
                .production("f", "{percentage: 10, frozen: {reason: errors}}")
                .base();
        scenario.production("f", "{percentage: 50, frozen: {reason: errors}}  # refused: frozen-flag");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:28: "f" is frozen in production: errors [frozen-flag]
                        help: thaw it in a change of its own, then raise it""");
    }

    @Test
    void refusesToThawAndRaiseAtOnce() {
        scenario.policy(PLAIN).production("f", "{percentage: 10, frozen: true}").base();
        scenario.production("f", "{percentage: 50}  # refused: frozen-flag, raise-not-alone")
                .verify();
    }

    @Test
    void refusesToLiftAFrozenFlagByWhatHoldsItDown() {
        scenario.policy(PLAIN)
                .production("parent", "{percentage: 10}")
                .flag("f", "dependencies: [parent]\nenvironments:\n  production: {percentage: 50, frozen: true}")
                .base();
        scenario.production("parent", "{percentage: 50}  # refused: several-raises")
                .expect("flags/g/f.yaml:6", "refused: frozen-flag")
                .verify();
    }

    @Test
    void letsAFrozenFlagFallAndThaw() {
        scenario.policy(PLAIN).production("f", "{percentage: 50, frozen: true}").base();
        scenario.production("f", "{percentage: 10}").verify();
    }

    @Test
    void doesNotTakeFalseForFrozen() {
        scenario.policy(PLAIN)
                .production("f", "{percentage: 10, frozen: false}")
                .base();
        scenario.production("f", "{percentage: 50, frozen: false}").verify();
    }

    @Test
    void toleratesFiveMinutesOfDifference() {
        scenario.policy(PLAIN).production("f", "{percentage: 10}").base();
        scenario.flag("o", "environments: {}").at(scenario.now().plusSeconds(300));
        scenario.production("f", "{percentage: 50}").verify();
    }

    @Test
    void refusesAHistoryFromTheFuture() {
        scenario.policy(PLAIN).production("f", "{percentage: 10}").base();
        scenario.flag("o", "environments: {}").at(scenario.now().plusSeconds(301));
        scenario.production("f", "{percentage: 50}  # refused: future-history");
        assertThat(text(scenario.refusal()))
                .startsWith("flags/g/f.yaml:5:28: the history behind this change is dated 2026-11-24 09:05 UTC, "
                        + "ahead of the clock at 2026-11-24 09:00 UTC, while \"f\" rises in production");
        assertThat(scenario.refusal().passesFrom()).contains(scenario.now().plusSeconds(1));
    }

    @Test
    void refusesACommitOfTheChangeFromTheFuture() {
        scenario.policy(PLAIN).production("f", "{percentage: 10}").base();
        scenario.production("f", "{percentage: 50}")
                .message("m", scenario.now().plusSeconds(300))
                .verify();
        scenario.message("m", scenario.now().plusSeconds(301)).expect("flags/g/f.yaml:5", "refused: future-history");
        assertThat(scenario.refusal().message()).startsWith("commit 0123456789 of this change is dated");
    }

    @Test
    void refusesARaiseAheadOfADependency() {
        scenario.policy(PLAIN)
                .production("parent", "{percentage: 10}")
                .flag("f", "dependencies: [parent]\nenvironments:\n  production: {percentage: 10}")
                .base();
        scenario.flag(
                "f",
                "dependencies: [parent]\nenvironments:\n"
                        + "  production: {percentage: 50}  # refused: ahead-of-dependency, warning: capped-by-dependency");
        assertThat(text(scenario.verify().findings().get(1))).isEqualTo("""
                        flags/g/f.yaml:6:28: "f" would reach 50 % in production, ahead of "parent" at 10 % [ahead-of-dependency]
                        help: raise "parent" to 50 % first, or hold "f" at 10 %""");
        assertThat(text(scenario.verify().findings().get(0))).isEqualTo("""
                        flags/g/f.yaml:6:3: "f" is declared at 50 % in production, but "parent" lets 10 % through [capped-by-dependency]
                        help: users follow the dependency; lower the figure to say what is so""");
    }

    @Test
    void acceptsARaiseLevelWithItsDependency() {
        scenario.policy(PLAIN)
                .production("parent", "{percentage: 50}")
                .flag("f", "dependencies: [parent]\nenvironments: {production: {percentage: 10}}")
                .base();
        scenario.flag("f", "dependencies: [parent]\nenvironments: {production: {percentage: 50}}")
                .verify();
    }

    private Scenario salted(String parent, String child) {
        scenario.policy(PLAIN)
                .production("parent", parent)
                .flag("f", "salt: s\ndependencies: [parent]\nenvironments:\n  production: " + child)
                .base();
        return scenario;
    }

    @Test
    void refusesFiguresOfTwoSaltsInOneFamily() {
        salted("{percentage: 50}", "{percentage: 0}")
                .flag(
                        "f",
                        "salt: s\ndependencies: [parent]\nenvironments:\n"
                                + "  production: {percentage: 10}  # refused: mismatched-salt");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:7:28: "f" and what it depends on would mix figures of the salts "g" ("parent") and "s" ("f") in production [mismatched-salt]
                        help: give the family one salt while nobody is exposed, or bring one of them to 100 % first""");
    }

    @Test
    void acceptsTwoSaltsWhereOneStandsAtAll() {
        salted("{percentage: 100}", "{percentage: 0}")
                .flag("f", "salt: s\ndependencies: [parent]\nenvironments:\n  production: {percentage: 10}")
                .verify();
    }

    @Test
    void refusesToRaiseAParentBelowAChildOfAnotherSalt() {
        salted("{percentage: 0}", "{percentage: 10}")
                .production("parent", "{percentage: 10}  # refused: mismatched-salt, several-raises");
        assertThat(scenario.verify().findings())
                .anySatisfy(finding -> assertThat(finding.message())
                        .startsWith("\"f\", which depends on \"parent\", would mix figures of the salts"));
    }

    @Test
    void warnsOfMixedSaltsWhereNothingRises() {
        salted("{percentage: 50}", "{percentage: 50}")
                .production("parent", "{percentage: 10}")
                .expect("flags/g/f.yaml:1", "warning: mismatched-salt")
                .expect("flags/g/f.yaml:7", "warning: capped-by-dependency")
                .verify();
    }
}
