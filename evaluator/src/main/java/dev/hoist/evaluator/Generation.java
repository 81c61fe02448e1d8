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
    /** The revision of flags outside a repository. */
    private static final String NO_COMMIT = "none";

    private Generation() {}

    /**
     * Makes a directory hold the evaluator of the flags that lie on the disk: sources, and {@code META-INF/hoist/flags.json} for
     * the jar. Where the flags break a structure rule, nothing is touched.
     *
     * @throws CannotJudge if there are no flags, the package's name is none, or the disk refuses
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
     * @param packageName of the generated classes
     * @throws CannotJudge if the package's name is none, or the flags are more than an evaluator takes
     */
    public static List<GeneratedFile> files(EvaluatorInput input, String packageName) {
        return SourceGenerator.generate(new Plan(input), packageName, false);
    }

    static Plan plan(LoadedFlags standing) {
        Revision revision = new Revision(standing.commit().orElse(NO_COMMIT), standing.differs());
        return new Plan(EvaluatorInput.of(standing.tree(), revision));
    }
}
