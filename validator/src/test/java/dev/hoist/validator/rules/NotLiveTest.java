package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.verdict.Kind;
import org.junit.jupiter.api.Test;

class NotLiveTest {
    private static final String POLICY = """
            policy: 1
            environments:
              staging:    {ladder: [0, 10, 50, 100], soak: 0m}
              production: {ladder: [0, 10, 50, 100], soak: 0m, live: live}
            overrides: {allowed: [not-live]}
            """;

    private final Scenario scenario = new Scenario();

    private Scenario deployedAt(String figure) {
        return scenario.policy(POLICY).production("f", figure).base().deployed("live");
    }

    @Test
    void saysWhatUsersHaveAndWhatBaseSays() {
        deployedAt("{percentage: 0}")
                .production("f", "{percentage: 10}")
                .ago("1d")
                .production("f", "{percentage: 50}  # refused: not-live");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:28: "f" rises in production, but 0 % of the users have it at the deployed commit commit0 ("live"), and 10 % at base [not-live]
                        help: first deploy base to production, and move "live" to base, or write "Hoist-Override: not-live because REASON" in the commit message""");
        assertThat(scenario.refusal().notes())
                .singleElement()
                .hasToString("Note[place=flags/policy.yaml:4:58, message=the policy names it here]");
        assertThat(scenario.refusal().passesFrom()).isEmpty();
    }

    @Test
    void acceptsWhereUsersHaveWhatBaseGivesThem() {
        deployedAt("{percentage: 10}")
                .production("o", "{percentage: 0}")
                .ago("1d")
                .production("f", "{percentage: 50}")
                .verify();
    }

    @Test
    void refusesWhereMoreIsDeployedThanBaseSays() {
        deployedAt("{percentage: 50}")
                .production("f", "{percentage: 10}")
                .ago("1d")
                .production("f", "{percentage: 50}  # refused: not-live")
                .verify();
    }

    /** Another salt gives the flag to as many users, but to others. */
    @Test
    void saysThatOtherUsersHaveIt() {
        scenario.policy(POLICY)
                .flag("f", "salt: a\nenvironments: {production: {percentage: 50}}")
                .base()
                .deployed("live")
                .flag("f", "salt: b\nenvironments: {production: {percentage: 50}}")
                .ago("1d")
                .flag("f", "salt: b\nenvironments: {production: {percentage: 100}}  # refused: not-live");
        assertThat(scenario.refusal().message())
                .isEqualTo(
                        "\"f\" rises in production, but other users have it at the deployed commit commit0 (\"live\")"
                                + " than at base");
    }

    @Test
    void refusesWhereTheReferenceDoesNotExist() {
        scenario.policy(POLICY).production("f", "{percentage: 10}").base().knowingWhatIsDeployed();
        scenario.production("f", "{percentage: 50}  # refused: not-live");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:28: "f" rises in production, but the ref "live", which names the deployed commit, does not exist [not-live]
                        help: let the deployment move that ref, and fetch the ref where this command runs, or write "Hoist-Override: not-live because REASON" in the commit message""");
    }

    @Test
    void neverRefusesARollback() {
        deployedAt("{percentage: 10}")
                .production("f", "{percentage: 50}")
                .ago("1m")
                .production("f", "{percentage: 0}");
        assertThat(scenario.verify().kind()).isEqualTo(Kind.ROLLBACK);
        Scenario nowhere = new Scenario();
        nowhere.policy(POLICY).production("f", "{percentage: 50}").base().knowingWhatIsDeployed();
        assertThat(nowhere.production("f", "{percentage: 0}").verify().kind()).isEqualTo(Kind.ROLLBACK);
    }

    @Test
    void saysNothingWhereNothingIsKnown() {
        scenario.policy(POLICY)
                .production("f", "{percentage: 10}")
                .base()
                .production("f", "{percentage: 50}")
                .verify();
    }

    @Test
    void asksForTheEnvironmentThatNamesItAlone() {
        deployedAt("{percentage: 10}")
                .flag("f", "environments:\n  staging: {percentage: 10}\n  production: {percentage: 10}")
                .ago("1d")
                .flag("f", "environments:\n  staging: {percentage: 50}\n  production: {percentage: 10}")
                .verify();
    }

    @Test
    void comparesWhatIsReachedNotWhatIsDeclared() {
        scenario.policy(POLICY)
                .production("parent", "{percentage: 10}")
                .flag("f", "dependencies: [parent]\nenvironments:\n  production: {percentage: 10}")
                .base()
                .deployed("live")
                .production("parent", "{percentage: 50}")
                .ago("2d")
                .flag("f", "dependencies: [parent]\nenvironments:\n  production: {percentage: 50}")
                .verify();
        scenario.production("parent", "{percentage: 100}  # refused: not-live")
                .flag("f", "dependencies: [parent]\nenvironments:\n  production: {percentage: 10}")
                .verify();
    }

    @Test
    void isOverriddenWhereThePolicyAllowsIt() {
        deployedAt("{percentage: 0}")
                .production("f", "{percentage: 10}")
                .ago("1d")
                .production("f", "{percentage: 50}  # warning: overridden")
                .message("Hoist-Override: not-live because the deployment is down and this is tested")
                .verify();
    }

    @Test
    void isJudgedByBasesPolicyAlone() {
        scenario.policy(POLICY)
                .production("f", "{percentage: 0}")
                .base()
                .deployed("live")
                .production("f", "{percentage: 10}")
                .ago("1d")
                .policy(POLICY.replace(", live: live", ""))
                .production("f", "{percentage: 50}");
        assertThat(scenario.judge().findings())
                .extracting(finding -> finding.rule().text())
                .contains("not-live", "raise-not-alone");
    }
}
