package dev.hoist.validator.report;

import dev.hoist.validator.rules.RuleFacts;
import dev.hoist.validator.rules.RulePage;
import java.util.List;

/** Writes the rules and the properties of each rule as JSON. */
public final class RulesJson {
    private RulesJson() {}

    /** An object with one line for each rule. */
    public static String of(List<RuleFacts> rules) {
        return JsonObject.spread()
                        .json("rules", JsonObject.lines(rules, RulesJson::rule, "  "))
                        .toString()
                + "\n";
    }

    private static String rule(RuleFacts facts) {
        return new JsonObject()
                .text("id", facts.id().text())
                .text("kind", facts.kind().text())
                .json("overridable", Boolean.toString(facts.overridable()))
                .json("passedByRestore", Boolean.toString(facts.passedByRestore()))
                .json("mendedByTime", Boolean.toString(facts.mendedByTime()))
                .text("waitsFor", facts.waitsFor().map(wait -> wait.on().text()))
                .json("needsHistory", Boolean.toString(facts.needsHistory()))
                .text("summary", RulePage.of(facts.id()).firstSentence())
                .text("page", "docs/rules/" + facts.id() + ".md")
                .toString();
    }
}
