package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class UnknownDependencyTest {
    private static final String POLICY = """
            policy: 1
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 0m}
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    private Scenario adding(String rest) {
        scenario.flag("parent", "environments: {}").base();
        return scenario.flag("f", rest);
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
    void acceptsAnExperimentOnAFlagThatExists() {
        scenario.flag("parent", "environments: {}").base();
        scenario.file("g/e.yaml", """
                experiment: e
                description: d
                owner: o
                within: parent
                status: draft
                variants: {a: 100}
                """).verify();
    }

    @Test
    void asksNoFlagWhetherItMeantItself() {
        scenario.flag("elsewhere", "environments: {}").base();
        scenario.flag("parent", "dependencies: [parnet]  # refused: unknown-dependency\nenvironments: {}");
        assertThat(scenario.refusal().help()).contains("correct the key, or remove the dependency");
    }
}
