package dev.hoist.validator.diff;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.diff.FlagDiff.Cause;
import dev.hoist.validator.diff.FlagDiff.Hold;
import dev.hoist.validator.diff.FlagDiff.Presence;
import dev.hoist.validator.effect.Effect;
import dev.hoist.validator.effect.Populations;
import dev.hoist.validator.effect.Segment;
import dev.hoist.validator.exposure.Bounds;
import dev.hoist.validator.exposure.Cell;
import dev.hoist.validator.exposure.ExposureChange;
import dev.hoist.validator.exposure.PerCell;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.rules.RuleBook;
import dev.hoist.validator.rules.RuleFacts;
import dev.hoist.validator.verdict.NextStep;
import dev.hoist.validator.verdict.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds what happens to each flag in one environment, and why. */
final class FlagDiffs {
    private final String environment;
    private final Populations audience;
    private final Change change;
    private final Verdict verdict;
    private final Map<String, List<Finding>> waits;
    private final SortedMap<String, ExposureChange> exposures = new TreeMap<>();
    private final Map<String, Integer> depths = new HashMap<>();

    FlagDiffs(String environment, Populations audience, Change change, Verdict verdict) {
        this.environment = environment;
        this.audience = audience;
        this.change = change;
        this.verdict = verdict;
        this.waits = verdict.findings().stream()
                .filter(finding -> finding.isError()
                        && finding.environment().equals(Optional.of(environment))
                        && RuleBook.facts(finding.rule())
                                .flatMap(RuleFacts::waitsFor)
                                .isPresent())
                .collect(Collectors.groupingBy(finding -> finding.flag().orElse("")));
        change.exposures().stream()
                .filter(exposure -> exposure.environment().equals(environment))
                .forEach(exposure -> exposures.put(exposure.flag(), exposure));
        for (String key : change.touched()) {
            if (!exposures.containsKey(key) && isHeldOrParked(key)) {
                exposures.put(key, change.comparison().exposure(key, environment));
            }
        }
    }

    /**
     * All flags that move. Flags that move for a reason of their own are sorted by key. Each is followed by the flags
     * that move because of it.
     */
    List<FlagDiff> all() {
        SortedMap<String, List<String>> along = new TreeMap<>();
        exposures.keySet().forEach(key -> along.put(key, movedBy(key)));
        Map<String, List<String>> beneath = new HashMap<>();
        List<String> first = place(along, beneath);
        List<FlagDiff> diffs = new ArrayList<>();
        Deque<String> open = new ArrayDeque<>(first);
        while (!open.isEmpty()) {
            String key = open.remove();
            diffs.add(diff(key, along.getOrDefault(key, List.of())));
            List<String> followers = beneath.getOrDefault(key, List.of());
            for (int index = followers.size() - 1; index >= 0; index--) {
                open.push(followers.get(index));
            }
        }
        return diffs;
    }

    /**
     * Puts flags that move for a reason of their own first, and each other flag after the nearest flag that moves it.
     */
    private List<String> place(SortedMap<String, List<String>> along, Map<String, List<String>> beneath) {
        Map<String, List<String>> followers = new HashMap<>();
        along.forEach((key, movers) -> movers.forEach(mover ->
                followers.computeIfAbsent(mover, some -> new ArrayList<>()).add(key)));
        List<String> first = along.entrySet().stream()
                .filter(entry -> entry.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        first.forEach(key -> depths.put(key, 0));
        Deque<String> open = new ArrayDeque<>(first);
        while (!open.isEmpty()) {
            String mover = open.remove();
            for (String key : followers.getOrDefault(mover, List.of())) {
                if (!depths.containsKey(key)) {
                    depths.put(key, depths.getOrDefault(mover, 0) + 1);
                    beneath.computeIfAbsent(mover, some -> new ArrayList<>()).add(key);
                    open.add(key);
                }
            }
        }
        return first;
    }

    private FlagDiff diff(String key, List<String> movedBy) {
        ExposureChange exposure = exposure(key);
        Optional<Block> head = blockAfter(key);
        Effect effect = Effect.of(exposure, audience);
        return new FlagDiff(
                key,
                presence(key),
                cause(exposure, movedBy),
                movedBy,
                depths.getOrDefault(key, 0),
                effect.reshuffles(),
                effect.groups().stream().map(group -> row(exposure, group)).toList(),
                effect.users(),
                parked(key),
                hold(key),
                head.flatMap(Block::frozen),
                verdict.accepted() ? next(exposure) : Optional.empty(),
                waits.getOrDefault(key, List.of()));
    }

    private ExposureChange exposure(String key) {
        return Optional.ofNullable(exposures.get(key)).orElseThrow();
    }

    private ExposureRow row(ExposureChange exposure, Effect.Group group) {
        Cell cell = group.cell();
        return new ExposureRow(
                group.part(),
                exposure.declaredBefore().at(cell),
                exposure.declaredAfter().at(cell),
                group.shift(),
                group.users(),
                cap(exposure, group));
    }

    private Optional<ExposureRow.Cap> cap(ExposureChange exposure, Effect.Group group) {
        Cell cell = group.cell();
        Optional<Flag> flag = change.head().flag(exposure.flag());
        if (flag.isEmpty() || !isCapped(flag, exposure.declaredAfter(), exposure.reachAfter(), cell)) {
            return Optional.empty();
        }
        Bounds declared = Bounds.of(flag.get().salt(), exposure.declaredAfter().at(cell));
        List<String> by = flag.get().dependencyKeys().stream()
                .distinct()
                .filter(dependency -> holdsBack(declared, group.part(), exposure.rings(), dependency))
                .sorted()
                .toList();
        boolean wasCapped =
                isCapped(change.base().flag(exposure.flag()), exposure.declaredBefore(), exposure.reachBefore(), cell);
        return Optional.of(new ExposureRow.Cap(by, !wasCapped));
    }

    private static boolean isCapped(
            Optional<Flag> flag, PerCell<Percentage> declared, PerCell<Bounds> reach, Cell cell) {
        return flag.isPresent()
                && Bounds.of(flag.get().salt(), declared.at(cell)).hasSomeoneNotIn(reach.at(cell));
    }

    private boolean holdsBack(Bounds declared, Segment part, List<String> rings, String dependency) {
        PerCell<Bounds> reach = change.comparison().reachAfter(dependency, environment);
        return PerCell.cells(List.of(reach)).stream()
                .filter(cell -> !reach.distinguishesRings()
                        || part.ring().isEmpty()
                        || part.ring().get().equals(rings.get(cell.ring())))
                .anyMatch(cell -> declared.hasSomeoneNotIn(reach.at(cell)));
    }

    /** The direct dependencies that make a flag move; empty if it moves for another reason too. */
    private List<String> movedBy(String key) {
        ExposureChange exposure = exposure(key);
        if (!exposure.moves()
                || isOwnDoing(exposure)
                || !exposure.declaredBefore().equals(exposure.declaredAfter())) {
            return List.of();
        }
        return change.head().flag(key).stream()
                .flatMap(flag -> flag.dependencyKeys().stream())
                .distinct()
                .filter(dependency -> Optional.ofNullable(exposures.get(dependency))
                        .filter(ExposureChange::moves)
                        .isPresent())
                .sorted()
                .toList();
    }

    private Cause cause(ExposureChange exposure, List<String> movedBy) {
        if (!movedBy.isEmpty()) {
            return Cause.DEPENDENCY;
        }
        return isOwnDoing(exposure) || isHeldOrParked(exposure.flag()) ? Cause.OWN : Cause.POLICY;
    }

    private boolean isOwnDoing(ExposureChange exposure) {
        Optional<Flag> before = change.base().flag(exposure.flag());
        Optional<Flag> after = change.head().flag(exposure.flag());
        if (before.isEmpty() || after.isEmpty()) {
            return true;
        }
        return !before.get().salt().equals(after.get().salt())
                || !Set.copyOf(before.get().dependencyKeys())
                        .equals(Set.copyOf(after.get().dependencyKeys()))
                || !blockBefore(exposure.flag())
                        .flatMap(Block::live)
                        .equals(blockAfter(exposure.flag()).flatMap(Block::live));
    }

    private Presence presence(String key) {
        return change.base().flag(key).isEmpty()
                ? Presence.ADDED
                : change.head().flag(key).isEmpty() ? Presence.REMOVED : Presence.KEPT;
    }

    private boolean isHeldOrParked(String key) {
        Hold hold = hold(key);
        return hold == Hold.FROZEN || hold == Hold.THAWED || parked(key).isPresent();
    }

    private Hold hold(String key) {
        return Hold.between(
                blockBefore(key).filter(Block::isFrozen).isPresent(),
                blockAfter(key).filter(Block::isFrozen).isPresent());
    }

    private Optional<Form> parked(String key) {
        Optional<Block> before = blockBefore(key);
        return blockAfter(key)
                .filter(block -> !block.enabled())
                .flatMap(Block::form)
                .filter(form -> !before.filter(block -> !block.enabled())
                        .flatMap(Block::form)
                        .equals(Optional.of(form)));
    }

    private Optional<Block> blockBefore(String key) {
        return change.comparison()
                .environmentBefore(environment)
                .flatMap(name -> change.base().flag(key).flatMap(flag -> flag.block(name)));
    }

    private Optional<Block> blockAfter(String key) {
        return change.comparison()
                .environmentAfter(environment)
                .flatMap(name -> change.head().flag(key).flatMap(flag -> flag.block(name)));
    }

    private Optional<NextStep> next(ExposureChange exposure) {
        return change.raises().stream()
                .filter(raise -> raise.exposure().equals(exposure))
                .findFirst()
                .flatMap(change::end)
                .flatMap(end -> end.next(change.now()));
    }
}
