package dev.hoist.validator.oracle;

import dev.hoist.validator.oracle.Oracle.Authored;
import dev.hoist.validator.oracle.Oracle.Change;
import dev.hoist.validator.oracle.Oracle.Commit;
import dev.hoist.validator.oracle.Oracle.Opinion;
import dev.hoist.validator.oracle.World.After;
import dev.hoist.validator.oracle.World.Block;
import dev.hoist.validator.oracle.World.Canary;
import dev.hoist.validator.oracle.World.Environment;
import dev.hoist.validator.oracle.World.Experiment;
import dev.hoist.validator.oracle.World.Flag;
import dev.hoist.validator.oracle.World.Form;
import dev.hoist.validator.oracle.World.Freeze;
import dev.hoist.validator.oracle.World.Percentage;
import dev.hoist.validator.oracle.World.Policy;
import dev.hoist.validator.oracle.World.Ring;
import dev.hoist.validator.oracle.World.RingRule;
import dev.hoist.validator.oracle.World.Rings;
import dev.hoist.validator.oracle.World.Stage;
import dev.hoist.validator.oracle.World.Window;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Random trees, histories and changes; the same seed gives the same scenario. */
public final class Worlds {
    /** Keys of every shape that teams arrive with; a tree has two to six. */
    private static final List<String> KEYS =
            List.of("flag_a", "newFlag_b", "checkout.v2-2027", "Promo_2", "flag-e", "EU.search");

    /** A change with the line behind it (oldest first, the last is base), the clock, and what the model thinks. */
    public record Scenario(long seed, String aim, List<Commit> line, Change change, Instant now, Opinion opinion) {}

    /** What a generated change tries to be: accepted, a shape, or refused by this one rule. */
    static final List<String> AIMS = List.of(
            "accepted",
            "accepted",
            "accepted",
            "accepted",
            "accepted",
            "accepted",
            "accepted",
            "accepted",
            "anything",
            "anything",
            "texts",
            "rollback",
            "rollback",
            "restore",
            "restore",
            "policy",
            "policy",
            "comeback",
            "comeback",
            "import",
            "several-raises",
            "several-raises",
            "raise-not-alone",
            "raise-not-alone",
            "born-exposed",
            "off-ladder",
            "skipped-step",
            "ring-out-of-order",
            "canary-out-of-order",
            "ahead-of-dependency",
            "mismatched-salt",
            "mismatched-salt",
            "mismatched-salt",
            "soak-cut-short",
            "soak-cut-short",
            "crowded-raise",
            "crowded-raise",
            "unproven-promotion",
            "frozen-flag",
            "closed-window",
            "incomplete-checklist",
            "future-history",
            "reshuffled-users",
            "removed-in-flight",
            "reweighted-experiment",
            "freed-environment",
            "unknown-dependency",
            "dependency-cycle",
            "duplicate-flag",
            "unknown-environment",
            "unknown-ring",
            "unknown-server",
            "unknown-region",
            "unknown-check",
            "unbalanced-weights",
            "invalid-policy",
            "removed-policy",
            "schema-violation",
            "baseline");

    private static final Set<String> BYPASSABLE = Set.of(
            "several-raises",
            "off-ladder",
            "skipped-step",
            "ring-out-of-order",
            "ahead-of-dependency",
            "mismatched-salt",
            "soak-cut-short",
            "crowded-raise",
            "unproven-promotion",
            "frozen-flag",
            "closed-window",
            "incomplete-checklist",
            "raise-not-alone",
            "canary-out-of-order",
            "removed-in-flight",
            "reshuffled-users");
    private static final List<String> CHECKS = List.of("dashboards-ready", "on-call-briefed");
    private static final Instant START = Instant.parse("2026-12-01T08:00:00Z");
    private static final List<Duration> GAPS = List.of(
            Duration.ZERO,
            Duration.ofMinutes(30),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(3),
            Duration.ofHours(4),
            Duration.ofHours(11),
            Duration.ofDays(1),
            Duration.ofDays(8));

    private final SplittableRandom random;

    private Worlds(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The scenario of this seed. */
    public static Scenario scenario(long seed) {
        return new Worlds(seed * 0x9E3779B97F4A7C15L + 1).draw(seed);
    }

    /** Several changes behind the same history, which saves finding one for each. */
    public static List<Scenario> scenarios(long seed, int count) {
        Worlds worlds = new Worlds(seed * 0x9E3779B97F4A7C15L + 2);
        List<Commit> line = worlds.history("anything");
        List<Scenario> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String aim = worlds.pick(AIMS);
            drawn.add(deployed(worlds.draw(seed, aim, aim.equals("baseline") ? worlds.history(aim) : line, 7), i));
        }
        return drawn;
    }

    /** Some of them where production names what is deployed there: a commit of the line, or nothing that there is. */
    private static Scenario deployed(Scenario drawn, int number) {
        SplittableRandom dice = new SplittableRandom(drawn.seed() * 64 + number);
        if (dice.nextInt(4) > 0 || drawn.line().isEmpty()) {
            return drawn;
        }
        boolean allowed = dice.nextBoolean();
        List<Commit> line = drawn.line().stream()
                .map(commit -> new Commit(namingLive(commit.tree(), allowed), commit.time()))
                .toList();
        int newest = line.size() - 1;
        Map<String, Integer> deployed = dice.nextInt(6) == 0
                ? Map.of()
                : Map.of("live", dice.nextBoolean() ? newest : dice.nextInt(line.size()));
        Change change = new Change(
                namingLive(drawn.change().head(), allowed), drawn.change().commits(), deployed);
        Scenario scenario = judged(drawn.seed(), drawn.aim(), line, change, drawn.now());
        return scenario.opinion().refusing().equals(Set.of("not-live")) && dice.nextBoolean()
                ? overridden(scenario)
                : scenario;
    }

    private static World namingLive(World world, boolean allowed) {
        Policy policy = world.policy();
        Environment production = policy == null ? null : policy.environments().get("production");
        if (policy == null || production == null) {
            return world;
        }
        List<String> overrides = new ArrayList<>(policy.overrides());
        if (allowed) {
            overrides.add("not-live");
        }
        return world.withPolicy(policy.withEnvironment("production", production.withLive("live"))
                .withOverrides(overrides));
    }

    // ---- small dice

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private @Nullable Flag pickFlag(World world) {
        return world.flags().isEmpty() ? null : pick(world.flags());
    }

    private static Policy policyOf(World world) {
        Policy policy = world.policy();
        if (policy == null) {
            throw new IllegalStateException("a world without a policy");
        }
        return policy;
    }

    private String pickEnvironment(Policy policy) {
        List<String> names = new ArrayList<>(policy.environments().keySet());
        return chance(70) ? names.get(names.size() - 1) : pick(names);
    }

    // ---- trees

    private Policy policy() {
        Map<String, Ring> rings = new LinkedHashMap<>();
        int count = random.nextInt(100) < 15 ? 0 : chance(30) ? 2 : 3;
        if (count > 0) {
            rings.put("internal", new Ring("Employees", 200));
        }
        if (count == 3) {
            rings.put("beta", new Ring("Testers", 2000));
        }
        if (count > 0) {
            rings.put("ga", new Ring("Everyone", 100000));
        }
        Map<String, Environment> environments = new LinkedHashMap<>();
        boolean staged = chance(65);
        if (chance(15)) {
            environments.put("preview", environment(rings.keySet(), null).withFree(chance(60)));
        }
        if (staged) {
            environments.put(
                    "staging",
                    environment(rings.keySet(), null).withChecklist(List.of()).withPeakHours(List.of()));
        }
        After after =
                staged && chance(55) ? new After("staging", chance(50) ? null : chance(50) ? 10_000 : 5000) : null;
        environments.put("production", environment(rings.keySet(), after));
        List<String> overrides = new ArrayList<>();
        for (String rule : List.of(
                "soak-cut-short",
                "crowded-raise",
                "closed-window",
                "incomplete-checklist",
                "unproven-promotion",
                "future-history",
                "skipped-step",
                "born-exposed",
                "several-raises")) {
            if (chance(45)) {
                overrides.add(rule);
            }
        }
        List<Freeze> freezes =
                chance(25) ? List.of(new Freeze(LocalDate.of(2026, 12, 12), LocalDate.of(2026, 12, 14))) : List.of();
        return new Policy(pick(List.of("UTC", "Europe/Berlin")), rings, environments, freezes, overrides);
    }

    private List<Integer> ladder() {
        return pick(List.of(
                List.of(0, 10_000),
                List.of(0, 5000, 10_000),
                List.of(0, 1000, 5000, 10_000),
                List.of(0, 100, 2500, 5000, 10_000),
                List.of(0, 50, 1050, 10_000)));
    }

    private Environment environment(Set<String> ringNames, @Nullable After after) {
        List<Integer> ladder = ladder();
        Map<Integer, Duration> holds = new LinkedHashMap<>();
        if (chance(35)) {
            holds.put(pick(ladder.subList(0, ladder.size() - 1)), Duration.ofHours(pick(List.of(1, 4))));
        }
        Map<String, RingRule> rings = new LinkedHashMap<>();
        for (String ring : ringNames) {
            if (chance(25)) {
                boolean own = chance(70);
                rings.put(
                        ring,
                        new RingRule(
                                own ? pick(List.of(List.of(0, 10_000), List.of(0, 5000, 10_000))) : null,
                                own && chance(40) ? null : Duration.ofHours(pick(List.of(2, 24)))));
            }
        }
        Map<String, Map<String, Integer>> regions = new LinkedHashMap<>();
        if (chance(65)) {
            regions.put("eu", chance(50) ? Map.of("eu-1", 400) : ordered("eu-1", 400, "eu-2", 350));
            if (chance(50)) {
                regions.put("us", chance(50) ? Map.of("us-1", 500) : ordered("us-1", 500, "us-2", 1000));
            }
        }
        List<Stage> stages = new ArrayList<>();
        if (!regions.isEmpty() && chance(75)) {
            stages.add(new Stage(1, null, pick(List.of(100, 350, 400)), pick(List.of(400, 500, 2000)), soakOrNone()));
            if (chance(60)) {
                stages.add(new Stage(null, 1, 100, pick(List.of(600, 1500, 3000)), soakOrNone()));
            }
        }
        List<Window> peaks = new ArrayList<>();
        if (chance(30)) {
            Set<DayOfWeek> days = new TreeSet<>();
            for (DayOfWeek day : DayOfWeek.values()) {
                if (chance(60)) {
                    days.add(day);
                }
            }
            days.add(DayOfWeek.FRIDAY);
            peaks.add(
                    chance(60)
                            ? new Window(days, LocalTime.of(17, 0), LocalTime.of(20, 0))
                            : new Window(days, LocalTime.of(22, 30), LocalTime.of(3, 0)));
        }
        List<Window> open = new ArrayList<>();
        if (chance(12)) {
            Set<DayOfWeek> days = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY);
            open.add(new Window(days, LocalTime.of(5, 0), LocalTime.of(23, 0)));
            if (chance(50)) {
                open.add(new Window(Set.of(DayOfWeek.SUNDAY), LocalTime.of(21, 0), LocalTime.of(4, 0)));
            }
        }
        List<String> checklist = chance(65) ? List.of() : chance(50) ? CHECKS.subList(0, 1) : CHECKS;
        return new Environment(
                ladder,
                Duration.ofMinutes(pick(List.of(30, 60, 120))),
                Duration.ofMinutes(pick(List.of(0, 0, 30, 60, 180))),
                chance(50),
                after,
                holds,
                rings,
                regions,
                stages,
                peaks,
                open,
                checklist,
                false,
                chance(40) ? Duration.ofHours(pick(List.of(2, 4, 24))) : null,
                null,
                null);
    }

    private static Map<String, Integer> ordered(String one, int share, String other, int otherShare) {
        Map<String, Integer> map = new LinkedHashMap<>();
        map.put(one, share);
        map.put(other, otherShare);
        return map;
    }

    private @Nullable Duration soakOrNone() {
        return chance(30) ? null : Duration.ofHours(pick(List.of(1, 2, 5)));
    }

    /** A key that differs from another in its separators alone. */
    private static String lookAlike(String key) {
        return key.contains("_") ? key.replace('_', '.') : key.charAt(0) + "_" + key.substring(1);
    }

    private World tree() {
        Policy policy = policy();
        List<Flag> flags = new ArrayList<>();
        int count = 2 + random.nextInt(5);
        boolean oneSalt = chance(60);
        for (int i = 0; i < count; i++) {
            Set<String> dependencies = new LinkedHashSet<>();
            for (int parents = random.nextInt(3); i > 0 && parents > 0; parents--) {
                dependencies.add(flags.get(random.nextInt(i)).key());
            }
            Map<String, Block> blocks = new LinkedHashMap<>();
            for (String environment : policy.environments().keySet()) {
                if (chance(88)) {
                    int bias = environment.equals("staging") || i < count / 2 ? 55 : 20;
                    blocks.put(environment, block(policy, environment, bias));
                }
            }
            List<String> ticks = chance(75) ? known(policy) : chance(50) ? List.of() : first(known(policy));
            String salt = oneSalt ? "family" : chance(60) ? null : pick(List.of("family", "other"));
            flags.add(new Flag(
                    chance(70) ? "core" : "extra",
                    KEYS.get(i),
                    "Flag " + i,
                    "team",
                    salt,
                    null,
                    List.copyOf(dependencies),
                    blocks,
                    ticks,
                    null,
                    false));
        }
        List<Experiment> experiments = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            experiments.add(new Experiment(
                    "experiments",
                    "try_v" + i,
                    "Which is better",
                    "team",
                    pick(flags).key(),
                    pick(List.of("draft", "running", "running", "concluded")),
                    ordered("control", 5000, "treatment", 5000),
                    1000));
        }
        return new World(policy, flags, experiments);
    }

    private static List<String> known(Policy policy) {
        Set<String> all = new TreeSet<>();
        policy.environments().values().forEach(environment -> all.addAll(environment.checklist()));
        return List.copyOf(all);
    }

    private static List<String> first(List<String> items) {
        return items.isEmpty() ? items : items.subList(0, 1);
    }

    private Environment figures(Policy policy, String name) {
        Environment environment = policy.environments().get(name);
        return environment == null ? environment(Set.of(), null) : environment;
    }

    private Block block(Policy policy, String environment, int fullBias) {
        Environment figures = figures(policy, environment);
        Form form = form(policy, figures, chance(fullBias) ? 10_000 : chance(50) ? 0 : pick(figures.ladder()));
        String strategy = chance(15) ? form.strategy() : null;
        String target = chance(85)
                ? null
                : form instanceof Rings && chance(50) ? pick(policy.ringNames()) : pick(List.of("50", "100"));
        return new Block(!chance(8), chance(5), strategy, form, target);
    }

    private Form form(Policy policy, Environment figures, int figure) {
        int die = random.nextInt(100);
        if (die < 28 && policy.rings().size() > 1) {
            Map<String, Integer> rings = new LinkedHashMap<>();
            List<String> names = policy.ringNames();
            int edge = random.nextInt(names.size());
            for (int i = 0; i < names.size(); i++) {
                if (!chance(8)) {
                    rings.put(names.get(i), figure == 10_000 || i < edge ? 10_000 : i == edge ? figure : 0);
                }
            }
            if (!rings.isEmpty()) {
                return new Rings(rings);
            }
        }
        if (die > 70 && !figures.regions().isEmpty()) {
            List<String> servers = List.copyOf(figures.servers().keySet()).subList(0, chance(60) ? 1 : 0);
            List<String> regions = servers.isEmpty() || chance(60)
                    ? List.of()
                    : List.of(pick(List.copyOf(figures.regions().keySet())));
            return new Canary(servers, regions, chance(60) ? (chance(50) ? null : 0) : Integer.valueOf(figure));
        }
        return new Percentage(figure);
    }

    // ---- the step that may come next

    /** The tree with one more rung for a flag, {@code extra} rungs too far or {@code off} hundredths beside one. */
    private @Nullable World raised(World world, Flag flag, String environment, int extra, int off) {
        Policy policy = policyOf(world);
        Environment figures = figures(policy, environment);
        Reading reading = new Reading(policy, world.flags(), List.of(policy));
        Comparison cells = new Comparison(reading, reading, environment);
        Block block = flag.blocks().get(environment);
        if (block == null) {
            block = new Block(true, false, null, zero(policy, figures));
        } else if (!block.enabled()) {
            block = block.withEnabled(true).withForm(chance(50) ? zero(policy, figures) : zeroed(block.form()));
        } else if (block.form().isZero() && chance(15)) {
            block = block.withForm(zero(policy, figures));
        }
        Form form = block.form();
        Form next = null;
        if (form instanceof Percentage) {
            int figure = rung(figures.ladder(), stands(cells, flag, null), extra, off);
            next = figure < 0 ? null : new Percentage(figure);
        } else if (form instanceof Rings rings) {
            List<String> names = policy.ringNames();
            int place = 0;
            while (place < names.size()
                    && stands(cells, flag, names.get(place)).compareTo(BigDecimal.valueOf(10_000)) == 0) {
                place++;
            }
            if (extra < 0) {
                place++;
            }
            if (place >= names.size()) {
                return null;
            }
            String ring = names.get(place);
            RingRule rule = figures.rings().get(ring);
            List<Integer> own = rule == null ? null : rule.ladder();
            int figure = rung(own == null ? figures.ladder() : own, stands(cells, flag, ring), Math.max(extra, 0), off);
            next = figure < 0 ? null : new Rings(World.with(rings.figures(), ring, figure));
            String unwritten = pick(names);
            if (next != null && !rings.figures().containsKey(unwritten) && !ring.equals(unwritten) && chance(30)) {
                // written beside the raise below what it had from the ring outside it
                next = new Rings(World.with(((Rings) next).figures(), unwritten, 0));
            }
        } else if (form instanceof Canary canary) {
            next = nextCanary(figures, canary, cells, flag, extra, off);
        }
        if (next == null) {
            return null;
        }
        return world.withFlag(flag.withBlock(environment, block.withForm(next)));
    }

    private Form zero(Policy policy, Environment figures) {
        return zeroed(form(policy, figures, 0));
    }

    private static Form zeroed(Form form) {
        if (form instanceof Rings rings) {
            Map<String, Integer> zeros = new LinkedHashMap<>();
            rings.figures().keySet().forEach(ring -> zeros.put(ring, 0));
            return new Rings(zeros);
        }
        return form instanceof Canary ? new Canary(List.of(), List.of(), 0) : new Percentage(0);
    }

    private static BigDecimal stands(Comparison cells, Flag flag, @Nullable String ring) {
        BigDecimal least = BigDecimal.valueOf(10_000);
        if (!cells.keys().contains(flag.key())) {
            return BigDecimal.ZERO;
        }
        for (int c = 0; c < cells.cells.size(); c++) {
            if (ring == null || cells.cells.get(c).ring().equals(ring)) {
                least = least.min(cells.shareBefore(flag.key(), c));
            }
        }
        return least;
    }

    private static int rung(List<Integer> ladder, BigDecimal stands, int extra, int off) {
        for (int i = 0; i < ladder.size(); i++) {
            if (BigDecimal.valueOf(ladder.get(i)).compareTo(stands) > 0) {
                int figure = ladder.get(Math.min(i + Math.max(extra, 0), ladder.size() - 1)) - off;
                return BigDecimal.valueOf(figure).compareTo(stands) > 0 ? figure : -1;
            }
        }
        return -1;
    }

    private @Nullable Form nextCanary(
            Environment figures, Canary canary, Comparison cells, Flag flag, int extra, int off) {
        int servers = 0;
        int regions = 0;
        for (Stage stage : figures.canary()) {
            servers = stage.servers() == null ? servers : stage.servers();
            regions = stage.regions() == null ? regions : stage.regions();
            if (extra > 0) {
                extra--;
            } else if (canary.servers().size() < servers || canary.regions().size() < regions) {
                return new Canary(
                        grown(canary.servers(), figures.servers().keySet(), servers),
                        grown(canary.regions(), figures.regions().keySet(), regions),
                        canary.percentage());
            }
        }
        if (extra < 0 && !figures.regions().isEmpty()) {
            return new Canary(
                    grown(
                            canary.servers(),
                            figures.servers().keySet(),
                            canary.servers().size() + 1),
                    canary.regions(),
                    canary.percentage());
        }
        int figure = rung(figures.ladder(), stands(cells, flag, null), extra, off);
        return figure < 0 ? null : new Canary(canary.servers(), canary.regions(), figure);
    }

    private List<String> grown(List<String> written, Set<String> known, int size) {
        List<String> grown = new ArrayList<>(written);
        List<String> rest = new ArrayList<>(known);
        rest.removeAll(written);
        while (grown.size() < size && !rest.isEmpty()) {
            grown.add(rest.remove(random.nextInt(rest.size())));
        }
        return grown;
    }

    // ---- other edits

    private World lowered(World world) {
        World result = world;
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            Flag flag = pickFlag(result);
            if (flag == null || flag.blocks().isEmpty()) {
                continue;
            }
            String environment = pick(List.copyOf(flag.blocks().keySet()));
            Block block = flag.blocks().get(environment);
            if (block == null) {
                continue;
            }
            switch (random.nextInt(5)) {
                case 0, 1 -> result = result.withFlag(flag.withBlock(environment, block.withEnabled(false)));
                case 2 -> result = result.withFlag(flag.withBlocks(World.without(flag.blocks(), environment)));
                case 3 -> result = result.withFlag(flag.withBlock(environment, block.withForm(zeroed(block.form()))));
                default -> result = result.withFlag(flag.withBlock(environment, block.withForm(halved(block.form()))));
            }
        }
        return result;
    }

    private Form halved(Form form) {
        if (form instanceof Percentage percentage) {
            return new Percentage(chance(50) ? percentage.figure() / 2 : Math.min(1000, percentage.figure()));
        }
        if (form instanceof Rings rings) {
            Map<String, Integer> figures = new LinkedHashMap<>(rings.figures());
            String ring = pick(List.copyOf(figures.keySet()));
            figures.merge(ring, 0, (was, ignored) -> chance(50) ? 0 : was / 2);
            return new Rings(figures);
        }
        Canary canary = (Canary) form;
        return chance(50)
                ? new Canary(canary.servers(), List.of(), canary.percentage())
                : new Canary(canary.servers(), canary.regions(), canary.figure() / 2);
    }

    private World texts(World world) {
        World result = world;
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            Flag flag = pick(result.flags());
            result = switch (random.nextInt(4)) {
                case 0 ->
                    result.withFlag(flag.withTexts("Said better", "others", LocalDate.of(2027, 3, 1), chance(50)));
                case 1 -> result.withFlag(flag.withChecklist(known(policyOf(result))));
                case 2 ->
                    result.withExperiments(result.experiments().stream()
                            .map(experiment -> experiment.withDescription("Which one"))
                            .toList());
                default -> {
                    Map<String, Ring> rings = new LinkedHashMap<>();
                    policyOf(result)
                            .rings()
                            .forEach((name, ring) -> rings.put(name, new Ring("Renewed " + name, ring.population())));
                    yield result.withPolicy(policyOf(result).withRings(rings));
                }
            };
        }
        return result;
    }

    /** Blocks of free environments rewritten, which may come with anything. */
    private World freeBlocks(World world) {
        World result = world;
        for (Map.Entry<String, Environment> environment :
                policyOf(world).environments().entrySet()) {
            Flag flag = pick(result.flags());
            if (environment.getValue().free()) {
                result = result.withFlag(
                        flag.withBlock(environment.getKey(), block(policyOf(world), environment.getKey(), 30)));
            }
        }
        return result;
    }

    /** Something that no raise may bring along. */
    private World beside(World world, Flag raised, String environment) {
        Flag flag = pick(world.flags());
        Policy policy = policyOf(world);
        return switch (random.nextInt(11)) {
            case 0 ->
                world.withFlag(flag.withStrategy(
                        flag.strategy() == null && flag.blocks().isEmpty() ? "ring" : null));
            case 1 -> world.withFlag(born(world));
            case 2 ->
                world.withPolicy(policy.withEnvironment(
                        environment, figures(policy, environment).withSoak(Duration.ofMinutes(1))));
            case 3 -> world.withPolicy(policy.withFreezes(List.of()));
            case 4 ->
                world.withExperiments(world.experiments().stream()
                        .map(experiment -> experiment.withSample(2000))
                        .toList());
            case 5 ->
                world.withExperiments(world.experiments().stream()
                        .map(experiment -> experiment.withStatus("concluded"))
                        .toList());
            case 6 -> lowered(world);
            case 7 -> world.withFlag(flag.withSalt("moved"));
            case 8 -> {
                Map<String, Block> blocks = new LinkedHashMap<>();
                flag.blocks()
                        .forEach((name, block) -> blocks.put(
                                name,
                                flag.key().equals(raised.key()) && name.equals(environment)
                                        ? block
                                        : chance(50)
                                                ? block.withTarget(block.target() == null ? "100" : null)
                                                : block.withFrozen(!block.frozen())));
                yield world.withFlag(flag.withBlocks(blocks));
            }
            case 9 -> {
                Map<String, Block> blocks = new LinkedHashMap<>();
                flag.blocks()
                        .forEach((name, block) ->
                                blocks.put(name, block.enabled() ? block : block.withForm(new Percentage(4200))));
                yield world.withFlag(flag.withBlocks(blocks));
            }
            default ->
                world.withFlag(flag.withDependencies(
                        flag.dependencies().isEmpty()
                                ? List.of()
                                : flag.dependencies()
                                        .subList(1, flag.dependencies().size())));
        };
    }

    private Flag born(World world) {
        Policy policy = policyOf(world);
        Map<String, Block> blocks = new LinkedHashMap<>();
        policy.environments().keySet().forEach(name -> {
            if (chance(60)) {
                blocks.put(name, new Block(true, false, null, new Percentage(0)));
            }
        });
        return new Flag(
                chance(60) ? "core" : "extra",
                "flag_new" + (chance(20) ? "er" : ""),
                "New",
                "team",
                "family",
                null,
                chance(70) ? List.of() : List.of(pick(world.flags()).key()),
                blocks,
                known(policy),
                null,
                false);
    }

    private World policyEdit(World world) {
        Policy policy = policyOf(world);
        String name = pickEnvironment(policy);
        Environment figures = figures(policy, name);
        switch (random.nextInt(16)) {
            case 14, 15 -> {
                return goneOrBack(world);
            }
            case 0 -> {
                return world.withPolicy(policy.withEnvironment(name, figures.withSoak(Duration.ofMinutes(45))));
            }
            case 1 -> {
                return world.withPolicy(policy.withEnvironment(
                        name, figures.withLadder(ladder()).withHolds(Map.of())));
            }
            case 2, 3 -> {
                Map<String, Ring> rings = new LinkedHashMap<>();
                int place = random.nextInt(policy.rings().size() + 1);
                for (Map.Entry<String, Ring> ring : policy.rings().entrySet()) {
                    if (rings.size() == place) {
                        rings.put("alpha", new Ring("Added", 10));
                    }
                    rings.put(ring.getKey(), ring.getValue());
                }
                rings.putIfAbsent("alpha", new Ring("Added", 10));
                return world.withPolicy(policy.withRings(rings));
            }
            case 4 -> {
                Map<String, Ring> rings = new LinkedHashMap<>(policy.rings());
                if (rings.size() > 1) {
                    rings.remove(pick(policy.ringNames()));
                }
                Map<String, Environment> environments = new LinkedHashMap<>();
                policy.environments().forEach((key, environment) -> {
                    Map<String, RingRule> rules = new LinkedHashMap<>(environment.rings());
                    rules.keySet().retainAll(rings.keySet());
                    environments.put(key, environment.withRings(rules));
                });
                return world.withPolicy(policy.withRings(rings).withEnvironments(environments));
            }
            case 5, 6 -> {
                Map<String, Map<String, Integer>> regions = new LinkedHashMap<>(figures.regions());
                regions.put("eu", ordered("eu-1", 400, "eu-9", 100));
                return world.withPolicy(policy.withEnvironment(name, figures.withRegions(regions)));
            }
            case 7 -> {
                Map<String, Map<String, Integer>> regions = new LinkedHashMap<>(figures.regions());
                regions.remove("us");
                return world.withPolicy(policy.withEnvironment(name, figures.withRegions(regions)));
            }
            case 8, 9 -> {
                String copy = "copy";
                if (policy.environments().containsKey(copy)) {
                    return world;
                }
                boolean from = chance(80);
                boolean blocks = chance(75);
                World result = world.withPolicy(policy.withEnvironment(
                        copy,
                        figures.withFrom(from && !leadsTo(policy, name, copy) ? name : null)
                                .withAfter(null)
                                .withFree(false)));
                for (Flag flag : world.flags()) {
                    Block block = flag.blocks().get(name);
                    if (blocks && block != null) {
                        result = result.withFlag(flag.withBlock(copy, block));
                    }
                }
                return result;
            }
            case 10 -> {
                boolean needed = policy.environments().values().stream()
                        .anyMatch(other -> isBehind(other, name) || name.equals(other.from()));
                if (needed || policy.environments().size() == 1) {
                    return world;
                }
                return world.withPolicy(policy.withEnvironments(World.without(policy.environments(), name)));
            }
            case 11 -> {
                boolean needed = policy.environments().values().stream().anyMatch(other -> isBehind(other, name));
                return needed
                        ? world
                        : world.withPolicy(policy.withEnvironment(name, figures.withFree(!figures.free())));
            }
            case 12 -> {
                return world.withPolicy(policy.withEnvironment(
                        name, figures.withChecklist(figures.checklist().isEmpty() ? CHECKS : List.of())));
            }
            default -> {
                // a rename that carries its users along
                String renamed = name + "-eu";
                boolean needed = policy.environments().values().stream()
                        .anyMatch(other -> isBehind(other, name) || name.equals(other.from()));
                if (needed) {
                    return world;
                }
                World result = world.withPolicy(policy.withEnvironments(World.with(
                        World.without(policy.environments(), name),
                        renamed,
                        figures.withFrom(leadsTo(policy, name, renamed) ? null : name))));
                for (Flag flag : world.flags()) {
                    Block block = flag.blocks().get(name);
                    if (block != null) {
                        result = result.withFlag(
                                flag.withBlocks(World.with(World.without(flag.blocks(), name), renamed, block)));
                    }
                }
                return result;
            }
        }
    }

    /** A ring or an environment goes, or one that went is back: in whatever place, as a copy of whatever. */
    private World goneOrBack(World world) {
        Policy policy = policyOf(world);
        List<String> rings = new ArrayList<>(policy.ringNames());
        if (chance(50)) {
            List<String> missing = new ArrayList<>(List.of("internal", "beta", "ga", "alpha"));
            missing.removeAll(rings);
            boolean back = !missing.isEmpty() && chance(rings.size() < 3 ? 70 : 30);
            if (back) {
                rings.add(random.nextInt(rings.size() + 1), pick(missing));
            } else if (rings.size() > 1) {
                rings.remove(pick(rings));
            }
            Map<String, Ring> named = new LinkedHashMap<>();
            rings.forEach(ring -> named.put(ring, policy.rings().getOrDefault(ring, new Ring("Some", 10))));
            Map<String, Environment> environments = new LinkedHashMap<>();
            policy.environments().forEach((key, environment) -> {
                Map<String, RingRule> rules = new LinkedHashMap<>(environment.rings());
                rules.keySet().retainAll(named.keySet());
                environments.put(key, environment.withRings(rules));
            });
            return world.withPolicy(policy.withRings(named).withEnvironments(environments));
        }
        List<String> missing = new ArrayList<>(List.of("preview", "staging", "production", "copy"));
        missing.removeAll(policy.environments().keySet());
        String name = pickEnvironment(policy);
        if (!missing.isEmpty() && chance(50)) {
            String fresh = pick(missing);
            World result = world.withPolicy(policy.withEnvironment(
                    fresh,
                    figures(policy, name)
                            .withAfter(null)
                            .withFrom(chance(80) && !leadsTo(policy, name, fresh) ? name : null)
                            .withFree(chance(20))));
            for (Flag flag : world.flags()) {
                Block block = flag.blocks().get(name);
                result = block == null || chance(20) ? result : result.withFlag(flag.withBlock(fresh, block));
            }
            return result;
        }
        if (policy.environments().size() == 1) {
            return world;
        }
        Map<String, Environment> rest = new LinkedHashMap<>();
        World.without(policy.environments(), name).forEach((key, environment) -> {
            Environment alone = isBehind(environment, name) ? environment.withAfter(null) : environment;
            rest.put(key, name.equals(alone.from()) ? alone.withFrom(null) : alone);
        });
        World result = world.withPolicy(policy.withEnvironments(rest));
        for (Flag flag : world.flags()) {
            result = chance(60) ? result.withFlag(flag.withBlocks(World.without(flag.blocks(), name))) : result;
        }
        return result;
    }

    /** Whether one environment came from another, as far as the policy says. */
    private static boolean leadsTo(Policy policy, String name, String origin) {
        Environment environment = policy.environments().get(name);
        String from = environment == null ? null : environment.from();
        return name.equals(origin) || (from != null && leadsTo(policy, from, origin));
    }

    /** Some environment set free, or its freedom taken away, and what comes after it cut off. */
    private Policy freed(Policy policy) {
        String name = pickEnvironment(policy);
        Map<String, Environment> environments = new LinkedHashMap<>();
        policy.environments()
                .forEach((key, environment) ->
                        environments.put(key, isBehind(environment, name) ? environment.withAfter(null) : environment));
        Environment figures = figures(policy, name);
        boolean renamed = chance(25) && environments.size() < 4;
        if (renamed) {
            environments.put(
                    "copy",
                    figures.withFrom(leadsTo(policy, name, "copy") ? null : name)
                            .withAfter(null)
                            .withFree(true));
        } else {
            environments.put(name, figures.withFree(!figures.free()));
        }
        return policy.withEnvironments(environments);
    }

    private static boolean isBehind(Environment environment, String name) {
        After after = environment.after();
        return after != null && after.environment().equals(name);
    }

    private World flagEdit(World world) {
        Flag flag = pick(world.flags());
        return switch (random.nextInt(9)) {
            case 0 -> world.without(flag);
            case 1 -> world.without(flag).withFlag(flag.withGroup(flag.group().equals("core") ? "extra" : "core"));
            case 2 -> world.without(flag).withFlag(flag.withKey(flag.key() + "_two"));
            case 3 -> world.withFlag(flag.withSalt(pick(List.of("family", "other", "third"))));
            case 4 -> world.withFlag(flag.withDependencies(List.of()));
            case 5 -> {
                int place = world.flags().indexOf(flag);
                yield place == 0
                        ? world
                        : world.withFlag(flag.withDependencies(
                                List.of(world.flags().get(random.nextInt(place)).key())));
            }
            case 6 -> world.withFlag(born(world));
            case 7 -> {
                Map<String, Block> blocks = new LinkedHashMap<>();
                flag.blocks().forEach((name, block) -> blocks.put(name, block.withTarget("75")));
                yield world.withFlag(flag.withBlocks(blocks));
            }
            default -> {
                Map<String, Block> blocks = new LinkedHashMap<>();
                boolean frozen = chance(50);
                flag.blocks().forEach((name, block) -> blocks.put(name, block.withFrozen(frozen)));
                yield world.withFlag(flag.withBlocks(blocks));
            }
        };
    }

    /** One change of this tree that may follow, or null. */
    public static @Nullable World any(long seed, World world) {
        Worlds worlds = new Worlds(seed);
        return world.flags().isEmpty() ? null : worlds.step(world, worlds.chance(50));
    }

    /** The tree with something taken out of the policy, brought back or set free: an attack in several steps. */
    public static World comeback(long seed, World world) {
        Worlds worlds = new Worlds(seed);
        if (world.flags().isEmpty() || world.policy() == null) {
            return world;
        }
        return worlds.chance(75)
                ? worlds.goneOrBack(world)
                : worlds.chance(50) ? world.withPolicy(worlds.freed(policyOf(world))) : worlds.leftOut(world);
    }

    /** A flag that leaves a ring to the next one outside it. */
    private World leftOut(World world) {
        Flag flag = pick(world.flags());
        String environment = pickEnvironment(policyOf(world));
        Block block = flag.blocks().get(environment);
        if (block == null
                || !(block.form() instanceof Rings rings)
                || rings.figures().size() < 2) {
            return world;
        }
        return world.withFlag(flag.withBlock(
                environment,
                block.withForm(new Rings(World.without(
                        rings.figures(), pick(List.copyOf(rings.figures().keySet())))))));
    }

    // ---- one draw

    private Scenario draw(long seed) {
        String aim = pick(AIMS);
        return draw(seed, aim, history(aim), 8);
    }

    private Scenario draw(long seed, String aim, List<Commit> line, int attempts) {
        Scenario best = null;
        for (int attempt = 0; attempt < attempts; attempt++) {
            Scenario drawn = propose(seed, aim, line);
            if (drawn == null) {
                continue;
            }
            best = drawn;
            if (isReached(aim, drawn.opinion())) {
                best = chance(30) ? overridden(drawn) : drawn;
                break;
            }
        }
        if (best == null) {
            Commit base = line.get(line.size() - 1);
            Change change = change(base.tree(), base.tree(), base.time());
            best = new Scenario(seed, aim, line, change, base.time(), Oracle.judge(line, change, base.time()));
        }
        return best;
    }

    /** The same change, with the one rule that refuses it overridden in its message. */
    private static Scenario overridden(Scenario drawn) {
        Set<String> refusing = drawn.opinion().refusing();
        if (refusing.size() != 1 || drawn.opinion().kind() == Oracle.Kind.BASELINE) {
            return drawn;
        }
        List<Authored> commits = drawn.change().commits().stream()
                .map(commit -> new Authored(
                        "Change flags\n\nHoist-Override: " + refusing.iterator().next()
                                + " because it was tried by hand",
                        commit.time(),
                        commit.touched()))
                .toList();
        return judged(
                drawn.seed(),
                drawn.aim(),
                drawn.line(),
                new Change(drawn.change().head(), commits, drawn.change().deployed()),
                drawn.now());
    }

    private static boolean isReached(String aim, Opinion opinion) {
        return switch (aim) {
            case "accepted" -> opinion.accepted() && opinion.kind() == Oracle.Kind.RAISE;
            case "restore" -> opinion.accepted() && opinion.kind() == Oracle.Kind.RESTORE;
            case "import" -> opinion.overridden().contains("born-exposed");
            case "anything", "texts", "rollback", "policy", "comeback", "baseline" -> true;
            default -> opinion.refusing().equals(Set.of(aim));
        };
    }

    private List<Commit> history(String aim) {
        List<Commit> line = new ArrayList<>();
        Instant time = START.plus(Duration.ofMinutes(30L * random.nextInt(48)));
        if (chance(25) || aim.equals("baseline")) {
            line.add(new Commit(World.EMPTY, time));
        }
        if (aim.equals("baseline")) {
            return line;
        }
        World world = tree();
        while (!Oracle.judge(line, change(world, world, time), time).accepted()) {
            world = tree();
        }
        line.add(new Commit(world, time));
        int length = random.nextInt(7);
        for (int i = 0; i < length; i++) {
            time = time.plus(pick(GAPS));
            for (int attempt = 0; attempt < 5; attempt++) {
                World next = step(world, attempt > 2);
                if (next == null || next.equals(world)) {
                    continue;
                }
                Opinion opinion = Oracle.judge(line, change(world, next, time), time);
                if (opinion.accepted() || (chance(6) && BYPASSABLE.containsAll(opinion.refusing()))) {
                    Instant claimed = chance(3) ? time.minus(Duration.ofHours(5)) : time;
                    world = next;
                    line.add(new Commit(world, claimed));
                    break;
                }
            }
        }
        return line;
    }

    private @Nullable World step(World world, boolean easy) {
        int die = random.nextInt(100);
        if (die < (easy ? 30 : 72)) {
            Flag flag = pick(world.flags());
            World next = raised(world, flag, pickEnvironment(policyOf(world)), 0, 0);
            return next != null && chance(15) ? texts(next) : next;
        }
        if (die < 86) {
            return lowered(world);
        }
        return die < 94 ? policyEdit(world) : die < 97 ? flagEdit(world) : texts(world);
    }

    private static Change change(World base, World head, Instant time) {
        return new Change(head, List.of(new Authored("Change flags", time, touched(base, head))));
    }

    /** The keys whose files differ. */
    public static Set<String> touched(World base, World head) {
        Set<String> keys = new TreeSet<>();
        Set<Object> before = new LinkedHashSet<>(base.flags());
        before.addAll(base.experiments());
        Set<Object> after = new LinkedHashSet<>(head.flags());
        after.addAll(head.experiments());
        for (Object file : before) {
            if (!after.contains(file)) {
                keys.add(file instanceof Flag flag ? flag.key() : ((Experiment) file).key());
            }
        }
        for (Object file : after) {
            if (!before.contains(file)) {
                keys.add(file instanceof Flag flag ? flag.key() : ((Experiment) file).key());
            }
        }
        return keys;
    }

    private @Nullable Scenario propose(long seed, String aim, List<Commit> line) {
        Commit last = line.get(line.size() - 1);
        World world = last.tree();
        Instant latest = line.stream().map(Commit::time).max(Instant::compareTo).orElse(last.time());
        if (aim.equals("crowded-raise") && chance(70)) {
            World mild = raised(last.tree(), pick(last.tree().flags()), pickEnvironment(policyOf(last.tree())), 0, 0);
            Instant then = latest.plus(Duration.ofDays(8)).plus(Duration.ofMinutes(30L * random.nextInt(48)));
            if (mild != null
                    && Oracle.judge(line, change(last.tree(), mild, then), then).accepted()) {
                line = new ArrayList<>(line);
                line.add(new Commit(mild, then));
                return propose(seed, aim, line);
            }
        }
        boolean patient = !Set.of("soak-cut-short", "crowded-raise", "restore", "anything")
                        .contains(aim)
                && !(aim.equals("accepted") && chance(50));
        Instant now = patient
                ? latest.plus(Duration.ofDays(8)).plus(Duration.ofMinutes(30L * random.nextInt(48)))
                : latest.plus(pick(GAPS)).minusSeconds(chance(15) ? 1 : 0);
        Instant committed = now.minus(Duration.ofMinutes(random.nextInt(3)));
        if (aim.equals("baseline")) {
            World head = chance(80)
                    ? tree()
                    : broken(
                            tree(),
                            pick(List.of(
                                    "unknown-dependency", "unbalanced-weights", "invalid-policy", "unknown-ring")));
            return head == null ? null : judged(seed, aim, line, change(world, head, committed), now);
        }
        Flag flag = pick(world.flags());
        String environment = pickEnvironment(policyOf(world));
        @Nullable World head;
        switch (aim) {
            case "texts" -> head = texts(world);
            case "rollback" -> {
                head = lowered(world);
                if (chance(25)) {
                    head = chance(50) ? flagEdit(head) : policyEdit(head);
                }
                if (chance(20)) {
                    World broken = broken(
                            head,
                            pick(List.of("unknown-environment", "unknown-ring", "unknown-server", "unknown-check")));
                    head = broken == null ? head : broken;
                }
            }
            case "policy" -> head = chance(25) ? lowered(policyEdit(world)) : policyEdit(world);
            case "anything" -> {
                head = world;
                for (int i = 1 + random.nextInt(3); i > 0; i--) {
                    World next = step(head, true);
                    head = next == null || next.policy() == null || next.flags().isEmpty() ? head : next;
                }
            }
            case "restore" -> {
                head = world;
                List<Commit> longer = new ArrayList<>(line);
                Instant time = latest;
                for (int i = 1 + random.nextInt(2); i > 0; i--) {
                    World down = lowered(longer.get(longer.size() - 1).tree());
                    time = time.plus(pick(GAPS.subList(0, 7)));
                    if (Oracle.judge(
                                    longer, change(longer.get(longer.size() - 1).tree(), down, time), time)
                            .accepted()) {
                        longer.add(new Commit(down, time));
                    }
                }
                now = time.plus(pick(GAPS.subList(0, 9)));
                committed = now;
                line = longer;
                last = line.get(line.size() - 1);
                world = last.tree();
                if (head != null && chance(30)) {
                    head = lowered(head);
                }
            }
            case "born-exposed", "import" -> {
                Flag fresh = born(world);
                head = world.flags().stream().anyMatch(other -> other.key().equals(fresh.key()))
                        ? null
                        : raised(world.withFlag(fresh), fresh, environment, 0, 0);
                if (head != null && aim.equals("import") && chance(25)) {
                    head = raised(head, flag, environment, 0, 0);
                }
            }
            case "reshuffled-users" -> head = world.withFlag(flag.withSalt("third"));
            case "removed-in-flight" -> head = world.without(flag);
            case "freed-environment" -> {
                World start = chance(30) ? lowered(world) : world;
                head = start.withPolicy(freed(policyOf(start)));
            }
            case "comeback" -> {
                List<Commit> longer = new ArrayList<>(line);
                Instant time = latest;
                for (int i = 2 + random.nextInt(3); i > 0; i--) {
                    World gone = goneOrBack(longer.get(longer.size() - 1).tree());
                    time = time.plus(pick(GAPS));
                    if (Oracle.judge(
                                    longer, change(longer.get(longer.size() - 1).tree(), gone, time), time)
                            .accepted()) {
                        longer.add(new Commit(gone, time));
                    }
                }
                line = longer;
                now = time.plus(Duration.ofDays(chance(50) ? 0 : 8));
                committed = now;
                world = line.get(line.size() - 1).tree();
                head = chance(80) ? goneOrBack(world) : step(world, true);
            }
            case "reweighted-experiment" -> {
                boolean weights = chance(70);
                head = world.withExperiments(world.experiments().stream()
                        .map(experiment -> weights
                                ? experiment.withVariants(ordered(
                                        chance(50) ? "treatment" : "control",
                                        5000,
                                        chance(50) ? "blue" : "treatment2",
                                        5000))
                                : experiment.withWithin(flag.key()))
                        .toList());
            }
            case "unknown-dependency",
                    "dependency-cycle",
                    "duplicate-flag",
                    "unknown-environment",
                    "unknown-ring",
                    "unknown-server",
                    "unknown-region",
                    "unknown-check",
                    "unbalanced-weights",
                    "invalid-policy",
                    "removed-policy",
                    "schema-violation" -> {
                World start = chance(60) ? world : raised(world, flag, environment, 0, 0);
                head = start == null ? null : broken(start, aim);
            }
            default -> {
                int extra = aim.equals("skipped-step") || (aim.equals("canary-out-of-order") && chance(50)) ? 1 : 0;
                if (aim.equals("ring-out-of-order") || (aim.equals("canary-out-of-order") && extra == 0)) {
                    extra = -1;
                }
                int off = aim.equals("off-ladder") ? pick(List.of(1, 50, 333)) : 0;
                head = raised(world, flag, environment, extra, off);
                if (head == null) {
                    return null;
                }
                if (aim.equals("several-raises") && chance(70)) {
                    Flag second = pick(world.flags());
                    String where = pickEnvironment(policyOf(world));
                    Flag current = head.flags().stream()
                            .filter(other -> other.path().equals(second.path()))
                            .findFirst()
                            .orElse(second);
                    head = second.key().equals(flag.key()) && where.equals(environment)
                            ? null
                            : raised(head, current, where, 0, 0);
                } else if (aim.equals("raise-not-alone")) {
                    head = beside(head, flag, environment);
                } else if (aim.equals("incomplete-checklist")) {
                    Flag unticked = head.flags().stream()
                            .filter(other -> other.path().equals(flag.path()))
                            .findFirst()
                            .orElse(flag);
                    head = head.withFlag(unticked.withChecklist(List.of()));
                } else if (chance(15)) {
                    head = chance(50) ? texts(head) : freeBlocks(head);
                }
            }
        }
        if (head == null || (head.equals(world) && !aim.equals("anything"))) {
            return null;
        }
        if (aim.equals("future-history")) {
            committed = now.plus(Duration.ofMinutes(5)).plusSeconds(random.nextInt(3));
        }
        return judged(seed, aim, line, authored(aim, world, head, committed), now);
    }

    private Change authored(String aim, World world, World head, Instant time) {
        Change change = change(world, head, time);
        int odds = aim.equals("import") ? 85 : aim.equals("anything") || aim.equals("accepted") ? 50 : 12;
        if (!chance(odds)) {
            return change;
        }
        String rule = aim.equals("import")
                ? "born-exposed"
                : pick(List.of(
                        "soak-cut-short",
                        "crowded-raise",
                        "closed-window",
                        "incomplete-checklist",
                        "unproven-promotion",
                        "future-history",
                        "skipped-step",
                        "several-raises"));
        String message = "Change flags\n\nHoist-Override: " + rule + " because the review asks for it\n";
        if (chance(20)) {
            // said where nothing of the flag is touched, so it says nothing
            return new Change(
                    head,
                    List.of(
                            change.commits().get(0),
                            new Authored(message.replace("Change flags", "Write it down"), time, Set.of())));
        }
        return new Change(
                head,
                List.of(new Authored(message, time, change.commits().get(0).touched())));
    }

    private static Scenario judged(long seed, String aim, List<Commit> line, Change change, Instant now) {
        return new Scenario(seed, aim, List.copyOf(line), change, now, Oracle.judge(line, change, now));
    }

    private @Nullable World broken(World world, String rule) {
        Flag flag = pick(world.flags());
        Policy policy = policyOf(world);
        String environment = pickEnvironment(policy);
        Environment figures = figures(policy, environment);
        Block block = flag.blocks().get(environment);
        return switch (rule) {
            case "unknown-dependency" -> {
                if (world.experiments().isEmpty() || chance(60)) {
                    List<String> dependencies = new ArrayList<>(flag.dependencies());
                    dependencies.add("flag_nowhere");
                    yield world.withFlag(flag.withDependencies(dependencies));
                }
                yield world.withExperiments(world.experiments().stream()
                        .map(experiment -> experiment.withWithin("flag_nowhere"))
                        .toList());
            }
            case "dependency-cycle" -> {
                Flag other = pick(world.flags());
                yield world.withFlag(flag.withDependencies(List.of(other.key())))
                        .withFlag(
                                other.key().equals(flag.key())
                                        ? flag.withDependencies(List.of(flag.key()))
                                        : other.withDependencies(List.of(flag.key())));
            }
            case "duplicate-flag" ->
                world.withFlag(flag.withKey(lookAlike(flag.key())).withBlocks(Map.of()));
            case "unknown-environment" ->
                world.withFlag(flag.withBlock("mars", new Block(true, false, null, new Percentage(0))));
            case "unknown-ring" ->
                block != null && block.form() instanceof Rings rings
                        ? world.withFlag(flag.withBlock(
                                environment, block.withForm(new Rings(World.with(rings.figures(), "nobody", 0)))))
                        : null;
            case "unknown-server", "unknown-region" -> {
                if (block != null && block.form() instanceof Canary canary) {
                    boolean server = rule.equals("unknown-server");
                    List<String> grown = new ArrayList<>(server ? canary.servers() : canary.regions());
                    grown.add("nowhere-1");
                    yield world.withFlag(flag.withBlock(
                            environment,
                            block.withForm(
                                    server
                                            ? new Canary(grown, canary.regions(), canary.percentage())
                                            : new Canary(canary.servers(), grown, canary.percentage()))));
                }
                yield null;
            }
            case "unknown-check" -> {
                List<String> ticks = new ArrayList<>(flag.checklist());
                ticks.add("coffee-made");
                yield world.withFlag(flag.withChecklist(ticks));
            }
            case "unbalanced-weights" ->
                world.experiments().isEmpty()
                        ? null
                        : world.withExperiments(world.experiments().stream()
                                .map(experiment -> experiment
                                        .withStatus("draft")
                                        .withVariants(ordered("control", 5000, "treatment", 4999)))
                                .toList());
            case "invalid-policy" ->
                world.withPolicy(
                        switch (random.nextInt(5)) {
                            case 0 ->
                                policy.withEnvironment(
                                        environment,
                                        figures.withLadder(List.of(0, 5000, 5000, 10_000))
                                                .withHolds(Map.of()));
                            case 1 ->
                                policy.withEnvironment(
                                        environment,
                                        figures.withLadder(List.of(100, 10_000)).withHolds(Map.of()));
                            case 2 ->
                                policy.withEnvironment(
                                        environment, figures.withHolds(Map.of(1234, Duration.ofHours(4))));
                            case 3 ->
                                policy.withEnvironment(environment, figures.withAfter(new After(environment, 10_000)));
                            default ->
                                policy.withEnvironment(
                                        environment,
                                        figures.withRegions(Map.of("eu", ordered("eu-1", 6000, "eu-2", 4001))));
                        });
            case "removed-policy" -> world.withPolicy(null);
            case "schema-violation" ->
                block == null
                        ? null
                        : world.withFlag(flag.withBlock(
                                environment,
                                block.withStrategy(block.form() instanceof Rings ? "percentage" : "ring")));
            default -> null;
        };
    }
}
