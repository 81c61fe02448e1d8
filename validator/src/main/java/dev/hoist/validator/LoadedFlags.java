package dev.hoist.validator;

import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Verdict;
import java.util.Optional;

/**
 * The flags of a directory on the disk, with findings about them.
 *
 * @param structure findings about the structure of the files
 * @param commit the full id of the commit that is checked out; empty if there is none
 * @param differs whether the flags differ from that commit
 */
public record LoadedFlags(FlagTree tree, Verdict structure, Optional<String> commit, boolean differs) {

    /**
     * Whether the files say exactly who gets each flag. A name that the policy does not have is no obstacle: it matches
     * nobody, and a rollback may bring such a name back.
     */
    public boolean isDefinite() {
        return structure.findings().stream()
                .filter(finding -> finding.isError())
                .allMatch(finding -> finding.missing().isPresent());
    }
}
