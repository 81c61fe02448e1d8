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

    /** Relative to the repository's root. */
    String path();

    /** The findings about the file alone; errors only if it is unreadable. */
    List<Finding> findings();

    /** The key of the flag or experiment that it states. */
    default Optional<Located<String>> key() {
        return Optional.empty();
    }

    /** A file that states a flag. */
    record OfFlag(SourceText source, Flag flag) implements FileReading {
        @Override
        public Optional<Located<String>> key() {
            return Optional.of(flag.key());
        }

        @Override
        public String path() {
            return source.path();
        }

        @Override
        public List<Finding> findings() {
            return List.of();
        }
    }

    /** A file that states an experiment. */
    record OfExperiment(SourceText source, Experiment experiment) implements FileReading {
        @Override
        public Optional<Located<String>> key() {
            return Optional.of(experiment.key());
        }

        @Override
        public String path() {
            return source.path();
        }

        @Override
        public List<Finding> findings() {
            return List.of();
        }
    }

    /** The policy's file. */
    record OfPolicy(SourceText source, Policy policy) implements FileReading {
        @Override
        public String path() {
            return source.path();
        }

        @Override
        public List<Finding> findings() {
            return List.of();
        }
    }

    /**
     * A file that cannot be taken as any of them, and why.
     *
     * @param rest what it states apart from its mistakes, for further findings alone; empty where that cannot be read safely
     */
    record Unreadable(String path, List<Finding> findings, Optional<FileReading> rest) implements FileReading {
        public Unreadable {
            findings = List.copyOf(findings);
        }

        /** A file of which nothing can be read. */
        public Unreadable(String path, List<Finding> findings) {
            this(path, findings, Optional.empty());
        }
    }
}
