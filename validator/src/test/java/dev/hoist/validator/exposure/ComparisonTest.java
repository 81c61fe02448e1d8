package dev.hoist.validator.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.tree.FlagTree;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final String ONE_ENVIRONMENT =
            "policy: 1\nrings: {%s}\nenvironments:\n  production: {ladder: [0, 100], soak: 0m%s}\n";

    private static Side side(Scenario scenario) {
        FlagTree tree = scenario.tree();
        return new Side(tree, tree.policy());
    }

    private static Side side(String rings, String block) {
        return side(
                new Scenario().policy(String.format(ONE_ENVIRONMENT, rings, "")).production("f", block));
    }

    @Test
    void readsARingThatOneSideLacksAsTheNextOutside() {
        Comparison comparison = new Comparison(
                side("internal: {}, ga: {}", "{rings: {internal: 100, ga: 10}}"),
                side("internal: {}, beta: {}, ga: {}", "{rings: {internal: 100, beta: 10, ga: 10}}"));
        assertThat(comparison.rings()).containsExactly("internal", "ga", "beta");
        assertThat(comparison.step("f", "production").rises()).isFalse();
        assertThat(comparison.step("f", "production").lowers()).isFalse();
    }

    @Test
    void readsANewOutermostRingAsTheOutermost() {
        Comparison comparison = new Comparison(
                side("internal: {}, ga: {}", "{rings: {internal: 100, ga: 10}}"),
                side("internal: {}, ga: {}, world: {}", "{rings: {internal: 100, ga: 10, world: 50}}"));
        Step step = comparison.step("f", "production");
        assertThat(step.risingCells().stream().map(step::ring)).containsExactly("world");
    }

    @Test
    void showsARingTakenOutForWhatItsUsersGain() {
        Comparison comparison = new Comparison(
                side("internal: {}, beta: {}, ga: {}", "{rings: {internal: 100, beta: 10, ga: 50}}"),
                side("internal: {}, ga: {}", "{rings: {internal: 100, ga: 50}}"));
        Step step = comparison.step("f", "production");
        assertThat(step.risingCells().stream().map(step::ring)).containsExactly("beta");
    }

    @Test
    void readsAServerThatOneSideLacksAsAnyOther() {
        Scenario before = new Scenario()
                .policy(String.format(ONE_ENVIRONMENT, "ga: {}", ""))
                .production("f", "{canary: {servers: [a]}, percentage: 0}");
        Scenario after = new Scenario()
                .policy(String.format(ONE_ENVIRONMENT, "ga: {}", ", regions: {eu: {a: 4}}"))
                .production("f", "{canary: {servers: [a]}, percentage: 0}");
        Step step = new Comparison(side(before), side(after)).step("f", "production");
        assertThat(step.risingCells()).containsExactly(new Cell(0, "a"));
    }

    private static Side environments(String environments, String block) {
        return side(new Scenario()
                .policy("policy: 1\nenvironments:\n" + environments)
                .flag("f", "environments: " + block));
    }

    @Test
    void readsANewEnvironmentAsTheOneThatItCameFrom() {
        String production = "  production: {ladder: [0, 100], soak: 0m}\n";
        Side before = environments(production, "{production: {percentage: 40}}");
        Side after = environments(
                production
                        + "  second: {ladder: [0, 100], soak: 0m, from: production}\n"
                        + "  third: {ladder: [0, 100], soak: 0m, from: second}\n"
                        + "  fourth: {ladder: [0, 100], soak: 0m}\n",
                "{production: {percentage: 40}, second: {percentage: 40}, third: {percentage: 50},"
                        + " fourth: {percentage: 1}}");
        Comparison comparison = new Comparison(before, after);
        assertThat(comparison.environmentBefore("second")).contains("production");
        assertThat(comparison.environmentBefore("third")).contains("production");
        assertThat(comparison.environmentBefore("fourth")).isEmpty();
        assertThat(comparison.environmentAfter("second")).contains("second");
        assertThat(comparison.step("f", "second").rises()).isFalse();
        assertThat(comparison.step("f", "third").rises()).isTrue();
        assertThat(comparison.step("f", "fourth").rises()).isTrue();
        assertThat(comparison.environments()).containsExactly("production", "second", "third", "fourth");
    }

    @Test
    void countsEveryFigureOnACircle() {
        Scenario scenario = new Scenario()
                .policy(String.format(ONE_ENVIRONMENT, "ga: {}", ""))
                .flag("a", "dependencies: [b]\nenvironments: {production: {percentage: 50}}")
                .flag("b", "dependencies: [c]\nenvironments: {production: {percentage: 20}}")
                .flag("c", "dependencies: [a]\nenvironments: {production: {percentage: 30}}")
                .flag("outside", "dependencies: [c]\nenvironments: {production: {percentage: 100}}")
                .flag("lost", "dependencies: [nowhere]\nenvironments: {production: {percentage: 100}}");
        Side side = side(scenario);
        for (String key : new String[] {"a", "b", "c", "outside"}) {
            assertThat(side.effective(key, "production").ring(0).other().share())
                    .as(key)
                    .isEqualByComparingTo("20");
        }
        assertThat(side.effective("lost", "production").all(Bounds::isNobody)).isTrue();
        assertThat(side.effective("nowhere", "production").all(Bounds::isNobody))
                .isTrue();
        assertThat(side.effective("a", "elsewhere").all(Bounds::isNobody)).isTrue();
    }

    @Test
    void givesARingLeftOutTheNextOneOutside() {
        Side side = side("internal: {}, beta: {}, ga: {}", "{rings: {beta: 30}}");
        PerCell<Bounds> reach = side.effective("f", "production");
        assertThat(reach.ring(0).other().share()).isEqualByComparingTo("30");
        assertThat(reach.ring(1).other().share()).isEqualByComparingTo("30");
        assertThat(reach.ring(2).other().isNobody()).isTrue();
    }
}
