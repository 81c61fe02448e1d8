package dev.hoist.validator;

import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Verdict;
import java.util.Optional;

/**
 * The flags of a directory on the disk.
 *
 * @param structure findings about the structure of the files
 * @param commit the full id of the commit that is checked out; empty if there is none
 * @param differs whether the flags differ from that commit
 */
public record LoadedFlags(FlagTree tree, Verdict structure, Optional<String> commit, boolean differs) {

    /**
     * Whether the flags mean something definite. Names that the policy does not have match nobody, and a rollback may bring them
     * back, so they are no obstacle.
     */
    public boolean isDefinite() {
        return structure.findings().stream()
                .filter(finding -> finding.isError())
                .allMatch(finding -> finding.missing().isPresent());
    }
}
