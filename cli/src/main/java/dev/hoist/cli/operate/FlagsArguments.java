package dev.hoist.cli.operate;

import dev.hoist.cli.command.Misuse;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The arguments that select flags: some by name, those of a group, or all. */
@Command
final class FlagsArguments {
    @Parameters(paramLabel = "FLAG", arity = "0..*", description = "The flags, by key.")
    List<String> keys = List.of();

    @Option(names = "--all", description = "All flags.")
    boolean all;

    @Option(names = "--group", paramLabel = "GROUP", description = "All flags of a group.")
    @Nullable
    String group;

    Optional<String> group() {
        return Optional.ofNullable(group);
    }

    void check() {
        int ways = (keys.isEmpty() ? 0 : 1) + (all ? 1 : 0) + (group == null ? 0 : 1);
        if (ways != 1) {
            throw new Misuse(
                    ways == 0 ? "which flags?" : "flags, --all and --group exclude each other",
                    "name flags, or say --all, or --group GROUP");
        }
    }
}
