package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OverriddenTest {
    private static final String POLICY = """
            policy: 1
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 1h}
            overrides: {allowed: [soak-cut-short]}
            """;

    private static final String REASON = "Hoist-Override: soak-cut-short because of the review";

    private final Scenario scenario = new Scenario().policy(POLICY);

    private Scenario early() {
        scenario.production("f", "{percentage: 10}").ago("30m");
        return scenario.production("f", "{percentage: 50}");
    }

    private Scenario refused() {
        return scenario.expect("flags/g/f.yaml:5", "refused: soak-cut-short");
    }

    private Scenario ignored() {
        return scenario.expect("flags/g/f.yaml:5", "refused: soak-cut-short, warning: ignored-override");
    }

    private Scenario overridden() {
        return scenario.expect("flags/g/f.yaml:5", "warning: overridden");
    }

    @Test
    void turnsTheErrorIntoAWarning() {
        early().message("Raise f\n\n" + REASON + "\n");
        overridden();
        assertThat(text(scenario.warning()))
                .isEqualTo(
                        "flags/g/f.yaml:5:28: soak-cut-short is overridden by commit 0123456789ab because of the review: "
                                + "\"f\" last moved in production at 2026-11-24 08:30 UTC, 30m ago, and must stand for 1h before it rises"
                                + " [overridden]");
    }

    @Test
    void countsInAListItemOfASquashedMessage() {
        early().message("Raise f (#12)\n\n* first\n  * " + REASON + "\nmore");
        overridden().verify();
    }

    @Test
    void doesNotCountInTheMiddleOfALine() {
        early().message("as in " + REASON);
        refused().verify();
    }

    @Test
    void wantsAReason() {
        early().message("Hoist-Override: soak-cut-short");
        ignored().verify();
    }

    @Test
    void wantsAReasonThatSaysSomething() {
        early().message("Hoist-Override: soak-cut-short because  \n");
        ignored().verify();
    }

    @Test
    void doesNotCountForAnotherRule() {
        early().message("Hoist-Override: crowded-raise because of the review");
        ignored().verify();
    }

    @Test
    void doesNotCountWhereThePolicyDoesNotAllowIt() {
        scenario.policy(POLICY.replace("soak-cut-short", "crowded-raise"));
        early().message(REASON);
        ignored().verify();
    }

    @Test
    void doesNotCountInACommitThatDoesNotTouchTheFile() {
        early().message(REASON, scenario.now(), Set.of("flags/g/o.yaml"));
        ignored().verify();
    }

    @Test
    void isAllowedByThePolicyOfBaseAlone() {
        scenario.policy(POLICY.replace("soak-cut-short", ""));
        early().message(REASON).policy(POLICY);
        scenario.expect("flags/policy.yaml:4", "refused: raise-not-alone, warning: policy-edited");
        ignored().verify();
    }
}
