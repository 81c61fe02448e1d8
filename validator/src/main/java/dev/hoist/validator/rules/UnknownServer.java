package dev.hoist.validator.rules;

import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.NameKind;
import dev.hoist.validator.tree.FileReading;
import java.util.stream.Stream;

/** A canary list names a server that its environment does not have. */
final class UnknownServer implements StructureRule {
    @Override
    public Stream<Finding> check(FileReading file, FlagState state) {
        return UnknownName.inCanaryLists(id(), NameKind.SERVER, file, state, Form.Canary::servers);
    }
}
