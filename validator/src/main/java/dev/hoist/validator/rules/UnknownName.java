package dev.hoist.validator.rules;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Located;
import java.util.Collection;

/** What all rules about names that the policy does not have say. */
final class UnknownName {
    private UnknownName() {}

    static Finding finding(RuleId rule, String what, Located<String> name, Collection<String> known, Flag flag) {
        return Finding.error(
                        rule,
                        name.place(),
                        Words.quoted(flag.name()) + " names the " + what + " " + Words.quoted(name.value())
                                + ", which the policy does not have")
                .about(flag.name())
                .help(Spelling.didYouMean(name.value(), known).orElseGet(() -> help(what, known)));
    }

    private static String help(String what, Collection<String> known) {
        String list = known.isEmpty() ? "the policy has none" : "the policy has " + Words.quoted(known);
        return list + "; correct the name, or add the " + what + " to the policy";
    }
}
