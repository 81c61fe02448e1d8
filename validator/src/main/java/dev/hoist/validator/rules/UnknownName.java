package dev.hoist.validator.rules;

import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.MissingName;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.NameKind;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.tree.FileReading;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The shared code of the rules about names that the policy does not have. */
final class UnknownName {
    private UnknownName() {}

    static Finding finding(RuleId rule, NameKind kind, Located<String> name, Collection<String> known, Flag flag) {
        return Finding.error(
                        rule,
                        name.place(),
                        MessageText.quoted(flag.name()) + " names the " + kind.text() + " "
                                + MessageText.quoted(name.value()) + ", which the policy does not have")
                .about(flag.name())
                .missing(new MissingName(kind, name.value()))
                .help(Spelling.didYouMean(name.value(), known).orElseGet(() -> help(kind, known)));
    }

    /**
     * The unknown names on canary lists.
     *
     * @param list gives the list to check
     */
    static Stream<Finding> inCanaryLists(
            RuleId rule,
            NameKind kind,
            FileReading file,
            FlagState state,
            Function<Form.Canary, List<Located<String>>> list) {
        if (!(file instanceof FileReading.OfFlag flag) || state.policy().isEmpty()) {
            return Stream.empty();
        }
        Policy policy = state.policy().get();
        return flag.flag().environments().values().stream()
                .flatMap(block -> policy.environment(block.environment().value()).stream()
                        .flatMap(environment -> {
                            List<String> names =
                                    kind.in(policy, environment.name().value());
                            return written(block, list)
                                    .filter(name -> !names.contains(name.value()))
                                    .map(name -> finding(rule, kind, name, names, flag.flag())
                                            .in(block.environment().value()));
                        }));
    }

    private static Stream<Located<String>> written(Block block, Function<Form.Canary, List<Located<String>>> list) {
        return block.form().stream()
                .filter(Form.Canary.class::isInstance)
                .map(Form.Canary.class::cast)
                .flatMap(canary -> list.apply(canary).stream());
    }

    private static String help(NameKind kind, Collection<String> known) {
        String list = known.isEmpty() ? "the policy has none" : "the policy has " + MessageText.quoted(known);
        return list + "; correct the name, or add the " + kind.text() + " to the policy";
    }
}
