package dev.hoist.validator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.rules.RuleBook;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesJsonTest {
    @Test
    void givesOneRuleOneLine() {
        assertThat(RulesJson.of(List.of(
                        RuleBook.facts(new RuleId("soak-cut-short")).orElseThrow(),
                        RuleBook.facts(new RuleId("yaml-syntax")).orElseThrow())))
                .isEqualTo("""
                    {
                      "rules": [
                        {"id": "soak-cut-short", "kind": "transition", "overridable": true, "passedByRestore": true, "mendedByTime": true, "waitsFor": "clock", "needsHistory": true, "summary": "A flag rises before its last movement in that environment has soaked.", "page": "docs/rules/soak-cut-short.md"},
                        {"id": "yaml-syntax", "kind": "structure", "overridable": false, "passedByRestore": false, "mendedByTime": false, "waitsFor": null, "needsHistory": false, "summary": "A file is not YAML, or states a key twice.", "page": "docs/rules/yaml-syntax.md"}
                      ]
                    }
                    """);
    }

    @Test
    void findsThePageOfEveryRule() {
        assertThat(RulesJson.of(RuleBook.facts()).lines())
                .hasSize(RuleBook.ids().size() + 4);
    }
}
