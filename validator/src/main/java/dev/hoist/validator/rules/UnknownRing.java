package dev.hoist.validator.rules;

import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.NameKind;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.model.Target;
import dev.hoist.validator.tree.FileReading;
import java.util.List;
import java.util.stream.Stream;

/** A flag gives a percentage to a ring that the policy does not have. */
final class UnknownRing implements StructureRule {
    @Override
    public Stream<Finding> check(FileReading file, FlagState state) {
        if (!(file instanceof FileReading.OfFlag known)) {
            return Stream.empty();
        }
        List<String> names = state.policy().map(Policy::ringNames).orElse(List.of());
        return known.flag().environments().values().stream()
                .flatMap(block -> named(block)
                        .filter(ring -> !names.contains(ring.value()))
                        .map(ring -> UnknownName.finding(id(), NameKind.RING, ring, names, known.flag())
                                .in(block.environment().value())));
    }

    private static Stream<Located<String>> named(Block block) {
        return Stream.concat(
                block.form().stream()
                        .filter(Form.Rings.class::isInstance)
                        .flatMap(form -> ((Form.Rings) form).figures().stream())
                        .map(Form.Rings.RingPercentage::ring),
                block.target().stream()
                        .filter(target -> target.value() instanceof Target.Through)
                        .map(target -> new Located<>(((Target.Through) target.value()).ring(), target.place())));
    }
}
