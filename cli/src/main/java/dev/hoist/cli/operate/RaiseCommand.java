package dev.hoist.cli.operate;

import dev.hoist.operate.edit.Operation;
import dev.hoist.operate.edit.Raising;
import dev.hoist.operate.edit.Sources;
import dev.hoist.operate.edit.Step;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hoist raise}: the next step up. */
@Command(
        name = "raise",
        description = "Raises a flag by one step, where the judge accepts it.",
        footer = {"", "Exit codes: 0 done or nothing to do, 1 refused and nothing written, 2 cannot."})
public final class RaiseCommand extends EditCommand {
    @Parameters(paramLabel = "FLAG", description = "The flag, by key.")
    String flag;

    @Mixin
    EnvironmentOption environment;

    @Option(
            names = "--to",
            paramLabel = "STEP",
            description = "25, beta=50, server=NAME or region=NAME; the next rung if left out.")
    @Nullable
    String to;

    @Override
    String name() {
        return "raise";
    }

    @Override
    Operation operation(Sources sources, Instant now) {
        Step step = to == null ? Raising.next(sources, flag, environment.name) : Step.parse(to);
        return Raising.of(sources, flag, environment.name, step);
    }
}
