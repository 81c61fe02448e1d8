package dev.hoist.cli.operate;

import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.Terminal;
import dev.hoist.guardrails.compare.EvidenceFile;
import dev.hoist.guardrails.compare.Shift;
import dev.hoist.operate.edit.Checking;
import dev.hoist.operate.edit.Operation;
import dev.hoist.operate.edit.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hoist tick}: ticks items of the checklist as done. */
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

    @Option(
            names = "--evidence",
            paramLabel = "FILE",
            description = "Tick only if this file, written by hoist compare --out, says pass. Default: no evidence.")
    @Nullable
    String evidence;

    @Override
    public int run(Terminal terminal) throws IOException {
        if (evidence != null) {
            Shift.State state = evidence(terminal, evidence);
            if (state != Shift.State.PASS) {
                terminal.say(
                        "nothing was ticked: the evidence in \"" + evidence + "\" says " + state.text(),
                        "measure again, and compare with \"hoist compare\"");
                return state == Shift.State.BREACH ? ExitCode.REFUSED : ExitCode.CANNOT_JUDGE;
            }
        }
        return super.run(terminal);
    }

    private static Shift.State evidence(Terminal terminal, String name) {
        try {
            return EvidenceFile.state(Files.readAllBytes(terminal.directory().resolve(name)), name);
        } catch (IOException | InvalidPathException e) {
            throw new Misuse(
                    "--evidence \"" + name + "\" cannot be read", "write it with \"hoist compare --out FILE\"");
        }
    }

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
