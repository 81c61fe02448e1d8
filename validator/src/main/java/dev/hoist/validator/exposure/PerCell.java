package dev.hoist.validator.exposure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A value for every cell of an environment. It stores one entry for each ring, or a single entry if all rings have the
 * same values. An entry is one value for all servers, and a list of exceptions: the servers with another value.
 */
public final class PerCell<V> {
    private final List<PerServer<V>> rings;

    private PerCell(List<PerServer<V>> rings) {
        this.rings = rings.size() > 1 && areAlike(rings) ? List.of(rings.get(0)) : List.copyOf(rings);
    }

    private static boolean areAlike(List<? extends PerServer<?>> rings) {
        for (int ring = 1; ring < rings.size(); ring++) {
            if (!rings.get(ring).equals(rings.get(0))) {
                return false;
            }
        }
        return true;
    }

    static <V> PerCell<V> everywhere(V value) {
        return new PerCell<>(List.of(PerServer.everywhere(value)));
    }

    static <V> PerCell<V> byServer(PerServer<V> servers) {
        return new PerCell<>(List.of(servers));
    }

    /** Values by ring, inner to outer; at least one ring. */
    static <V> PerCell<V> byRing(List<V> values) {
        return new PerCell<>(values.stream().map(PerServer::everywhere).toList());
    }

    public V at(Cell cell) {
        return ring(cell.ring()).at(cell.server());
    }

    /** Whether the values of some rings differ. */
    public boolean distinguishesRings() {
        return rings.size() > 1;
    }

    /** The values of one ring, by server. */
    public PerServer<V> ring(int index) {
        return rings.size() == 1 ? rings.get(0) : rings.get(index);
    }

    private int size() {
        return rings.size();
    }

    public boolean all(Predicate<V> test) {
        return !any(test.negate());
    }

    public boolean any(Predicate<V> test) {
        for (PerServer<V> ring : rings) {
            if (test.test(ring.other())) {
                return true;
            }
            for (V value : ring.named().values()) {
                if (test.test(value)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The value of every cell. A value can occur more than once. */
    public Stream<V> values() {
        return rings.stream().flatMap(ring -> Stream.concat(Stream.of(ring.other()), ring.named().values().stream()));
    }

    <R> PerCell<R> map(Function<? super V, ? extends R> change) {
        List<PerServer<R>> mapped = new ArrayList<>(rings.size());
        for (PerServer<V> ring : rings) {
            mapped.add(ring.map(change));
        }
        return new PerCell<>(mapped);
    }

    <W, R> PerCell<R> combine(PerCell<W> that, BiFunction<? super V, ? super W, ? extends R> merge) {
        int size = Math.max(rings.size(), that.rings.size());
        List<PerServer<R>> merged = new ArrayList<>(size);
        for (int ring = 0; ring < size; ring++) {
            merged.add(ring(ring).combine(that.ring(ring), merge));
        }
        return new PerCell<>(merged);
    }

    /** The same values over other rings: ring i of the result has the values of ring {@code own[i]} of this one. */
    PerCell<V> overRings(int[] own) {
        if (rings.size() == 1) {
            return this;
        }
        List<PerServer<V>> mapped = new ArrayList<>(own.length);
        for (int ring : own) {
            mapped.add(rings.get(ring));
        }
        return new PerCell<>(mapped);
    }

    /**
     * One cell for each group of cells in which each of the given exposures has one value. All exposures have the same
     * rings.
     */
    public static List<Cell> cells(List<? extends PerCell<?>> exposures) {
        int size = 1;
        for (PerCell<?> exposure : exposures) {
            size = Math.max(size, exposure.size());
        }
        List<Cell> cells = new ArrayList<>();
        for (int ring = 0; ring < size; ring++) {
            Set<String> servers = Set.of();
            for (PerCell<?> exposure : exposures) {
                Set<String> named = exposure.ring(ring).named().keySet();
                if (!named.isEmpty()) {
                    servers = servers.isEmpty() ? new TreeSet<>() : servers;
                    servers.addAll(named);
                }
            }
            cells.add(new Cell(ring, Cell.OTHER));
            for (String server : servers) {
                cells.add(new Cell(ring, server));
            }
        }
        return cells;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PerCell<?> that && rings.equals(that.rings);
    }

    @Override
    public int hashCode() {
        return rings.hashCode();
    }

    @Override
    public String toString() {
        return rings.toString();
    }
}
