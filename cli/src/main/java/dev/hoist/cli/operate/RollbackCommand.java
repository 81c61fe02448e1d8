package dev.hoist.cli.operate;

import dev.hoist.operate.edit.Operation;
import dev.hoist.operate.edit.Sources;
import dev.hoist.operate.edit.TakenBack;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hoist rollback}: lowers what a change raised. */
@Command(
        name = "rollback",
        description =
                "Takes back what a change raised, without raising anybody. It is written whatever the judge says.",
        footer = {
            "",
            "Examples:",
            "  hoist rollback -e production --commit --push",
            "",
            "Exit codes: 0 done or nothing to do, 2 cannot."
        })
public final class RollbackCommand extends EditCommand {
    @Parameters(
            paramLabel = "COMMIT",
            arity = "0..1",
            description = "The change; the newest raise that still stands if left out.")
    @Nullable
    String commit;

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "ENV",
            description = "The environment; without COMMIT the last one of the policy if left out.")
    @Nullable
    String environment;

    @Override
    String name() {
        return "rollback";
    }

    @Override
    Operation operation(Sources sources, Instant now, RepositoryView repository) {
        Optional<String> asked = Optional.ofNullable(environment).map(sources::environment);
        Predicate<String> wanted;
        if (asked.isPresent()) {
            wanted = asked.get()::equals;
        } else if (commit == null) {
            wanted = TakenBack.lastEnvironment(sources)::equals;
        } else {
            wanted = any -> true;
        }
        TakenBack takenBack = new TakenBack(sources, repository::text);
        return repository
                .find(Optional.ofNullable(commit), change -> takenBack.rollback(change, wanted, commit != null, asked))
                .orElseGet(Operation::nothing);
    }
}
