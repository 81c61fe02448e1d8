package dev.hoist.cli.hook;

import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The option for the bare repository. */
@Command
final class BareRepositoryOption {
    @Option(names = "--repo", paramLabel = "DIR", description = "The bare repository. Default: the current directory.")
    @Nullable
    String repo;

    Path repository(Terminal terminal) {
        return RepositoryOptions.directory(repo, terminal);
    }
}
