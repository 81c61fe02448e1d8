package dev.hoist.validator.history;

import dev.hoist.validator.history.Moves.Move;
import dev.hoist.validator.model.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A ledger that answers many questions with one walk back over a line. It goes further back only if a question needs an
 * older commit than all earlier questions. The walk covers only the environments of the newest policy. For other
 * environments, a {@link BackwardLedger} answers.
 */
public final class WalkedLedger implements Ledger {
    private final History history;
    private final BackwardLedger others;

    /** The results of the walk, for each environment of the newest policy. */
    private final Map<String, Found> found = new HashMap<>();

    private int walked;

    public WalkedLedger(History history) {
        this.history = history;
        this.others = new BackwardLedger(history);
        history.policy(0)
                .map(Policy::environmentNames)
                .orElse(List.of())
                .forEach(name -> found.put(name, new Found(name)));
    }

    @Override
    public Optional<Moment> lastMovement(String flag, String environment, Instant earliest) {
        Found known = found.get(environment);
        if (known == null) {
            return others.lastMovement(flag, environment, earliest);
        }
        while (!known.movements.containsKey(flag) && reaches(earliest)) {
            walk();
        }
        return Optional.ofNullable(known.movements.get(flag));
    }

    @Override
    public Optional<Moment> lastRaiseOfAnother(
            String flag, Optional<String> group, String environment, Instant earliest) {
        Found known = found.get(environment);
        if (known == null) {
            return others.lastRaiseOfAnother(flag, group, environment, earliest);
        }
        int next = 0;
        while (next < known.raises.size() || reaches(earliest)) {
            if (next == known.raises.size()) {
                walk();
                continue;
            }
            Raised raise = known.raises.get(next);
            if (raise.moment().time().isBefore(earliest)) {
                return Optional.empty();
            }
            if (!raise.moment().flag().equals(flag) && group.stream().allMatch(raise.group()::equals)) {
                return Optional.of(raise.moment());
            }
            next++;
        }
        return Optional.empty();
    }

    private boolean reaches(Instant earliest) {
        return walked < history.size() && !history.time(walked).isBefore(earliest);
    }

    private void walk() {
        Moves moves = history.moves(walked);
        for (Move move : moves.moves()) {
            Moment moment = new Moment(history.line().commit(walked), history.time(walked), move.flag());
            for (Found one : found.values()) {
                if (one.name.equals(move.environment())) {
                    one.enter(move, moment, moves.baseline());
                }
            }
        }
        found.values().forEach(one -> one.name = moves.environmentsCreated().getOrDefault(one.name, one.name));
        walked++;
    }

    /** The results of the walk for one environment. */
    private static final class Found {
        private final Map<String, Moment> movements = new HashMap<>();
        private final List<Raised> raises = new ArrayList<>();

        /**
         * The environment that counts at the current point of the walk. If an environment was created with
         * {@code from}, this is the environment named there once the walk has passed the creation.
         */
        private String name;

        Found(String name) {
            this.name = name;
        }

        void enter(Move move, Moment moment, boolean baseline) {
            if (move.rose() && !baseline) {
                raises.add(new Raised(move.group(), moment));
            }
            if (move.moved()) {
                movements.putIfAbsent(move.flag(), moment);
            }
        }
    }

    private record Raised(String group, Moment moment) {}
}
