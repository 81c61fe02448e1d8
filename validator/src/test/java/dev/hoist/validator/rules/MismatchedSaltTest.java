package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class MismatchedSaltTest {
    private static final String POLICY = """
            policy: 1
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 0m}
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    private Scenario salted(String parent, String child) {
        scenario.production("parent", parent)
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
                        flags/g/f.yaml:7:28: "f" and its dependencies would stand between 0 and 100 in production with different salts, "g" of "parent" and "s" of "f" [mismatched-salt]
                        help: raise one of them to 100 % first, or give them one salt; a salt may change while its flag is at 0 or 100 everywhere""");
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
                .anySatisfy(
                        finding -> assertThat(finding.message())
                                .startsWith(
                                        "\"f\", which depends on \"parent\", and its dependencies would stand between 0 and 100 in production with different salts"));
    }

    @Test
    void warnsOfMixedSaltsWhereNothingRises() {
        salted("{percentage: 50}", "{percentage: 50}")
                .production("parent", "{percentage: 10}")
                .expect("flags/g/f.yaml:1", "warning: mismatched-salt")
                .expect("flags/g/f.yaml:7", "warning: capped-by-dependency")
                .verify();
    }

    @Test
    void namesTheFlagWhoseFigureIsOfTheOtherSalt() {
        scenario.production("a", "{percentage: 100}")
                .flag("root", "environments: {production: {percentage: 50}}")
                .flag("f", "salt: s\ndependencies: [a, root]\nenvironments:\n  production: {percentage: 0}")
                .base();
        scenario.flag(
                "f",
                "salt: s\ndependencies: [a, root]\nenvironments:\n"
                        + "  production: {percentage: 10}  # refused: mismatched-salt");
        assertThat(scenario.refusal().message()).contains("\"g\" of \"root\" and \"s\" of \"f\"");
    }

    @Test
    void reportsOfTwoRaisesTheOneThatReachesTheFlag() {
        scenario.policy(POLICY + "  staging: {ladder: [0, 10, 50, 100], soak: 0m}\n")
                .flag("other", "environments: {staging: {percentage: 0}}");
        salted("{percentage: 50}", "{percentage: 0}")
                .flag("parent", "environments: {staging: {percentage: 10}, production: {percentage: 50}}")
                .flag(
                        "f",
                        "salt: s\ndependencies: [parent]\nenvironments:\n"
                                + "  production: {percentage: 10}  # refused: mismatched-salt, several-raises")
                .expect("flags/g/parent.yaml:4", "refused: several-raises");
        assertThat(scenario.verify().findings())
                .filteredOn(finding -> finding.rule().text().equals("mismatched-salt"))
                .extracting(finding -> finding.flag().orElseThrow())
                .containsExactly("f");
    }
}
