package dev.hoist.validator.history;

import dev.hoist.validator.history.Moves.Move;
import java.time.Instant;
import java.util.Optional;

/**
 * A ledger that searches for each answer from the newest commit back. The search ends at the commit that moved or
 * raised the flag, or at a commit that is too old.
 */
public final class BackwardLedger implements Ledger {
    private final History history;

    public BackwardLedger(History history) {
        this.history = history;
    }

    @Override
    public Optional<Moment> lastMovement(String flag, String environment, Instant earliest) {
        String name = environment;
        for (int index = 0; index < history.size() && !history.time(index).isBefore(earliest); index++) {
            Moves moves = history.moves(index);
            for (Move move : moves.moves()) {
                if (move.moved()
                        && move.flag().equals(flag)
                        && move.environment().equals(name)) {
                    return Optional.of(moment(index, flag));
                }
            }
            name = moves.environmentsCreated().getOrDefault(name, name);
        }
        return Optional.empty();
    }

    @Override
    public Optional<Moment> lastRaiseOfAnother(
            String flag, Optional<String> group, String environment, Instant earliest) {
        String name = environment;
        for (int index = 0; index < history.size() && !history.time(index).isBefore(earliest); index++) {
            Moves moves = history.moves(index);
            for (Move move : moves.moves()) {
                if (!moves.baseline()
                        && move.rose()
                        && !move.flag().equals(flag)
                        && move.environment().equals(name)
                        && group.stream().allMatch(move.group()::equals)) {
                    return Optional.of(moment(index, move.flag()));
                }
            }
            name = moves.environmentsCreated().getOrDefault(name, name);
        }
        return Optional.empty();
    }

    private Moment moment(int index, String flag) {
        return new Moment(history.line().commit(index), history.time(index), flag);
    }
}
