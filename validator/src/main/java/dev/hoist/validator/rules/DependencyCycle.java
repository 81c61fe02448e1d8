package dev.hoist.validator.rules;

import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.tree.FileReading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Flags depend on each other in a cycle. A cycle is reported once: for its first flag by name, with the shortest cycle
 * through this flag.
 */
final class DependencyCycle implements StructureRule {
    private static final int NAMED_AT_MOST = 20;

    @Override
    public Stream<Finding> check(FileReading file, FlagState state) {
        if (!(file instanceof FileReading.OfFlag known)) {
            return Stream.empty();
        }
        Flag flag = known.flag();
        Set<String> circle = state.tree().circle(flag.name());
        if (circle.isEmpty() || !circle.iterator().next().equals(flag.name())) {
            return Stream.empty();
        }
        return Stream.of(finding(flag, shortestWayRound(flag.name(), circle, state)));
    }

    /**
     * The same finding at the place of the dependency that closed the cycle in this change. If the cycle is older, the
     * finding itself.
     *
     * @param base the flags before the change
     */
    static Finding atAddedDependency(Finding finding, FlagState base, FlagState head) {
        String start = finding.flag().orElse("");
        Set<String> circle = head.tree().circle(start);
        if (!finding.rule().equals(RuleId.of(DependencyCycle.class)) || circle.isEmpty()) {
            return finding;
        }
        List<String> way = shortestWayRound(start, circle, head);
        for (int index = 0; index + 1 < way.size(); index++) {
            String next = way.get(index + 1);
            Optional<Flag> flag = head.flag(way.get(index));
            boolean added = base.flag(way.get(index)).stream()
                    .noneMatch(old -> old.dependencyKeys().contains(next));
            if (added && flag.isPresent()) {
                List<String> rotated = new ArrayList<>(way.subList(index, way.size() - 1));
                rotated.addAll(way.subList(0, index + 1));
                return new DependencyCycle().finding(flag.get(), rotated).as(finding.severity());
            }
        }
        return finding;
    }

    /**
     * The finding about a cycle through a flag.
     *
     * @param way the keys from the flag through its dependencies back to the flag
     */
    private Finding finding(Flag flag, List<String> way) {
        Optional<Located<String>> first = flag.dependencies().stream()
                .filter(dependency -> dependency.value().equals(way.get(1)))
                .findFirst();
        return Finding.error(
                        id(),
                        first.map(Located::place).orElse(flag.place()),
                        MessageText.quoted(flag.name()) + " depends on itself: " + named(way))
                .about(flag.name())
                .help("remove one of these dependencies");
    }

    private static String named(List<String> way) {
        if (way.size() <= NAMED_AT_MOST) {
            return String.join(" → ", way);
        }
        return String.join(" → ", way.subList(0, NAMED_AT_MOST - 1)) + " → … (" + (way.size() - 1) + " flags in all) → "
                + way.get(way.size() - 1);
    }

    private static List<String> shortestWayRound(String start, Set<String> circle, FlagState state) {
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            String current = open.remove();
            List<String> next = state.flag(current).map(Flag::dependencyKeys).orElse(List.of());
            for (String dependency : next) {
                if (dependency.equals(start)) {
                    return way(start, current, cameFrom);
                }
                if (circle.contains(dependency) && cameFrom.putIfAbsent(dependency, current) == null) {
                    open.add(dependency);
                }
            }
        }
        throw new IllegalStateException("no way round from " + start);
    }

    private static List<String> way(String start, String last, Map<String, String> cameFrom) {
        List<String> backwards = new ArrayList<>(List.of(start));
        for (String key = last; !key.equals(start); key = cameFrom.getOrDefault(key, start)) {
            backwards.add(key);
        }
        backwards.add(start);
        Collections.reverse(backwards);
        return backwards;
    }
}
