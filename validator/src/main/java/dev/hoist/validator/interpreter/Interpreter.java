package dev.hoist.validator.interpreter;

import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.tree.FlagTree;
import java.util.List;
import java.util.Optional;

/** Decides the flags and experiments of a tree for one user at a time. */
public final class Interpreter {
    private final FlagTree tree;

    public Interpreter(FlagTree tree) {
        this.tree = tree;
    }

    /** Whether the user is inside the declared exposure of the flag and of everything that the flag depends on. */
    public boolean isOn(String environment, String key, EvaluationContext subject) {
        Optional<Flag> flag = tree.flag(key);
        if (flag.isEmpty() || !isDeclared(environment, flag.get(), subject)) {
            return false;
        }
        return tree.ancestors(flag.get()).stream()
                .allMatch(ancestor -> tree.flag(ancestor)
                        .map(dependency -> isDeclared(environment, dependency, subject))
                        .orElse(false));
    }

    /** The user's variant; empty if the user takes no part. */
    public Optional<String> variant(String environment, String key, EvaluationContext subject) {
        Optional<Experiment> experiment = tree.experiment(key).filter(Experiment::isRunning);
        if (experiment.isEmpty()
                || subject.key().isEmpty()
                || !isOn(environment, experiment.get().within().value(), subject)) {
            return Optional.empty();
        }
        int bucket = Bucketing.bucket(key, subject.key().get());
        int end = 0;
        for (Experiment.Variant variant : experiment.get().variants()) {
            end += variant.weight().value().hundredths();
            if (bucket < end) {
                return Optional.of(variant.name().value());
            }
        }
        return Optional.empty();
    }

    /** The declared exposure of a flag in the user's cell. */
    public Percentage declared(String environment, Flag flag, EvaluationContext subject) {
        Optional<Policy> policy = tree.policy();
        Optional<Policy.Environment> place = policy.flatMap(figures -> figures.environment(environment));
        if (place.isEmpty()) {
            return Percentage.NONE;
        }
        return flag.block(environment)
                .flatMap(Block::live)
                .map(form -> declared(form, policy.get(), place.get(), subject))
                .orElse(Percentage.NONE);
    }

    private boolean isDeclared(String environment, Flag flag, EvaluationContext subject) {
        Percentage declared = declared(environment, flag, subject);
        return declared.isAll()
                || subject.key()
                        .filter(key -> Bucketing.bucket(flag.salt(), key) < declared.hundredths())
                        .isPresent();
    }

    private static Percentage declared(Form form, Policy policy, Policy.Environment place, EvaluationContext subject) {
        if (form instanceof Form.Everyone everyone) {
            return everyone.percentage().value();
        }
        if (form instanceof Form.Rings rings) {
            return ofRing(rings, policy.ringNames(), subject);
        }
        Form.Canary canary = (Form.Canary) form;
        return subject.server().isPresent()
                        && isCanary(canary, place, subject.server().get())
                ? Percentage.ALL
                : canary.elsewhere();
    }

    private static Percentage ofRing(Form.Rings rings, List<String> innerToOuter, EvaluationContext subject) {
        int outermost = innerToOuter.size() - 1;
        int ring = subject.ring()
                .map(innerToOuter::indexOf)
                .filter(known -> known >= 0)
                .orElse(outermost);
        return innerToOuter.subList(ring, outermost + 1).stream()
                .flatMap(name -> rings.figure(name).stream())
                .findFirst()
                .map(figure -> figure.percentage().value())
                .orElse(Percentage.NONE);
    }

    private static boolean isCanary(Form.Canary canary, Policy.Environment place, String server) {
        if (place.server(server).isEmpty()) {
            return false;
        }
        return canary.servers().stream().anyMatch(written -> written.value().equals(server))
                || canary.regions().stream()
                        .flatMap(written -> place.region(written.value()).stream())
                        .flatMap(region -> region.servers().stream())
                        .anyMatch(member -> member.name().value().equals(server));
    }
}
