package dev.hoist.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which bare repository. */
@Command
final class BareRepositoryOption {
    @Option(
            names = "--repo",
            paramLabel = "DIR",
            description = "The bare repository; the current directory if left out.")
    @Nullable
    String repo;

    Path repository(Terminal terminal) {
        RepositoryOptions options = new RepositoryOptions();
        options.repo = repo;
        return options.repository(terminal);
    }
}
