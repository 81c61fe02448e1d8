package dev.hoist.validator.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hoist.validator.fixture.Trees;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.CannotJudge;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepTest {
    private static final String POLICY = """
        policy: 1
        rings: {internal: {}, beta: {}, ga: {}}
        environments:
          production:
            ladder: [0, 10, 50, 100]
            soak: 0m
            rings: {internal: {ladder: [0, 100]}}
            regions: {eu: {eu-1: 4, eu-2: 4}, us: {us-1: 5}}
            canary: [{servers: 1}, {regions: 1}]
        """;

    private final Trees trees = new Trees();

    private Flag flag(String block) {
        return tree(block).flag("f").orElseThrow();
    }

    private FlagTree tree(String block) {
        return trees.read(Map.of(
                "policy.yaml",
                POLICY,
                "g/f.yaml",
                "flag: f\ndescription: x\nowner: z\nenvironments: {production: " + block + "}\n"));
    }

    private Policy policy() {
        return tree("{percentage: 0}").policy().orElseThrow();
    }

    private List<String> candidates(String block) {
        return Step.candidates(flag(block), "production", policy()).stream()
                .map(Step::toString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "2.5", "0", "100", "beta=50", "server=game-eu-1", "region=eu-west", "server=50"})
    void printsWhatItReads(String text) {
        assertThat(Step.parse(text)).hasToString(text);
    }

    @Test
    void readsARingThatIsNamedServer() {
        assertThat(Step.parse("server=50")).isInstanceOf(Step.RingTo.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "101",
                "-1",
                "1.234",
                "=5",
                "beta=",
                "beta=101",
                "beta=all",
                "ring=a=b",
                "NaN",
                "1e1",
                "010",
                "+5"
            })
    void refusesWhatIsNoStep(String text) {
        assertThatThrownBy(() -> Step.parse(text))
                .isInstanceOf(CannotJudge.class)
                .hasMessage("\"" + text + "\" is no step");
    }

    @Test
    void goesToTheNextRung() {
        assertThat(candidates("{percentage: 0}")).containsExactly("10");
        assertThat(candidates("{percentage: 30}")).containsExactly("50");
        assertThat(candidates("{percentage: 100}")).isEmpty();
    }

    @Test
    void startsADisabledBlockAtItsFirstRung() {
        assertThat(candidates("{percentage: 50, enabled: false}")).containsExactly("10");
        assertThat(candidates("{enabled: false}")).containsExactly("10");
    }

    @Test
    void proposesInnerRingsFirst() {
        assertThat(candidates("{rings: {internal: 0, beta: 0, ga: 0}}"))
                .containsExactly("internal=100", "beta=10", "ga=10");
        assertThat(candidates("{rings: {internal: 100, beta: 50, ga: 0}}")).containsExactly("beta=100", "ga=10");
    }

    @Test
    void proposesServersThenTheRegionOfThatServerThenThePercentage() {
        assertThat(candidates("{canary: {servers: []}, percentage: 0}"))
                .containsExactly("server=eu-1", "server=eu-2", "server=us-1", "10");
        assertThat(candidates("{canary: {servers: [us-1]}, percentage: 0}"))
                .containsExactly("region=us", "region=eu", "10");
        assertThat(candidates("{canary: {servers: [us-1], regions: [us]}, percentage: 10}"))
                .containsExactly("50");
    }

    @Test
    void turnsADisabledBlockOnAtTheStepAlone() {
        Flag raised = Step.parse("10").appliedTo(flag("{percentage: 50, enabled: false}"), "production", policy());
        assertThat(raised.block("production").orElseThrow())
                .isEqualTo(flag("{percentage: 10}").block("production").orElseThrow());
    }

    @Test
    void writesRingsWhereNobodyIsExposed() {
        Flag raised = Step.parse("internal=100").appliedTo(flag("{percentage: 0}"), "production", policy());
        assertThat(raised.block("production").orElseThrow())
                .isEqualTo(flag("{rings: {internal: 100, beta: 0, ga: 0}}")
                        .block("production")
                        .orElseThrow());
        assertThatThrownBy(() -> Step.parse("internal=100").appliedTo(flag("{percentage: 10}"), "production", policy()))
                .isInstanceOf(CannotJudge.class)
                .hasMessage("the strategy of \"f\" in production is percentage, which has no such step");
    }

    @ParameterizedTest
    @CsvSource({"1%, 1", "2.5 %, 2.5", "beta=50%, beta=50"})
    void namesThePercentageWithoutItsSign(String text, String plain) {
        assertThatThrownBy(() -> Step.parse(text))
                .isInstanceOfSatisfying(
                        CannotJudge.class, e -> assertThat(e.help()).isEqualTo("write " + plain));
    }
}
