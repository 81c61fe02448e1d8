package dev.hoist.validator.oracle;

import dev.hoist.validator.oracle.World.Block;
import dev.hoist.validator.oracle.World.Canary;
import dev.hoist.validator.oracle.World.Environment;
import dev.hoist.validator.oracle.World.Flag;
import dev.hoist.validator.oracle.World.Policy;
import dev.hoist.validator.oracle.World.RingRule;
import dev.hoist.validator.oracle.World.Rings;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every user of both sides of a change, counted one kind at a time: users whose buckets lie between the same figures fare the
 * same, so one of each such kind, weighed by how many they are, stands for all.
 */
public final class Crowd {
    private static final int FULL = 10_000;

    private final Reading base;
    private final Reading head;
    private final @Nullable Policy judging;
    private final Set<String> environments = new LinkedHashSet<>();
    private final List<Fate> fates = new ArrayList<>();

    /**
     * What a change does to the users of one flag in one cell.
     *
     * @param before the share that has it, in hundredths of a percent
     * @param after the same at head
     * @param gained the share that has it now and had it not
     * @param lost the share that had it and has it not
     */
    public record Fate(
            String flag,
            String environment,
            String ring,
            String server,
            BigDecimal before,
            BigDecimal after,
            BigDecimal gained,
            BigDecimal lost) {

        /** Whether somebody has it now who had it not. */
        public boolean gains() {
            return gained.signum() > 0;
        }

        /** Whether somebody had it who has it not. */
        public boolean loses() {
            return lost.signum() > 0;
        }
    }

    /**
     * What a change does to those who take part in an experiment in one cell.
     *
     * @param users the share of users, in hundredths of a percent, by variant before and variant after; none is empty
     */
    public record Turnout(String ring, String server, Map<List<String>, BigDecimal> users) {}

    Crowd(Reading base, Reading head, @Nullable Policy judging) {
        this.base = base;
        this.head = head;
        this.judging = judging;
        Set<String> rings = new LinkedHashSet<>();
        Set<String> flags = new LinkedHashSet<>();
        for (Reading side : List.of(base, head)) {
            if (side.policy != null) {
                environments.addAll(side.policy.environments().keySet());
            }
            rings.addAll(side.rings());
            flags.addAll(side.flags.keySet());
        }
        for (String environment : environments) {
            for (String ring : rings) {
                for (String server : servers(environment)) {
                    for (String flag : flags) {
                        fates.add(fate(flag, environment, ring, server));
                    }
                }
            }
        }
    }

    private @Nullable String nameOf(Reading side, String environment) {
        if (side == base) {
            return base.environmentName(head, environment);
        }
        return head.environment(environment) == null ? null : environment;
    }

    private Set<String> servers(String environment) {
        Set<String> servers = new LinkedHashSet<>(Set.of(Reading.OTHER));
        for (Reading side : List.of(base, head)) {
            String name = nameOf(side, environment);
            if (name != null) {
                servers.addAll(side.servers(name));
            }
        }
        return servers;
    }

    public Set<String> environments() {
        return Set.copyOf(environments);
    }

    /** How many users are in a ring, by head's policy where that has it; null where nobody says so. */
    public @Nullable BigDecimal population(String ring) {
        for (Reading side : List.of(head, base)) {
            if (side.policy != null && side.policy.rings().containsKey(ring)) {
                return BigDecimal.valueOf(side.policy.rings().get(ring).population());
            }
        }
        return null;
    }

    /**
     * How much of an environment's traffic a server has, in hundredths of a percent. One that head does not name has what base gave
     * it, as long as head leaves so much to others.
     */
    public BigDecimal traffic(String environment, String server) {
        Map<String, Integer> traffic = new LinkedHashMap<>();
        int left = FULL;
        for (Reading side : List.of(head, base)) {
            String name = nameOf(side, environment);
            Environment figures = name == null ? null : side.environment(name);
            if (figures != null) {
                for (Map.Entry<String, Integer> entry : figures.servers().entrySet()) {
                    if (!traffic.containsKey(entry.getKey())) {
                        int share = Math.min(entry.getValue(), left);
                        traffic.put(entry.getKey(), share);
                        left -= share;
                    }
                }
            }
        }
        return BigDecimal.valueOf(server.equals(Reading.OTHER) ? left : traffic.getOrDefault(server, 0));
    }

    /** Who takes part in an experiment, cell by cell; a side where it does not run has nobody. */
    public List<Turnout> turnout(
            World.@Nullable Experiment before, World.@Nullable Experiment after, String environment) {
        Set<String> rings = new LinkedHashSet<>(base.rings());
        rings.addAll(head.rings());
        List<Turnout> turnouts = new ArrayList<>();
        for (String ring : rings) {
            for (String server : servers(environment)) {
                Seat was = new Seat(base, nameOf(base, environment), base.ringName(head, ring), server);
                Seat is = new Seat(head, nameOf(head, environment), head.ringNameAfter(base, ring), server);
                Map<String, SortedSet<Integer>> cuts = new LinkedHashMap<>();
                cut(was, before, cuts);
                cut(is, after, cuts);
                Map<List<String>, BigDecimal> users = new LinkedHashMap<>();
                turnOut(was, before, is, after, List.copyOf(cuts.keySet()), cuts, new LinkedHashMap<>(), users);
                turnouts.add(new Turnout(ring, server, users));
            }
        }
        return turnouts;
    }

    private static void cut(Seat seat, World.@Nullable Experiment experiment, Map<String, SortedSet<Integer>> cuts) {
        if (experiment == null) {
            return;
        }
        seat.cut(experiment.within(), cuts);
        SortedSet<Integer> points = cuts.computeIfAbsent(experiment.key(), salt -> new TreeSet<>(Set.of(0, FULL)));
        int end = 0;
        for (int weight : experiment.variants().values()) {
            end += weight;
            points.add(Math.min(end, FULL));
        }
    }

    private static void turnOut(
            Seat was,
            World.@Nullable Experiment before,
            Seat is,
            World.@Nullable Experiment after,
            List<String> salts,
            Map<String, SortedSet<Integer>> cuts,
            Map<String, Integer> buckets,
            Map<List<String>, BigDecimal> users) {
        if (buckets.size() == salts.size()) {
            BigDecimal weight = BigDecimal.valueOf(FULL);
            for (String salt : salts) {
                SortedSet<Integer> points = cuts.getOrDefault(salt, new TreeSet<>());
                int from = buckets.getOrDefault(salt, 0);
                int to = points.tailSet(from + 1).first();
                weight = weight.multiply(BigDecimal.valueOf(to - from, 4));
            }
            users.merge(List.of(variant(was, before, buckets), variant(is, after, buckets)), weight, BigDecimal::add);
            return;
        }
        String salt = salts.get(buckets.size());
        for (int point : cuts.getOrDefault(salt, new TreeSet<>()).headSet(FULL)) {
            buckets.put(salt, point);
            turnOut(was, before, is, after, salts, cuts, buckets, users);
            buckets.remove(salt);
        }
    }

    private static String variant(Seat seat, World.@Nullable Experiment experiment, Map<String, Integer> buckets) {
        if (experiment == null || !seat.isOn(experiment.within(), buckets)) {
            return "";
        }
        int end = 0;
        for (Map.Entry<String, Integer> variant : experiment.variants().entrySet()) {
            end += variant.getValue();
            if (buckets.getOrDefault(experiment.key(), FULL) < end) {
                return variant.getKey();
            }
        }
        return "";
    }

    /** One flag in one cell after the other. */
    public List<Fate> fates() {
        return List.copyOf(fates);
    }

    /** Whether the rules leave an environment alone. */
    public boolean isFree(String environment) {
        return Oracle.isFree(judging, head.policy, environment);
    }

    /** The rungs that a cell went past on its way up; a cell that head's canary list covers has none. */
    public List<Integer> passed(Fate fate) {
        Environment figures = judging == null ? null : judging.environments().get(fate.environment());
        Flag flag = head.flags.get(fate.flag());
        Block block = flag == null ? null : flag.blocks().get(fate.environment());
        if (figures == null || block == null) {
            return List.of();
        }
        Environment named = head.environment(fate.environment());
        if (block.form() instanceof Canary canary
                && named != null
                && block.enabled()
                && Reading.covers(canary, named, fate.server())) {
            return List.of();
        }
        RingRule own = block.form() instanceof Rings ? figures.rings().get(fate.ring()) : null;
        List<Integer> ladder = own == null || own.ladder() == null ? figures.ladder() : own.ladder();
        return ladder.stream()
                .filter(rung -> BigDecimal.valueOf(rung).compareTo(fate.before()) > 0
                        && BigDecimal.valueOf(rung).compareTo(fate.after()) < 0)
                .toList();
    }

    private Fate fate(String flag, String environment, String ring, String server) {
        Seat was = new Seat(base, nameOf(base, environment), base.ringName(head, ring), server);
        Seat is = new Seat(head, nameOf(head, environment), head.ringNameAfter(base, ring), server);
        Map<String, SortedSet<Integer>> cuts = new LinkedHashMap<>();
        was.cut(flag, cuts);
        is.cut(flag, cuts);
        Tally tally = new Tally();
        count(flag, was, is, List.copyOf(cuts.keySet()), cuts, new LinkedHashMap<>(), BigDecimal.valueOf(FULL), tally);
        return new Fate(flag, environment, ring, server, tally.before, tally.after, tally.gained, tally.lost);
    }

    private static void count(
            String flag,
            Seat was,
            Seat is,
            List<String> salts,
            Map<String, SortedSet<Integer>> cuts,
            Map<String, Integer> buckets,
            BigDecimal weight,
            Tally tally) {
        if (buckets.size() == salts.size()) {
            boolean had = was.isOn(flag, buckets);
            boolean has = is.isOn(flag, buckets);
            tally.before = had ? tally.before.add(weight) : tally.before;
            tally.after = has ? tally.after.add(weight) : tally.after;
            tally.gained = has && !had ? tally.gained.add(weight) : tally.gained;
            tally.lost = had && !has ? tally.lost.add(weight) : tally.lost;
            return;
        }
        String salt = salts.get(buckets.size());
        List<Integer> points = List.copyOf(cuts.getOrDefault(salt, new TreeSet<>()));
        for (int i = 0; i + 1 < points.size(); i++) {
            buckets.put(salt, points.get(i));
            BigDecimal share = BigDecimal.valueOf(points.get(i + 1) - points.get(i), 4);
            count(flag, was, is, salts, cuts, buckets, weight.multiply(share), tally);
            buckets.remove(salt);
        }
    }

    private static final class Tally {
        private BigDecimal before = BigDecimal.ZERO;
        private BigDecimal after = BigDecimal.ZERO;
        private BigDecimal gained = BigDecimal.ZERO;
        private BigDecimal lost = BigDecimal.ZERO;
    }

    /** Where a user sits on one side of the change. */
    private record Seat(
            Reading side,
            @Nullable String environment,
            @Nullable String ring,
            String server) {
        void cut(String flag, Map<String, SortedSet<Integer>> cuts) {
            for (String member : side.family(flag)) {
                Flag known = side.flags.get(member);
                if (known != null) {
                    cuts.computeIfAbsent(known.hashedSalt(), salt -> new TreeSet<>(Set.of(0, FULL)))
                            .add(side.declared(member, environment, ring, server));
                }
            }
        }

        /** On where the user's bucket is below the flag's own figure and everything that it depends on is on. */
        boolean isOn(String flag, Map<String, Integer> buckets) {
            for (String member : side.family(flag)) {
                Flag known = side.flags.get(member);
                if (known == null
                        || buckets.getOrDefault(known.hashedSalt(), FULL)
                                >= side.declared(member, environment, ring, server)) {
                    return false;
                }
            }
            return true;
        }
    }
}
