package dev.hoist.validator.rules;

import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.NameKind;
import dev.hoist.validator.tree.FileReading;
import java.util.List;
import java.util.stream.Stream;

/** A flag ticks an item that is on no checklist of the policy. */
final class UnknownCheck implements StructureRule {
    @Override
    public Stream<Finding> check(FileReading file, FlagState state) {
        if (!(file instanceof FileReading.OfFlag known)) {
            return Stream.empty();
        }
        List<String> names =
                state.policy().map(policy -> NameKind.CHECK.in(policy, "")).orElse(List.of());
        return known.flag().checklist().stream()
                .filter(item -> !names.contains(item.value()))
                .map(item -> UnknownName.finding(id(), NameKind.CHECK, item, names, known.flag()));
    }
}
