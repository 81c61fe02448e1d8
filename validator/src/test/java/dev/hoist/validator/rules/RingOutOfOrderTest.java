package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class RingOutOfOrderTest {
    private static final String POLICY = """
            policy: 1
            rings: {internal: {}, beta: {}, ga: {}}
            environments:
              production:
                ladder: [0, 10, 50, 100]
                soak: 0m
                rings: {internal: {ladder: [0, 40, 100]}}
              sandbox: {ladder: [0, 100], soak: 0m, free: true}
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    private Scenario raising(String before, String after) {
        scenario.production("f", before).base();
        return scenario.production("f", after);
    }

    @Test
    void refusesARingBeforeThoseInsideIt() {
        raising(
                "{rings: {internal: 40, beta: 0, ga: 0}}",
                "{rings: {internal: 40, beta: 10, ga: 0}}  # refused: ring-out-of-order");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:44: ring "beta" of "f" rises in production while "internal" inside it does not stand at 100 % [ring-out-of-order]
                        help: bring "internal" to 100 % first""");
    }

    @Test
    void acceptsARingOnceThoseInsideItStandAtAll() {
        raising("{rings: {internal: 100, beta: 0, ga: 0}}", "{rings: {internal: 100, beta: 10, ga: 0}}")
                .verify();
    }

    @Test
    void refusesTheOutermostRingWhileAnInnerOneIsPartial() {
        raising(
                        "{rings: {internal: 100, beta: 50, ga: 0}}",
                        "{rings: {internal: 100, beta: 50, ga: 10}}  # refused: ring-out-of-order")
                .verify();
    }

    @Test
    void refusesTwoRingsAtOnce() {
        raising(
                "{rings: {internal: 0, beta: 0, ga: 0}}",
                "{rings: {internal: 40, beta: 10, ga: 0}}  # refused: ring-out-of-order");
        assertThat(text(scenario.refusal())).isEqualTo("""
                        flags/g/f.yaml:5:44: rings "internal", "beta" of "f" rise together in production [ring-out-of-order]
                        help: raise "internal" alone first""");
    }

    @Test
    void countsARingThatReadsAsTheNextOutside() {
        raising("{rings: {ga: 0}}", "{rings: {ga: 10}}  # refused: ring-out-of-order, off-ladder")
                .verify();
    }
}
