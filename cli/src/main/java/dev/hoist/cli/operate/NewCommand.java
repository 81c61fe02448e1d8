package dev.hoist.cli.operate;

import dev.hoist.cli.command.Misuse;
import dev.hoist.operate.edit.NewFlag;
import dev.hoist.operate.edit.Operation;
import dev.hoist.operate.edit.Sources;
import dev.hoist.validator.model.Strategy;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hoist new}: creates a flag that no user has yet. */
@Command(
        name = "new",
        description = "Adds a flag at 0 in every environment of the policy.",
        footer = {
            "",
            "Examples:",
            "  hoist new checkout/use_new_checkout --description \"New checkout\" --owner payments",
            "",
            "Exit codes: 0 done, 2 cannot."
        })
public final class NewCommand extends EditCommand {
    @Parameters(paramLabel = "GROUP/KEY", description = "The group and the key of the flag.")
    String path;

    @Option(names = "--description", paramLabel = "TEXT", required = true, description = "What being on means.")
    String description;

    @Option(names = "--owner", paramLabel = "OWNER", required = true, description = "Who answers for the flag.")
    String owner;

    @Option(
            names = "--depends",
            paramLabel = "KEY",
            split = ",",
            description = "Flags that have to be on before this one; several with commas between them.")
    List<String> dependencies = List.of();

    @Option(
            names = "--strategy",
            paramLabel = "STRATEGY",
            defaultValue = "percentage",
            description = "percentage, ring or canary; percentage if left out.")
    String strategy = "percentage";

    @Override
    String name() {
        return "new";
    }

    @Override
    void check() {
        strategy();
        if (!path.matches("[^/\\\\]+/[^/\\\\]+") || path.startsWith(".")) {
            throw new Misuse(
                    "\"" + path + "\" is no group and key", "write GROUP/KEY, as in \"checkout/new_checkout\"");
        }
    }

    @Override
    Operation operation(Sources sources, Instant now, RepositoryView repository) {
        int slash = path.indexOf('/');
        return new NewFlag(
                        path.substring(0, slash),
                        path.substring(slash + 1),
                        EditOptions.oneLine("--description", description),
                        EditOptions.oneLine("--owner", owner),
                        dependencies,
                        strategy())
                .operation(sources);
    }

    private Strategy strategy() {
        List<String> names =
                Arrays.stream(Strategy.values()).map(Strategy::text).toList();
        return Arrays.stream(Strategy.values())
                .filter(some -> some.text().equals(strategy))
                .findFirst()
                .orElseThrow(() -> Misuse.unknown("no strategy \"" + strategy + "\"", strategy, names));
    }
}
