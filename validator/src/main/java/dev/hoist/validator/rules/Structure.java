package dev.hoist.validator.rules;

import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Guardrail;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.tree.FileReading;
import dev.hoist.validator.tree.FlagTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Applies the rules about trees, file by file. It remembers the last tree. In a history it looks only at files that
 * differ, unless the policy, the keys or the dependencies differ.
 */
public final class Structure {
    private FlagTree latest = FlagTree.empty("");
    private Optional<Policy> latestPolicy = Optional.empty();
    private Map<String, List<Finding>> latestFindings = Map.of();

    /**
     * All structure findings of a tree, in no particular order.
     *
     * @param written as it is written, for what is wrong with files by themselves
     * @param state as it is read
     */
    public synchronized List<Finding> of(FlagTree written, FlagState state) {
        remember(state);
        return all(written, state, latestFindings);
    }

    /** The same for a tree that is looked at once: the one before is still remembered. */
    public synchronized List<Finding> besides(FlagTree written, FlagState state) {
        return all(written, state, acrossFiles(state));
    }

    /** Remembers a tree, so that others are compared with it. */
    @SuppressWarnings("ReferenceEquality") // trees are shared
    public synchronized void remember(FlagState state) {
        if (latest != state.tree() || !isSame(state.policy(), latestPolicy)) {
            latestFindings = acrossFiles(state);
            latest = state.tree();
            latestPolicy = state.policy();
        }
    }

    private static List<Finding> all(FlagTree written, FlagState state, Map<String, List<Finding>> acrossFiles) {
        Stream<Finding> missing =
                state.policy().isEmpty() && !written.hasPolicyFile() ? noPolicy(written) : Stream.empty();
        return Stream.of(
                        missing,
                        written.fileFindings(),
                        acrossFiles.values().stream().flatMap(List::stream))
                .flatMap(findings -> findings)
                .toList();
    }

    /** Whether guardrails name flags or groups, of which any file may hold the last. */
    private static boolean namesTargets(Optional<Policy> policy) {
        return policy.stream().flatMap(known -> known.guardrails().stream()).anyMatch(Guardrail::namesFlags);
    }

    private static Stream<Finding> noPolicy(FlagTree tree) {
        return Stream.of(Finding.errorIn(new ReorderedRings().id(), tree.policyPath(), "there is no policy")
                .help("write " + tree.policyPath() + ": the environments, and how flags may rise in each"));
    }

    /** Only files with findings have an entry. */
    private Map<String, List<Finding>> acrossFiles(FlagState state) {
        boolean samePolicy = isSame(state.policy(), latestPolicy);
        Map<String, List<Finding>> findings = new HashMap<>();
        if (samePolicy) {
            findings.putAll(latestFindings);
            Set<String> paths = toLookAtAgain(state.tree());
            if (namesTargets(state.policy())) {
                paths.add(state.tree().policyPath());
            }
            for (String path : paths) {
                findings.remove(path);
                state.tree().reading(path).ifPresent(file -> look(file, state, findings));
            }
        } else {
            state.tree().readings().forEach(file -> look(file, state, findings));
        }
        return findings;
    }

    /**
     * What differs, and what points at a place in a file that does; where keys or dependencies differ, also what depends on the
     * flags that do, what has their keys but for spelling, the experiments, and whatever had a finding.
     */
    private Set<String> toLookAtAgain(FlagTree tree) {
        Set<String> differing = tree.pathsReadOtherwise(latest);
        Set<String> paths = new HashSet<>(differing);
        latestFindings.forEach((path, findings) -> {
            boolean pointsThere = findings.stream()
                    .flatMap(finding -> finding.notes().stream())
                    .anyMatch(note -> differing.contains(note.place().path()));
            if (pointsThere) {
                paths.add(path);
            }
        });
        if (!tree.sharesKeysWith(latest)) {
            paths.addAll(latestFindings.keySet());
            Set<String> keys = new HashSet<>();
            for (FlagTree one : List.of(latest, tree)) {
                for (String path : differing) {
                    one.reading(path)
                            .flatMap(FileReading::key)
                            .map(Located::value)
                            .ifPresent(keys::add);
                }
            }
            for (String key : tree.withDependents(keys)) {
                tree.flag(key).ifPresent(flag -> paths.add(flag.place().path()));
            }
            keys.forEach(key -> paths.addAll(tree.pathsOfKeysLike(key)));
            tree.experiments()
                    .forEach(experiment -> paths.add(experiment.key().place().path()));
        }
        return paths;
    }

    @SuppressWarnings("ReferenceEquality") // a policy that is only equal may stand elsewhere in its file
    private static boolean isSame(Optional<Policy> one, Optional<Policy> two) {
        return one.isPresent() && two.isPresent() && one.get() == two.get();
    }

    private static void look(FileReading file, FlagState state, Map<String, List<Finding>> findings) {
        // without a policy every name is unknown, and the missing policy is the one thing to say
        List<Finding> found = new ArrayList<>();
        for (StructureRule rule : RuleBook.structure()) {
            rule.check(file, state)
                    .filter(finding ->
                            state.policy().isPresent() || finding.missing().isEmpty())
                    .forEach(found::add);
        }
        if (!found.isEmpty()) {
            findings.put(file.path(), found);
        }
    }
}
