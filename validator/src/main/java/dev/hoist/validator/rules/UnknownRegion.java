package dev.hoist.validator.rules;

import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.NameKind;
import dev.hoist.validator.tree.FileReading;
import java.util.stream.Stream;

/** A canary list names a region that its environment does not have. */
final class UnknownRegion implements StructureRule {
    @Override
    public Stream<Finding> check(FileReading file, FlagState state) {
        return UnknownName.inCanaryLists(id(), NameKind.REGION, file, state, Form.Canary::regions);
    }
}
