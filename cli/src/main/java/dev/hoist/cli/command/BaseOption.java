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

    /** One that was not given on a command line. */
    public static BaseOption of(String revision) {
        BaseOption option = new BaseOption();
        option.base = revision;
        return option;
    }

    /** The revision that was given, empty where Hoist has to find it. */
    public Optional<String> revision() {
        return Optional.ofNullable(base).map(text -> RepositoryOptions.given("--base", text));
    }
}
