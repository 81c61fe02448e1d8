package dev.hoist.cli.operate;

import dev.hoist.operate.edit.Operation;
import dev.hoist.operate.edit.Sources;
import dev.hoist.operate.edit.Switching;
import dev.hoist.validator.model.Policy;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hoist freeze}: freezes flags. They can then be lowered but not raised. */
@Command(
        name = "freeze",
        description = "Freezes flags: they may fall, not rise, until they are thawed.",
        footer = {
            "",
            "Examples:",
            "  hoist freeze use_new_checkout -e production --reason \"error rate is up\"",
            "",
            "Exit codes: 0 done or nothing to do, 2 cannot."
        })
public final class FreezeCommand extends EditCommand {
    @Mixin
    FlagsArguments flags = new FlagsArguments();

    @Mixin
    EnvironmentOption environment;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, on one line.")
    @Nullable
    String reason;

    @Override
    String name() {
        return "freeze";
    }

    @Override
    void check() {
        flags.check();
        reason();
    }

    @Override
    boolean editsAll() {
        return flags.keys.isEmpty();
    }

    @Override
    Operation operation(Sources sources, Instant now, RepositoryView repository) {
        ZoneId zone = sources.policy().map(Policy::zone).orElse(ZoneOffset.UTC);
        return new Switching(sources, flags.keys, flags.group(), Optional.of(environment.name))
                .freeze(reason(), now.atZone(zone).toLocalDate());
    }

    private Optional<String> reason() {
        return Optional.ofNullable(reason).map(text -> EditOptions.oneLine("--reason", text));
    }
}
