package dev.hoist.validator.rules;

import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.NameKind;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.tree.FileReading;
import java.util.List;
import java.util.stream.Stream;

/** A flag has a block for an environment that the policy does not have. */
final class UnknownEnvironment implements StructureRule {
    @Override
    public Stream<Finding> check(FileReading file, FlagState state) {
        if (!(file instanceof FileReading.OfFlag known)) {
            return Stream.empty();
        }
        List<String> names = state.policy().map(Policy::environmentNames).orElse(List.of());
        return known.flag().environments().values().stream()
                .filter(block -> !names.contains(block.environment().value()))
                .map(block -> UnknownName.finding(id(), NameKind.ENVIRONMENT, block.environment(), names, known.flag())
                        .in(block.environment().value()));
    }
}
