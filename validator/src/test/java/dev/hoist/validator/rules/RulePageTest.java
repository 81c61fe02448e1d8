package dev.hoist.validator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RulePageTest {
    @Test
    void takesTheFirstSentenceOfTheText() {
        String page = "# skipped-step\n\n## Why\n\nA raise takes\none rung. Or so.\n\nMore.\n";
        assertThat(new RulePage(page).firstSentence()).isEqualTo("A raise takes one rung.");
    }

    @Test
    void isThereForEveryRule() {
        assertThat(RuleBook.ids())
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(RulePage.of(rule).text()).startsWith("# " + rule.text() + "\n"));
    }
}
