package dev.hoist.validator.oracle;

import dev.hoist.validator.oracle.World.Flag;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Two readings of one environment, cell by cell. */
final class Comparison {
    private static final int FULL = 10_000;

    /** One (ring, server) pair, by the names of whichever side has them. */
    record Cell(String ring, String server) {}

    /** One flag's figures in every cell, on both sides; a null set of bounds is nobody. */
    private static final class Row {
        private final int[] before;
        private final int[] after;
        private final int[] @Nullable [] wasReached;
        private final int[] @Nullable [] isReached;

        Row(int[] before, int[] after, int[] @Nullable [] wasReached, int[] @Nullable [] isReached) {
            this.before = before;
            this.after = after;
            this.wasReached = wasReached;
            this.isReached = isReached;
        }
    }

    final List<Cell> cells = new ArrayList<>();
    private final Map<String, Row> rows = new LinkedHashMap<>();

    Comparison(Reading base, Reading head, String environment) {
        String was = base.environmentName(head, environment);
        String is = head.environment(environment) == null ? null : environment;
        Set<String> rings = new LinkedHashSet<>();
        Set<String> servers = new LinkedHashSet<>();
        for (Reading side : List.of(base, head)) {
            rings.addAll(side.rings());
        }
        if (was != null) {
            servers.addAll(base.servers(was));
        }
        if (is != null) {
            servers.addAll(head.servers(is));
        }
        servers.add(Reading.OTHER);
        for (String ring : rings) {
            for (String server : servers) {
                cells.add(new Cell(ring, server));
            }
        }

        Set<String> keys = new LinkedHashSet<>(base.flags.keySet());
        keys.addAll(head.flags.keySet());
        Map<String, Integer> salts = new HashMap<>();
        for (Reading side : List.of(base, head)) {
            for (Flag flag : side.flags.values()) {
                salts.putIfAbsent(flag.hashedSalt(), salts.size());
            }
        }
        Map<String, int[]> before = new HashMap<>();
        Map<String, int[]> after = new HashMap<>();
        Map<String, int[]> deployed = new HashMap<>();
        List<@Nullable String> ringsBefore = new ArrayList<>();
        List<@Nullable String> ringsAfter = new ArrayList<>();
        List<@Nullable String> outermostAfter = new ArrayList<>();
        for (Cell cell : cells) {
            ringsBefore.add(base.ringName(head, cell.ring()));
            ringsAfter.add(head.ringNameAfter(base, cell.ring()));
            outermostAfter.add(head.ringNameDeployed(cell.ring()));
        }
        for (String key : keys) {
            before.put(key, declared(base, ringsBefore, was, key));
            after.put(key, declared(head, ringsAfter, is, key));
            deployed.put(key, declared(head, outermostAfter, is, key));
        }
        for (String key : keys) {
            rows.put(
                    key,
                    new Row(
                            row(before, key),
                            most(row(after, key), row(deployed, key)),
                            reached(base, before, salts, key),
                            more(reached(head, after, salts, key), reached(head, deployed, salts, key))));
        }
    }

    private static int[] most(int[] one, int[] two) {
        int[] most = new int[one.length];
        for (int i = 0; i < most.length; i++) {
            most[i] = Math.max(one[i], two[i]);
        }
        return most;
    }

    private static int[] @Nullable [] more(int[] @Nullable [] one, int[] @Nullable [] two) {
        int[] @Nullable [] more = new int[one.length] @Nullable [];
        for (int i = 0; i < more.length; i++) {
            int[] first = one[i];
            int[] second = two[i];
            more[i] = first == null ? second : second == null ? first : most(first, second);
        }
        return more;
    }

    private int[] row(Map<String, int[]> figures, String key) {
        int[] row = figures.get(key);
        return row == null ? new int[cells.size()] : row;
    }

    private int[] declared(Reading side, List<@Nullable String> ringNames, @Nullable String environment, String key) {
        int[] figures = new int[cells.size()];
        for (int i = 0; i < figures.length; i++) {
            figures[i] = side.declared(
                    key, environment, ringNames.get(i), cells.get(i).server());
        }
        return figures;
    }

    private int[] @Nullable [] reached(
            Reading side, Map<String, int[]> figures, Map<String, Integer> salts, String key) {
        int[] @Nullable [] sets = new int[cells.size()] @Nullable [];
        List<int[]> members = new ArrayList<>();
        List<Integer> saltOfMember = new ArrayList<>();
        for (String member : side.family(key)) {
            Flag flag = side.flags.get(member);
            Integer salt = flag == null ? null : salts.get(flag.hashedSalt());
            if (salt == null) {
                return sets;
            }
            members.add(row(figures, member));
            saltOfMember.add(salt);
        }
        for (int i = 0; i < sets.length; i++) {
            int[] bounds = new int[salts.size()];
            Arrays.fill(bounds, FULL);
            boolean somebody = true;
            for (int m = 0; m < members.size(); m++) {
                int figure = members.get(m)[i];
                somebody &= figure > 0;
                int salt = saltOfMember.get(m);
                bounds[salt] = Math.min(bounds[salt], figure);
            }
            sets[i] = somebody ? bounds : null;
        }
        return sets;
    }

    Set<String> keys() {
        return rows.keySet();
    }

    private Row row(String key) {
        Row row = rows.get(key);
        if (row == null) {
            throw new IllegalArgumentException("no flag " + key);
        }
        return row;
    }

    int declaredBefore(String key, int cell) {
        return row(key).before[cell];
    }

    int declaredAfter(String key, int cell) {
        return row(key).after[cell];
    }

    boolean gains(String key, int cell) {
        return exceeds(row(key).isReached[cell], row(key).wasReached[cell]);
    }

    boolean loses(String key, int cell) {
        return exceeds(row(key).wasReached[cell], row(key).isReached[cell]);
    }

    private static boolean exceeds(int @Nullable [] one, int @Nullable [] other) {
        if (one == null) {
            return false;
        }
        if (other == null) {
            return true;
        }
        for (int i = 0; i < one.length; i++) {
            if (one[i] > other[i]) {
                return true;
            }
        }
        return false;
    }

    boolean rises(String key, int cell) {
        return declaredAfter(key, cell) > declaredBefore(key, cell) || gains(key, cell);
    }

    boolean isLowered(String key, int cell) {
        return declaredAfter(key, cell) < declaredBefore(key, cell) || loses(key, cell);
    }

    boolean rises(String key) {
        return anyCell(cell -> rises(key, cell));
    }

    boolean isLowered(String key) {
        return anyCell(cell -> isLowered(key, cell));
    }

    boolean moves(String key) {
        return rows.containsKey(key) && anyCell(cell -> gains(key, cell) || loses(key, cell));
    }

    boolean anyCell(IntPredicate test) {
        for (int i = 0; i < cells.size(); i++) {
            if (test.test(i)) {
                return true;
            }
        }
        return false;
    }

    /** The share of E at base, in hundredths of a percent. */
    BigDecimal shareBefore(String key, int cell) {
        return share(row(key).wasReached[cell]);
    }

    /** The share of E at head, in hundredths of a percent. */
    BigDecimal shareAfter(String key, int cell) {
        return share(row(key).isReached[cell]);
    }

    boolean isReachedAfter(String key, int cell) {
        return row(key).isReached[cell] != null;
    }

    private static BigDecimal share(int @Nullable [] bounds) {
        if (bounds == null) {
            return BigDecimal.ZERO;
        }
        BigDecimal share = BigDecimal.valueOf(FULL);
        for (int bound : bounds) {
            if (bound < FULL) {
                share = share.multiply(BigDecimal.valueOf(bound, 4));
            }
        }
        return share;
    }
}
