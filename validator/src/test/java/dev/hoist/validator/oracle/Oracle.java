package dev.hoist.validator.oracle;

import dev.hoist.validator.oracle.World.Block;
import dev.hoist.validator.oracle.World.Canary;
import dev.hoist.validator.oracle.World.Environment;
import dev.hoist.validator.oracle.World.Experiment;
import dev.hoist.validator.oracle.World.Flag;
import dev.hoist.validator.oracle.World.Freeze;
import dev.hoist.validator.oracle.World.Percentage;
import dev.hoist.validator.oracle.World.Policy;
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
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rules as a plain walk over every cell: slow, short and independent of the judge. */
public final class Oracle {
    private static final int FULL = 10_000;
    private static final Set<String> RESTORABLE = Set.of(
            "skipped-step",
            "off-ladder",
            "several-raises",
            "ring-out-of-order",
            "canary-out-of-order",
            "crowded-raise",
            "soak-cut-short");
    private static final Set<String> OVERRIDABLE = Set.of(
            "soak-cut-short",
            "crowded-raise",
            "closed-window",
            "incomplete-checklist",
            "unproven-promotion",
            "not-live",
            "future-history",
            "skipped-step",
            "born-exposed",
            "several-raises");
    private static final Set<String> NAMES =
            Set.of("unknown-environment", "unknown-ring", "unknown-server", "unknown-region", "unknown-check");

    /** A commit of the line. */
    public record Commit(World tree, Instant time) {}

    /** A commit of the change: its message, its time, and the keys of the flags whose files it touches. */
    public record Authored(String message, Instant time, Set<String> touched) {}

    /**
     * What would land, and the commits that bring it.
     *
     * @param deployed the commit of the line, by its index, that a reference names; null where nothing is known of any
     */
    public record Change(
            World head, List<Authored> commits, @Nullable Map<String, Integer> deployed) {
        public Change(World head, List<Authored> commits) {
            this(head, commits, null);
        }
    }

    /** What the change is. */
    public enum Kind {
        BASELINE,
        RESTORE,
        RAISE,
        ROLLBACK,
        NONE
    }

    /**
     * What the model thinks of a change: the rules that refuse it, those overridden, those that are warnings only, and those whose
     * override does not count.
     */
    public record Opinion(
            boolean accepted,
            Kind kind,
            Set<String> refusing,
            Set<String> overridden,
            Set<String> demoted,
            Set<String> ignored) {}

    private record Problem(
            String rule, @Nullable String flag, @Nullable String environment, String file, String message) {}

    private record Rise(String flag, String environment) {}

    private final List<Commit> line;
    private final Change change;
    private final Instant now;
    private final List<Reading> readings = new ArrayList<>();
    private final List<Instant> times = new ArrayList<>();
    private final Reading base;
    private final Reading head;
    private final @Nullable Policy judging;
    private final int baseline;
    private final Map<Integer, Map<String, Comparison>> steps = new HashMap<>();
    private final Map<String, Comparison> compared = new LinkedHashMap<>();
    private final List<Problem> errors = new ArrayList<>();
    private final Set<String> imports = new TreeSet<>();
    private final Set<String> ignored = new TreeSet<>();

    private Oracle(List<Commit> line, Change change, Instant now) {
        this.line = line;
        this.change = change;
        this.now = now;
        @Nullable Policy lastPolicy = null;
        int firstPolicy = -1;
        Map<String, Flag> lastFlags = new TreeMap<>();
        List<Policy> policies = new ArrayList<>();
        Instant latest = Instant.MIN;
        for (int i = 0; i < line.size(); i++) {
            World tree = line.get(i).tree();
            Policy read = readPolicy(tree, lastPolicy, null);
            if (read != null) {
                lastPolicy = read;
                policies.add(read);
                if (firstPolicy < 0) {
                    firstPolicy = i;
                }
            }
            readings.add(new Reading(read, readFlags(tree, lastFlags), policies));
            latest = line.get(i).time().isAfter(latest) ? line.get(i).time() : latest;
            times.add(latest);
        }
        this.baseline = firstPolicy;
        this.judging = lastPolicy;
        this.base = readings.isEmpty() ? Reading.NOTHING : readings.get(readings.size() - 1);
        this.head = new Reading(
                readPolicy(change.head(), lastPolicy, judging), readFlags(change.head(), lastFlags), policies);
    }

    /** Judges a change behind which the line lies, oldest commit first; the last one is base. */
    public static Opinion judge(List<Commit> line, Change change, Instant now) {
        return new Oracle(line, change, now).opinion();
    }

    /** Who has what on both sides of a change, as far as the trees on the line can be read. */
    public static Crowd crowd(List<Commit> line, Change change) {
        Oracle oracle = new Oracle(line, change, Instant.EPOCH);
        return new Crowd(oracle.base, oracle.head, oracle.judging);
    }

    private static @Nullable Policy readPolicy(World tree, @Nullable Policy last, @Nullable Policy before) {
        Policy policy = tree.policy();
        if (policy == null) {
            return last;
        }
        return policyProblems(policy, before).isEmpty() ? policy : last;
    }

    private static List<Flag> readFlags(World tree, Map<String, Flag> last) {
        List<Flag> flags = new ArrayList<>();
        for (Flag flag : tree.flags().stream()
                .sorted(java.util.Comparator.comparing(Flag::path))
                .toList()) {
            if (!hasStrangeStrategy(flag)) {
                last.put(flag.path(), flag);
            }
            Flag read = last.get(flag.path());
            if (read != null) {
                flags.add(read);
            }
        }
        return flags;
    }

    private static boolean hasStrangeStrategy(Flag flag) {
        return flag.blocks().values().stream().anyMatch(block -> {
            String strategy = block.strategy() == null ? flag.strategy() : block.strategy();
            return strategy != null && !strategy.equals(block.form().strategy());
        });
    }

    // ---- the verdict

    private Opinion opinion() {
        if (judging == null) {
            errors.addAll(structure(change.head(), head.policy, judging));
            return close(Kind.BASELINE);
        }
        for (String environment : environments(base, head)) {
            compared.put(environment, new Comparison(base, head, environment));
        }
        List<Rise> all = new ArrayList<>();
        List<Rise> judged = new ArrayList<>();
        boolean anythingLowered = false;
        for (Map.Entry<String, Comparison> entry : compared.entrySet()) {
            for (String key : entry.getValue().keys()) {
                if (entry.getValue().rises(key)) {
                    Rise rise = new Rise(key, entry.getKey());
                    all.add(rise);
                    if (!isFree(rise.environment())) {
                        judged.add(rise);
                    }
                }
                anythingLowered |= entry.getValue().isLowered(key);
            }
        }
        boolean restore = !judged.isEmpty()
                && judged.stream().map(Rise::environment).distinct().allMatch(this::restores);

        errors.addAll(structure(change.head(), head.policy, judging));
        if (change.head().policy() == null && line.get(line.size() - 1).tree().policy() != null) {
            errors.add(new Problem("removed-policy", null, null, "policy.yaml", ""));
        }
        Set<String> demoted = demote(!judged.isEmpty(), anythingLowered);
        edits();
        transitions(judged);
        Kind kind = restore ? Kind.RESTORE : !all.isEmpty() ? Kind.RAISE : anythingLowered ? Kind.ROLLBACK : Kind.NONE;
        if (restore) {
            errors.removeIf(problem -> RESTORABLE.contains(problem.rule()));
        }
        Opinion opinion = close(kind);
        return new Opinion(opinion.accepted(), kind, opinion.refusing(), opinion.overridden(), demoted, ignored);
    }

    private Opinion close(Kind kind) {
        Set<String> refusing = new TreeSet<>();
        Set<String> overridden = new TreeSet<>();
        for (Problem problem : errors) {
            boolean waived = problem.flag() != null && isOverridden(problem.rule(), problem.flag());
            if (waived && problem.rule().equals("several-raises")) {
                waived = problem.message().equals("uncapped");
            }
            (waived ? overridden : refusing).add(problem.rule());
        }
        if (!imports.isEmpty()) {
            overridden.add("born-exposed");
        }
        return new Opinion(refusing.isEmpty(), kind, refusing, overridden, Set.of(), Set.of());
    }

    private boolean isFree(String environment) {
        return isFree(judging, head.policy, environment);
    }

    static boolean isFree(@Nullable Policy judging, @Nullable Policy head, String environment) {
        if (judging == null) {
            return false;
        }
        for (Map.Entry<String, Environment> was : judging.environments().entrySet()) {
            Environment is = head == null ? null : head.environments().get(was.getKey());
            if (was.getValue().free() && is != null && !is.free()) {
                return false;
            }
        }
        Environment figures = judging.environments().get(environment);
        return figures != null && figures.free();
    }

    private @Nullable Environment figures(String environment) {
        return judging == null ? null : judging.environments().get(environment);
    }

    private static Set<String> environments(Reading one, Reading other) {
        Set<String> names = new LinkedHashSet<>();
        for (Reading side : List.of(one, other)) {
            if (side.policy != null) {
                names.addAll(side.policy.environments().keySet());
            }
        }
        return names;
    }

    private boolean isOverridden(String rule, String flag) {
        if (judging == null || !judging.overrides().contains(rule) || !OVERRIDABLE.contains(rule)) {
            return false;
        }
        return change.commits().stream()
                .anyMatch(commit -> commit.touched().contains(flag)
                        && commit.message()
                                .lines()
                                .anyMatch(text -> text.matches("Hoist-Override: " + rule + " because \\S.*")));
    }

    // ---- structure

    private static List<Problem> policyProblems(Policy policy, @Nullable Policy before) {
        List<Problem> problems = new ArrayList<>();
        policy.environments().forEach((name, environment) -> {
            boolean sound = isLadder(environment.ladder())
                    && environment.ladder().containsAll(environment.holds().keySet())
                    && environment.servers().values().stream()
                                    .mapToInt(Integer::intValue)
                                    .sum()
                            <= FULL;
            for (RingRule rule : environment.rings().values()) {
                sound &= rule.ladder() == null || isLadder(rule.ladder());
            }
            String current = name;
            for (int hops = 0; sound; hops++) {
                Environment there = policy.environments().get(current);
                if (there == null) {
                    sound = false;
                } else if (there.after() == null) {
                    break;
                } else {
                    current = there.after().environment();
                    Environment behind = policy.environments().get(current);
                    sound = hops < 20 && (behind == null || !behind.free());
                }
            }
            if (!sound) {
                problems.add(new Problem("invalid-policy", null, name, "policy.yaml", ""));
            }
        });
        if (before != null) {
            List<String> common = new ArrayList<>(policy.ringNames());
            common.retainAll(before.ringNames());
            List<String> expected = new ArrayList<>(before.ringNames());
            expected.retainAll(policy.ringNames());
            if (!common.equals(expected)) {
                problems.add(new Problem("invalid-policy", null, null, "policy.yaml", "order"));
            }
        }
        return problems;
    }

    private static boolean isLadder(List<Integer> ladder) {
        if (ladder.isEmpty() || ladder.get(0) != 0 || ladder.get(ladder.size() - 1) != FULL) {
            return false;
        }
        for (int i = 1; i < ladder.size(); i++) {
            if (ladder.get(i) <= ladder.get(i - 1)) {
                return false;
            }
        }
        return true;
    }

    private static List<Problem> structure(World tree, @Nullable Policy policy, @Nullable Policy before) {
        List<Problem> problems = new ArrayList<>();
        if (tree.policy() != null) {
            problems.addAll(policyProblems(tree.policy(), before));
        }
        Set<String> flagKeys = new LinkedHashSet<>();
        Map<String, String> folded = new HashMap<>();
        for (Flag flag : tree.flags()) {
            flagKeys.add(flag.key());
        }
        List<String[]> named = new ArrayList<>();
        tree.flags().forEach(flag -> named.add(new String[] {flag.key(), flag.path()}));
        tree.experiments().forEach(experiment -> named.add(new String[] {experiment.key(), experiment.path()}));
        for (String[] name : named) {
            String other = folded.putIfAbsent(name[0].toLowerCase(Locale.ROOT).replaceAll("[._-]", ""), name[1]);
            if (other != null) {
                problems.add(new Problem("duplicate-flag", name[0], null, name[1], other));
            }
        }
        Reading plain = new Reading(policy, tree.flags(), List.of());
        for (Flag flag : tree.flags()) {
            if (hasStrangeStrategy(flag)) {
                problems.add(new Problem("schema-violation", flag.key(), null, flag.path(), ""));
            }
            for (String dependency : flag.dependencies()) {
                if (!flagKeys.contains(dependency)) {
                    problems.add(new Problem("unknown-dependency", flag.key(), null, flag.path(), dependency));
                } else if (plain.family(dependency).contains(flag.key())) {
                    problems.add(new Problem("dependency-cycle", flag.key(), null, flag.path(), dependency));
                }
            }
            if (policy != null) {
                names(flag, policy, problems);
            }
        }
        for (Experiment experiment : tree.experiments()) {
            if (!flagKeys.contains(experiment.within())) {
                problems.add(new Problem(
                        "unknown-dependency", experiment.key(), null, experiment.path(), experiment.within()));
            }
            if (experiment.variants().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum()
                    != FULL) {
                problems.add(new Problem("unbalanced-weights", experiment.key(), null, experiment.path(), ""));
            }
        }
        return problems;
    }

    private static void names(Flag flag, Policy policy, List<Problem> problems) {
        flag.blocks().forEach((name, block) -> {
            Environment environment = policy.environments().get(name);
            if (environment == null) {
                problems.add(new Problem("unknown-environment", flag.key(), name, flag.path(), name));
            }
            if (block.form() instanceof Rings rings) {
                for (String ring : rings.figures().keySet()) {
                    if (!policy.ringNames().contains(ring)) {
                        problems.add(new Problem("unknown-ring", flag.key(), name, flag.path(), ring));
                    }
                }
            }
            if (block.form() instanceof Canary canary && environment != null) {
                for (String server : canary.servers()) {
                    if (!environment.servers().containsKey(server)) {
                        problems.add(new Problem("unknown-server", flag.key(), name, flag.path(), server));
                    }
                }
                for (String region : canary.regions()) {
                    if (!environment.regions().containsKey(region)) {
                        problems.add(new Problem("unknown-region", flag.key(), name, flag.path(), region));
                    }
                }
            }
        });
        for (String item : flag.checklist()) {
            if (policy.environments().values().stream()
                    .noneMatch(environment -> environment.checklist().contains(item))) {
                problems.add(new Problem("unknown-check", flag.key(), null, flag.path(), item));
            }
        }
    }

    private Set<String> demote(boolean risesJudged, boolean lowered) {
        Set<String> demoted = new TreeSet<>();
        boolean isRollback = lowered && !risesJudged;
        boolean isNothing = !lowered && !risesJudged;
        if (!isRollback && !isNothing) {
            return demoted;
        }
        List<Problem> before = structure(line.get(line.size() - 1).tree(), base.policy, null);
        errors.removeIf(problem -> {
            boolean spared = isRollback
                    ? NAMES.contains(problem.rule()) || before.contains(problem)
                    : NAMES.contains(problem.rule()) && (before.contains(problem) || wasKnown(problem));
            if (spared) {
                demoted.add(problem.rule());
            }
            return spared;
        });
        return demoted;
    }

    private boolean wasKnown(Problem problem) {
        String name = problem.message();
        return readings.stream()
                .map(reading -> reading.policy)
                .filter(Objects::nonNull)
                .anyMatch(policy -> switch (problem.rule()) {
                    case "unknown-environment" -> policy.environments().containsKey(name);
                    case "unknown-ring" -> policy.ringNames().contains(name);
                    case "unknown-check" ->
                        policy.environments().values().stream()
                                .anyMatch(environment -> environment.checklist().contains(name));
                    default -> {
                        Environment environment = policy.environments().get(problem.environment());
                        yield environment != null
                                && (problem.rule().equals("unknown-server")
                                        ? environment.servers().containsKey(name)
                                        : environment.regions().containsKey(name));
                    }
                });
    }

    // ---- edits

    private void edits() {
        for (Flag was : base.flags.values()) {
            Flag is = head.flags.get(was.key());
            for (Map.Entry<String, Comparison> entry : compared.entrySet()) {
                if (isFree(entry.getKey())) {
                    continue;
                }
                Comparison cells = entry.getValue();
                if (is == null) {
                    boolean nobody =
                            !cells.anyCell(c -> cells.shareBefore(was.key(), c).signum() > 0);
                    boolean everybody = !cells.anyCell(c -> below(cells.shareBefore(was.key(), c), FULL));
                    if (!nobody && !everybody) {
                        refuse("removed-in-flight", was.key(), entry.getKey());
                    }
                } else if (!is.hashedSalt().equals(was.hashedSalt())
                        && cells.anyCell(c -> isPartial(cells.declaredBefore(was.key(), c)))) {
                    refuse("reshuffled-users", was.key(), entry.getKey());
                }
            }
        }
        if (head.policy != null && judging != null) {
            head.policy.environments().forEach((name, environment) -> {
                if (environment.free() && !isFreeIn(judging, name)) {
                    boolean wasJudged = base.policies.stream()
                            .anyMatch(policy -> policy.environments().containsKey(name) && !isFreeIn(policy, name));
                    String origin = base.environmentName(head, name);
                    if (wasJudged || (origin != null && !isFreeIn(judging, origin))) {
                        errors.add(new Problem("freed-environment", null, name, "policy.yaml", ""));
                    }
                } else if (!environment.free()) {
                    String origin = base.environmentName(head, name);
                    if (origin != null && !origin.equals(name) && isFreeIn(judging, origin)) {
                        errors.add(new Problem("freed-environment", null, name, "policy.yaml", ""));
                    }
                }
            });
        }
        World before = line.get(line.size() - 1).tree();
        for (Experiment was : before.experiments()) {
            for (Experiment is : change.head().experiments()) {
                if (was.key().equals(is.key())
                        && was.status().equals("running")
                        && is.status().equals("running")
                        && !was.division().equals(is.division())) {
                    refuse("reweighted-experiment", is.key(), "");
                }
            }
        }
    }

    private static boolean isFreeIn(Policy policy, String name) {
        Environment environment = policy.environments().get(name);
        return environment != null && environment.free();
    }

    private static boolean isPartial(int figure) {
        return figure > 0 && figure < FULL;
    }

    private static boolean below(BigDecimal share, int figure) {
        return share.compareTo(BigDecimal.valueOf(figure)) < 0;
    }

    private void refuse(String rule, String flag, String environment) {
        errors.add(new Problem(rule, flag, environment, "", ""));
    }

    // ---- transitions

    private void transitions(List<Rise> judged) {
        Set<String> born = new TreeSet<>();
        for (Rise rise : judged) {
            if (!base.flags.containsKey(rise.flag())) {
                (isOverridden("born-exposed", rise.flag()) ? imports : born).add(rise.flag());
            }
        }
        List<Rise> rises =
                judged.stream().filter(rise -> !imports.contains(rise.flag())).toList();
        List<Rise> uncapped = rises.stream().filter(this::isUncapped).toList();
        List<Rise> proper =
                rises.stream().filter(rise -> !uncapped.contains(rise)).toList();
        // where nobody acts, what a lower elsewhere uncaps is judged as a raise of its own
        List<Rise> acting = proper.isEmpty() && imports.isEmpty() ? uncapped : proper;
        ignoredOverrides(acting);
        if (rises.isEmpty()) {
            return;
        }
        if (proper.size() > 1 || (!imports.isEmpty() && !proper.isEmpty())) {
            proper.forEach(rise -> refuse("several-raises", rise.flag(), rise.environment()));
        }
        if (rises.size() > 1 || !imports.isEmpty()) {
            // the commit that uncaps has the cause's file, not the dependent's
            Set<String> causes = new TreeSet<>(imports);
            proper.forEach(rise -> causes.add(rise.flag()));
            String cause = causes.stream()
                    .filter(flag -> isOverridden("several-raises", flag))
                    .findFirst()
                    .orElse("");
            uncapped.forEach(
                    rise -> errors.add(new Problem("several-raises", cause, rise.environment(), "", "uncapped")));
        }
        for (Rise rise : rises) {
            if (isFrozen(base, rise) || isFrozen(head, rise)) {
                refuse("frozen-flag", rise.flag(), rise.environment());
            }
        }
        for (String flag : born) {
            refuse("born-exposed", flag, "");
        }
        if (!proper.isEmpty()) {
            alone(proper);
        }
        for (Rise rise : proper) {
            Environment figures = figures(rise.environment());
            dependencies(rise);
            if (figures != null) {
                steps(rise, figures);
                timing(rise, figures);
            }
            Instant latest = now.plus(Duration.ofMinutes(5));
            if (line.stream().anyMatch(commit -> commit.time().isAfter(latest))
                    || change.commits().stream()
                            .anyMatch(commit -> commit.time().isAfter(latest))) {
                refuse("future-history", rise.flag(), rise.environment());
            }
        }
    }

    /** Lines of the messages that ask for an override and get none, though something rises. */
    private void ignoredOverrides(List<Rise> acting) {
        Set<String> raised = new TreeSet<>(imports);
        acting.forEach(rise -> raised.add(rise.flag()));
        boolean several = !acting.isEmpty() && (acting.size() > 1 || !imports.isEmpty());
        for (Authored commit : change.commits()) {
            for (String text : commit.message().lines().toList()) {
                if (!raised.isEmpty() && text.startsWith("Hoist-Override: ")) {
                    String rule = text.substring("Hoist-Override: ".length()).split(" ", 2)[0];
                    boolean counts = raised.stream()
                            .filter(commit.touched()::contains)
                            .anyMatch(flag -> isOverridden(rule, flag));
                    if (!counts || (several && rule.equals("several-raises"))) {
                        ignored.add(rule);
                    }
                }
            }
        }
    }

    private Comparison cells(Rise rise) {
        return cells(rise.environment());
    }

    private Comparison cells(String environment) {
        return compared.computeIfAbsent(environment, name -> new Comparison(base, head, name));
    }

    private boolean isUncapped(Rise rise) {
        Flag was = base.flags.get(rise.flag());
        Flag is = head.flags.get(rise.flag());
        Comparison cells = cells(rise);
        return was != null
                && is != null
                && was.dependencies().equals(is.dependencies())
                && was.hashedSalt().equals(is.hashedSalt())
                && !cells.anyCell(c -> cells.declaredAfter(rise.flag(), c) > cells.declaredBefore(rise.flag(), c));
    }

    private static @Nullable Block block(Reading side, String key, String environment) {
        Flag flag = side.flags.get(key);
        return flag == null ? null : flag.blocks().get(environment);
    }

    private static boolean isFrozen(Reading side, Rise rise) {
        Block block = block(side, rise.flag(), rise.environment());
        return block != null && block.frozen();
    }

    private void alone(List<Rise> proper) {
        World was = line.get(line.size() - 1).tree();
        World is = change.head();
        boolean alone = Objects.equals(substance(was.policy()), substance(is.policy()))
                && substance(was.experiments()).equals(substance(is.experiments()))
                && substance(was.flags(), proper).equals(substance(is.flags(), proper));
        for (Rise rise : proper) {
            Block before = block(base, rise.flag(), rise.environment());
            Block after = block(head, rise.flag(), rise.environment());
            alone &= after == null
                    || (frozen(before) == after.frozen()
                            && Objects.equals(before == null ? null : before.target(), after.target())
                            && onlyGrows(before, after));
        }
        for (Flag flag : is.flags()) {
            for (String environment :
                    judging == null ? Set.<String>of() : judging.environments().keySet()) {
                alone &= !isFree(environment) || freeBlockDoesNotFall(flag.key(), environment);
            }
        }
        if (!alone) {
            refuse("raise-not-alone", proper.get(0).flag(), "");
        }
    }

    private static @Nullable Object substance(@Nullable Policy policy) {
        return policy == null ? null : policy.substance();
    }

    private static Set<Object> substance(List<Experiment> experiments) {
        Set<Object> all = new LinkedHashSet<>();
        for (Experiment e : experiments) {
            all.add(List.of(e.path(), e.status(), e.division(), e.sample()));
        }
        return all;
    }

    private Set<Flag> substance(List<Flag> flags, List<Rise> proper) {
        Set<Flag> all = new LinkedHashSet<>();
        for (Flag flag : flags) {
            Map<String, Block> rest = new LinkedHashMap<>(flag.blocks());
            rest.keySet()
                    .removeIf(environment -> isFree(environment) || proper.contains(new Rise(flag.key(), environment)));
            boolean isBorn = !base.flags.containsKey(flag.key())
                    && proper.stream().anyMatch(rise -> rise.flag().equals(flag.key()));
            boolean isImport = imports.contains(flag.key());
            if (!isBorn && !isImport) {
                all.add(flag.withoutTexts().withBlocks(rest));
            }
        }
        return all;
    }

    private boolean freeBlockDoesNotFall(String key, String environment) {
        Block before = block(base, key, environment);
        Block after = block(head, key, environment);
        if (before == null || !before.enabled()) {
            return true;
        }
        if (after == null || !after.enabled()) {
            Comparison cells = cells(environment);
            return !cells.anyCell(c -> cells.declaredBefore(key, c) > 0);
        }
        return onlyGrows(before, after);
    }

    private static boolean frozen(@Nullable Block block) {
        return block != null && block.frozen();
    }

    private static boolean onlyGrows(@Nullable Block before, Block after) {
        if (before == null || !before.enabled()) {
            return true;
        }
        boolean sameForm = before.form().getClass() == after.form().getClass();
        if (!sameForm) {
            return before.form().isZero();
        }
        if (before.form() instanceof Percentage was && after.form() instanceof Percentage is) {
            return is.figure() >= was.figure();
        }
        if (before.form() instanceof Rings was && after.form() instanceof Rings is) {
            return was.figures().keySet().equals(is.figures().keySet())
                    && was.figures().entrySet().stream()
                            .allMatch(entry -> is.figures().getOrDefault(entry.getKey(), -1) >= entry.getValue());
        }
        return before.form() instanceof Canary was
                && after.form() instanceof Canary is
                && is.servers().containsAll(was.servers())
                && is.regions().containsAll(was.regions())
                && (was.percentage() == null || is.percentage() != null)
                && is.figure() >= was.figure();
    }

    private void steps(Rise rise, Environment figures) {
        Comparison cells = cells(rise);
        Block before = block(base, rise.flag(), rise.environment());
        Block after = block(head, rise.flag(), rise.environment());
        if (after == null) {
            return;
        }
        Set<String> risingRings = new LinkedHashSet<>();
        for (int c = 0; c < cells.cells.size(); c++) {
            if (!cells.rises(rise.flag(), c)) {
                continue;
            }
            Comparison.Cell cell = cells.cells.get(c);
            risingRings.add(cell.ring());
            if (after.form() instanceof Canary canary && Reading.covers(canary, figures, cell.server())) {
                continue;
            }
            List<Integer> ladder = figures.ladder();
            RingRule rule = figures.rings().get(cell.ring());
            if (after.form() instanceof Rings && rule != null && rule.ladder() != null) {
                ladder = rule.ladder();
            }
            int figure = cells.declaredAfter(rise.flag(), c);
            BigDecimal stood = cells.shareBefore(rise.flag(), c);
            int next = ladder.stream()
                    .filter(rung -> below(stood, rung))
                    .findFirst()
                    .orElse(-1);
            if (!ladder.contains(figure)) {
                refuse("off-ladder", rise.flag(), rise.environment());
            } else if (figure != next) {
                refuse("skipped-step", rise.flag(), rise.environment());
            }
        }
        if (after.form() instanceof Rings && head.policy != null) {
            List<String> order = head.policy.ringNames();
            boolean wrong = risingRings.size() > 1;
            for (String ring : risingRings) {
                for (int c = 0; c < cells.cells.size(); c++) {
                    int place = order.indexOf(cells.cells.get(c).ring());
                    wrong |=
                            place >= 0 && place < order.indexOf(ring) && below(cells.shareBefore(rise.flag(), c), FULL);
                }
            }
            if (wrong) {
                refuse("ring-out-of-order", rise.flag(), rise.environment());
            }
        }
        if (after.form() instanceof Canary is
                && !canaryInOrder(
                        figures,
                        before != null && before.enabled() && before.form() instanceof Canary c ? c : null,
                        is)) {
            refuse("canary-out-of-order", rise.flag(), rise.environment());
        }
    }

    /** Servers and regions of each stage, stage 0 included. */
    private static List<int[]> stages(Environment figures) {
        List<int[]> stages = new ArrayList<>();
        int servers = 0;
        int regions = 0;
        stages.add(new int[] {0, 0});
        for (Stage stage : figures.canary()) {
            servers = stage.servers() == null ? servers : stage.servers();
            regions = stage.regions() == null ? regions : stage.regions();
            stages.add(new int[] {servers, regions});
        }
        return stages;
    }

    private static int stage(Environment figures, int servers, int regions) {
        List<int[]> stages = stages(figures);
        for (int k = 0; k < stages.size(); k++) {
            if (stages.get(k)[0] == servers && stages.get(k)[1] == regions) {
                return k;
            }
        }
        return -1;
    }

    private static boolean canaryInOrder(Environment figures, @Nullable Canary was, Canary is) {
        int servers = was == null ? 0 : was.servers().size();
        int regions = was == null ? 0 : was.regions().size();
        int percentage = was == null ? 0 : was.figure();
        int stood = stage(figures, servers, regions);
        if (is.figure() > percentage && (stood < 0 || stood != figures.canary().size())) {
            return false;
        }
        if (is.servers().size() == servers && is.regions().size() == regions) {
            return true;
        }
        if (stood < 0 || stood >= figures.canary().size() || is.figure() != percentage) {
            return false;
        }
        int[] next = stages(figures).get(stood + 1);
        if (is.servers().size() != next[0] || is.regions().size() != next[1]) {
            return false;
        }
        int traffic = 0;
        for (Map.Entry<String, Integer> server : figures.servers().entrySet()) {
            if (is.figure() == FULL || Reading.covers(is, figures, server.getKey())) {
                traffic += server.getValue();
            }
        }
        Stage entered = figures.canary().get(stood);
        return traffic >= entered.least() && traffic <= entered.most();
    }

    private void dependencies(Rise rise) {
        Comparison cells = cells(rise);
        Flag flag = head.flags.get(rise.flag());
        if (flag == null) {
            return;
        }
        for (int c = 0; c < cells.cells.size(); c++) {
            int cell = c;
            boolean ahead = cells.rises(rise.flag(), c)
                    && flag.dependencies().stream()
                            .anyMatch(dependency -> below(
                                    head.flags.containsKey(dependency)
                                            ? cells.shareAfter(dependency, cell)
                                            : BigDecimal.ZERO,
                                    cells.declaredAfter(rise.flag(), cell)));
            if (ahead) {
                refuse("ahead-of-dependency", rise.flag(), rise.environment());
            }
            for (String key : head.flags.keySet()) {
                if (!head.family(key).contains(rise.flag()) || !cells.isReachedAfter(key, c)) {
                    continue;
                }
                long salts = head.family(key).stream()
                        .filter(head.flags::containsKey)
                        .filter(member -> isPartial(cells.declaredAfter(member, cell)))
                        .map(member ->
                                Objects.requireNonNull(head.flags.get(member)).hashedSalt())
                        .distinct()
                        .count();
                if (salts > 1) {
                    refuse("mismatched-salt", rise.flag(), rise.environment());
                }
            }
        }
    }

    private void timing(Rise rise, Environment figures) {
        Comparison cells = cells(rise);
        String flag = rise.flag();
        Flag is = Objects.requireNonNull(head.flags.get(flag));
        Instant moved = lastMovement(flag, rise.environment());
        if (moved != null && now.isBefore(moved.plus(soak(rise, figures)))) {
            refuse("soak-cut-short", flag, rise.environment());
        }
        Instant other = lastRaiseOfAnother(is, rise.environment(), figures.scopeIsEnvironment());
        if (other != null && now.isBefore(other.plus(figures.spacing()))) {
            refuse("crowded-raise", flag, rise.environment());
        }
        World.After after = figures.after();
        if (after != null) {
            int at = after.at() == null ? FULL : after.at();
            Comparison proof = cells(after.environment());
            if (proof.anyCell(c -> below(proof.shareBefore(flag, c), at))) {
                refuse("unproven-promotion", flag, rise.environment());
            }
        }
        if (isClosed(figures)) {
            refuse("closed-window", flag, rise.environment());
        }
        String live = figures.live();
        if (live != null && !isDeployed(rise, live)) {
            refuse("not-live", flag, rise.environment());
        }
        if (!cells.anyCell(c -> cells.declaredBefore(flag, c) > 0)
                && !is.checklist().containsAll(figures.checklist())) {
            refuse("incomplete-checklist", flag, rise.environment());
        }
    }

    /** Whether users have what base gives them, as far as anybody knows. */
    private boolean isDeployed(Rise rise, String ref) {
        Map<String, Integer> deployed = change.deployed();
        if (deployed == null) {
            return true;
        }
        Integer index = deployed.get(ref);
        if (index == null) {
            return false;
        }
        Reading reached = readings.get(index);
        Reading wanted = base;
        return !new Comparison(reached, wanted, rise.environment()).moves(rise.flag());
    }

    private Duration soak(Rise rise, Environment figures) {
        Comparison cells = cells(rise);
        List<Duration> asked = new ArrayList<>();
        Set<String> exposedRings = new LinkedHashSet<>();
        for (int c = 0; c < cells.cells.size(); c++) {
            BigDecimal stands = cells.shareBefore(rise.flag(), c);
            if (stands.signum() == 0) {
                continue;
            }
            exposedRings.add(cells.cells.get(c).ring());
            figures.holds().forEach((rung, hold) -> {
                if (stands.compareTo(BigDecimal.valueOf(rung)) == 0) {
                    asked.add(hold);
                }
            });
        }
        if (exposedRings.isEmpty()) {
            Duration hold = figures.holds().get(0);
            if (hold != null) {
                asked.add(hold);
            }
        }
        if (judging != null) {
            List<String> order = judging.ringNames();
            for (int i = order.size() - 1; i >= 0; i--) {
                if (exposedRings.contains(order.get(i))) {
                    RingRule rule = figures.rings().get(order.get(i));
                    if (rule != null && rule.soak() != null) {
                        asked.add(rule.soak());
                    }
                    break;
                }
            }
        }
        Block before = block(base, rise.flag(), rise.environment());
        if (before != null
                && before.enabled()
                && before.form() instanceof Canary canary
                && canary.figure() == 0
                && !exposedRings.isEmpty()) {
            int stage = stage(figures, canary.servers().size(), canary.regions().size());
            Duration soak = stage > 0 ? figures.canary().get(stage - 1).soak() : null;
            if (soak != null) {
                asked.add(soak);
            }
        }
        return asked.stream().max(Duration::compareTo).orElse(figures.soak());
    }

    private boolean isClosed(Environment figures) {
        if (judging == null) {
            return false;
        }
        ZonedDateTime local = now.atZone(ZoneId.of(judging.zone()));
        LocalDate date = local.toLocalDate();
        for (Freeze freeze : judging.freezes()) {
            if (!date.isBefore(freeze.from()) && date.isBefore(freeze.until())) {
                return true;
            }
        }
        return covers(figures.peakHours(), local)
                || (!figures.openHours().isEmpty() && !covers(figures.openHours(), local));
    }

    private static boolean covers(List<Window> windows, ZonedDateTime local) {
        LocalTime time = local.toLocalTime();
        DayOfWeek today = local.getDayOfWeek();
        for (Window window : windows) {
            boolean started = !time.isBefore(window.from());
            boolean ended = !time.isBefore(window.to());
            if (window.from().isBefore(window.to())) {
                if (started && !ended && window.days().contains(today)) {
                    return true;
                }
            } else if ((started && window.days().contains(today))
                    || (!ended && window.days().contains(today.minus(1)))) {
                return true;
            }
        }
        return false;
    }

    // ---- history

    private Reading reading(int index) {
        return index < 0 ? Reading.NOTHING : readings.get(index);
    }

    /** The step that the commit of this index made from its parent. */
    private Comparison step(int index, String environment) {
        return steps.computeIfAbsent(index, i -> new HashMap<>())
                .computeIfAbsent(environment, name -> new Comparison(reading(index - 1), reading(index), name));
    }

    private @Nullable Instant lastMovement(String flag, String environment) {
        String name = environment;
        for (int i = readings.size() - 1; i >= 0; i--) {
            if (step(i, name).moves(flag)) {
                return times.get(i);
            }
            if (reading(i).environment(name) != null && reading(i - 1).environment(name) == null) {
                String origin = reading(i - 1).environmentName(reading(i), name);
                name = origin == null ? name : origin;
            }
        }
        return null;
    }

    private @Nullable Instant lastRaiseOfAnother(Flag flag, String environment, boolean anyGroup) {
        String name = environment;
        for (int i = readings.size() - 1; i > baseline; i--) {
            Comparison step = step(i, name);
            for (String key : step.keys()) {
                Flag other = reading(i).flags.get(key);
                if (!key.equals(flag.key())
                        && other != null
                        && (anyGroup || other.group().equals(flag.group()))
                        && step.rises(key)) {
                    return times.get(i);
                }
            }
            if (reading(i).environment(name) != null && reading(i - 1).environment(name) == null) {
                String origin = reading(i - 1).environmentName(reading(i), name);
                name = origin == null ? name : origin;
            }
        }
        return null;
    }

    /** Whether head gives nobody more in this environment than some recent state from which it was only lowered. */
    private boolean restores(String environment) {
        Environment figures = figures(environment);
        if (figures == null || figures.restoreWithin() == null) {
            return false;
        }
        Instant earliest = now.minus(figures.restoreWithin());
        for (int i = readings.size() - 1; i >= 0; i--) {
            if (i < readings.size() - 1 && times.get(i + 1).isBefore(earliest)) {
                return false;
            }
            Comparison since = new Comparison(reading(i), head, environment);
            if (since.keys().stream().noneMatch(since::rises)) {
                return true;
            }
            Comparison step = step(i, environment);
            if (step.keys().stream().anyMatch(step::rises)) {
                return false;
            }
        }
        return false;
    }
}
