package dev.hoist.validator.effect;

import dev.hoist.validator.exposure.Cell;
import dev.hoist.validator.exposure.PerCell;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A group of users, all of whom a change affects in the same way: the users of a ring, or the users of a ring on some
 * servers.
 *
 * @param ring empty for all rings
 * @param servers sorted; for {@link Where#CANARY} the canary's servers, for {@link Where#ELSEWHERE} the servers that
 *     do not belong to the group
 */
public record Segment(Optional<String> ring, Where where, List<String> servers) {
    public Segment {
        servers = List.copyOf(servers);
    }

    /** The servers of a group. */
    public enum Where {
        EVERYWHERE,
        /** On the servers that {@code servers} lists. */
        CANARY,
        /** On all servers except those that {@code servers} lists. */
        ELSEWHERE;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A group, and one of its cells; all its cells have the same exposure. */
    public record Sampled(Segment part, Cell cell) {}

    /**
     * The groups into which some exposures divide the users. In a group, each of these exposures has one value. All
     * exposures have the same rings.
     */
    public static List<Sampled> of(List<? extends PerCell<?>> exposures, List<String> rings) {
        boolean byRing = exposures.stream().anyMatch(PerCell::distinguishesRings);
        Map<Integer, Map<List<Object>, List<Cell>>> alike = new LinkedHashMap<>();
        for (Cell cell : PerCell.cells(exposures)) {
            List<Object> values = exposures.stream()
                    .<Object>map(exposure -> exposure.at(cell))
                    .toList();
            alike.computeIfAbsent(cell.ring(), ring -> new LinkedHashMap<>())
                    .computeIfAbsent(values, some -> new ArrayList<>())
                    .add(cell);
        }
        List<Sampled> parts = new ArrayList<>();
        alike.forEach((ring, groups) -> {
            Optional<String> name = byRing ? Optional.of(rings.get(ring)) : Optional.empty();
            List<String> named = new ArrayList<>();
            Optional<Cell> other = Optional.empty();
            for (List<Cell> cells : groups.values()) {
                Cell sample = cells.get(0);
                if (sample.isOther()) {
                    other = Optional.of(sample);
                } else {
                    List<String> servers = cells.stream().map(Cell::server).toList();
                    named.addAll(servers);
                    parts.add(new Sampled(new Segment(name, Where.CANARY, servers), sample));
                }
            }
            Where rest = named.isEmpty() ? Where.EVERYWHERE : Where.ELSEWHERE;
            parts.add(
                    new Sampled(new Segment(name, rest, named.stream().sorted().toList()), other.orElseThrow()));
        });
        return parts;
    }
}
