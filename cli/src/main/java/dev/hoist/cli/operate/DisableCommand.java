package dev.hoist.cli.operate;

import dev.hoist.cli.command.Misuse;
import dev.hoist.operate.edit.Operation;
import dev.hoist.operate.edit.Sources;
import dev.hoist.operate.edit.Switching;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hoist disable}: disables flags at once and keeps their percentages in the file. */
@Command(
        name = "disable",
        description = "Turns flags off; their figures stay parked. It is written whatever the judge says.",
        footer = {
            "",
            "Examples:",
            "  hoist disable use_new_checkout -e production --commit --push",
            "  hoist disable --all --everywhere",
            "",
            "Exit codes: 0 done or nothing to do, 2 cannot."
        })
public final class DisableCommand extends EditCommand {
    @Mixin
    FlagsArguments flags = new FlagsArguments();

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "ENV",
            description = "The environment.")
    @Nullable
    String environment;

    @Option(names = "--everywhere", description = "In every environment.")
    boolean everywhere;

    @Override
    String name() {
        return "disable";
    }

    @Override
    void check() {
        flags.check();
        if (everywhere == (environment != null)) {
            throw new Misuse(
                    everywhere ? "-e and --everywhere exclude each other" : "in which environment?",
                    "say -e ENV, or --everywhere");
        }
    }

    @Override
    boolean editsAll() {
        return flags.keys.isEmpty();
    }

    @Override
    Operation operation(Sources sources, Instant now, RepositoryView repository) {
        return new Switching(sources, flags.keys, flags.group(), Optional.ofNullable(environment)).disable();
    }
}
