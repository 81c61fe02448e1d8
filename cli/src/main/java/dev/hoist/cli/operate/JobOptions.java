package dev.hoist.cli.operate;

import dev.hoist.cli.command.NowOption;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.TextOrJsonOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the commands for scheduled jobs. */
@Command
final class JobOptions {
    @Option(
            names = {"-e", "--environment"},
            paramLabel = "ENV",
            description = "The only environment. Default: all.")
    @Nullable
    String environment;

    @Option(names = "--commit", description = "Commit what is edited.")
    boolean commit;

    @Option(names = "--push", description = "Commit, and push the commit.")
    boolean push;

    @Mixin
    RepositoryOptions place = new RepositoryOptions();

    @Mixin
    NowOption time = new NowOption();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "The format of the answer: text or json. Default: text.")
    String format = "text";

    /** Refuses options without a meaning. This is done before any file is read. */
    void check() {
        isJson();
        environment();
    }

    Optional<String> environment() {
        return Optional.ofNullable(environment).map(name -> RepositoryOptions.given("--environment", name));
    }

    boolean isJson() {
        return TextOrJsonOption.isJson(format);
    }

    boolean commits() {
        return commit || push;
    }
}
