package dev.hoist.evaluator;

import dev.hoist.evaluator.plan.Plan;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.LoadedFlags;
import dev.hoist.validator.verdict.CannotJudge;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Exports flags to the file format of another system. */
public final class Export {
    private Export() {}

    /**
     * Exports the flags on the disk. If they break a structure rule, nothing is exported.
     *
     * @param repository a directory in a working tree, or any directory that contains a flags directory
     * @param flags the flags directory, relative to the working tree's root
     * @param now the time for warnings about expired and stale flags
     * @param form makes the file of the other system
     * @throws CannotJudge if there are no flags or no policy
     */
    public static Exported run(Path repository, String flags, Instant now, Function<Plan, String> form, Hoist hoist) {
        LoadedFlags standing = hoist.standing(repository, flags, now);
        return new Exported(
                standing.structure(),
                standing.isDefinite() ? Optional.of(form.apply(Generation.plan(standing))) : Optional.empty());
    }
}
