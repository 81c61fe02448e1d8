package dev.hoist.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.evaluator.plan.EvaluatorInput;
import dev.hoist.validator.interpreter.EvaluationContext;
import dev.hoist.validator.laws.Trial;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.oracle.Crowd;
import dev.hoist.validator.oracle.World;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/** What an accepted change does to users, seen in the code that is generated before it and behind it. */
class LawProperties {
    private static final int USERS = 40;
    private static final AtomicInteger SWITCHED_ON = new AtomicInteger();
    private static final AtomicInteger SWITCHED_OFF = new AtomicInteger();

    @AfterContainer
    static void wasNotAboutNothing() {
        assertThat(SWITCHED_ON.get()).isGreaterThan(200);
        assertThat(SWITCHED_OFF.get()).isGreaterThan(200);
    }

    @Property(tries = 40, seed = "20261127")
    void noChangeWithoutARaiseSwitchesAnyoneOnAndNoneWithARaiseSwitchesAnyoneOff(
            @ForAll @LongRange(min = 0) long seed) {
        @Nullable Side base = null;
        for (Trial trial : Trial.of(seed)) {
            if (trial.isUnderTheLaws()
                    && trial.base().policy() != null
                    && trial.head().policy() != null) {
                if (base == null || !base.world.equals(trial.base())) {
                    base = new Side(trial, trial.base());
                }
                check(trial, base, new Side(trial, trial.head()), new Random(seed));
            }
        }
    }

    private static void check(Trial trial, Side base, Side head, Random random) {
        Crowd crowd = trial.crowd();
        boolean isRaise = trial.verdict().kind() == Kind.RAISE;
        // the laws leave free environments alone, where a change may raise and lower at once
        boolean isRaiseUnderTheLaws =
                isRaise && crowd.fates().stream().anyMatch(fate -> fate.gains() && !crowd.isFree(fate.environment()));
        Set<String> moved = new TreeSet<>();
        for (String environment :
                inBoth(base.policy().environmentNames(), head.policy().environmentNames())) {
            Object before = base.compiled.flags(environment);
            Object behind = head.compiled.flags(environment);
            boolean isFree = crowd.isFree(environment);
            for (EvaluationContext subject : subjects(base.policy(), head.policy(), environment, random)) {
                Object contextBefore = base.compiled.context(subject);
                Object contextBehind = head.compiled.context(subject);
                for (String key : union(base.keys(), head.keys())) {
                    boolean had = base.compiled.isEnabled(before, key, contextBefore);
                    boolean has = head.compiled.isEnabled(behind, key, contextBehind);
                    // a ring that went may count for more than what is deployed gives it, and never for less
                    boolean isTold = has
                            || subject.ring()
                                    .filter(head.policy().ringNames()::contains)
                                    .isPresent();
                    if (had != has && isTold) {
                        moved.add(key + " in " + environment);
                        assertThat(has ? isRaise : isFree || !isRaiseUnderTheLaws)
                                .as("%s, %s in %s for %s is %s", trial, key, environment, subject, has)
                                .isTrue();
                        (has ? SWITCHED_ON : SWITCHED_OFF).incrementAndGet();
                    }
                }
            }
        }
        assertThat(trial.verdict().movements().stream()
                        .map(movement -> movement.flag() + " in " + movement.environment()))
                .as(trial::toString)
                .containsAll(moved);
    }

    /** A few users in every ring of base and on every server; a ring that head alone has is nobody's. */
    private static List<EvaluationContext> subjects(Policy base, Policy head, String environment, Random random) {
        Set<String> servers = new LinkedHashSet<>(List.of("elsewhere"));
        Stream.of(base, head)
                .flatMap(policy -> policy.environment(environment).stream())
                .flatMap(place -> place.regions().stream())
                .flatMap(region -> region.servers().stream())
                .forEach(server -> servers.add(server.name().value()));
        List<EvaluationContext> subjects = new ArrayList<>();
        for (String ring : base.ringNames()) {
            for (String server : servers) {
                subjects.add(EvaluationContext.anonymous().withRing(ring).withServer(server));
                for (int user = 0; user < USERS; user++) {
                    subjects.add(EvaluationContext.of("user-" + random.nextInt(100_000))
                            .withRing(ring)
                            .withServer(server));
                }
            }
        }
        return subjects;
    }

    private static List<String> inBoth(List<String> some, List<String> others) {
        return some.stream().filter(others::contains).toList();
    }

    private static Set<String> union(List<String> some, List<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    /** One side of a change, and its evaluator. */
    private static final class Side {
        private final World world;
        private final FlagTree tree;
        private final Compiled compiled;

        Side(Trial trial, World world) {
            this.world = world;
            this.tree = trial.scenes().tree(world);
            this.compiled = Compiled.of(EvaluatorInput.of(tree, Flagbook.REVISION));
        }

        Policy policy() {
            return tree.policy().orElseThrow();
        }

        List<String> keys() {
            return tree.flags().map(Flag::name).toList();
        }
    }
}
