package dev.hoist.cli.operate;

import dev.hoist.operate.edit.Operation;
import dev.hoist.operate.edit.Sources;
import dev.hoist.operate.edit.TakenBack;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hoist restore}: takes back a mistaken rollback. */
@Command(
        name = "restore",
        description = "Takes back a lowering, where the judge accepts it: the way out of a mistaken rollback.",
        footer = {
            "",
            "Examples:",
            "  hoist restore -e production --commit",
            "",
            "Exit codes: 0 done or nothing to do, 1 refused and nothing written, 2 cannot."
        })
public final class RestoreCommand extends EditCommand {
    @Parameters(
            paramLabel = "COMMIT",
            arity = "0..1",
            description = "The change that lowered; the newest one in the environment if left out.")
    @Nullable
    String commit;

    @Mixin
    EnvironmentOption environment;

    @Override
    String name() {
        return "restore";
    }

    @Override
    Operation operation(Sources sources, Instant now, RepositoryView repository) {
        String where = sources.environment(environment.name);
        TakenBack takenBack = new TakenBack(sources, repository::text);
        return repository
                .find(Optional.ofNullable(commit), change -> takenBack.restore(change, where, commit != null))
                .orElseGet(() -> Operation.nothing("nothing was lowered in " + where));
    }
}
