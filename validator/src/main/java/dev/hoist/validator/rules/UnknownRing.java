package dev.hoist.validator.rules;

import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.tree.FileReading;
import java.util.List;
import java.util.stream.Stream;

/** A flag gives a figure to a ring that the policy does not have. */
final class UnknownRing implements StructureRule {
    @Override
    public Stream<Finding> check(FileReading file, FlagState side) {
        if (!(file instanceof FileReading.OfFlag known)) {
            return Stream.empty();
        }
        List<String> names = side.policy().map(Policy::ringNames).orElse(List.of());
        return known.flag().environments().values().stream()
                .flatMap(block -> block.form().stream()
                        .filter(Form.Rings.class::isInstance)
                        .flatMap(form -> ((Form.Rings) form).figures().stream())
                        .filter(figure -> !names.contains(figure.ring().value()))
                        .map(figure -> UnknownName.finding(id(), "ring", figure.ring(), names, known.flag())
                                .in(block.environment().value())));
    }
}
