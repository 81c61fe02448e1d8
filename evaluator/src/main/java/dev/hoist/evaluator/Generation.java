package dev.hoist.evaluator;

import dev.hoist.evaluator.output.Output;
import dev.hoist.evaluator.plan.EvaluatorInput;
import dev.hoist.evaluator.plan.Plan;
import dev.hoist.evaluator.plan.Revision;
import dev.hoist.evaluator.source.GeneratedFile;
import dev.hoist.evaluator.source.SourceGenerator;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.LoadedFlags;
import dev.hoist.validator.verdict.CannotJudge;
import java.util.List;
import java.util.Optional;

/** Generates the files of an evaluator from flags. */
public final class Generation {
    /** The revision of flags that are in no repository. */
    private static final String NO_COMMIT = "none";

    private Generation() {}

    /**
     * Writes the evaluator of the flags on the disk into a directory: sources, and {@code META-INF/hoist/flags.json}
     * for the jar. If the flags break a structure rule, no file is touched.
     *
     * @throws CannotJudge if there are no flags, the package name is not valid, or the disk refuses
     */
    public static Generated run(GenerationRequest request, Hoist hoist) {
        LoadedFlags standing = hoist.standing(request.repository(), request.flags(), request.now());
        if (!standing.isDefinite()) {
            return new Generated(standing.structure(), Optional.empty());
        }
        List<GeneratedFile> files =
                SourceGenerator.generate(plan(standing), request.packageName(), request.openFeature());
        return new Generated(standing.structure(), Optional.of(new Output(request.out()).write(files)));
    }

    /**
     * The files of an evaluator, by path.
     *
     * @param packageName the package of the generated classes
     * @throws CannotJudge if the package name is not valid, or there are more flags than an evaluator can have
     */
    public static List<GeneratedFile> files(EvaluatorInput input, String packageName) {
        return SourceGenerator.generate(new Plan(input), packageName, false);
    }

    static Plan plan(LoadedFlags standing) {
        Revision revision = new Revision(standing.commit().orElse(NO_COMMIT), standing.differs());
        return new Plan(EvaluatorInput.of(standing.tree(), revision));
    }
}
