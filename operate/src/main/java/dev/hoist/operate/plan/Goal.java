package dev.hoist.operate.plan;

import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.model.Target;
import dev.hoist.validator.rollout.Step;
import java.util.List;
import java.util.Optional;

/** How far a plan goes. */
public sealed interface Goal {
    /** Whether a step still leads to it. */
    boolean allows(Step step);

    /** Up to the last rung not above a figure, in every ring. */
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
     * Up to a figure in one ring, with everyone in the rings inside it.
     *
     * @param rings the policy's, inner to outer
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
     * Until a server or a region is on the flag's canary lists.
     *
     * @param step the one that adds it
     */
    record Canary(Step step) implements Goal {
        @Override
        public boolean allows(Step other) {
            return other.equals(step);
        }
    }

    /** What a step asks for. */
    static Goal of(Step step, Policy policy) {
        if (step instanceof Step.To to) {
            return new UpTo(to.percentage());
        }
        if (step instanceof Step.RingTo to) {
            return new InRing(to.ring(), to.percentage(), policy.ringNames());
        }
        return new Canary(step);
    }

    /** The flag's target there, else everyone. */
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

    /** Whether a flag is written in a form that a goal in rings needs. */
    static boolean hasRings(Flag flag, String environment) {
        return flag.block(environment)
                .flatMap(block -> block.form())
                .filter(Form.Rings.class::isInstance)
                .isPresent();
    }
}
