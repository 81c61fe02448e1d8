package dev.hoist.cli.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The option for the head of a change. */
@Command
public final class HeadOption {
    @Option(
            names = "--head",
            paramLabel = "REV",
            description = "The revision with the change. Default: the working tree.")
    @Nullable
    String head;

    /** The given revision; empty if the working tree is head. */
    public Optional<String> revision() {
        return Optional.ofNullable(head).map(text -> RepositoryOptions.given("--head", text));
    }
}
