package dev.hoist.maven;

import dev.hoist.evaluator.Generated;
import dev.hoist.evaluator.Generation;
import dev.hoist.evaluator.GenerationRequest;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.disk.InputFingerprint;
import dev.hoist.validator.report.AnsiStyle;
import dev.hoist.validator.report.ReportFormat;
import dev.hoist.validator.report.VisibleText;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;

/** Turns the flags into an evaluator in plain Java, for this project to compile and package. */
@Mojo(name = "generate", defaultPhase = LifecyclePhase.GENERATE_SOURCES, threadSafe = true)
public final class GenerateMojo extends AbstractMojo {
    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    MojoExecution execution;

    /** A directory in the repository; the one that the build was started in if left out. */
    @Parameter(property = "hoist.repo", defaultValue = "${session.executionRootDirectory}")
    File repo;

    /** The flags directory, relative to the repository's root. */
    @Parameter(property = "hoist.flags", defaultValue = "flags")
    String flags;

    /** The package of the generated classes, such as com.example.flags. */
    @Parameter(property = "hoist.packageName", required = true)
    String packageName;

    /** Where the sources and the jar's catalogue go. */
    @Parameter(property = "hoist.outputDirectory", defaultValue = "${project.build.directory}/generated-sources/hoist")
    File outputDirectory;

    /** Whether to write an OpenFeature provider as well; the project then needs dev.openfeature:sdk to compile. */
    @Parameter(property = "hoist.openFeature", defaultValue = "false")
    boolean openFeature;

    /** Skips all goals. */
    @Parameter(property = "hoist.skip", defaultValue = "false")
    boolean skip;

    /** Skips this goal. */
    @Parameter(property = "hoist.generate.skip", defaultValue = "false")
    boolean skipGenerate;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        // also where nothing new is generated: what was generated before is still compiled
        project.addCompileSourceRoot(outputDirectory.getAbsolutePath());
        project.addResource(catalogue());
        if (skip || skipGenerate) {
            getLog().info("hoist: skipped");
            return;
        }
        if (!repo.isDirectory()) {
            throw new MojoExecutionException("hoist.repo \"" + repo + "\" is no directory");
        }
        Optional<LastBuild> last = LastBuild.of(project, execution);
        Optional<String> inputs = last.flatMap(known -> inputs());
        Optional<String> before = inputs.flatMap(this::state);
        if (before.isPresent() && last.orElseThrow().hadState(before.get())) {
            getLog().info("hoist: " + packageName + " is up to date");
            return;
        }
        try {
            Generated generated = Generation.run(
                    new GenerationRequest(
                            repo.toPath(), flags, packageName, outputDirectory.toPath(), openFeature, Instant.now()),
                    new Hoist());
            report(generated);
            // what changed while it ran counts for the next build
            inputs.filter(read -> inputs().equals(Optional.of(read)))
                    .flatMap(this::state)
                    .ifPresent(state -> last.orElseThrow().keep(state));
        } catch (CannotJudge e) {
            throw new MojoExecutionException(
                    "cannot generate: " + VisibleText.of(String.valueOf(e.getMessage())) + "; help: "
                            + VisibleText.of(e.help()),
                    e);
        } catch (IOException e) {
            throw new MojoExecutionException("cannot generate: " + e.getMessage(), e);
        }
    }

    private Optional<String> inputs() {
        return LastBuild.inputs(
                repo, flags, execution, List.of(packageName, String.valueOf(openFeature), outputDirectory.getPath()));
    }

    private Optional<String> state(String inputs) {
        return InputFingerprint.of(outputDirectory.toPath()).map(outputs -> inputs + "\n" + outputs);
    }

    private void report(Generated generated) throws IOException, MojoFailureException {
        if (generated.outcome().isPresent()) {
            getLog().info("hoist: generated " + packageName + ": "
                    + generated.outcome().get().sentence());
            return;
        }
        StringBuilder text = new StringBuilder();
        ReportFormat.TEXT.report(AnsiStyle.PLAIN).judged(generated.structure(), text);
        text.toString().stripTrailing().lines().forEach(getLog()::error);
        throw new MojoFailureException("the flags break a rule of their structure, so no evaluator is generated: "
                + text.substring(0, text.indexOf("\n")));
    }

    private Resource catalogue() {
        Resource resource = new Resource();
        resource.setDirectory(outputDirectory.getAbsolutePath());
        resource.addInclude("META-INF/hoist/**");
        return resource;
    }
}
