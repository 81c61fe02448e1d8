package dev.hoist.validator.tree;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.model.SourceText;
import java.util.List;
import java.util.Optional;

/** The result of reading one file. */
public sealed interface FileReading {

    /** The file's path, relative to the repository's root. */
    String path();

    /** The findings about this file alone. Only an unreadable file has errors among them. */
    default List<Finding> findings() {
        return List.of();
    }

    /** The key of the flag or experiment in the file. */
    default Optional<Located<String>> key() {
        return Optional.empty();
    }

    /** A file with a flag. */
    record OfFlag(SourceText source, Flag flag) implements FileReading {
        @Override
        public Optional<Located<String>> key() {
            return Optional.of(flag.key());
        }

        @Override
        public String path() {
            return source.path();
        }
    }

    /** A file with an experiment. */
    record OfExperiment(SourceText source, Experiment experiment) implements FileReading {
        @Override
        public Optional<Located<String>> key() {
            return Optional.of(experiment.key());
        }

        @Override
        public String path() {
            return source.path();
        }
    }

    /** The policy's file. */
    record OfPolicy(SourceText source, Policy policy) implements FileReading {
        @Override
        public String path() {
            return source.path();
        }
    }

    /**
     * An unreadable file, with the reasons.
     *
     * @param rest the readable rest of the file, used only for further findings; empty if nothing can be read safely
     */
    record Unreadable(String path, List<Finding> findings, Optional<FileReading> rest) implements FileReading {
        public Unreadable {
            findings = List.copyOf(findings);
        }

        /** An unreadable file without a readable rest. */
        public Unreadable(String path, List<Finding> findings) {
            this(path, findings, Optional.empty());
        }
    }
}
