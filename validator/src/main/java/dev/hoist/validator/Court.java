package dev.hoist.validator;

import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.history.Line;
import dev.hoist.validator.judge.Proposal;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;

/** Who judges what git brings. */
interface Court {
    Verdict judge(Proposal proposal);

    Verdict structure(FlagTree head, String headName, Instant now);

    void audit(
            Line line,
            int oldest,
            int newest,
            IntFunction<List<ChangeCommit>> commitsOf,
            BiConsumer<Integer, Verdict> each);
}
