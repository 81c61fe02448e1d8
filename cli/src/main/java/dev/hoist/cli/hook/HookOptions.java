package dev.hoist.cli.hook;

import dev.hoist.cli.command.RepositoryOptions;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which branches of which repository are protected. */
@Command
final class HookOptions {
    @Mixin
    RepositoryOptions place = new RepositoryOptions();

    @Option(
            names = "--branch",
            paramLabel = "NAME",
            description = "A protected branch, or several with a star, as in 'release/*'; may be given more than once;"
                    + " the default branch if left out.")
    List<String> branches = List.of();

    List<String> branches() {
        branches.forEach(branch -> RepositoryOptions.given("--branch", branch));
        return branches;
    }
}
