package dev.hoist.evaluator.plan;

import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.CannotJudge;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The input of a generation.
 *
 * @param flags by key, each key once
 * @param experiments by key, each key once
 */
public record EvaluatorInput(Policy policy, List<Flag> flags, List<Experiment> experiments, Revision revision) {
    public EvaluatorInput {
        flags = sorted(flags, Flag::name);
        experiments = sorted(experiments, Experiment::name);
    }

    /**
     * The input from a tree. If two files have the same key, the first by path counts.
     *
     * @throws CannotJudge if the tree has no readable policy
     */
    public static EvaluatorInput of(FlagTree tree, Revision revision) {
        Policy policy = tree.policy()
                .orElseThrow(() -> new CannotJudge(
                        "there is no readable policy at " + tree.policyPath()
                                + ", so there is no environment to generate",
                        "add a policy with the environments that the flags run in"));
        return new EvaluatorInput(
                policy,
                List.copyOf(first(tree.flags(), Flag::name)),
                List.copyOf(first(tree.experiments(), Experiment::name)),
                revision);
    }

    private static <T> Collection<T> first(Stream<T> values, Function<T, String> key) {
        Map<String, T> byKey = new TreeMap<>();
        values.forEach(value -> byKey.putIfAbsent(key.apply(value), value));
        return byKey.values();
    }

    private static <T> List<T> sorted(List<T> values, Function<T, String> key) {
        return values.stream().sorted(Comparator.comparing(key)).toList();
    }
}
