package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.history.Landing;
import dev.hoist.validator.verdict.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class FoxtrotMergeTest {
    private static final String POLICY = """
            policy: 1
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 0m}
            overrides: {allowed: [soak-cut-short]}
            """;

    private final Scenario scenario = new Scenario();

    private Scenario at(String figure) {
        return scenario.policy(POLICY).production("f", figure).base();
    }

    @Test
    void refusesAMergeWhoseFirstParentIsNotBase() {
        at("{percentage: 10}").production("f", "{percentage: 50}").landing(Landing.SIDEWAYS);
        scenario.expect("flags", "refused: foxtrot-merge");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags: base is not on head's first-parent line: head has it only through a merge [foxtrot-merge]
                        help: put your commits on top of base, for example with "git pull --rebase", and push again""");
    }

    @Test
    void refusesAHistoryWithoutBase() {
        at("{percentage: 10}").production("f", "{percentage: 50}").landing(Landing.REWRITTEN);
        scenario.expect("flags", "refused: foxtrot-merge");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags: base is not in the history of head [foxtrot-merge]
                        help: fetch, put your commits on top of base, and push without --force; to take back what landed, use "git revert\"""");
    }

    /** It is the one rule that may: the same rollback on top of base has the right shape. */
    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"PROPOSED", "ONWARD"})
    void refusesARollbackInTheWrongShapeForThatAlone(Landing landing) {
        at("{percentage: 50}").production("f", "{percentage: 0}").landing(landing);
        scenario.expect("flags", "refused: foxtrot-merge");
        assertThat(scenario.verify().kind()).isEqualTo(Kind.ROLLBACK);
        assertThat(scenario.landing(Landing.ONWARD).judge().accepted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"PROPOSED", "ONWARD"})
    void saysNothingOfAnyOther(Landing landing) {
        at("{percentage: 10}").production("f", "{percentage: 50}").landing(landing);
        assertThat(scenario.verify().accepted()).isTrue();
    }

    @Test
    void isNotOverridden() {
        scenario.policy(POLICY.replace("soak-cut-short", "soak-cut-short, skipped-step"))
                .production("f", "{percentage: 10}")
                .base()
                .production("f", "{percentage: 50}  # warning: ignored-override")
                .message("Hoist-Override: foxtrot-merge because of a hurry")
                .landing(Landing.SIDEWAYS)
                .expect("flags", "refused: foxtrot-merge")
                .verify();
    }
}
