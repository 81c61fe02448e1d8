package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class DependencyCycleTest {
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
    void namesACircleOnceAndInFull() {
        scenario.flag("parent", "environments: {}").base();
        scenario.flag("a", "dependencies: [b]  # refused: dependency-cycle\nenvironments: {}")
                .flag("b", "dependencies: [c]\nenvironments: {}")
                .flag("c", "dependencies: [a, parent]\nenvironments: {}");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/a.yaml:4:16: "a" depends on itself: a → b → c → a [dependency-cycle]
                        help: remove one of these dependencies""");
    }

    @Test
    void refusesAFlagThatDependsOnItself() {
        adding("dependencies: [f]  # refused: dependency-cycle\nenvironments: {}");
        assertThat(scenario.refusal().message()).isEqualTo("\"f\" depends on itself: f → f");
    }

    @Test
    void pointsAtTheDependencyThatTheChangeAdds() {
        scenario.flag("a", "dependencies: [b]\nenvironments: {}")
                .flag("b", "dependencies: [c]\nenvironments: {}")
                .flag("c", "environments: {}")
                .base();
        scenario.flag("c", "dependencies: [a]  # refused: dependency-cycle\nenvironments: {}");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/c.yaml:4:16: "c" depends on itself: c → a → b → c [dependency-cycle]
                        help: remove one of these dependencies""");
    }

    @Test
    void staysWhereItWasWhileTheChangeAddsNothingToIt() {
        scenario.flag("b", "dependencies: [c]\nenvironments: {}")
                .flag("c", "dependencies: [b]\nenvironments: {}")
                .base();
        scenario.flag("d", "environments: {}").expect("flags/g/b.yaml:4", "refused: dependency-cycle");
        scenario.verify();
    }

    @Test
    void namesTheBeginningOfALongCircleAndHowManyFlagsItHas() {
        scenario.base();
        for (int number = 100; number < 130; number++) {
            String next = number == 129 ? "f100" : "f" + (number + 1);
            String mark = number == 100 ? "  # refused: dependency-cycle" : "";
            scenario.flag("f" + number, "dependencies: [" + next + "]" + mark + "\nenvironments: {}");
        }
        assertThat(scenario.refusal().message())
                .startsWith("\"f100\" depends on itself: f100 → f101 → f102 →")
                .endsWith(" → … (30 flags in all) → f100")
                .doesNotContain("f128");
    }
}
