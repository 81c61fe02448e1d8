package dev.hoist.validator.oracle;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One tree of flags as plain data; every percentage is in hundredths. */
public record World(@Nullable Policy policy, List<Flag> flags, List<Experiment> experiments) {

    /** A tree with nothing in it. */
    public static final World EMPTY = new World(null, List.of(), List.of());

    /** How blocks are written: in one line, or a key a line. */
    public enum Style {
        FLOW,
        LINES
    }

    /** The audience class of a user. */
    public record Ring(String description, int population) {}

    /** What an environment comes after, and where the flag must stand there. */
    public record After(String environment, @Nullable Integer at) {}

    /** What a ring has of its own in an environment. */
    public record RingRule(
            @Nullable List<Integer> ladder, @Nullable Duration soak) {}

    /** A stage before the ladder. */
    public record Stage(
            @Nullable Integer servers,
            @Nullable Integer regions,
            int least,
            int most,
            @Nullable Duration soak) {}

    /** Hours of some days, half-open. */
    public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to) {}

    /** Days on which nothing rises, the last exclusive. */
    public record Freeze(LocalDate from, LocalDate until) {}

    /** One environment of the policy. */
    public record Environment(
            List<Integer> ladder,
            Duration soak,
            Duration spacing,
            boolean scopeIsEnvironment,
            @Nullable After after,
            Map<Integer, Duration> holds,
            Map<String, RingRule> rings,
            Map<String, Map<String, Integer>> regions,
            List<Stage> canary,
            List<Window> peakHours,
            List<Window> openHours,
            List<String> checklist,
            boolean free,
            @Nullable Duration restoreWithin,
            @Nullable String from,
            @Nullable String live) {

        /** Every server that the environment names, with its traffic. */
        Map<String, Integer> servers() {
            Map<String, Integer> all = new LinkedHashMap<>();
            regions.values().forEach(all::putAll);
            return all;
        }

        Environment withLadder(List<Integer> changed) {
            return new Environment(
                    changed,
                    soak,
                    spacing,
                    scopeIsEnvironment,
                    after,
                    holds,
                    rings,
                    regions,
                    canary,
                    peakHours,
                    openHours,
                    checklist,
                    free,
                    restoreWithin,
                    from,
                    live);
        }

        Environment withSoak(Duration changed) {
            return new Environment(
                    ladder,
                    changed,
                    spacing,
                    scopeIsEnvironment,
                    after,
                    holds,
                    rings,
                    regions,
                    canary,
                    peakHours,
                    openHours,
                    checklist,
                    free,
                    restoreWithin,
                    from,
                    live);
        }

        Environment withAfter(@Nullable After changed) {
            return new Environment(
                    ladder,
                    soak,
                    spacing,
                    scopeIsEnvironment,
                    changed,
                    holds,
                    rings,
                    regions,
                    canary,
                    peakHours,
                    openHours,
                    checklist,
                    free,
                    restoreWithin,
                    from,
                    live);
        }

        Environment withHolds(Map<Integer, Duration> changed) {
            return new Environment(
                    ladder,
                    soak,
                    spacing,
                    scopeIsEnvironment,
                    after,
                    changed,
                    rings,
                    regions,
                    canary,
                    peakHours,
                    openHours,
                    checklist,
                    free,
                    restoreWithin,
                    from,
                    live);
        }

        Environment withRings(Map<String, RingRule> changed) {
            return new Environment(
                    ladder,
                    soak,
                    spacing,
                    scopeIsEnvironment,
                    after,
                    holds,
                    changed,
                    regions,
                    canary,
                    peakHours,
                    openHours,
                    checklist,
                    free,
                    restoreWithin,
                    from,
                    live);
        }

        Environment withRegions(Map<String, Map<String, Integer>> changed) {
            return new Environment(
                    ladder,
                    soak,
                    spacing,
                    scopeIsEnvironment,
                    after,
                    holds,
                    rings,
                    changed,
                    canary,
                    peakHours,
                    openHours,
                    checklist,
                    free,
                    restoreWithin,
                    from,
                    live);
        }

        Environment withCanary(List<Stage> changed) {
            return new Environment(
                    ladder,
                    soak,
                    spacing,
                    scopeIsEnvironment,
                    after,
                    holds,
                    rings,
                    regions,
                    changed,
                    peakHours,
                    openHours,
                    checklist,
                    free,
                    restoreWithin,
                    from,
                    live);
        }

        Environment withPeakHours(List<Window> changed) {
            return new Environment(
                    ladder,
                    soak,
                    spacing,
                    scopeIsEnvironment,
                    after,
                    holds,
                    rings,
                    regions,
                    canary,
                    changed,
                    openHours,
                    checklist,
                    free,
                    restoreWithin,
                    from,
                    live);
        }

        Environment withOpenHours(List<Window> changed) {
            return new Environment(
                    ladder,
                    soak,
                    spacing,
                    scopeIsEnvironment,
                    after,
                    holds,
                    rings,
                    regions,
                    canary,
                    peakHours,
                    changed,
                    checklist,
                    free,
                    restoreWithin,
                    from,
                    live);
        }

        Environment withChecklist(List<String> changed) {
            return new Environment(
                    ladder,
                    soak,
                    spacing,
                    scopeIsEnvironment,
                    after,
                    holds,
                    rings,
                    regions,
                    canary,
                    peakHours,
                    openHours,
                    changed,
                    free,
                    restoreWithin,
                    from,
                    live);
        }

        Environment withFree(boolean changed) {
            return new Environment(
                    ladder,
                    soak,
                    spacing,
                    scopeIsEnvironment,
                    after,
                    holds,
                    rings,
                    regions,
                    canary,
                    peakHours,
                    openHours,
                    checklist,
                    changed,
                    restoreWithin,
                    from,
                    live);
        }

        Environment withRestoreWithin(@Nullable Duration changed) {
            return new Environment(
                    ladder,
                    soak,
                    spacing,
                    scopeIsEnvironment,
                    after,
                    holds,
                    rings,
                    regions,
                    canary,
                    peakHours,
                    openHours,
                    checklist,
                    free,
                    changed,
                    from,
                    live);
        }

        Environment withFrom(@Nullable String changed) {
            return new Environment(
                    ladder,
                    soak,
                    spacing,
                    scopeIsEnvironment,
                    after,
                    holds,
                    rings,
                    regions,
                    canary,
                    peakHours,
                    openHours,
                    checklist,
                    free,
                    restoreWithin,
                    changed,
                    live);
        }

        Environment withLive(@Nullable String changed) {
            return new Environment(
                    ladder,
                    soak,
                    spacing,
                    scopeIsEnvironment,
                    after,
                    holds,
                    rings,
                    regions,
                    canary,
                    peakHours,
                    openHours,
                    checklist,
                    free,
                    restoreWithin,
                    from,
                    changed);
        }
    }

    /** The rules' figures; without rings there is the one ring {@code ga}. */
    public record Policy(
            String zone,
            Map<String, Ring> rings,
            Map<String, Environment> environments,
            List<Freeze> freezes,
            List<String> overrides) {

        List<String> ringNames() {
            return rings.isEmpty() ? List.of("ga") : List.copyOf(rings.keySet());
        }

        Policy withRings(Map<String, Ring> changed) {
            return new Policy(zone, changed, environments, freezes, overrides);
        }

        Policy withEnvironments(Map<String, Environment> changed) {
            return new Policy(zone, rings, changed, freezes, overrides);
        }

        Policy withEnvironment(String name, Environment changed) {
            return withEnvironments(with(environments, name, changed));
        }

        Policy withFreezes(List<Freeze> changed) {
            return new Policy(zone, rings, environments, changed, overrides);
        }

        Policy withOverrides(List<String> changed) {
            return new Policy(zone, rings, environments, freezes, changed);
        }

        /** Everything but texts, the order of rings and environments included. */
        List<Object> substance() {
            Map<String, Integer> populations = new LinkedHashMap<>();
            rings.forEach((name, ring) -> populations.put(name, ring.population()));
            return List.of(
                    zone,
                    List.copyOf(rings.keySet()),
                    populations,
                    List.copyOf(environments.keySet()),
                    environments,
                    freezes,
                    overrides);
        }
    }

    /** How a block's exposure is written. */
    public sealed interface Form permits Percentage, Rings, Canary {
        String strategy();

        boolean isZero();
    }

    /** One figure for everyone. */
    public record Percentage(int figure) implements Form {
        @Override
        public String strategy() {
            return "percentage";
        }

        @Override
        public boolean isZero() {
            return figure == 0;
        }
    }

    /** A figure a ring, where written. */
    public record Rings(Map<String, Integer> figures) implements Form {
        @Override
        public String strategy() {
            return "ring";
        }

        @Override
        public boolean isZero() {
            return figures.values().stream().allMatch(figure -> figure == 0);
        }
    }

    /** All on some servers and regions, a figure elsewhere. */
    public record Canary(
            List<String> servers,
            List<String> regions,
            @Nullable Integer percentage) implements Form {
        @Override
        public String strategy() {
            return "canary";
        }

        @Override
        public boolean isZero() {
            return servers.isEmpty() && regions.isEmpty() && figure() == 0;
        }

        int figure() {
            return percentage == null ? 0 : percentage;
        }
    }

    /** What a flag says of one environment. */
    public record Block(
            boolean enabled,
            boolean frozen,
            @Nullable String strategy,
            Form form,
            @Nullable String target) {
        public Block {
            // a ring as target goes with the rings form; anything else is no readable file
            if (target != null && Character.isLetter(target.charAt(0)) && !(form instanceof Rings)) {
                target = null;
            }
        }

        Block(boolean enabled, boolean frozen, @Nullable String strategy, Form form) {
            this(enabled, frozen, strategy, form, null);
        }

        Block withTarget(@Nullable String changed) {
            return new Block(enabled, frozen, strategy, form, changed);
        }

        Block withForm(Form changed) {
            return new Block(enabled, frozen, strategy == null ? null : changed.strategy(), changed, target);
        }

        Block withEnabled(boolean changed) {
            return new Block(changed, frozen, strategy, form, target);
        }

        Block withFrozen(boolean changed) {
            return new Block(enabled, changed, strategy, form, target);
        }

        Block withStrategy(@Nullable String changed) {
            return new Block(enabled, frozen, changed, form, target);
        }
    }

    /** A named decision. */
    public record Flag(
            String group,
            String key,
            String description,
            String owner,
            @Nullable String salt,
            @Nullable String strategy,
            List<String> dependencies,
            Map<String, Block> blocks,
            List<String> checklist,
            @Nullable LocalDate expires,
            boolean permanent) {

        String path() {
            return group + "/" + key + ".yaml";
        }

        /** The salt that hashing uses. */
        String hashedSalt() {
            return salt == null ? group : salt;
        }

        Flag withGroup(String changed) {
            return new Flag(
                    changed,
                    key,
                    description,
                    owner,
                    salt,
                    strategy,
                    dependencies,
                    blocks,
                    checklist,
                    expires,
                    permanent);
        }

        Flag withKey(String changed) {
            return new Flag(
                    group,
                    changed,
                    description,
                    owner,
                    salt,
                    strategy,
                    dependencies,
                    blocks,
                    checklist,
                    expires,
                    permanent);
        }

        Flag withTexts(String newDescription, String newOwner, @Nullable LocalDate newExpires, boolean isPermanent) {
            return new Flag(
                    group,
                    key,
                    newDescription,
                    newOwner,
                    salt,
                    strategy,
                    dependencies,
                    blocks,
                    checklist,
                    newExpires,
                    isPermanent);
        }

        Flag withSalt(@Nullable String changed) {
            return new Flag(
                    group,
                    key,
                    description,
                    owner,
                    changed,
                    strategy,
                    dependencies,
                    blocks,
                    checklist,
                    expires,
                    permanent);
        }

        Flag withStrategy(@Nullable String changed) {
            return new Flag(
                    group, key, description, owner, salt, changed, dependencies, blocks, checklist, expires, permanent);
        }

        Flag withDependencies(List<String> changed) {
            return new Flag(
                    group, key, description, owner, salt, strategy, changed, blocks, checklist, expires, permanent);
        }

        Flag withBlocks(Map<String, Block> changed) {
            return new Flag(
                    group,
                    key,
                    description,
                    owner,
                    salt,
                    strategy,
                    dependencies,
                    changed,
                    checklist,
                    expires,
                    permanent);
        }

        Flag withBlock(String environment, Block changed) {
            return withBlocks(with(blocks, environment, changed));
        }

        Flag withChecklist(List<String> changed) {
            return new Flag(
                    group, key, description, owner, salt, strategy, dependencies, blocks, changed, expires, permanent);
        }

        Flag withoutTexts() {
            return new Flag(group, key, "", "", salt, strategy, dependencies, blocks, List.of(), null, false);
        }
    }

    /** A division of a flag's users. */
    public record Experiment(
            String group,
            String key,
            String description,
            String owner,
            String within,
            String status,
            Map<String, Integer> variants,
            int sample) {

        String path() {
            return group + "/" + key + ".yaml";
        }

        Experiment withDescription(String changed) {
            return new Experiment(group, key, changed, owner, within, status, variants, sample);
        }

        Experiment withWithin(String changed) {
            return new Experiment(group, key, description, owner, changed, status, variants, sample);
        }

        Experiment withStatus(String changed) {
            return new Experiment(group, key, description, owner, within, changed, variants, sample);
        }

        Experiment withVariants(Map<String, Integer> changed) {
            return new Experiment(group, key, description, owner, within, status, changed, sample);
        }

        Experiment withSample(int changed) {
            return new Experiment(group, key, description, owner, within, status, variants, changed);
        }

        /** Everything that handing out variants depends on, their order included. */
        String division() {
            return within + " " + variants;
        }
    }

    World withPolicy(@Nullable Policy changed) {
        return new World(changed, flags, experiments);
    }

    World withFlags(List<Flag> changed) {
        return new World(policy, List.copyOf(changed), experiments);
    }

    /** The same tree with one flag put in the place of the one of that path, or added. */
    World withFlag(Flag changed) {
        List<Flag> all = new ArrayList<>();
        boolean found = false;
        for (Flag flag : flags) {
            if (flag.path().equals(changed.path())) {
                all.add(changed);
                found = true;
            } else {
                all.add(flag);
            }
        }
        if (!found) {
            all.add(changed);
        }
        return withFlags(all);
    }

    World without(Flag gone) {
        return withFlags(
                flags.stream().filter(flag -> !flag.path().equals(gone.path())).toList());
    }

    World withExperiments(List<Experiment> changed) {
        return new World(policy, flags, List.copyOf(changed));
    }

    static <K, V> Map<K, V> with(Map<K, V> map, K key, V value) {
        Map<K, V> copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return copy;
    }

    static <K, V> Map<K, V> without(Map<K, V> map, K key) {
        Map<K, V> copy = new LinkedHashMap<>(map);
        copy.remove(key);
        return copy;
    }

    /** The tree as files, by path below the flags directory. */
    public Map<String, String> files(Style style) {
        return files(style, new IdentityHashMap<>());
    }

    /**
     * The tree as files.
     *
     * @param written the texts of the policies, flags and experiments that were written before in the same style
     */
    public Map<String, String> files(Style style, IdentityHashMap<Object, String> written) {
        Map<String, String> files = new TreeMap<>();
        if (policy != null) {
            files.put("policy.yaml", written.computeIfAbsent(policy, key -> write(policyNodes(policy), style)));
        }
        for (Flag flag : flags) {
            files.put(flag.path(), written.computeIfAbsent(flag, key -> write(flagNodes(flag), style)));
        }
        for (Experiment experiment : experiments) {
            files.put(
                    experiment.path(),
                    written.computeIfAbsent(experiment, key -> write(experimentNodes(experiment), style)));
        }
        return files;
    }

    /** The paths of the flags and experiments, below the flags directory. */
    public Stream<String> paths() {
        return Stream.concat(
                flags.stream().map(Flag::path), experiments.stream().map(Experiment::path));
    }

    private static Map<String, Object> policyNodes(Policy policy) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("policy", 1);
        root.put("zone", policy.zone());
        if (!policy.rings().isEmpty()) {
            Map<String, Object> rings = new LinkedHashMap<>();
            policy.rings()
                    .forEach((name, ring) ->
                            rings.put(name, nodes("description", ring.description(), "population", ring.population())));
            root.put("rings", rings);
        }
        Map<String, Object> environments = new LinkedHashMap<>();
        policy.environments().forEach((name, environment) -> environments.put(name, environmentNodes(environment)));
        root.put("environments", environments);
        if (!policy.freezes().isEmpty()) {
            root.put(
                    "freezes",
                    policy.freezes().stream()
                            .map(freeze -> nodes("from", freeze.from(), "until", freeze.until(), "reason", "quiet"))
                            .toList());
        }
        if (!policy.overrides().isEmpty()) {
            root.put("overrides", nodes("allowed", policy.overrides()));
        }
        return root;
    }

    private static Map<String, Object> environmentNodes(Environment environment) {
        Map<String, Object> node = new LinkedHashMap<>();
        if (environment.from() != null) {
            node.put("from", environment.from());
        }
        if (environment.live() != null) {
            node.put("live", environment.live());
        }
        if (environment.free()) {
            node.put("free", true);
        }
        After after = environment.after();
        if (after != null) {
            Map<String, Object> inner = nodes("environment", after.environment());
            if (after.at() != null) {
                inner.put("at", figure(after.at()));
            }
            node.put("after", inner);
        }
        node.put("ladder", figures(environment.ladder()));
        node.put("soak", text(environment.soak()));
        if (!environment.holds().isEmpty()) {
            Map<String, Object> holds = new LinkedHashMap<>();
            environment.holds().forEach((rung, hold) -> holds.put(String.valueOf(figure(rung)), text(hold)));
            node.put("holds", holds);
        }
        node.put("spacing", text(environment.spacing()));
        if (environment.scopeIsEnvironment()) {
            node.put("scope", "environment");
        }
        if (environment.restoreWithin() != null) {
            node.put("restore_within", text(environment.restoreWithin()));
        }
        if (!environment.rings().isEmpty()) {
            Map<String, Object> rings = new LinkedHashMap<>();
            environment.rings().forEach((name, rule) -> {
                Map<String, Object> inner = new LinkedHashMap<>();
                if (rule.ladder() != null) {
                    inner.put("ladder", figures(rule.ladder()));
                }
                if (rule.soak() != null) {
                    inner.put("soak", text(rule.soak()));
                }
                rings.put(name, inner);
            });
            node.put("rings", rings);
        }
        if (!environment.regions().isEmpty()) {
            Map<String, Object> regions = new LinkedHashMap<>();
            environment.regions().forEach((name, servers) -> {
                Map<String, Object> inner = new LinkedHashMap<>();
                servers.forEach((server, share) -> inner.put(server, figure(share)));
                regions.put(name, inner);
            });
            node.put("regions", regions);
        }
        if (!environment.canary().isEmpty()) {
            List<Object> stages = new ArrayList<>();
            for (Stage stage : environment.canary()) {
                Map<String, Object> inner = new LinkedHashMap<>();
                if (stage.servers() != null) {
                    inner.put("servers", stage.servers());
                }
                if (stage.regions() != null) {
                    inner.put("regions", stage.regions());
                }
                inner.put("traffic", figures(List.of(stage.least(), stage.most())));
                if (stage.soak() != null) {
                    inner.put("soak", text(stage.soak()));
                }
                stages.add(inner);
            }
            node.put("canary", stages);
        }
        if (!environment.peakHours().isEmpty()) {
            node.put("peak_hours", hours(environment.peakHours()));
        }
        if (!environment.openHours().isEmpty()) {
            node.put("open_hours", hours(environment.openHours()));
        }
        if (!environment.checklist().isEmpty()) {
            node.put("checklist", environment.checklist());
        }
        return node;
    }

    private static List<Object> hours(List<Window> windows) {
        return windows.stream()
                .<Object>map(window -> nodes(
                        "days",
                        window.days().stream()
                                .sorted()
                                .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
                                .toList(),
                        "from",
                        "\"" + window.from() + "\"",
                        "to",
                        "\"" + window.to() + "\""))
                .toList();
    }

    private static Map<String, Object> flagNodes(Flag flag) {
        Map<String, Object> root = nodes("flag", flag.key(), "description", flag.description(), "owner", flag.owner());
        if (flag.salt() != null) {
            root.put("salt", flag.salt());
        }
        if (flag.strategy() != null) {
            root.put("strategy", flag.strategy());
        }
        if (!flag.dependencies().isEmpty()) {
            root.put("dependencies", flag.dependencies());
        }
        if (!flag.checklist().isEmpty()) {
            root.put("checklist", flag.checklist());
        }
        if (flag.expires() != null) {
            root.put("expires", flag.expires());
        }
        if (flag.permanent()) {
            root.put("permanent", true);
        }
        Map<String, Object> environments = new LinkedHashMap<>();
        flag.blocks().forEach((name, block) -> environments.put(name, blockNodes(block)));
        root.put("environments", environments);
        return root;
    }

    private static Map<String, Object> blockNodes(Block block) {
        Map<String, Object> node = new LinkedHashMap<>();
        if (!block.enabled()) {
            node.put("enabled", false);
        }
        if (block.frozen()) {
            node.put("frozen", true);
        }
        if (block.target() != null) {
            node.put("target", block.target());
        }
        if (block.strategy() != null) {
            node.put("strategy", block.strategy());
        }
        if (block.form() instanceof Percentage percentage) {
            node.put("percentage", figure(percentage.figure()));
        } else if (block.form() instanceof Rings rings) {
            Map<String, Object> inner = new LinkedHashMap<>();
            rings.figures().forEach((ring, figure) -> inner.put(ring, figure(figure)));
            node.put("rings", inner);
        } else if (block.form() instanceof Canary canary) {
            node.put("canary", nodes("servers", canary.servers(), "regions", canary.regions()));
            if (canary.percentage() != null) {
                node.put("percentage", figure(canary.percentage()));
            }
        }
        return node;
    }

    private static Map<String, Object> experimentNodes(Experiment experiment) {
        Map<String, Object> root = nodes(
                "experiment", experiment.key(), "description", experiment.description(), "owner", experiment.owner());
        root.put("within", experiment.within());
        root.put("status", experiment.status());
        Map<String, Object> variants = new LinkedHashMap<>();
        experiment.variants().forEach((name, weight) -> variants.put(name, figure(weight)));
        root.put("variants", variants);
        root.put("metrics", List.of("errors", "latency"));
        root.put("min_sample_size", experiment.sample());
        return root;
    }

    private static Map<String, Object> nodes(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }

    private static List<Object> figures(List<Integer> hundredths) {
        return hundredths.stream().map(World::figure).toList();
    }

    private static Object figure(int hundredths) {
        if (hundredths % 100 == 0) {
            return hundredths / 100;
        }
        return String.format(Locale.ROOT, "%d.%02d", hundredths / 100, hundredths % 100);
    }

    private static String text(Duration duration) {
        long minutes = duration.toMinutes();
        if (minutes % (24 * 60) == 0 && minutes > 0) {
            return minutes / (24 * 60) + "d";
        }
        if (minutes % 60 == 0 && minutes > 0) {
            return minutes / 60 + "h";
        }
        return minutes > 60 ? minutes / 60 + "h" + minutes % 60 + "m" : minutes + "m";
    }

    private static String write(Map<String, Object> root, Style style) {
        StringBuilder out = new StringBuilder();
        if (style == Style.LINES) {
            lines(out, root, "");
            return out.toString();
        }
        root.forEach((key, value) -> {
            if (key.equals("environments") && value instanceof Map<?, ?> environments && !environments.isEmpty()) {
                out.append("environments:\n");
                environments.forEach((name, block) -> out.append("  ")
                        .append(name)
                        .append(": ")
                        .append(flow(block))
                        .append('\n'));
            } else {
                out.append(key).append(": ").append(flow(value)).append('\n');
            }
        });
        return out.toString();
    }

    private static String flow(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> entry.getKey() + ": " + flow(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(World::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return String.valueOf(value);
    }

    private static void lines(StringBuilder out, Map<?, ?> map, String indent) {
        map.forEach((key, value) -> {
            out.append(indent).append(key).append(':');
            if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
                out.append('\n');
                lines(out, inner, indent + "  ");
            } else if (value instanceof List<?> list && !list.isEmpty()) {
                out.append('\n');
                list.forEach(item ->
                        out.append(indent).append("  - ").append(flow(item)).append('\n'));
            } else {
                out.append(' ').append(flow(value)).append('\n');
            }
        });
    }
}
