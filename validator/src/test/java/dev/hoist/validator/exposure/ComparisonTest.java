package dev.hoist.validator.exposure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.tree.FlagTree;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final String ONE_ENVIRONMENT =
            "policy: 1\nrings: {%s}\nenvironments:\n  production: {ladder: [0, 100], soak: 0m%s}\n";

    private static FlagState side(Scenario scenario) {
        FlagTree tree = scenario.tree();
        return new FlagState(tree, tree.policy());
    }

    private static FlagState side(String rings, String block) {
        return side(
                new Scenario().policy(String.format(ONE_ENVIRONMENT, rings, "")).production("f", block));
    }

    @Test
    void readsARingThatOneSideLacksAsTheNextOutside() {
        Comparison comparison = new Comparison(
                side("internal: {}, ga: {}", "{rings: {internal: 100, ga: 10}}"),
                side("internal: {}, beta: {}, ga: {}", "{rings: {internal: 100, beta: 10, ga: 10}}"),
                PolicyHistory.NONE);
        assertThat(comparison.rings()).containsExactly("internal", "ga", "beta");
        assertThat(comparison.exposure("f", "production").rises()).isFalse();
        assertThat(comparison.exposure("f", "production").lowers()).isFalse();
    }

    @Test
    void readsANewOutermostRingAsTheOutermost() {
        Comparison comparison = new Comparison(
                side("internal: {}, ga: {}", "{rings: {internal: 100, ga: 10}}"),
                side("internal: {}, ga: {}, world: {}", "{rings: {internal: 100, ga: 10, world: 50}}"),
                PolicyHistory.NONE);
        ExposureChange exposure = comparison.exposure("f", "production");
        assertThat(exposure.risingCells().stream().map(exposure::ring)).containsExactly("world");
    }

    @Test
    void showsARingTakenOutForWhatItsUsersGain() {
        Comparison comparison = new Comparison(
                side("internal: {}, beta: {}, ga: {}", "{rings: {internal: 100, beta: 10, ga: 50}}"),
                side("internal: {}, ga: {}", "{rings: {internal: 100, ga: 50}}"),
                PolicyHistory.NONE);
        ExposureChange exposure = comparison.exposure("f", "production");
        assertThat(exposure.risingCells().stream().map(exposure::ring)).containsExactly("beta");
    }

    @Test
    void readsARingTakenOutAsTheOutermostWhereThatHasMore() {
        Comparison comparison = new Comparison(
                side("internal: {}, beta: {}, ga: {}", "{rings: {internal: 0, beta: 0, ga: 100}}"),
                side("beta: {}, ga: {}", "{rings: {beta: 0, ga: 100}}"),
                PolicyHistory.NONE);
        ExposureChange exposure = comparison.exposure("f", "production");
        assertThat(exposure.risingCells().stream().map(exposure::ring)).containsExactly("internal");
    }

    @Test
    void readsARingTakenOutAsTheNextOutsideWhereThatHasMore() {
        Comparison comparison = new Comparison(
                side("internal: {}, beta: {}, ga: {}", "{rings: {internal: 100, beta: 100, ga: 0}}"),
                side("beta: {}, ga: {}", "{rings: {beta: 100, ga: 0}}"),
                PolicyHistory.NONE);
        assertThat(comparison.exposure("f", "production").rises()).isFalse();
        assertThat(comparison.exposure("f", "production").lowers()).isFalse();
    }

    @Test
    void readsAServerThatOneSideLacksAsAnyOther() {
        Scenario before = new Scenario()
                .policy(String.format(ONE_ENVIRONMENT, "ga: {}", ""))
                .production("f", "{canary: {servers: [a]}, percentage: 0}");
        Scenario after = new Scenario()
                .policy(String.format(ONE_ENVIRONMENT, "ga: {}", ", regions: {eu: {a: 4}}"))
                .production("f", "{canary: {servers: [a]}, percentage: 0}");
        ExposureChange exposure =
                new Comparison(side(before), side(after), PolicyHistory.NONE).exposure("f", "production");
        assertThat(exposure.risingCells()).containsExactly(new Cell(0, "a"));
    }

    private static FlagState environments(String environments, String block) {
        return side(new Scenario()
                .policy("policy: 1\nenvironments:\n" + environments)
                .flag("f", "environments: " + block));
    }

    @Test
    void readsANewEnvironmentAsTheOneThatItCameFrom() {
        String production = "  production: {ladder: [0, 100], soak: 0m}\n";
        FlagState before = environments(production, "{production: {percentage: 40}}");
        FlagState after = environments(
                production
                        + "  second: {ladder: [0, 100], soak: 0m, from: production}\n"
                        + "  third: {ladder: [0, 100], soak: 0m, from: second}\n"
                        + "  fourth: {ladder: [0, 100], soak: 0m}\n",
                "{production: {percentage: 40}, second: {percentage: 40}, third: {percentage: 50},"
                        + " fourth: {percentage: 1}}");
        Comparison comparison = new Comparison(before, after, PolicyHistory.NONE);
        assertThat(comparison.environmentBefore("second")).contains("production");
        assertThat(comparison.environmentBefore("third")).contains("production");
        assertThat(comparison.environmentBefore("fourth")).isEmpty();
        assertThat(comparison.environmentAfter("second")).contains("second");
        assertThat(comparison.exposure("f", "second").rises()).isFalse();
        assertThat(comparison.exposure("f", "third").rises()).isTrue();
        assertThat(comparison.exposure("f", "fourth").rises()).isTrue();
        assertThat(comparison.environments()).containsExactly("production", "second", "third", "fourth");
    }

    @Test
    void readsAnEnvironmentThatCameBackAsNobody() {
        String staging = "  staging: {ladder: [0, 100], soak: 0m}\n";
        String production = "  production: {ladder: [0, 100], soak: 0m, from: staging}\n";
        String third = "  third: {ladder: [0, 100], soak: 0m, from: production}\n";
        String blocks = "{staging: {percentage: 40}, production: {percentage: 40}, third: {percentage: 40}}";
        FlagState once = environments(staging + production, blocks);
        FlagState gone = environments(staging, blocks);
        FlagState back = environments(staging + production + third, blocks);
        Comparison comparison = new Comparison(gone, back, past(gone, once));
        assertThat(comparison.environmentBefore("production")).isEmpty();
        assertThat(comparison.environmentBefore("third")).isEmpty();
        assertThat(comparison.exposure("f", "production").rises()).isTrue();
        assertThat(comparison.exposure("f", "third").rises()).isTrue();
        assertThat(new Comparison(gone, back, past(gone)).exposure("f", "third").rises())
                .isFalse();
    }

    @Test
    void leavesNobodyInAnEnvironmentThatGoes() {
        String staging = "  staging: {ladder: [0, 100], soak: 0m}\n";
        String production = "  production: {ladder: [0, 100], soak: 0m, from: staging}\n";
        String blocks = "{staging: {percentage: 100}, production: {percentage: 40}}";
        FlagState before = environments(staging + production, blocks);
        ExposureChange exposure =
                new Comparison(before, environments(staging, blocks), past(before)).exposure("f", "production");
        assertThat(exposure.rises()).isFalse();
        assertThat(exposure.lowers()).isTrue();
    }

    @Test
    void readsARingThatCameBackAsTheOneThatTookItIn() {
        String figures = "{rings: {internal: 100, staff: 70, ga: 10}}";
        FlagState once = side("internal: {}, beta: {}, staff: {}, ga: {}", figures);
        FlagState lessStaff = side("internal: {}, ga: {}", figures);
        FlagState gone = side("internal: {}, staff: {}, ga: {}", figures);
        for (String order :
                new String[] {"beta: {}, internal: {}, staff: {}, ga: {}", "internal: {}, beta: {}, staff: {}, ga: {}"
                }) {
            FlagState back = side(order, figures);
            ExposureChange asSince =
                    new Comparison(gone, back, past(gone, lessStaff, once)).exposure("f", "production");
            assertThat(asSince.risingCells().stream().map(asSince::ring)).containsExactly("beta");
            ExposureChange asNew = new Comparison(gone, back, past(gone)).exposure("f", "production");
            assertThat(asNew.rises()).isFalse();
        }
    }

    private static PolicyHistory past(FlagState... newestFirst) {
        return () -> Stream.of(newestFirst).flatMap(side -> side.policy().stream());
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
        FlagState side = side(scenario);
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
        FlagState side = side("internal: {}, beta: {}, ga: {}", "{rings: {beta: 30}}");
        PerCell<Bounds> reach = side.effective("f", "production");
        assertThat(reach.ring(0).other().share()).isEqualByComparingTo("30");
        assertThat(reach.ring(1).other().share()).isEqualByComparingTo("30");
        assertThat(reach.ring(2).other().isNobody()).isTrue();
    }

    @Test
    void distinguishesNoRingsWhereAllHaveTheSame() {
        FlagState side = side("internal: {}, ga: {}", "{rings: {internal: 30, ga: 30}}");
        assertThat(side.declared("f", "production").distinguishesRings()).isFalse();
        assertThat(side.effective("f", "production").distinguishesRings()).isFalse();
    }

    @Test
    void givesAFlagForEveryoneTheServersOfWhatItDependsOn() {
        FlagState side = side(new Scenario()
                .policy(String.format(ONE_ENVIRONMENT, "ga: {}", ", regions: {eu: {a: 4, b: 4}}"))
                .production("root", "{canary: {servers: [a]}, percentage: 0}")
                .flag("f", "dependencies: [root]\nenvironments: {production: {percentage: 50}}")
                .flag("own", "dependencies: [root]\nenvironments: {production: {canary: {servers: [b]}}}")
                .flag("fed", "dependencies: [f]\nenvironments: {production: {percentage: 100}}"));
        for (String key : new String[] {"f", "fed"}) {
            PerCell<Bounds> reach = side.effective(key, "production");
            assertThat(reach.at(new Cell(0, "a")).share()).as(key).isEqualByComparingTo("50");
            assertThat(reach.at(new Cell(0, "b")).isNobody()).as(key).isTrue();
            assertThat(reach.at(new Cell(0, Cell.OTHER)).isNobody()).as(key).isTrue();
        }
        assertThat(side.effective("own", "production").all(Bounds::isNobody)).isTrue();
    }

    private static Stream<String> exposures(FlagState before, FlagState after) {
        return new Comparison(before, after, PolicyHistory.NONE)
                .exposures().stream()
                        .map(exposure -> exposure.flag() + " in " + exposure.environment()
                                + (exposure.rises() ? " rises" : "") + (exposure.lowers() ? " falls" : ""));
    }

    @Test
    void showsWhatAnEditOfThePolicyDoesToFlagsWhoseFilesStay() {
        Scenario scenario = new Scenario()
                .policy(String.format(ONE_ENVIRONMENT, "ga: {}", ""))
                .production("f", "{canary: {servers: [a]}, percentage: 0}")
                .production("still", "{percentage: 50}")
                .production("gone", "{percentage: 50}");
        FlagState before = side(scenario);
        FlagState after = side(scenario.policy(String.format(ONE_ENVIRONMENT, "ga: {}", ", regions: {eu: {a: 4}}"))
                .without("g/gone.yaml")
                .production("new", "{percentage: 50}"));
        assertThat(exposures(before, after))
                .containsExactly("f in production rises", "gone in production falls", "new in production rises");
    }

    @Test
    void showsEveryFlagThatTheFirstPolicyExposesAndNoneWithoutAPolicy() {
        Scenario scenario = new Scenario().production("f", "{percentage: 50}");
        FlagState nothing = side(scenario);
        FlagState edited = side(scenario.production("g", "{percentage: 50}"));
        assertThat(exposures(nothing, edited)).isEmpty();
        FlagState read = side(scenario.policy(String.format(ONE_ENVIRONMENT, "ga: {}", "")));
        assertThat(exposures(edited, read)).containsExactly("f in production rises", "g in production rises");
        assertThat(exposures(read, edited)).containsExactly("f in production falls", "g in production falls");
    }

    @Test
    void showsFlagsThatOnlyDependOnWhatDiffers() {
        Scenario scenario = new Scenario()
                .policy(String.format(ONE_ENVIRONMENT, "ga: {}", ""))
                .production("root", "{percentage: 10}")
                .flag("f", "dependencies: [root]\nenvironments: {production: {percentage: 100}}")
                .production("other", "{percentage: 50}");
        FlagState before = side(scenario);
        FlagState after = side(scenario.production("root", "{percentage: 20}"));
        assertThat(exposures(before, after)).containsExactly("f in production rises", "root in production rises");
        assertThat(exposures(after, side(scenario.without("g/root.yaml"))))
                .containsExactly("f in production falls", "root in production falls");
    }

    @Test
    void namesAnEnvironmentThatGoesBehindThoseThatStay() {
        String staging = "  staging: {ladder: [0, 100], soak: 0m}\n";
        String production = "  production: {ladder: [0, 100], soak: 0m}\n";
        String blocks = "{staging: {percentage: 100}, production: {percentage: 40}}";
        FlagState both = environments(production + staging, blocks);
        FlagState one = environments(staging, blocks);
        Comparison going = new Comparison(both, one, PolicyHistory.NONE);
        assertThat(going.environments()).containsExactly("staging", "production");
        assertThat(going.environmentAfter("production")).isEmpty();
        assertThat(going.environmentAfter("staging")).contains("staging");
        assertThat(exposures(both, one)).containsExactly("f in production falls");
        assertThat(exposures(one, both)).containsExactly("f in production rises");
    }
}
