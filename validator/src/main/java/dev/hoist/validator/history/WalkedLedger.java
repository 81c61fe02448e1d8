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
 * Answers many questions from one walk back over a line. The walk goes on where a question needs more than the ones before it.
 * The environments are those of the newest policy.
 */
public final class WalkedLedger implements Ledger {
    private final History history;
    private final BackwardLedger others;

    /** By environment, its name as far back as the walk has come. */
    private final Map<String, String> names = new HashMap<>();

    private final Map<String, Map<String, Moment>> movements = new HashMap<>();
    private final List<Raised> raises = new ArrayList<>();
    private int walked;

    public WalkedLedger(History history) {
        this.history = history;
        this.others = new BackwardLedger(history);
        history.policy(0).map(Policy::environmentNames).orElse(List.of()).forEach(name -> {
            names.put(name, name);
            movements.put(name, new HashMap<>());
        });
    }

    @Override
    public Optional<Moment> lastMovement(String flag, String environment, Instant earliest) {
        Map<String, Moment> known = movements.get(environment);
        if (known == null) {
            return others.lastMovement(flag, environment, earliest);
        }
        while (!known.containsKey(flag) && reaches(earliest)) {
            walk();
        }
        return Optional.ofNullable(known.get(flag));
    }

    @Override
    public Optional<Moment> lastRaiseOfAnother(
            String flag, Optional<String> group, String environment, Instant earliest) {
        int next = 0;
        while (next < raises.size() || reaches(earliest)) {
            if (next == raises.size()) {
                walk();
                continue;
            }
            Raised raise = raises.get(next);
            if (raise.moment().time().isBefore(earliest)) {
                return Optional.empty();
            }
            if (!raise.moment().flag().equals(flag)
                    && raise.environment().equals(environment)
                    && group.stream().allMatch(raise.group()::equals)) {
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
            if (move.rose() && !moves.baseline()) {
                raises.add(new Raised(move.environment(), move.group(), moment));
            }
            if (move.moved()) {
                names.forEach((environment, name) -> {
                    if (name.equals(move.environment())) {
                        movements
                                .computeIfAbsent(environment, some -> new HashMap<>())
                                .putIfAbsent(move.flag(), moment);
                    }
                });
            }
        }
        names.replaceAll((environment, name) -> moves.environmentsCreated().getOrDefault(name, name));
        walked++;
    }

    private record Raised(String environment, String group, Moment moment) {}
}
