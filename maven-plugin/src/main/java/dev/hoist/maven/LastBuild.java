package dev.hoist.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hoist.validator.disk.AtomicFile;
import dev.hoist.validator.disk.InputFingerprint;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;

/**
 * A record of the inputs of one execution of a goal that had nothing to report. If the next execution has the same
 * inputs, it need not judge.
 */
final class LastBuild {
    private final Path record;

    private LastBuild(Path record) {
        this.record = record;
    }

    /** The record in the build directory of a project, so that "clean" deletes it; empty without a project. */
    static Optional<LastBuild> of(MavenProject project, MojoExecution execution) {
        return project.getFile() == null
                ? Optional.empty()
                : Optional.of(new LastBuild(Path.of(project.getBuild().getDirectory(), "hoist")
                        .resolve(execution.getGoal() + "-" + execution.getExecutionId())));
    }

    /**
     * A digest of what an execution reads.
     *
     * @param parameters the parameters that affect its answer
     */
    static Optional<String> inputs(File repo, String flags, MojoExecution execution, List<String> parameters) {
        List<Path> programs = new ArrayList<>();
        for (Artifact artifact :
                execution.getMojoDescriptor().getPluginDescriptor().getArtifacts()) {
            if (artifact.getFile() == null) {
                return Optional.empty();
            }
            programs.add(artifact.getFile().toPath());
        }
        List<String> facts = new ArrayList<>(parameters);
        facts.add(Runtime.version().toString());
        facts.add(System.getProperty("sun.jnu.encoding", ""));
        return programs.isEmpty()
                ? Optional.empty()
                : InputFingerprint.of(repo.toPath(), flags, System.getenv(), facts, programs);
    }

    /** Whether the last answer is about this state. */
    boolean hadState(String state) {
        try {
            return Files.isRegularFile(record) && Files.readString(record).equals(state);
        } catch (IOException e) {
            return false;
        }
    }

    /** Stores a state. If the disk refuses, the next execution judges again. */
    void keep(String state) {
        try {
            Files.createDirectories(record.getParent());
            try (AtomicFile file = AtomicFile.begin(record)) {
                file.stream().write(state.getBytes(UTF_8));
                file.commit();
            }
        } catch (IOException e) {
            forget();
        }
    }

    /** Deletes the record, before another answer is given. */
    void forget() {
        try {
            Files.deleteIfExists(record);
        } catch (IOException e) {
            // then it still stands for the state that it names, and for no other
        }
    }
}
