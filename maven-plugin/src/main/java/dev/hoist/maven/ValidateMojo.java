package dev.hoist.maven;

import dev.hoist.guardrails.PrometheusReadings;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.ValidateRequest;
import dev.hoist.validator.report.AnsiStyle;
import dev.hoist.validator.report.ReportFiles;
import dev.hoist.validator.report.ReportFormat;
import dev.hoist.validator.report.ReportFormat.Content;
import dev.hoist.validator.report.VisibleText;
import dev.hoist.validator.verdict.CannotJudge;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Judges one change and fails the build if it may not land. Without history, only the structure of the files is judged.
 */
@Mojo(name = "validate", defaultPhase = LifecyclePhase.VALIDATE, threadSafe = true, requiresProject = false)
public final class ValidateMojo extends JudgingMojo {
    /** The revision before the change. Default: HOIST_BASE, else what the CI product says, else the remote's default branch. */
    @Parameter(property = "hoist.base")
    @Nullable
    String base;

    /** The revision with the change. Default: the working tree. */
    @Parameter(property = "hoist.head")
    @Nullable
    String head;

    /** Fails if there is no base, instead of judging only the structure. */
    @Parameter(property = "hoist.requireBase", defaultValue = "false")
    boolean requireBase;

    /** Judges the files alone: needs no base and no git. */
    @Parameter(property = "hoist.structureOnly", defaultValue = "false")
    boolean structureOnly;

    /** Where guardrails are read: on asks the metrics server of base's policy, off reads no guardrail. Default: auto, which is on with hoist.requireBase, else off. */
    @Parameter(property = "hoist.metrics", defaultValue = "auto")
    String metrics = "auto";

    /** Skips this goal. */
    @Parameter(property = "hoist.validate.skip", defaultValue = "false")
    boolean skipValidate;

    @Override
    boolean skipsGoal() {
        return skipValidate;
    }

    @Override
    String question() {
        return base + "\n" + head + "\n" + structureOnly + "\n" + metrics;
    }

    @Override
    Content subject() {
        return Content.CHANGE;
    }

    @Override
    void judge(ReportFiles files, Instant instant) throws IOException, MojoExecutionException, MojoFailureException {
        if (structureOnly
                && (requireBase || given(base).isPresent() || given(head).isPresent())) {
            throw new MojoExecutionException(
                    "hoist.structureOnly judges the files as they are, so it takes no hoist.base, hoist.head or"
                            + " hoist.requireBase");
        }
        Hoist hoist = guarded();
        Optional<LastBuild> last = isJudgedAnew() ? Optional.empty() : lastBuild();
        Optional<String> inputs = last.flatMap(known -> inputs());
        if (inputs.isPresent() && last.orElseThrow().hadState(inputs.get())) {
            getLog().info("hoist: accepted: no flag changes, and nothing else has changed since that was judged");
            return;
        }
        List<Verdict> judged = judged(hoist, instant);
        List<Verdict> steps = judged.subList(0, judged.size() - 1);
        Verdict whole = judged.get(judged.size() - 1);
        StringBuilder text = new StringBuilder();
        ReportFormat.TEXT.report(AnsiStyle.PLAIN).judged(whole, steps, text);
        boolean accepted = judged.stream().allMatch(one -> one.accepted());
        log(accepted, text.toString().stripTrailing());
        files.judged(whole, steps);
        if (judged.stream().allMatch(Verdict::changesNothing)) {
            inputs.filter(read -> inputs().equals(Optional.of(read)))
                    .ifPresent(state -> last.orElseThrow().keep(state));
        }
        if (!accepted) {
            throw new MojoFailureException(text.toString()
                    .lines()
                    .filter(line -> line.contains("refused"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    private Hoist guarded() throws MojoExecutionException {
        boolean asks = switch (metrics) {
            case "auto" -> requireBase;
            case "on" -> true;
            case "off" -> false;
            default ->
                throw new MojoExecutionException("hoist.metrics \"" + metrics + "\" is neither auto, on nor off");
        };
        return asks ? hoist().reading(new PrometheusReadings(System.getenv())) : hoist();
    }

    /** Whether the parameters ask for an answer even if nothing has changed since the last build. */
    private boolean isJudgedAnew() {
        return requireBase || structureOnly || given(head).isPresent() || writesFiles() || metrics.equals("on");
    }

    private Optional<LastBuild> lastBuild() {
        return LastBuild.of(session.getTopLevelProject(), execution);
    }

    private Optional<String> inputs() {
        return LastBuild.inputs(repo, flags, execution, List.of(question()));
    }

    /**
     * The verdict on the whole change, last. If head itself lands, the verdicts on each first-parent commit come before
     * it.
     */
    private List<Verdict> judged(Hoist hoist, Instant instant) throws MojoExecutionException {
        if (structureOnly) {
            return List.of(hoist().structure(repository(), flags, instant));
        }
        try {
            List<Verdict> judged = hoist.validateLanding(
                    new ValidateRequest(repository(), flags, given(base), given(head), instant, System.getenv()));
            // nobody's build is to fail because a flag soaks
            return requireBase ? judged : judged.stream().map(Verdict::early).toList();
        } catch (CannotJudge e) {
            boolean asked =
                    requireBase || given(base).isPresent() || given(head).isPresent();
            if (asked || !e.isForWantOfHistory()) {
                throw e;
            }
            getLog().warn("hoist: structure alone is judged, for " + VisibleText.of(String.valueOf(e.getMessage()))
                    + "; " + VisibleText.of(e.help()) + "; hoist.requireBase=true makes this a failure");
            return List.of(hoist().structure(repository(), flags, instant));
        }
    }
}
