package dev.hoist.cli.operate;

import dev.hoist.operate.edit.Checking;
import dev.hoist.operate.edit.Operation;
import dev.hoist.operate.edit.Sources;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hoist untick}: removes ticks of items that are not done. */
@Command(
        name = "untick",
        description = "Takes ticks of a flag back.",
        footer = {
            "",
            "Examples:",
            "  hoist untick use_new_checkout rollback-tested",
            "",
            "Exit codes: 0 done or nothing to do, 2 cannot."
        })
public final class UntickCommand extends EditCommand {
    @Parameters(index = "0", paramLabel = "FLAG", description = "The flag, by key.")
    String flag;

    @Parameters(index = "1..*", paramLabel = "ITEM", arity = "1..*", description = "What is not done.")
    List<String> items = List.of();

    @Override
    String name() {
        return "untick";
    }

    @Override
    Operation operation(Sources sources, Instant now, RepositoryView repository) {
        return Checking.untick(sources, flag, items);
    }
}
