package dev.hoist.validator.rules;

import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Guardrail;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.reading.InvalidPolicy;
import dev.hoist.validator.tree.FileReading;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Part of {@code invalid-policy}: a guardrail names a flag or group that does not exist, so it covers less than it
 * says.
 */
final class UnknownGuardrailTarget implements StructureRule {
    @Override
    public RuleId id() {
        return InvalidPolicy.ID;
    }

    @Override
    public Stream<Finding> check(FileReading file, FlagState state) {
        if (!(file instanceof FileReading.OfPolicy known)) {
            return Stream.empty();
        }
        return known.policy().guardrails().stream()
                .flatMap(guardrail -> Stream.concat(unknownFlags(guardrail, state), unknownGroups(guardrail, state)));
    }

    private Stream<Finding> unknownFlags(Guardrail guardrail, FlagState state) {
        return guardrail.flags().stream()
                .filter(flag -> state.flag(flag.value()).isEmpty())
                .map(flag -> finding(
                        guardrail,
                        "flag",
                        flag,
                        state.tree().flags().map(Flag::name).toList()));
    }

    private Stream<Finding> unknownGroups(Guardrail guardrail, FlagState state) {
        if (guardrail.groups().isEmpty()) {
            return Stream.empty();
        }
        Set<String> groups = state.tree().flags().map(Flag::group).collect(Collectors.toSet());
        return guardrail.groups().stream()
                .filter(group -> !groups.contains(group.value()))
                .map(group -> finding(guardrail, "group", group, groups));
    }

    private Finding finding(Guardrail guardrail, String kind, Located<String> name, Collection<String> known) {
        return Finding.error(
                        id(),
                        name.place(),
                        "the guardrail " + MessageText.quoted(guardrail.name().value()) + " names an unknown " + kind
                                + ", " + MessageText.quoted(name.value()))
                .help(Spelling.didYouMean(name.value(), known).orElse("delete it here, or add the " + kind + " first"));
    }
}
