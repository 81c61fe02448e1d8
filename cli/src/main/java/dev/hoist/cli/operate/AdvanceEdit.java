package dev.hoist.cli.operate;

import dev.hoist.cli.command.NowOption;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import dev.hoist.operate.edit.Operation;
import dev.hoist.operate.edit.Raising;
import dev.hoist.operate.edit.Sources;
import dev.hoist.operate.plan.NextMove;
import dev.hoist.validator.Hoist;
import java.time.Instant;

/** The edit of {@code hoist advance}. It is the same as that of {@code hoist raise}. */
final class AdvanceEdit extends JobEdit {
    private final Hoist judge;
    private final NextMove move;

    /**
     * An edit that raises one flag.
     *
     * @param judge the library that judges the edit; it also reads guardrails
     */
    AdvanceEdit(RepositoryOptions place, NowOption time, boolean commits, Hoist judge, NextMove move) {
        super(place, time, commits);
        this.judge = judge;
        this.move = move;
    }

    @Override
    Hoist hoist(Terminal terminal) {
        return judge;
    }

    @Override
    String name() {
        return "advance";
    }

    @Override
    Operation operation(Sources sources, Instant now, RepositoryView repository) {
        return Raising.of(sources, move.flag(), move.environment(), move.step().orElseThrow());
    }
}
