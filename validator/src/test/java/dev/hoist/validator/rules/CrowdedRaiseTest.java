package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class CrowdedRaiseTest {
    private static final String POLICY = """
        policy: 1
        environments:
          production: {ladder: [0, 10, 50, 100], soak: 0m, spacing: 1h, scope: environment}
        """;

    private final Scenario scenario = new Scenario();

    private Scenario twoFlags(String policy) {
        return scenario.policy(policy)
                .production("f", "{percentage: 10}")
                .production("other/o", "{percentage: 10}")
                .base();
    }

    @Test
    void saysWhoRoseAndWhenTheNextMay() {
        twoFlags(POLICY).production("other/o", "{percentage: 50}").ago("59m");
        scenario.production("f", "{percentage: 50}  # refused: crowded-raise");
        assertThat(text(scenario.refusal())).isEqualTo("""
            flags/g/f.yaml:5:28: "o" rose in production at 2026-11-24 08:01 UTC; raises there must be 1h apart [crowded-raise]
            help: wait until the two raises are far enough apart\
            """);
        assertThat(scenario.refusal().passesFrom()).contains(scenario.now().plusSeconds(60));
    }

    @Test
    void refusesOneSecondBeforeTheSpacingEndsAndAcceptsAtItsEnd() {
        twoFlags(POLICY)
                .production("other/o", "{percentage: 50}")
                .at(scenario.now().minusSeconds(3599));
        scenario.production("f", "{percentage: 50}  # refused: crowded-raise").verify();
        scenario.now(scenario.now().plusSeconds(1).toString());
        scenario.production("f", "{percentage: 50}").verify();
    }

    @Test
    void doesNotCountAFall() {
        twoFlags(POLICY).production("other/o", "{percentage: 0}").ago("1m");
        scenario.production("f", "{percentage: 50}").verify();
    }

    @Test
    void doesNotCountTheFlagItself() {
        twoFlags(POLICY).production("f", "{percentage: 50}").ago("1m");
        scenario.production("f", "{percentage: 100}").verify();
    }

    @Test
    void doesNotCountAnotherEnvironment() {
        String policy = POLICY + "  staging: {ladder: [0, 100], soak: 0m}\n";
        twoFlags(policy)
                .flag("other/o", "environments: {production: {percentage: 10}, staging: {percentage: 100}}")
                .ago("1m");
        scenario.production("f", "{percentage: 50}").verify();
    }

    @Test
    void keepsAGroupApartWhereTheScopeIsTheGroup() {
        twoFlags(POLICY.replace("scope: environment", "scope: group"))
                .production("g2", "{percentage: 10}")
                .base();
        scenario.production("g2", "{percentage: 50}").ago("30m");
        scenario.production("other/o", "{percentage: 50}").ago("20m");
        scenario.production("f", "{percentage: 50}  # refused: crowded-raise");
        assertThat(scenario.refusal().message()).startsWith("\"g2\" rose");
    }

    @Test
    void letsOtherGroupsRiseWhereTheScopeIsTheGroup() {
        twoFlags(POLICY.replace(", scope: environment", ""))
                .production("other/o", "{percentage: 50}")
                .ago("1m");
        scenario.production("f", "{percentage: 50}").verify();
    }

    @Test
    void countsAFlagThatAnotherOneLifted() {
        twoFlags(POLICY)
                .flag("other/child", "dependencies: [o]\nenvironments: {production: {percentage: 50}}")
                .base();
        scenario.production("other/o", "{percentage: 50}").ago("30m");
        scenario.production("f", "{percentage: 50}  # refused: crowded-raise").verify();
    }

    @Test
    void doesNotCountTheBaseline() {
        scenario.policy(POLICY)
                .production("f", "{percentage: 10}")
                .production("other/o", "{percentage: 10}")
                .ago("30m");
        scenario.production("f", "{percentage: 50}").verify();
    }

    @Test
    void isOffWithoutSpacing() {
        twoFlags(POLICY.replace("spacing: 1h", "spacing: 0m"))
                .production("other/o", "{percentage: 50}")
                .at(scenario.now());
        scenario.production("f", "{percentage: 50}").verify();
    }

    @Test
    void countsARaiseInTheEnvironmentThatThisOneCameFrom() {
        twoFlags(POLICY).production("other/o", "{percentage: 50}").ago("30m");
        scenario.policy(POLICY.replace("production: {", "prod: {from: production, "))
                .flag("f", "environments: {prod: {percentage: 10}}")
                .flag("other/o", "environments: {prod: {percentage: 50}}")
                .ago("20m");
        scenario.flag("f", "environments: {prod: {percentage: 50}}  # refused: crowded-raise")
                .verify();
        assertThat(scenario.refusal().passesFrom()).contains(scenario.now().plusSeconds(1800));
    }
}
