package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class UnknownNamesTest {
    private static final String POLICY = """
            policy: 1
            rings: {internal: {}, ga: {}}
            environments:
              staging: {ladder: [0, 100], soak: 0m, regions: {us: {c: 1}}}
              production:
                ladder: [0, 10, 50, 100]
                soak: 0m
                regions: {eu-west: {game-eu-1: 4}}
                checklist: [on-call-briefed]
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    private Scenario adding(String rest) {
        scenario.flag("parent", "environments: {}").base();
        return scenario.flag("f", rest);
    }

    @Test
    void refusesAnUnknownEnvironment() {
        adding("environments:\n  prodution: {percentage: 0}  # refused: unknown-environment");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:3: "f" names the environment "prodution", which the policy does not have [unknown-environment]
                        help: did you mean "production"?""");
        assertThat(scenario.refusal().environment()).contains("prodution");
    }

    @Test
    void listsTheNamesWhereNoneIsNear() {
        adding("environments:\n  moon: {percentage: 0}  # refused: unknown-environment");
        assertThat(scenario.refusal().help())
                .contains(
                        "the policy has \"staging\", \"production\"; correct the name, or add the environment to the policy");
    }

    @Test
    void refusesAnUnknownRing() {
        adding("environments:\n  production: {rings: {internl: 0}}  # refused: unknown-ring");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:24: "f" names the ring "internl", which the policy does not have [unknown-ring]
                        help: did you mean "internal"?""");
    }

    @Test
    void refusesAnUnknownServer() {
        adding("environments:\n  production: {canary: {servers: [game-eu-2]}}  # refused: unknown-server");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:35: "f" names the server "game-eu-2", which the policy does not have [unknown-server]
                        help: did you mean "game-eu-1"?""");
    }

    @Test
    void refusesARegionOfAnotherEnvironment() {
        adding("environments:\n  production: {canary: {regions: [us]}}  # refused: unknown-region");
        assertThat(scenario.refusal().help())
                .contains("the policy has \"eu-west\"; correct the name, or add the region to the policy");
    }

    @Test
    void refusesAnUnknownCheck() {
        adding("checklist: [oncall-briefed]  # refused: unknown-check\nenvironments: {}");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:4:13: "f" names the checklist item "oncall-briefed", which the policy does not have [unknown-check]
                        help: did you mean "on-call-briefed"?""");
    }

    @Test
    void refusesAnUnknownDependency() {
        adding("dependencies: [parnet]  # refused: unknown-dependency\nenvironments: {}");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:4:16: "f" depends on "parnet", which does not exist [unknown-dependency]
                        help: did you mean "parent"?""");
    }

    @Test
    void refusesAnExperimentWithinNothing() {
        scenario.flag("parent", "environments: {}").base();
        scenario.file("g/e.yaml", """
                experiment: e
                description: d
                owner: o
                within: elsewhere  # refused: unknown-dependency
                status: draft
                variants: {a: 100}
                """);
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/e.yaml:4:9: "e" divides the users of "elsewhere", which does not exist [unknown-dependency]
                        help: name a flag that exists""");
    }

    @Test
    void namesACircleOnceAndInFull() {
        scenario.flag("parent", "environments: {}").base();
        scenario.flag("a", "dependencies: [b]  # refused: dependency-cycle\nenvironments: {}")
                .flag("b", "dependencies: [c]\nenvironments: {}")
                .flag("c", "dependencies: [a, parent]\nenvironments: {}");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/a.yaml:4:16: "a" depends on itself: a → b → c → a [dependency-cycle]
                        help: take one of these dependencies out""");
    }

    @Test
    void refusesAFlagThatDependsOnItself() {
        adding("dependencies: [f]  # refused: dependency-cycle\nenvironments: {}");
        assertThat(scenario.refusal().message()).isEqualTo("\"f\" depends on itself: f → f");
    }

    @Test
    void refusesAKeyThatDiffersInPunctuationAlone() {
        scenario.flag("my_flag", "environments: {}").base();
        scenario.flag("h/my-flag", "environments: {}").expect("flags/h/my-flag.yaml:1", "refused: duplicate-flag");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/h/my-flag.yaml:1:7: "my-flag" is the key of flags/g/my_flag.yaml too, but for letter case or - and _ [duplicate-flag]
                        help: give one of them another key""");
    }

    @Test
    void refusesAKeyThatAnExperimentHas() {
        scenario.flag("f", "environments: {}").base();
        scenario.file("h/f.yaml", """
                experiment: f  # refused: duplicate-flag
                description: d
                owner: o
                within: f
                status: draft
                variants: {a: 100}
                """);
        assertThat(scenario.refusal().message()).isEqualTo("\"f\" is the key of flags/g/f.yaml too");
    }

    @Test
    void warnsInARollback() {
        scenario.production("f", "{canary: {servers: [game-eu-1]}, percentage: 0}")
                .base();
        scenario.production("f", "{canary: {servers: [game-eu-9]}, percentage: 0}  # warning: unknown-server")
                .verify();
    }

    @Test
    void warnsOfANameThatBaseHasAlready() {
        scenario.flag("f", "environments: {moon: {percentage: 0}}").base();
        scenario.flag("f", "tags: [t]\nenvironments: {moon: {percentage: 0}}  # warning: unknown-environment")
                .verify();
    }

    @Test
    void warnsOfANameThatAPolicyOnceHad() {
        scenario.flag("f", "checklist: [on-call-briefed]\nenvironments: {}").base();
        scenario.policy(POLICY.replace("[on-call-briefed]", "[]"))
                .expect("flags/policy.yaml:1", "warning: policy-edited")
                .expect("flags/g/f.yaml:4", "warning: unknown-check")
                .verify();
    }
}
