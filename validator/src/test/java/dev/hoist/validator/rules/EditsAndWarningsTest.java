package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class EditsAndWarningsTest {
    private static final String POLICY = """
            policy: 1
            zone: Europe/Berlin
            rings: {internal: {description: us}, ga: {}}
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 0m}
              sandbox: {ladder: [0, 100], soak: 0m, free: true}
            stale_after: 90d
            """;

    private static final String EXPERIMENT =
            "experiment: e\ndescription: d\nowner: o\nwithin: f\nstatus: running\nvariants: {a: 40, b: 60}\n";

    private final Scenario scenario = new Scenario().policy(POLICY);

    @Test
    void refusesAnotherSaltInFlight() {
        scenario.production("f", "{percentage: 10}").base();
        scenario.flag("f", "salt: s\nenvironments:\n  production: {percentage: 10}")
                .expect("flags/g/f.yaml:1", "refused: raise-not-alone")
                .expect("flags/g/f.yaml:4", "refused: reshuffled-users")
                .expect("flags/g/f.yaml:6", "refused: skipped-step");
        assertThat(scenario.verify().findings())
                .anySatisfy(finding -> assertThat(text(finding)).isEqualTo("""
                                flags/g/f.yaml:4:7: the salt of "f" changes from "g" to "s" while it is partly on in production [reshuffled-users]
                                help: keep "salt: g", or change it where the flag stands at 0 or 100 everywhere"""));
    }

    @Test
    void acceptsAnotherSaltAtAllAtNothingAndInFreeEnvironments() {
        scenario.production("all", "{percentage: 100}")
                .production("none", "{percentage: 0}")
                .flag("sandboxed", "environments: {sandbox: {percentage: 50}}")
                .base();
        scenario.flag("all", "permanent: true\nsalt: s\nenvironments: {production: {percentage: 100}}")
                .flag("none", "salt: s\nenvironments: {production: {percentage: 0}}")
                .flag("sandboxed", "salt: s\nenvironments: {sandbox: {percentage: 50}}")
                .verify();
    }

    @Test
    void refusesToRemoveAFlagInFlight() {
        scenario.production("f", "{percentage: 10}").base();
        scenario.without("g/f.yaml").expect("flags/g/f.yaml:1", "refused: removed-in-flight");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:1:7: "f" is removed while it is partly on in production [removed-in-flight]
                        help: bring it to 0 or to 100 everywhere first, then remove it and the code that asks for it""");
    }

    @Test
    void refusesToRemoveAFlagThatSomeRingsHaveInFull() {
        scenario.production("f", "{rings: {internal: 100, ga: 0}}").base();
        scenario.without("g/f.yaml")
                .expect("flags/g/f.yaml:1", "refused: removed-in-flight")
                .verify();
    }

    @Test
    void acceptsRemovalAtNothingAtAllAndInFreeEnvironments() {
        scenario.production("all", "{percentage: 100}")
                .production("none", "{percentage: 0}")
                .flag("sandboxed", "environments: {sandbox: {percentage: 50}}")
                .base();
        scenario.without("g/all.yaml")
                .without("g/none.yaml")
                .without("g/sandboxed.yaml")
                .verify();
    }

    private Scenario running() {
        return scenario.production("f", "{percentage: 0}")
                .file("g/e.yaml", EXPERIMENT)
                .base();
    }

    @Test
    void refusesOtherWeightsWhileRunning() {
        running()
                .file(
                        "g/e.yaml",
                        EXPERIMENT.replace("{a: 40, b: 60}", "{a: 50, b: 50}  # refused: reweighted-experiment"));
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/e.yaml:6:12: "e" is running and would divide other users, or divide them otherwise [reweighted-experiment]
                        help: conclude it first, and start a new experiment under a new key""");
    }

    @Test
    void refusesAnotherOrderWhileRunning() {
        running()
                .file(
                        "g/e.yaml",
                        EXPERIMENT.replace("{a: 40, b: 60}", "{b: 60, a: 40}  # refused: reweighted-experiment"))
                .verify();
    }

    @Test
    void refusesOtherUsersWhileRunning() {
        running()
                .production("o", "{percentage: 0}")
                .file("g/e.yaml", EXPERIMENT.replace("within: f", "within: o  # refused: reweighted-experiment"))
                .verify();
    }

    @Test
    void acceptsOtherWeightsBeforeAndAfterItRuns() {
        running()
                .file("g/e.yaml", EXPERIMENT.replace("running", "draft").replace("40, b: 60", "50, b: 50"))
                .verify();
        scenario.base();
        scenario.file("g/e.yaml", EXPERIMENT).verify();
    }

    @Test
    void warnsOfAnEditedPolicy() {
        scenario.production("f", "{percentage: 0}").base();
        scenario.policy(POLICY.replace("90d", "91d")).expect("flags/policy.yaml:1", "warning: policy-edited");
        assertThat(text(scenario.warning())).isEqualTo("""
                        flags/policy.yaml:1:1: the policy changes; this change is judged by the one before it [policy-edited]
                        help: let the people who answer for the rules review it""");
    }

    @Test
    void refusesAPolicyRemoved() {
        scenario.production("f", "{percentage: 0}").base();
        scenario.without("policy.yaml").expect("flags/policy.yaml", "refused: removed-policy");
        assertThat(text(scenario.refusal()))
                .isEqualTo(
                        "flags/policy.yaml: the policy is gone [removed-policy]\nhelp: bring flags/policy.yaml back");
    }

    @Test
    void refusesRingsInAnotherOrder() {
        scenario.production("f", "{percentage: 0}").base();
        scenario.policy(POLICY.replace("{internal: {description: us}, ga: {}}", "{ga: {}, new: {}, internal: {}}"))
                .expect("flags/policy.yaml:1", "refused: invalid-policy, warning: policy-edited");
        assertThat(scenario.refusal().message())
                .isEqualTo("the rings \"internal\", \"ga\" would stand in another order: \"ga\", \"internal\"");
    }

    @Test
    void warnsFromTheDayOfExpiryOnInThePolicysZone() {
        String expiring = "expires: 2026-11-24\nenvironments: {}";
        scenario.now("2026-11-23T22:59:59Z").flag("f", "environments: {}").base();
        scenario.flag("f", expiring).verify();
        scenario.now("2026-11-23T23:00:00Z").expect("flags/g/f.yaml:4", "warning: expired-flag");
        assertThat(text(scenario.warning())).isEqualTo("""
                        flags/g/f.yaml:4:10: "f" was to be gone by 2026-11-24 [expired-flag]
                        help: remove it and the code that asks for it, or give it a later day""");
    }

    @Test
    void warnsOfWhatStandsAtAllForLong() {
        String both = "environments: {production: {percentage: 100}, sandbox: {percentage: 100}}";
        scenario.flag("f", both)
                .at(scenario.now().minus(java.time.Duration.ofDays(90)).minusSeconds(1));
        scenario.flag("f", "tags: [t]\n" + both).expect("flags/g/f.yaml:1", "warning: stale-flag");
        assertThat(text(scenario.warning())).isEqualTo("""
                        flags/g/f.yaml:1:7: "f" has stood at 100 % everywhere for longer than 90d [stale-flag]
                        help: remove it and the code that asks for it, or mark it: permanent: true""");
    }

    @Test
    void doesNotWarnOfWhatMovedLately() {
        String both = "environments: {production: {percentage: 100}, sandbox: {percentage: 100}}";
        scenario.flag("f", both).at(scenario.now().minus(java.time.Duration.ofDays(90)));
        scenario.flag("f", "tags: [t]\n" + both).verify();
    }

    @Test
    void doesNotWarnOfAMovementItself() {
        scenario.flag("f", "environments: {production: {percentage: 100}, sandbox: {percentage: 0}}")
                .base();
        scenario.flag("f", "environments: {production: {percentage: 100}, sandbox: {percentage: 100}}")
                .verify();
    }
}
