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
            description = "The change; the newest raise in the environment that is still in force if left out.")
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
        Optional<String> only =
                asked.isEmpty() && commit == null ? Optional.of(TakenBack.lastEnvironment(sources)) : asked;
        Predicate<String> wanted = where -> only.isEmpty() || only.get().equals(where);
        String raise = (commit == null ? "no raise" : "no raise of " + commit)
                + only.map(name -> " in " + name).orElse("");
        TakenBack takenBack = new TakenBack(sources, repository::text);
        return repository
                .find(Optional.ofNullable(commit), change -> takenBack.rollback(change, wanted, commit != null, asked))
                .orElseGet(() -> Operation.nothing(raise + " is still in force"));
    }
}
