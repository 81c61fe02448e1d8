package dev.hoist.cli.hook;

import dev.hoist.cli.command.RepositoryOptions;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for the protected branches of a repository. */
@Command
final class HookOptions {
    @Mixin
    RepositoryOptions place = new RepositoryOptions();

    @Option(
            names = "--branch",
            paramLabel = "NAME",
            description = "A protected branch, or several with a star, such as 'release/*'. May be repeated."
                    + " Default: the default branch.")
    List<String> branches = List.of();

    List<String> branches() {
        branches.forEach(branch -> RepositoryOptions.given("--branch", branch));
        return branches;
    }
}
