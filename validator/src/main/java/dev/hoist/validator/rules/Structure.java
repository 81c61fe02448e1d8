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
 * Applies the rules about trees, file by file. It remembers the last tree. For the next tree of a history, it checks
 * only the files that differ. If the policy, the keys or the dependencies differ, it checks more.
 */
public final class Structure {
    private FlagTree latest = FlagTree.empty("");
    private Optional<Policy> latestPolicy = Optional.empty();
    private Map<String, List<Finding>> latestFindings = Map.of();

    /**
     * All structure findings of a tree, in no particular order.
     *
     * @param written the tree as it is written, for findings about single files
     * @param state the tree as it is read
     */
    public synchronized List<Finding> of(FlagTree written, FlagState state) {
        remember(state);
        return all(written, state, latestFindings);
    }

    /** The same for a tree that is checked only once. The tree before stays remembered. */
    public synchronized List<Finding> besides(FlagTree written, FlagState state) {
        return all(written, state, acrossFiles(state));
    }

    /** Remembers a tree, so that the next ones are compared with it. */
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

    /** Whether guardrails name flags or groups. Any change of a file may then remove the last flag with such a name. */
    private static boolean namesTargets(Optional<Policy> policy) {
        return policy.stream().flatMap(known -> known.guardrails().stream()).anyMatch(Guardrail::namesFlags);
    }

    private static Stream<Finding> noPolicy(FlagTree tree) {
        return Stream.of(Finding.errorIn(new ReorderedRings().id(), tree.policyPath(), "there is no policy")
                .help("write " + tree.policyPath() + " with the environments and the conditions for raises in each"));
    }

    /** The findings of the rules that look at several files, by path. A file without findings has no entry. */
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
     * Paths of the files to check again. These are the files that differ, and files with a finding that points to such
     * a file. If keys or dependencies differ, they are also: dependents of the flags that differ, files with nearly the
     * same key, experiments, and all files with a finding.
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
