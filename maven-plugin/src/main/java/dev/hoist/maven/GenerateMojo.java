package dev.hoist.maven;

import dev.hoist.evaluator.Generated;
import dev.hoist.evaluator.Generation;
import dev.hoist.evaluator.GenerationRequest;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.report.AnsiStyle;
import dev.hoist.validator.report.ReportFormat;
import dev.hoist.validator.report.VisibleText;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.File;
import java.io.IOException;
import java.time.Instant;
import org.apache.maven.model.Resource;
import org.apache.maven.plugin.AbstractMojo;
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
        try {
            Generated generated = Generation.run(
                    new GenerationRequest(
                            repo.toPath(), flags, packageName, outputDirectory.toPath(), openFeature, Instant.now()),
                    new Hoist());
            report(generated);
        } catch (CannotJudge e) {
            throw new MojoExecutionException(
                    "cannot generate: " + VisibleText.of(String.valueOf(e.getMessage())) + "; help: "
                            + VisibleText.of(e.help()),
                    e);
        } catch (IOException e) {
            throw new MojoExecutionException("cannot generate: " + e.getMessage(), e);
        }
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
