package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.fixture.Scenario;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IgnoredOverrideTest {
    private static final String POLICY = """
            policy: 1
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 1h}
            overrides: {allowed: [soak-cut-short, several-raises]}
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    private Scenario early() {
        scenario.production("f", "{percentage: 10}").ago("30m");
        return scenario.production("f", "{percentage: 50}");
    }

    private Finding ignored() {
        return scenario.expect("flags/g/f.yaml:5", "refused: soak-cut-short, warning: ignored-override")
                .warning();
    }

    @Test
    void namesAMisspeltRule() {
        early().message("Raise f\n\nHoist-Override: soak-cut-shrt because of the review");
        assertThat(text(ignored()))
                .isEqualTo(
                        "flags/g/f.yaml:5:28: the override of \"soak-cut-shrt\" in commit 0123456789ab does not count: "
                                + "there is no rule of that name [ignored-override]\n"
                                + "help: did you mean \"soak-cut-short\"?");
    }

    @Test
    void listsTheRulesWhereNoneIsNear() {
        early().message("Hoist-Override: everything because of the review");
        assertThat(ignored().help().orElseThrow())
                .startsWith(
                        "these rules can be overridden: several-raises, born-exposed, skipped-step, soak-cut-short,");
    }

    @Test
    void asksForAReason() {
        early().message("Hoist-Override: soak-cut-short");
        assertThat(text(ignored()))
                .isEqualTo(
                        "flags/g/f.yaml:5:28: the override of \"soak-cut-short\" in commit 0123456789ab does not count: "
                                + "it gives no reason [ignored-override]\n"
                                + "help: write \"Hoist-Override: soak-cut-short because REASON\"");
    }

    @Test
    void asksForAReasonBehindBecause() {
        for (String line :
                new String[] {"soak-cut-short because", "soak-cut-short for the review", "soak-cut-short: x"}) {
            Scenario each = new Scenario()
                    .policy(POLICY)
                    .production("f", "{percentage: 10}")
                    .ago("30m");
            each.production("f", "{percentage: 50}").message("Hoist-Override: " + line);
            each.expect("flags/g/f.yaml:5", "refused: soak-cut-short, warning: ignored-override")
                    .verify();
        }
    }

    @Test
    void saysWhatThePolicyDoesNotAllow() {
        scenario.policy(POLICY.replace("soak-cut-short, ", ""));
        early().message("Hoist-Override: soak-cut-short because of the review");
        assertThat(text(ignored()))
                .isEqualTo(
                        "flags/g/f.yaml:5:28: the override of \"soak-cut-short\" in commit 0123456789ab does not count: "
                                + "the policy before this change does not allow it [ignored-override]\n"
                                + "help: add soak-cut-short to overrides.allowed of the policy in a separate change first");
    }

    @Test
    void saysWhatNoPolicyCanAllow() {
        early().message("Hoist-Override: frozen-flag because of the review");
        assertThat(ignored().message()).endsWith("nothing can override that rule");
    }

    @Test
    void saysThatTheCommitDoesNotTouchTheFlag() {
        early().message(
                        "Hoist-Override: soak-cut-short because of the review",
                        scenario.now(),
                        Set.of("flags/g/o.yaml"));
        assertThat(ignored().message()).endsWith("that commit does not change flags/g/f.yaml");
    }

    @Test
    void knowsTheKeyInAnotherSpelling() {
        early().message("hoist-override: soak-cut-short because of the review");
        assertThat(text(ignored()))
                .endsWith("its key is \"hoist-override\" [ignored-override]\n"
                        + "help: write \"Hoist-Override: soak-cut-short because REASON\"");
    }

    @Test
    void saysThatNothingOverridesTwoRaises() {
        scenario.production("f", "{percentage: 0}")
                .production("o", "{percentage: 0}")
                .base();
        scenario.production("f", "{percentage: 10}").production("o", "{percentage: 10}");
        scenario.message("Hoist-Override: several-raises because of the review");
        assertThat(scenario.expect("flags/g/f.yaml:5", "refused: several-raises, warning: ignored-override")
                        .expect("flags/g/o.yaml:5", "refused: several-raises")
                        .warning()
                        .message())
                .endsWith("this change raises more than one flag or environment by itself");
    }

    @Test
    void hasNothingToSayWhereNothingRises() {
        scenario.production("f", "{percentage: 50}").ago("30m");
        scenario.production("f", "{percentage: 10}").message("Hoist-Override: soak-cut-shrt because");
        scenario.verify();
    }

    @Test
    void aRefusalSaysHowThePolicyLetsItThrough() {
        early();
        assertThat(scenario.expect("flags/g/f.yaml:5", "refused: soak-cut-short")
                        .refusal()
                        .help())
                .contains("wait until it has soaked, or write \"Hoist-Override: soak-cut-short because REASON\" in the "
                        + "commit message");
    }

    @Test
    void aRefusalSaysNothingOfWhatThePolicyDoesNotAllow() {
        scenario.policy(POLICY.replace("soak-cut-short, ", ""));
        early();
        assertThat(scenario.expect("flags/g/f.yaml:5", "refused: soak-cut-short")
                        .refusal()
                        .help())
                .contains("wait until it has soaked");
    }

    @Test
    void saysThatALineNamesNoRule() {
        early().message("Hoist-Override: because of the review");
        assertThat(text(ignored()))
                .isEqualTo("flags/g/f.yaml:5:28: the override in commit 0123456789ab does not count: "
                        + "it names no rule [ignored-override]\n"
                        + "help: write \"Hoist-Override: RULE because REASON\"");
    }
}
