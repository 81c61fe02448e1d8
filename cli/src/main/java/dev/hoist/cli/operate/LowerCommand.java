package dev.hoist.cli.operate;

import dev.hoist.operate.edit.Lowering;
import dev.hoist.operate.edit.Operation;
import dev.hoist.operate.edit.Sources;
import dev.hoist.validator.rollout.Step;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hoist lower}: lowers percentages of flags. */
@Command(
        name = "lower",
        description = "Lowers a flag. It is written whatever the judge says.",
        footer = {
            "",
            "Examples:",
            "  hoist lower use_new_checkout -e production --to 25 --commit --push",
            "",
            "Exit codes: 0 done or nothing to do, 2 cannot."
        })
public final class LowerCommand extends EditCommand {
    @Parameters(paramLabel = "FLAG", description = "The flag, by key.")
    String flag;

    @Mixin
    EnvironmentOption environment;

    @Option(
            names = "--to",
            paramLabel = "STEP",
            required = true,
            description = "25 for everyone, or beta=50 for a ring and every ring outside it.")
    String to;

    @Override
    String name() {
        return "lower";
    }

    @Override
    Operation operation(Sources sources, Instant now, RepositoryView repository) {
        return Lowering.of(sources, flag, environment.name, Step.parse(to));
    }
}
