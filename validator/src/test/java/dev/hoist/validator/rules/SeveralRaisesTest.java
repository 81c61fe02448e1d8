package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class SeveralRaisesTest {
    private static final String POLICY = """
            policy: 1
            environments:
              staging: {ladder: [0, 10, 50, 100], soak: 0m}
              production: {ladder: [0, 10, 50, 100], soak: 0m}
              sandbox: {ladder: [0, 100], soak: 0m, free: true}
            overrides: {allowed: [several-raises, born-exposed]}
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    @Test
    void refusesTwoFlags() {
        scenario.production("a", "{percentage: 10}")
                .production("b", "{percentage: 10}")
                .base();
        scenario.production("a", "{percentage: 50}  # refused: several-raises")
                .production("b", "{percentage: 50}  # refused: several-raises");
        assertThat(text(scenario.verify().findings().get(0))).isEqualTo("""
                        flags/g/a.yaml:5:28: "a" rises in production together with "b" in production [several-raises]
                        help: raise one flag in one environment at a time: split this change""");
    }

    @Test
    void refusesOneFlagInTwoEnvironments() {
        scenario.flag("a", "environments: {staging: {percentage: 10}, production: {percentage: 10}}")
                .base();
        scenario.flag("a", """
                        environments:
                          staging: {percentage: 50}  # refused: several-raises
                          production: {percentage: 50}  # refused: several-raises
                        """).verify();
    }

    @Test
    void doesNotCountFreeEnvironments() {
        scenario.flag("a", "environments: {sandbox: {percentage: 0}, production: {percentage: 10}}")
                .base();
        scenario.flag("a", "environments: {sandbox: {percentage: 100}, production: {percentage: 50}}")
                .verify();
    }

    private Scenario heldDown() {
        return scenario.production("parent", "{percentage: 10}")
                .flag("child", "dependencies: [parent]\nenvironments: {production: {percentage: 50}}")
                .base();
    }

    @Test
    void refusesToLiftWhatItHeldDown() {
        heldDown().production("parent", "{percentage: 50}  # refused: several-raises");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/parent.yaml:5:28: raising "parent" in production also raises "child", because "parent" limited "child" [several-raises]
                        help: first lower "child" to what it reaches now, 10 %, then raise "parent", or write "Hoist-Override: several-raises because REASON" in the commit message""");
        assertThat(scenario.refusal().notes()).singleElement().satisfies(note -> {
            assertThat(note.message()).isEqualTo("\"child\" is declared here");
            assertThat(note.place().path()).isEqualTo("flags/g/child.yaml");
        });
    }

    @Test
    void canBeOverriddenForWhatItHeldDown() {
        heldDown()
                .production("parent", "{percentage: 50}  # warning: overridden")
                .message("Hoist-Override: several-raises because both belong together");
        assertThat(scenario.warning().message())
                .isEqualTo(
                        "several-raises is overridden by commit 0123456789ab because both belong together: "
                                + "raising \"parent\" in production also raises \"child\", because \"parent\" limited \"child\"");
    }

    @Test
    void cannotBeOverriddenForTwoRaisesOfTheirOwn() {
        scenario.production("a", "{percentage: 10}")
                .production("b", "{percentage: 10}")
                .base();
        scenario.production("a", "{percentage: 50}  # refused: several-raises, warning: ignored-override")
                .production("b", "{percentage: 50}  # refused: several-raises")
                .message("Hoist-Override: several-raises because hurry")
                .verify();
    }

    @Test
    void refusesARaiseBesideAnImport() {
        scenario.production("a", "{percentage: 10}").base();
        scenario.production("a", "{percentage: 50}  # refused: several-raises")
                .production("b", "{percentage: 50}  # warning: overridden")
                .message("Hoist-Override: born-exposed because we come from elsewhere")
                .verify();
    }

    @Test
    void refusesAnImportThatLiftsWhatWaitedForIt() {
        scenario.flag("waiting", "dependencies: [b]\nenvironments: {production: {percentage: 10}}")
                .base();
        scenario.production("b", "{percentage: 50}  # refused: several-raises, warning: overridden")
                .message("Hoist-Override: born-exposed because we come from elsewhere")
                .verify();
    }

    @Test
    void acceptsSeveralImports() {
        scenario.production("a", "{percentage: 10}").base();
        scenario.production("b", "{percentage: 75}  # warning: overridden")
                .production("c", "{percentage: 7}  # warning: overridden")
                .message("Hoist-Override: born-exposed because we come from elsewhere")
                .verify();
    }

    @Test
    void namesTheRaiseThatLiftsAFlagAndNotAnotherBesideIt() {
        scenario.production("a", "{percentage: 10}")
                .production("parent", "{percentage: 10}")
                .flag("child", "dependencies: [parent]\nenvironments: {production: {percentage: 50}}")
                .base();
        scenario.production("a", "{percentage: 50}  # refused: several-raises")
                .production("parent", "{percentage: 50}  # refused: several-raises");
        assertThat(scenario.verify().findings())
                .filteredOn(finding -> finding.message().contains("child"))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.message())
                                .isEqualTo(
                                        "raising \"parent\" in production also raises \"child\", because \"parent\" limited \"child\""));
    }
}
