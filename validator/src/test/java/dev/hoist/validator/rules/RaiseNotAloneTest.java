package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.fixture.Scenario;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RaiseNotAloneTest {
    private static final String POLICY = """
        policy: 1
        rings: {internal: {description: us}, ga: {}}
        environments:
          staging: {ladder: [0, 10, 50, 100], soak: 0m}
          production:
            ladder: [0, 10, 50, 100]
            soak: 0m
            regions: {eu: {a: 4, b: 4}, us: {c: 5}}
            canary: [{servers: 1}, {servers: 2}, {regions: 1}]
          sandbox: {ladder: [0, 50, 100], soak: 0m, free: true}
        """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    private Scenario raising(String before, String after) {
        scenario.production("f", before).base();
        return scenario.production("f", after);
    }

    @Test
    void refusesAnotherFlagsFigures() {
        scenario.production("f", "{percentage: 10}")
                .production("o", "{percentage: 10}")
                .base();
        scenario.production("f", "{percentage: 50}").production("o", "{percentage: 0}");
        scenario.expect("flags/g/o.yaml:5", "refused: raise-not-alone");
        assertThat(text(scenario.refusal())).isEqualTo("""
            flags/g/o.yaml:5:28: the block of "o" for production changes together with the raise of "f" [raise-not-alone]
            help: split this change in two, and land the part without the raise first\
            """);
    }

    @Test
    void refusesAParkedFigureElsewhere() {
        scenario.production("f", "{percentage: 10}")
                .production("o", "{percentage: 10, enabled: false}")
                .base();
        scenario.production("f", "{percentage: 50}")
                .production("o", "{percentage: 5, enabled: false}")
                .expect("flags/g/o.yaml:5", "refused: raise-not-alone")
                .verify();
    }

    @Test
    void refusesAFlagAddedOrRemoved() {
        scenario.production("f", "{percentage: 10}")
                .flag("old", "environments: {}")
                .base();
        scenario.production("f", "{percentage: 50}")
                .flag("added", "environments: {}")
                .without("g/old.yaml")
                .expect("flags/g/added.yaml:1", "refused: raise-not-alone")
                .expect("flags/g/old.yaml:1", "refused: raise-not-alone")
                .verify();
    }

    @Test
    void refusesAnotherSaltGroupStrategyOrDependencies() {
        scenario.production("f", "{percentage: 10}")
                .flag("dependent", "dependencies: [f]\nenvironments: {}")
                .flag("salted", "environments: {}")
                .flag("strategic", "environments: {}")
                .flag("moved", "salt: s\nenvironments: {}")
                .base();
        scenario.production("f", "{percentage: 50}")
                .flag("dependent", "environments: {}")
                .flag("salted", "salt: t\nenvironments: {}")
                .flag("strategic", "strategy: ring\nenvironments: {}")
                .without("g/moved.yaml")
                .flag("g2/moved", "salt: s\nenvironments: {}");
        scenario.expect("flags/g/dependent.yaml:1", "refused: raise-not-alone")
                .expect("flags/g/salted.yaml:4", "refused: raise-not-alone")
                .expect("flags/g/strategic.yaml:4", "refused: raise-not-alone")
                .expect("flags/g2/moved.yaml:1", "refused: raise-not-alone");
        assertThat(scenario.verify().findings())
                .extracting(finding -> finding.message())
                .contains(
                        "the list of dependencies of \"dependent\" changes together with the raise of \"f\"",
                        "the salt of \"salted\" changes together with the raise of \"f\"",
                        "the strategy of \"strategic\" changes together with the raise of \"f\"",
                        "the group of \"moved\" changes together with the raise of \"f\"");
    }

    @Test
    void refusesAnEditedPolicyButNotItsTexts() {
        raising("{percentage: 10}", "{percentage: 50}")
                .policy(POLICY.replace("us}", "all of us}"))
                .verify();
        scenario.policy(POLICY.replace("stag", "Stag")
                        .replace(
                                "Staging: {ladder: [0, 10, 50, 100], soak: 0m}",
                                "staging: {ladder: [0, 10, 100], soak: 0m}"))
                .expect("flags/policy.yaml:4", "refused: raise-not-alone, warning: policy-edited")
                .verify();
    }

    @Test
    void refusesAnExperimentsFiguresButNotItsTexts() {
        String experiment =
                "experiment: e\ndescription: d\nowner: o\nwithin: f\nstatus: draft\nvariants: {a: 50, b: 50}\n";
        scenario.file("g/e.yaml", experiment);
        raising("{percentage: 10}", "{percentage: 50}")
                .file("g/e.yaml", experiment.replace("description: d", "description: longer"))
                .verify();
        scenario.file("g/e.yaml", experiment.replace("status: draft", "status: running"))
                .expect("flags/g/e.yaml:5", "refused: raise-not-alone");
        assertThat(scenario.refusal().message()).isEqualTo("experiment \"e\" changes together with the raise of \"f\"");
    }

    @Test
    void refusesAnExperimentOrABlockThatGoes() {
        scenario.file(
                "g/e.yaml",
                "experiment: e\ndescription: d\nowner: o\nwithin: f\nstatus: draft\nvariants: {a: 50, b: 50}\n");
        scenario.flag("o", "environments:\n  staging: {percentage: 0}\n  production: {percentage: 0}");
        raising("{percentage: 10}", "{percentage: 50}").without("g/e.yaml").production("o", "{percentage: 0}");
        scenario.expect("flags/g/e.yaml:1", "refused: raise-not-alone")
                .expect("flags/g/o.yaml:4", "refused: raise-not-alone")
                .verify();
    }

    @Test
    void acceptsTextsAndTicks() {
        scenario.flag("f", "environments: {production: {percentage: 10}}").base();
        scenario.file("g/f.yaml", """
            flag: f
            description: another
            owner: another
            tags: [a]
            links: [l]
            expires: 2030-01-01
            permanent: true
            environments: {production: {percentage: 50}}  # comment
            """).verify();
    }

    @Test
    void refusesAFreezeThatComesOrGoesWithTheRaise() {
        raising("{percentage: 10}", "{percentage: 50, frozen: true}  # refused: raise-not-alone, frozen-flag")
                .verify();
    }

    @Test
    void refusesAFigureThatFalls() {
        raising("{rings: {internal: 50, ga: 10}}", "{rings: {internal: 100, ga: 0}}  # refused: raise-not-alone");
        assertThat(scenario.refusal().message())
                .isEqualTo("the ring \"ga\" of \"f\" in production, 10 % at base, falls to 0 % together with a raise");
    }

    @Test
    void refusesARingTakenOut() {
        raising("{rings: {internal: 0, ga: 0}}", "{rings: {internal: 10}}  # refused: raise-not-alone");
        assertThat(scenario.refusal().message()).contains("\"ga\"", "is removed together with a raise");
    }

    @Test
    void refusesARingWrittenForTheFirstTime() {
        raising("{rings: {ga: 0}}", "{rings: {internal: 10, ga: 0}}  # refused: raise-not-alone");
        assertThat(text(scenario.refusal())).isEqualTo("""
            flags/g/f.yaml:5:24: ring "internal" of "f" in production is written for the first time together with a raise [raise-not-alone]
            help: first land a change that writes "internal" with its present percentage (that of the next ring outside, else 0), then raise it\
            """);
    }

    @Test
    void acceptsFiguresThatGrow() {
        raising("{rings: {internal: 50, ga: 0}}", "{rings: {internal: 100, ga: 0}}")
                .verify();
    }

    @Test
    void refusesAServerTakenOut() {
        raising(
                "{canary: {servers: [a], regions: []}, percentage: 0}",
                "{canary: {servers: [b, c], regions: []}, percentage: 0}  # refused: raise-not-alone");
        assertThat(scenario.refusal().message())
                .isEqualTo("server \"a\" of \"f\" in production is removed together with a raise");
    }

    @Test
    void refusesThePercentageBesideACanaryThatFalls() {
        raising(
                "{canary: {servers: [a], regions: []}, percentage: 10}",
                "{canary: {servers: [a, b], regions: []}, percentage: 9}  # refused: raise-not-alone,"
                        + " canary-out-of-order");
        assertThat(scenario.verify().findings())
                .anySatisfy(finding -> assertThat(finding.message())
                        .isEqualTo("the percentage of \"f\" in production, 10 % at base, falls to 9 % together"
                                + " with a raise"));
    }

    @Test
    void acceptsThatThePercentageBesideACanaryIsWrittenOut() {
        raising(
                        "{canary: {servers: [a, c], regions: [eu]}}",
                        "{canary: {servers: [a, c], regions: [eu]}, percentage: 10}")
                .verify();
    }

    @Test
    void refusesARegionTakenOut() {
        raising(
                        "{canary: {servers: [a, b], regions: [us]}, percentage: 0}",
                        "{canary: {servers: [a, b, c], regions: []}, percentage: 10}  # refused: raise-not-alone,"
                                + " canary-out-of-order")
                .verify();
    }

    @Test
    void acceptsAnotherStrategyWhereNobodyIsExposed() {
        raising("{percentage: 0}", "{rings: {internal: 10, ga: 0}}").verify();
    }

    @Test
    void refusesAnotherStrategyInFlight() {
        raising("{percentage: 10}", "{rings: {internal: 50, ga: 10}}  # refused: raise-not-alone");
        assertThat(scenario.refusal().message())
                .isEqualTo("the strategy of \"f\" in production changes from percentage to ring while a percentage is"
                        + " above 0");
    }

    @Test
    void acceptsAnotherStrategyFromCanaryListsThatAreEmpty() {
        raising("{canary: {servers: []}, percentage: 0}", "{percentage: 10}").verify();
    }

    @Test
    void refusesAnotherStrategyFromCanaryListsThatNameNobodyKnown() {
        raising("{canary: {regions: [us]}, percentage: 0}", "{percentage: 10}  # refused: raise-not-alone")
                .verify();
    }

    @Test
    void leavesFiguresFreeWhereTheFlagIsTurnedOn() {
        raising("{percentage: 50, enabled: false}", "{percentage: 10}").verify();
    }

    @Test
    void letsFreeEnvironmentsGrowBesideARaise() {
        scenario.flag("f", "environments: {production: {percentage: 10}, sandbox: {percentage: 50}}")
                .base();
        scenario.flag("f", "environments: {production: {percentage: 50}, sandbox: {percentage: 100}}")
                .verify();
    }

    @Test
    void refusesAFreeEnvironmentThatFallsOrGoesBesideARaise() {
        scenario.flag("f", "environments: {production: {percentage: 10}, sandbox: {percentage: 50}}")
                .base();
        scenario.flag(
                        "f",
                        "environments: {production: {percentage: 50}, sandbox: {percentage: 0}}  # refused:"
                                + " raise-not-alone")
                .verify();
        scenario.flag("f", "environments: {production: {percentage: 50}}")
                .expect("flags/g/f.yaml:1", "refused: raise-not-alone");
        assertThat(scenario.refusal().message())
                .isEqualTo("\"f\" is switched off in sandbox together with the raise of \"f\"");
    }

    @Test
    void letsAnUnexposedFreeBlockGo() {
        scenario.flag("f", "environments: {production: {percentage: 10}, sandbox: {percentage: 0}}")
                .base();
        scenario.flag("f", "environments: {production: {percentage: 50}}").verify();
    }

    @Test
    void refusesATargetThatChangesWithTheRaise() {
        raising("{percentage: 10}", "{percentage: 50, target: 100}  # refused: raise-not-alone");
        assertThat(scenario.refusal().message())
                .isEqualTo("the target of \"f\" in production changes together with its raise");
        raising("{percentage: 10, target: 50}", "{percentage: 50}  # refused: raise-not-alone")
                .verify();
        raising("{percentage: 10, target: 50}", "{percentage: 50, target: 100}  # refused: raise-not-alone")
                .verify();
    }

    @Test
    void refusesATargetInABlockThatTheRaiseAdds() {
        scenario.flag("f", "environments: {}").base();
        scenario.flag("f", "environments: {production: {percentage: 10, target: 50}}")
                .expect("flags/g/f.yaml:4", "refused: raise-not-alone")
                .verify();
    }

    @Test
    void letsATargetStandDuringARaiseAndChangeWithoutOne() {
        raising("{percentage: 10, target: 50}", "{percentage: 50, target: 50}").verify();
        raising("{percentage: 10, target: 50}", "{percentage: 10, target: 100}").verify();
        raising("{percentage: 50}", "{percentage: 10, target: 100}").verify();
    }

    @Test
    void refusesToRaiseWithThePolicyThatBecomesReadable() {
        scenario.policy(POLICY + "policy: 1\n")
                .production("f", "{percentage: 10}")
                .base();
        scenario.policy(POLICY).production("f", "{percentage: 50}");
        assertThat(scenario.judge().findings())
                .filteredOn(finding -> finding.rule().text().equals("raise-not-alone"))
                .extracting(Finding::message)
                .containsExactly("the policy becomes readable together with the raise of \"f\", so base has no policy"
                        + " that can judge the raise");
    }

    @Test
    void refusesToRaiseInAnEnvironmentThatIsNewInTheSameChange() {
        scenario.production("f", "{percentage: 10}").base();
        scenario.policy(POLICY + """
                  new:
                    ladder: [0, 10, 100]
                    soak: 0m
                    spacing: 1d
                    checklist: [on-call-briefed]
                    peak_hours: [{days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "23:59"}]
                """);
        scenario.flag("f", "environments: {production: {percentage: 10}, new: {percentage: 100}}");
        assertThat(scenario.judge().findings())
                .as("no figures of base judge it")
                .extracting(finding -> finding.rule().text())
                .contains("raise-not-alone")
                .doesNotContain("closed-window", "crowded-raise", "incomplete-checklist", "skipped-step");
    }

    @Test
    void refusesAnotherStrategyUnlessTheOldOneExposesNobody() {
        raising("{rings: {internal: 0, ga: 0}}", "{percentage: 10}").verify();
        scenario.production("f", "{rings: {internal: 10, ga: 0}}").base();
        scenario.production("f", "{percentage: 10}  # refused: raise-not-alone");
        scenario.ignoring("off-ladder").expect("flags/g/f.yaml:1", "refused: raise-not-alone");
        assertThat(scenario.judge().findings())
                .extracting(Finding::message)
                .anyMatch(message -> message.contains("changes from ring to percentage"));
    }

    /** Whoever adds a field decides here, and in the rule, whether it may change beside a raise. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Flag       | key group dependencies strategy writtenSalt environments  | description owner checklist expires permanent links contact tags
        Block      | environment strategy enabled frozen form target           |
        Experiment | key group within status variants metrics minSampleSize    | description owner exposures expires links tags
        Policy     | zone rings environments freezes staleAfter overridable acknowledging metrics guardrails | links contact place
        """)
    void decidesOfEveryField(String format, String compared, @Nullable String texts) throws ClassNotFoundException {
        List<String> decided = new ArrayList<>(List.of(compared.split(" ")));
        if (texts != null) {
            decided.addAll(List.of(texts.split(" ")));
        }
        assertThat(Class.forName("dev.hoist.validator.model." + format).getRecordComponents())
                .as("the fields that \"raise-not-alone\" compares, then the texts that may change beside a raise")
                .extracting(RecordComponent::getName)
                .containsExactlyInAnyOrderElementsOf(decided);
    }
}
