package dev.hoist.cli.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RulePagesTest {
    @Test
    void takesTheFirstSentenceOfTheText() {
        assertThat(RulePages.firstSentence("# skipped-step\n\n## Why\n\nA raise takes\none rung. Or so.\n\nMore.\n"))
                .isEqualTo("A raise takes one rung.");
    }

    @Test
    void findsAPageForEveryRuleThatItLists() {
        assertThat(RulePages.rules()).contains("skipped-step", "overridden");
        for (String rule : RulePages.rules()) {
            assertThat(RulePages.page(rule)).as(rule).isPresent();
        }
    }
}
