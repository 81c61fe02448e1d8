package dev.hoist.validator.rules;

import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.tree.FileReading;
import java.util.stream.Stream;

/**
 * A rule about one file of a tree, whatever came before: a pure function of the file, of the policy, and of which keys the tree has
 * and who depends on whom, so that a file need not be looked at again while these stay the same.
 */
public interface StructureRule {

    default RuleId id() {
        return RuleId.of(getClass());
    }

    Stream<Finding> check(FileReading file, FlagState side);
}
