package dev.hoist.cli.operate;

import dev.hoist.cli.command.Misuse;
import dev.hoist.operate.edit.Operation;
import dev.hoist.operate.edit.Sources;
import dev.hoist.operate.edit.Targeting;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hoist target}: sets how far a flag is meant to go. */
@Command(
        name = "target",
        description = "Says how far a flag is meant to go in an environment.",
        footer = {
            "",
            "Examples:",
            "  hoist target use_new_checkout -e production 100 --commit",
            "",
            "Exit codes: 0 done or nothing to do, 2 cannot."
        })
public final class TargetCommand extends EditCommand {
    @Parameters(index = "0", paramLabel = "FLAG", description = "The flag, by key.")
    String flag;

    @Parameters(index = "1", paramLabel = "STEP", arity = "0..1", description = "A percentage, or the name of a ring.")
    @Nullable
    String step;

    @Mixin
    EnvironmentOption environment;

    @Option(names = "--none", description = "Take the target back.")
    boolean none;

    @Override
    String name() {
        return "target";
    }

    @Override
    void check() {
        if (none == (step != null)) {
            throw new Misuse(
                    none ? "a target and --none exclude each other" : "which target?",
                    "name a percentage or a ring, or say --none");
        }
    }

    @Override
    Operation operation(Sources sources, Instant now, RepositoryView repository) {
        return Targeting.of(sources, flag, environment.name, Optional.ofNullable(step));
    }
}
