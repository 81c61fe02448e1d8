package dev.hoist.validator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.RuleId;
import org.junit.jupiter.api.Test;

class RuleFactsTest {
    @Test
    void knowsWhichRefusalsTimeAloneMends() {
        assertThat(RuleBook.ids().stream()
                        .filter(id -> RuleBook.facts(id)
                                .filter(RuleFacts::mendedByTime)
                                .isPresent()))
                .extracting(RuleId::text)
                .containsExactlyInAnyOrder("soak-cut-short", "crowded-raise", "closed-window", "future-history");
    }
}
