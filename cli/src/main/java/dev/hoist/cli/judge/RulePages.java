package dev.hoist.cli.judge;

import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.rules.RuleBook;
import dev.hoist.validator.rules.RulePage;
import java.util.List;
import java.util.Optional;

/** The documentation pages of the rules, from the library's jar. */
final class RulePages {
    private RulePages() {}

    static Optional<String> page(String rule) {
        return RulePage.named(rule).map(RulePage::text);
    }

    /** The ids of all rules, in the order in which the documentation lists them. */
    static List<String> rules() {
        return RuleBook.ids().stream().map(RuleId::text).toList();
    }

    /** The first sentence of a page's text. */
    static String firstSentence(String page) {
        return new RulePage(page).firstSentence();
    }
}
