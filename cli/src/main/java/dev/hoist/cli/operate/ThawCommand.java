package dev.hoist.cli.operate;

import dev.hoist.operate.edit.Operation;
import dev.hoist.operate.edit.Sources;
import dev.hoist.operate.edit.Switching;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hoist thaw}: thaws frozen flags, so that they may rise again. */
@Command(
        name = "thaw",
        description = "Thaws flags that are frozen.",
        footer = {
            "",
            "Examples:",
            "  hoist thaw use_new_checkout -e production",
            "",
            "Exit codes: 0 done or nothing to do, 2 cannot."
        })
public final class ThawCommand extends EditCommand {
    @Mixin
    FlagsArguments flags = new FlagsArguments();

    @Mixin
    EnvironmentOption environment;

    @Override
    String name() {
        return "thaw";
    }

    @Override
    void check() {
        flags.check();
    }

    @Override
    boolean editsAll() {
        return flags.keys.isEmpty();
    }

    @Override
    Operation operation(Sources sources, Instant now, RepositoryView repository) {
        return new Switching(sources, flags.keys, flags.group(), Optional.of(environment.name)).thaw();
    }
}
