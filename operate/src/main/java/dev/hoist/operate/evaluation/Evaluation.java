package dev.hoist.operate.evaluation;

import dev.hoist.operate.evaluation.FlagAnswer.Reason;
import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.interpreter.Bucketing;
import dev.hoist.validator.interpreter.EvaluationContext;
import dev.hoist.validator.interpreter.Interpreter;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.CannotJudge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What one user gets in an environment: flags and variants.
 *
 * @param flags sorted by key
 * @param experiments sorted by key
 */
public record Evaluation(
        String environment, EvaluationContext context, List<FlagAnswer> flags, List<ExperimentAnswer> experiments) {
    public Evaluation {
        flags = List.copyOf(flags);
        experiments = List.copyOf(experiments);
    }

    /**
     * Evaluates flags and experiments.
     *
     * @param keys keys of flags and experiments; empty for all
     * @throws CannotJudge if the tree does not have one of the keys
     */
    public static Evaluation of(FlagTree tree, String environment, Collection<String> keys, EvaluationContext context) {
        requireNames(tree, environment, keys, context);
        Interpreter interpreter = new Interpreter(tree);
        List<FlagAnswer> flags = tree.flags()
                .filter(flag -> keys.isEmpty() || keys.contains(flag.name()))
                .sorted(Comparator.comparing(Flag::name))
                .map(flag -> answer(tree, interpreter, environment, flag, context))
                .toList();
        List<ExperimentAnswer> experiments = tree.experiments()
                .filter(experiment -> keys.isEmpty() || keys.contains(experiment.name()))
                .sorted(Comparator.comparing(Experiment::name))
                .map(experiment -> answer(interpreter, environment, experiment, context))
                .toList();
        return new Evaluation(environment, context, flags, experiments);
    }

    private static FlagAnswer answer(
            FlagTree tree, Interpreter interpreter, String environment, Flag flag, EvaluationContext context) {
        boolean value = interpreter.isOn(environment, flag.name(), context);
        Percentage threshold = interpreter.declared(environment, flag, context);
        OptionalInt bucket = threshold.isPartial() && context.key().isPresent()
                ? OptionalInt.of(Bucketing.bucket(flag.salt(), context.key().get()))
                : OptionalInt.empty();
        boolean declared = threshold.isAll() || (bucket.isPresent() && bucket.getAsInt() < threshold.hundredths());
        Optional<String> blockedBy =
                declared && !value ? blockedBy(tree, interpreter, environment, flag, context) : Optional.empty();
        Reason reason = blockedBy.isPresent() ? Reason.DEPENDENCY : reason(flag, environment);
        return new FlagAnswer(flag.name(), value, reason, bucket, threshold, blockedBy);
    }

    /** The dependency that is off and is farthest away. It is the reason why the others are off. */
    private static Optional<String> blockedBy(
            FlagTree tree, Interpreter interpreter, String environment, Flag flag, EvaluationContext context) {
        return flag.dependencyKeys().stream()
                .filter(key -> !interpreter.isOn(environment, key, context))
                .findFirst()
                .map(key -> tree.flag(key)
                        .filter(dependency -> !key.equals(flag.name())
                                && tree.circle(key).isEmpty()
                                && isDeclared(interpreter, environment, dependency, context))
                        .flatMap(dependency -> blockedBy(tree, interpreter, environment, dependency, context))
                        .orElse(key));
    }

    private static boolean isDeclared(
            Interpreter interpreter, String environment, Flag flag, EvaluationContext context) {
        Percentage threshold = interpreter.declared(environment, flag, context);
        return threshold.isAll()
                || context.key()
                        .filter(key -> Bucketing.bucket(flag.salt(), key) < threshold.hundredths())
                        .isPresent();
    }

    private static Reason reason(Flag flag, String environment) {
        Optional<Block> block = flag.block(environment);
        if (block.isEmpty()) {
            return Reason.NOT_IN_ENVIRONMENT;
        }
        Optional<Form> form = block.flatMap(Block::live);
        if (form.isEmpty()) {
            return Reason.DISABLED;
        }
        return switch (form.get().strategy()) {
            case PERCENTAGE -> Reason.PERCENTAGE;
            case RING -> Reason.RING;
            case CANARY -> Reason.CANARY;
        };
    }

    private static ExperimentAnswer answer(
            Interpreter interpreter, String environment, Experiment experiment, EvaluationContext context) {
        Optional<String> variant = interpreter.variant(environment, experiment.name(), context);
        String within = experiment.within().value();
        String reason = variant.isPresent()
                ? "takes part: \"" + within + "\" is on"
                : !experiment.isRunning()
                        ? "it is " + experiment.status().value().text() + ", not running"
                        : context.key().isEmpty() ? "an anonymous user takes no part" : "\"" + within + "\" is off";
        return new ExperimentAnswer(experiment.name(), variant, reason);
    }

    private static void requireNames(
            FlagTree tree, String environment, Collection<String> keys, EvaluationContext context) {
        Policy policy = tree.policy()
                .orElseThrow(() -> new CannotJudge(
                        "no policy can be read, so no environment is known",
                        "write \"" + tree.policyPath() + "\", or mend it: \"hoist validate\" says what is wrong"));
        require("environment", environment, policy.environmentNames());
        context.ring().ifPresent(ring -> require("ring", ring, policy.ringNames()));
        context.server()
                .ifPresent(server -> require(
                        "server",
                        server,
                        policy.environment(environment).orElseThrow().regions().stream()
                                .flatMap(region -> region.servers().stream())
                                .map(known -> known.name().value())
                                .toList()));
        List<String> known = new ArrayList<>(
                Stream.concat(tree.flags().map(Flag::name), tree.experiments().map(Experiment::name))
                        .sorted()
                        .toList());
        for (String key : keys) {
            if (!known.contains(key)) {
                throw new CannotJudge(
                        "there is no flag and no experiment \"" + key + "\"",
                        Spelling.didYouMean(key, known).orElse("without a name, all of them are evaluated"));
            }
        }
    }

    private static void require(String what, String name, List<String> known) {
        if (!known.contains(name)) {
            throw new CannotJudge(
                    "there is no " + what + " \"" + name + "\"",
                    Spelling.didYouMean(name, known)
                            .orElse(
                                    known.isEmpty()
                                            ? "the policy names none"
                                            : "there are " + String.join(", ", known)));
        }
    }
}
