package dev.hoist.operate.plan;

import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.model.Target;
import dev.hoist.validator.rollout.Step;
import java.util.List;
import java.util.Optional;

/** The goal of a plan. */
public sealed interface Goal {
    /** Whether a step stays within the goal. */
    boolean allows(Step step);

    /** Up to the highest rung that is not above a percentage, in every ring. */
    record UpTo(Percentage percentage) implements Goal {
        @Override
        public boolean allows(Step step) {
            if (step instanceof Step.To to) {
                return !to.percentage().isAbove(percentage);
            }
            if (step instanceof Step.RingTo to) {
                return !to.percentage().isAbove(percentage);
            }
            return !percentage.isNone();
        }
    }

    /**
     * Up to a percentage in one ring, and 100 % in the rings inside it.
     *
     * @param rings the rings of the policy, inner to outer
     */
    record InRing(String ring, Percentage percentage, List<String> rings) implements Goal {
        public InRing {
            rings = List.copyOf(rings);
        }

        @Override
        public boolean allows(Step step) {
            return step instanceof Step.RingTo to
                    && (to.ring().equals(ring)
                            ? !to.percentage().isAbove(percentage)
                            : rings.indexOf(to.ring()) < rings.indexOf(ring));
        }
    }

    /**
     * A server or a region on the flag's canary lists.
     *
     * @param step the step that adds it
     */
    record Canary(Step step) implements Goal {
        @Override
        public boolean allows(Step other) {
            return other.equals(step);
        }
    }

    /** The goal that a step describes. */
    static Goal of(Step step, Policy policy) {
        if (step instanceof Step.To to) {
            return new UpTo(to.percentage());
        }
        if (step instanceof Step.RingTo to) {
            return new InRing(to.ring(), to.percentage(), policy.ringNames());
        }
        return new Canary(step);
    }

    /** The flag's target there; without a target, every user. */
    static Goal of(Flag flag, String environment, Policy policy) {
        Optional<Target> target =
                flag.block(environment).flatMap(block -> block.target()).map(written -> written.value());
        if (target.isEmpty()) {
            return new UpTo(Percentage.ALL);
        }
        if (target.get() instanceof Target.Through through) {
            return new InRing(through.ring(), Percentage.ALL, policy.ringNames());
        }
        return new UpTo(((Target.UpTo) target.get()).percentage());
    }

    /** Whether a flag is in the rings form, which a goal for a ring needs. */
    static boolean hasRings(Flag flag, String environment) {
        return flag.block(environment)
                .flatMap(block -> block.form())
                .filter(Form.Rings.class::isInstance)
                .isPresent();
    }
}
