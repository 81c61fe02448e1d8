package dev.hoist.cli.operate;

import dev.hoist.cli.command.Misuse;
import dev.hoist.operate.edit.Checking;
import dev.hoist.operate.edit.Operation;
import dev.hoist.operate.edit.Sources;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hoist tick}: items of the checklist are done. */
@Command(
        name = "tick",
        description = "Ticks items of the policy's checklists for a flag.",
        footer = {
            "",
            "Examples:",
            "  hoist tick use_new_checkout rollback-tested",
            "",
            "Exit codes: 0 done or nothing to do, 2 cannot."
        })
public final class TickCommand extends EditCommand {
    @Parameters(index = "0", paramLabel = "FLAG", description = "The flag, by key.")
    String flag;

    @Parameters(index = "1..*", paramLabel = "ITEM", arity = "0..*", description = "What is done.")
    List<String> items = List.of();

    @Option(names = "--all", description = "All items of the policy's checklists.")
    boolean all;

    @Override
    String name() {
        return "tick";
    }

    @Override
    void check() {
        if (all != items.isEmpty()) {
            throw new Misuse(all ? "items and --all exclude each other" : "which items?", "name items, or say --all");
        }
    }

    @Override
    Operation operation(Sources sources, Instant now, RepositoryView repository) {
        return Checking.tick(sources, flag, items);
    }
}
