package dev.hoist.validator.rules;

import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import java.time.Instant;
import java.util.stream.Stream;

/** A rule that also warns about a tree without a change and without history. */
interface TreeWarning extends Rule {
    /** The warnings about all files of a tree. */
    Stream<Finding> ofTree(FlagState state, Instant now);
}
