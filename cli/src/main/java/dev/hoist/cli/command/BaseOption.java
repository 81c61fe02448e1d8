package dev.hoist.cli.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The option for the base of a change. */
@Command
public final class BaseOption {
    @Option(
            names = "--base",
            paramLabel = "REV",
            description = "The revision before the change. Default: HOIST_BASE, else what the CI product says,"
                    + " else the remote's default branch.")
    @Nullable
    String base;

    /** The option with a revision that does not come from the command line. */
    public static BaseOption of(String revision) {
        BaseOption option = new BaseOption();
        option.base = revision;
        return option;
    }

    /** The given revision; empty if Hoist must find the base. */
    public Optional<String> revision() {
        return Optional.ofNullable(base).map(text -> RepositoryOptions.given("--base", text));
    }
}
