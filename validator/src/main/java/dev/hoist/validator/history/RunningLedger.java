package dev.hoist.validator.history;

import dev.hoist.validator.history.Moves.Move;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A ledger to which the commits are given one by one, oldest first. For each flag and environment it stores only the
 * last movement and the last raise.
 */
final class RunningLedger implements Ledger {
    private final Map<String, Map<String, Moment>> movements = new HashMap<>();
    private final Map<String, LastRaises> raises = new HashMap<>();

    /** Adds the next commit of the line. The commits must come in order, the oldest first. */
    void enter(History history, int index) {
        Moves moves = history.moves(index);
        moves.environmentsCreated().forEach((name, from) -> {
            movements.put(name, new HashMap<>(movements.getOrDefault(from, Map.of())));
            raises.put(name, LastRaises.copyOf(raises.get(from)));
        });
        for (Move move : moves.moves()) {
            Moment moment = new Moment(history.line().commit(index), history.time(index), move.flag());
            if (move.moved()) {
                movements
                        .computeIfAbsent(move.environment(), name -> new HashMap<>())
                        .put(move.flag(), moment);
            }
            if (move.rose() && !moves.baseline()) {
                raises.computeIfAbsent(move.environment(), name -> new LastRaises())
                        .add(new Raised(moment, move.group(), index));
            }
        }
    }

    @Override
    public Optional<Moment> lastMovement(String flag, String environment, Instant earliest) {
        return Optional.ofNullable(movements.getOrDefault(environment, Map.of()).get(flag))
                .filter(moment -> !moment.time().isBefore(earliest));
    }

    @Override
    public Optional<Moment> lastRaiseOfAnother(
            String flag, Optional<String> group, String environment, Instant earliest) {
        return Optional.ofNullable(raises.get(environment)).stream()
                .flatMap(LastRaises::newestFirst)
                .takeWhile(raised -> !raised.moment().time().isBefore(earliest))
                .filter(raised ->
                        !raised.moment().flag().equals(flag) && group.stream().allMatch(raised.group()::equals))
                .findFirst()
                .map(Raised::moment);
    }

    private record Raised(Moment moment, String group, int index) {
        /**
         * The newest raise first. Raises of the same commit are sorted by flag, so that the answer does not depend on
         * the order of a map.
         */
        static final Comparator<Raised> NEWEST_FIRST = Comparator.comparingInt(Raised::index)
                .thenComparing(raised -> raised.moment().flag())
                .thenComparing(Raised::group);
    }

    /** The last raise of each flag. A flag that was in several groups has one for each group. */
    private static final class LastRaises {
        private final Map<String, Map<String, Raised>> byGroupAndFlag = new HashMap<>();
        private final SortedSet<Raised> inOrder = new TreeSet<>(Raised.NEWEST_FIRST);

        static LastRaises copyOf(@Nullable LastRaises others) {
            LastRaises copy = new LastRaises();
            if (others != null) {
                others.inOrder.forEach(copy::add);
            }
            return copy;
        }

        void add(Raised raised) {
            Raised before = byGroupAndFlag
                    .computeIfAbsent(raised.group(), name -> new HashMap<>())
                    .put(raised.moment().flag(), raised);
            if (before != null) {
                inOrder.remove(before);
            }
            inOrder.add(raised);
        }

        Stream<Raised> newestFirst() {
            return inOrder.stream();
        }
    }
}
