package dev.hoist.cli.operate;

import dev.hoist.cli.command.BaseOption;
import dev.hoist.cli.command.Terminal;
import dev.hoist.operate.edit.Operation;
import dev.hoist.operate.edit.Raising;
import dev.hoist.operate.edit.Sources;
import dev.hoist.operate.plan.NextMove;
import dev.hoist.validator.Hoist;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The raise of {@code hoist advance}: the same edit as {@code hoist raise}, made again where a push lost a race. */
final class AdvanceEdit extends EditCommand {
    private static final Pattern COMMIT = Pattern.compile("\"commit\"\\s*:\\s*\"([0-9a-f]{40,64})\"");
    private static final Pattern CHANGED = Pattern.compile("\"changed\"\\s*:\\s*true");
    private static final Pattern ERROR = Pattern.compile(
            "\"rule\"\\s*:\\s*\"([a-z-]+)\"\\s*,\\s*\"severity\"\\s*:\\s*\"error\".*?\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"",
            Pattern.DOTALL);

    private final AdvanceCommand advance;
    private final NextMove move;
    private String told = "";

    AdvanceEdit(AdvanceCommand advance, NextMove move) {
        this.advance = advance;
        this.move = move;
        options.place = advance.place;
        options.time = advance.time;
        options.commit = advance.commit;
        options.push = advance.push;
        options.format = "json";
        options.base = BaseOption.of("HEAD");
    }

    /** Whether the flag was raised. */
    boolean raise(Terminal terminal) throws IOException {
        StringWriter out = new StringWriter();
        int code = run(new Terminal(
                out,
                terminal.err(),
                false,
                terminal.errIsTerminal(),
                terminal.environment(),
                terminal.directory(),
                terminal.clock()));
        told = out.toString();
        return code == 0 && CHANGED.matcher(told).find();
    }

    Optional<String> commit() {
        Matcher commit = COMMIT.matcher(told);
        return commit.find() ? Optional.of(commit.group(1)) : Optional.empty();
    }

    boolean isRefusedBy(String rule) {
        return ERROR.matcher(told).results().anyMatch(error -> error.group(1).equals(rule));
    }

    String refusal() {
        Matcher error = ERROR.matcher(told);
        return error.find() ? error.group(2) : "nothing changed";
    }

    @Override
    Hoist hoist(Terminal terminal) {
        return advance.metrics.hoist(terminal, options.place.repository(terminal), true);
    }

    @Override
    boolean retries(Operation operation) {
        return true;
    }

    @Override
    String name() {
        return "advance";
    }

    @Override
    Operation operation(Sources sources, Instant now, RepositoryView repository) {
        // after a lost race the flag may stand elsewhere: then this raise is not the next one any more
        boolean isStillNext =
                repository.next(move.flag(), move.environment()).step().equals(move.step());
        return isStillNext
                ? Raising.of(
                        sources, move.flag(), move.environment(), move.step().orElseThrow())
                : Operation.nothing();
    }
}
