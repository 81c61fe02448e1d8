package dev.hoist.validator.rules;

import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.tree.FileReading;
import java.util.stream.Stream;

/**
 * A rule about one file of a tree, without history. It is a pure function of the file, the policy, and the keys and
 * dependencies of the tree. If these stay the same, the file need not be judged again.
 */
public interface StructureRule {

    default RuleId id() {
        return RuleId.of(getClass());
    }

    Stream<Finding> check(FileReading file, FlagState state);
}
