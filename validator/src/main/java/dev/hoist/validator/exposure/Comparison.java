package dev.hoist.validator.exposure;

import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.tree.FileReading;
import dev.hoist.validator.tree.FlagTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Two states of the flags, compared over the cells of both. So a comparison also shows what an edit of the policy does
 * to users. A state can lack a ring, server or environment of the other state. The state then reads it <em>as</em>
 * another one that it has: it uses the percentages of that one.
 *
 * <ul>
 *   <li>The first state reads a new ring as the next ring outside it.
 *   <li>The second state reads a removed ring as the next ring outside it or as the outermost ring. The ring with the
 *       greater percentage counts.
 *   <li>Either state reads a server that it lacks as <em>other</em>.
 *   <li>The first state reads a new environment as the environment that its {@code from} names.
 *   <li>In a removed environment, no user has any flag in the second state.
 *   <li>A ring or environment that comes back is not new: see {@link PolicyHistory}.
 * </ul>
 */
public final class Comparison {
    private final FlagState before;
    private final FlagState after;
    private final PolicyHistory policyHistory;
    private final List<String> rings;
    private final int[] ringsBefore;
    private final int[] ringsAfter;
    /**
     * Like {@link #ringsAfter}, but a removed ring reads as the outermost ring. An application may still name a removed
     * ring, and the deployed evaluator then uses the outermost ring.
     */
    private final int[] outermostAfter;

    /** The comparison from which {@link #replacing} made this one, if it was made so. */
    private final @Nullable Comparison origin;

    private final @Nullable Flag replaced;

    private @Nullable List<String> environments;
    private @Nullable List<ExposureChange> exposures;
    private @Nullable Set<String> differingPaths;

    /**
     * Compares a state with a later one.
     *
     * @param policyHistory the readable policies at and behind the first state
     */
    public Comparison(FlagState before, FlagState after, PolicyHistory policyHistory) {
        this.before = before;
        this.after = after;
        this.policyHistory = policyHistory;
        List<String> older = before.policy().map(Policy::ringNames).orElse(List.of());
        List<String> newer = after.policy().map(Policy::ringNames).orElse(List.of());
        Set<String> union = new LinkedHashSet<>(older);
        union.addAll(newer);
        this.rings = List.copyOf(union);
        this.ringsBefore = indexes(
                older,
                ring -> policyHistory.ringReadAs(ring).orElseGet(() -> PolicyHistory.ringIn(older, ring, newer)));
        this.ringsAfter = indexes(newer, ring -> PolicyHistory.ringIn(newer, ring, older));
        this.outermostAfter = indexes(newer, ring -> newer.get(newer.size() - 1));
        this.origin = null;
        this.replaced = null;
    }

    private Comparison(Comparison origin, FlagState after, Flag replaced) {
        this.before = origin.before;
        this.after = after;
        this.policyHistory = origin.policyHistory;
        this.rings = origin.rings;
        this.ringsBefore = origin.ringsBefore;
        this.ringsAfter = origin.ringsAfter;
        this.outermostAfter = origin.outermostAfter;
        this.origin = origin;
        this.replaced = replaced;
        this.environments = origin.environments();
    }

    /**
     * The same comparison, but with another version of one flag's file in the second state. Only the exposures that
     * depend on this flag are compared again.
     *
     * @param tree the tree of the second state with that version of the file
     */
    public Comparison replacing(Flag flag, FlagTree tree) {
        return new Comparison(this, after.replacing(flag, tree), flag);
    }

    public FlagState before() {
        return before;
    }

    public FlagState after() {
        return after;
    }

    /** The rings of both states: first those of the first state, then those that only the second has. */
    public List<String> rings() {
        return rings;
    }

    /** Every environment that either state has, in order of promotion. */
    public List<String> environments() {
        List<String> known = environments;
        if (known == null) {
            Set<String> names = new LinkedHashSet<>();
            after.policy().ifPresent(policy -> names.addAll(policy.environmentNames()));
            before.policy().ifPresent(policy -> names.addAll(policy.environmentNames()));
            known = List.copyOf(names);
            environments = known;
        }
        return known;
    }

    /** One flag in one environment. */
    public ExposureChange exposure(String flag, String environment) {
        return new ExposureChange(
                flag,
                environment,
                rings,
                environmentBefore(environment)
                        .map(name -> before.declared(flag, name).overRings(ringsBefore))
                        .orElse(PerCell.everywhere(Percentage.NONE)),
                environmentAfter(environment)
                        .map(name ->
                                overRingsAfter(after.declared(flag, name), (one, two) -> one.isAbove(two) ? one : two))
                        .orElse(PerCell.everywhere(Percentage.NONE)),
                reachBefore(flag, environment),
                reachAfter(flag, environment));
    }

    /** The users who get a flag in the first state, over the rings of both states. */
    public PerCell<Bounds> reachBefore(String flag, String environment) {
        return environmentBefore(environment)
                .map(name -> before.effective(flag, name).overRings(ringsBefore))
                .orElse(PerCell.everywhere(Bounds.NOBODY));
    }

    /** The users who get a flag in the second state, over the rings of both states. */
    public PerCell<Bounds> reachAfter(String flag, String environment) {
        return environmentAfter(environment)
                .map(name -> overRingsAfter(after.effective(flag, name), Bounds::or))
                .orElse(PerCell.everywhere(Bounds.NOBODY));
    }

    /**
     * Extends an exposure of the second state to the rings of both. A removed ring reads as the next ring outside it or
     * as the outermost ring. The one with more users counts.
     */
    private <V> PerCell<V> overRingsAfter(PerCell<V> own, BinaryOperator<V> more) {
        PerCell<V> next = own.overRings(ringsAfter);
        return Arrays.equals(ringsAfter, outermostAfter) ? next : next.combine(own.overRings(outermostAfter), more);
    }

    /**
     * The environment as which an environment reads in the first state. A new environment reads as the one that its
     * {@code from} names. Empty if no user had any flag there. This is also the case if the environment existed earlier
     * and was removed.
     */
    public Optional<String> environmentBefore(String environment) {
        Optional<String> name = Optional.of(environment);
        if (before.policy().isPresent() && before.policy().get().hasEnvironment(environment)) {
            return name;
        }
        Set<String> seen = new HashSet<>();
        while (name.isPresent() && seen.add(name.get())) {
            String known = name.get();
            if (before.policy().isPresent() && before.policy().get().hasEnvironment(known)) {
                return name;
            }
            name = after.policy()
                    .flatMap(policy -> policy.environment(known))
                    .flatMap(Policy.Environment::from)
                    .map(Located::value)
                    .filter(from -> !policyHistory.hadEnvironment(known));
        }
        return Optional.empty();
    }

    /**
     * The environment as which an environment reads in the second state; empty if it was removed, because then no user
     * has any flag there.
     */
    public Optional<String> environmentAfter(String environment) {
        return after.policy()
                .filter(policy -> policy.hasEnvironment(environment))
                .map(policy -> environment);
    }

    /** The exposure of every flag in every environment in which the two states differ. */
    public List<ExposureChange> exposures() {
        List<ExposureChange> known = exposures;
        if (known == null) {
            known = List.copyOf(origin == null || replaced == null ? compare() : compareAgain(origin, replaced));
            exposures = known;
        }
        return known;
    }

    /** Paths of the files that differ between the two states, sorted. */
    public Set<String> differingPaths() {
        Set<String> known = differingPaths;
        if (known == null) {
            known = Collections.unmodifiableSet(findDifferingPaths());
            differingPaths = known;
        }
        return known;
    }

    private Set<String> findDifferingPaths() {
        if (origin == null || replaced == null) {
            return after.tree().differingPaths(before.tree());
        }
        Set<String> paths = new TreeSet<>(origin.differingPaths());
        paths.add(replaced.place().path());
        return paths;
    }

    private List<ExposureChange> compareAgain(Comparison standing, Flag flag) {
        List<ExposureChange> differing = new ArrayList<>();
        for (String environment : environments()) {
            SortedMap<String, ExposureChange> byKey = new TreeMap<>();
            for (ExposureChange exposure : standing.exposures()) {
                if (exposure.environment().equals(environment)) {
                    byKey.put(exposure.flag(), exposure);
                }
            }
            for (String key : after.differing(flag.name(), standing.after, environment)) {
                ExposureChange exposure = exposure(key, environment);
                if (exposure.differs()) {
                    byKey.put(key, exposure);
                } else {
                    byKey.remove(key);
                }
            }
            differing.addAll(byKey.values());
        }
        return differing;
    }

    private List<ExposureChange> compare() {
        List<ExposureChange> differing = new ArrayList<>();
        Set<String> keys = suspects();
        for (String environment : environments()) {
            for (String key : keys) {
                ExposureChange exposure = exposure(key, environment);
                if (exposure.differs()) {
                    differing.add(exposure);
                }
            }
        }
        return differing;
    }

    /**
     * Keys of the flags whose exposure may differ: flags whose file differs, and all flags that depend on them. If the
     * policies differ, all flags.
     */
    private Set<String> suspects() {
        Set<String> keys = new TreeSet<>();
        if (!sameReading(before.policy(), after.policy())) {
            before.tree().flags().forEach(flag -> keys.add(flag.name()));
            after.tree().flags().forEach(flag -> keys.add(flag.name()));
            return keys;
        }
        for (String path : differingPaths()) {
            key(before.tree(), path).ifPresent(keys::add);
            key(after.tree(), path).ifPresent(keys::add);
        }
        if (keys.isEmpty()) {
            return keys;
        }
        Set<String> reached = new TreeSet<>(before.tree().withDependents(keys));
        reached.addAll(after.tree().withDependents(keys));
        return reached;
    }

    private static boolean sameReading(Optional<Policy> one, Optional<Policy> two) {
        return one.isPresent() == two.isPresent()
                && (one.isEmpty() || one.orElseThrow().decidesLike(two.orElseThrow()));
    }

    private static Optional<String> key(FlagTree tree, String path) {
        Optional<FileReading> reading = tree.reading(path);
        return reading.isPresent() && reading.get() instanceof FileReading.OfFlag file
                ? Optional.of(file.flag().name())
                : Optional.empty();
    }

    /** For each ring of both states, the index of the ring as which one state reads it. */
    private int[] indexes(List<String> own, UnaryOperator<String> reading) {
        int[] indexes = new int[rings.size()];
        for (int index = 0; index < indexes.length; index++) {
            String ring = rings.get(index);
            indexes[index] = own.isEmpty() ? 0 : own.indexOf(own.contains(ring) ? ring : reading.apply(ring));
        }
        return indexes;
    }
}
