package dev.hoist.validator.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.diff.Diff;
import dev.hoist.validator.diff.EnvironmentDiff;
import dev.hoist.validator.diff.ExperimentDiff;
import dev.hoist.validator.diff.ExposureRow;
import dev.hoist.validator.diff.FlagDiff;
import dev.hoist.validator.effect.Segment;
import dev.hoist.validator.effect.Shift;
import dev.hoist.validator.effect.Users;
import dev.hoist.validator.interpreter.Bucketing;
import dev.hoist.validator.interpreter.EvaluationContext;
import dev.hoist.validator.interpreter.Interpreter;
import dev.hoist.validator.judge.Judge;
import dev.hoist.validator.judge.Proposal;
import dev.hoist.validator.oracle.Crowd;
import dev.hoist.validator.oracle.Crowd.Fate;
import dev.hoist.validator.oracle.Crowd.Turnout;
import dev.hoist.validator.oracle.Oracle;
import dev.hoist.validator.oracle.World;
import dev.hoist.validator.oracle.Worlds;
import dev.hoist.validator.tree.FlagTree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a diff states of random changes is what comes out when every user is counted before and after. */
class DiffProperties {
    private static final int HISTORIES = Integer.getInteger("hoist.diff.histories", 600);
    private static final int CHANGES_EACH = 5;
    private static final long FIRST_SEED = Long.getLong("hoist.diff.seed", 20_261_128L);

    private final AtomicInteger moves = new AtomicInteger();
    private final AtomicInteger mixed = new AtomicInteger();
    private final AtomicInteger followers = new AtomicInteger();
    private final AtomicInteger experiments = new AtomicInteger();

    @Test
    void statesWhatCountingEveryUserSays() {
        List<String> wrong = LongStream.range(0, HISTORIES)
                .parallel()
                .mapToObj(index -> wrong(FIRST_SEED + index))
                .flatMap(List::stream)
                .limit(10)
                .toList();
        System.out.printf(
                "diffs of %d changes: %d movements (%d both ways, %d with a dependency), %d of experiments%n",
                HISTORIES * CHANGES_EACH, moves.get(), mixed.get(), followers.get(), experiments.get());
        assertThat(wrong).isEmpty();
        assertThat(moves.get()).isGreaterThan(HISTORIES);
        assertThat(mixed.get()).isPositive();
        assertThat(followers.get()).isPositive();
        assertThat(experiments.get()).isPositive();
    }

    private List<String> wrong(long seed) {
        Scenes scenes = new Scenes(seed % 2 == 0 ? World.Style.FLOW : World.Style.LINES);
        List<String> wrong = new ArrayList<>();
        for (Worlds.Scenario scene : Worlds.scenarios(seed, CHANGES_EACH)) {
            Diff diff = Diff.of(new Judge(), scenes.proposal(scene));
            Count count = new Count(
                    diff, Oracle.crowd(scene.line(), scene.change()), wrong, "seed " + seed + ", " + scene.aim());
            count.flags();
            count.experiments(scene);
        }
        return wrong;
    }

    @Test
    void statesWhatIsDecidedForTenThousandRealUsers() {
        List<String> users = oneUserABucket("family");
        int compared = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + HISTORIES / 20; seed++) {
            Scenes scenes = new Scenes(World.Style.FLOW);
            for (Worlds.Scenario scene : Worlds.scenarios(seed, CHANGES_EACH)) {
                Proposal proposal = scenes.proposal(scene);
                FlagTree base = proposal.evidence().line().size() > 0
                        ? proposal.evidence().line().tree(0)
                        : FlagTree.empty("flags");
                if (!base.unreadable().isEmpty()
                        || !proposal.head().unreadable().isEmpty()
                        || !readAlike(base, proposal.head())
                        || !hashAlike(base, proposal.head())) {
                    continue;
                }
                Interpreter before = new Interpreter(base);
                Interpreter after = new Interpreter(proposal.head());
                for (EnvironmentDiff environment :
                        Diff.of(new Judge(), proposal).environments()) {
                    for (FlagDiff flag : environment.flags()) {
                        for (ExposureRow row : flag.rows()) {
                            int gain = 0;
                            int lose = 0;
                            for (String user : users) {
                                EvaluationContext subject = subject(user, row.part());
                                boolean had = before.isOn(environment.environment(), flag.flag(), subject);
                                boolean has = after.isOn(environment.environment(), flag.flag(), subject);
                                gain += has && !had ? 1 : 0;
                                lose += had && !has ? 1 : 0;
                            }
                            assertThat(List.of(BigDecimal.valueOf(gain, 2), BigDecimal.valueOf(lose, 2)))
                                    .as("seed %s, %s, %s", seed, flag.flag(), row)
                                    .usingElementComparator(BigDecimal::compareTo)
                                    .containsExactly(
                                            row.shift().gain(), row.shift().lose());
                            compared++;
                        }
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(HISTORIES / 20);
    }

    private static List<String> oneUserABucket(String salt) {
        @Nullable String[] users = new String[Bucketing.BUCKETS];
        int found = 0;
        for (int number = 0; found < users.length; number++) {
            String user = "user-" + number;
            int bucket = Bucketing.bucket(salt, user);
            if (users[bucket] == null) {
                users[bucket] = user;
                found++;
            }
        }
        return Stream.of(users).map(Objects::requireNonNull).toList();
    }

    private static boolean readAlike(FlagTree base, FlagTree head) {
        return base.policy().isPresent()
                && head.policy().filter(base.policy().get()::decidesLike).isPresent();
    }

    private static boolean hashAlike(FlagTree base, FlagTree head) {
        return Stream.concat(base.flags(), head.flags())
                .allMatch(flag -> flag.salt().equals("family"));
    }

    private static EvaluationContext subject(String user, Segment part) {
        EvaluationContext subject = EvaluationContext.of(user);
        EvaluationContext inRing = part.ring().map(subject::withRing).orElse(subject);
        return part.where() == Segment.Where.CANARY
                ? inRing.withServer(part.servers().get(0))
                : inRing;
    }

    /** One diff held against one crowd. */
    private final class Count {
        private final Diff diff;
        private final Crowd crowd;
        private final List<String> wrong;
        private final String about;

        Count(Diff diff, Crowd crowd, List<String> wrong, String about) {
            this.diff = diff;
            this.crowd = crowd;
            this.wrong = wrong;
            this.about = about;
        }

        void flags() {
            Map<List<String>, List<Fate>> fates = new LinkedHashMap<>();
            crowd.fates()
                    .forEach(fate -> fates.computeIfAbsent(
                                    List.of(fate.environment(), fate.flag()), some -> new ArrayList<>())
                            .add(fate));
            Set<List<String>> told = new TreeSet<>((one, two) -> one.toString().compareTo(two.toString()));
            for (EnvironmentDiff environment : diff.environments()) {
                for (FlagDiff flag : environment.flags()) {
                    List<String> key = List.of(environment.environment(), flag.flag());
                    check(told.add(key), key + " is told twice");
                    flag(flag, fates.getOrDefault(key, List.of()), key.toString());
                }
            }
            fates.forEach((key, some) -> check(
                    told.contains(key) || some.stream().noneMatch(fate -> fate.gains() || fate.loses()),
                    key + " moves untold"));
        }

        private void flag(FlagDiff flag, List<Fate> fates, String key) {
            boolean both = flag.direction() == FlagDiff.Direction.BOTH;
            moves.addAndGet(flag.direction() == FlagDiff.Direction.NONE ? 0 : 1);
            mixed.addAndGet(both ? 1 : 0);
            followers.addAndGet(flag.movedBy().isEmpty() ? 0 : 1);
            Tally tally = new Tally();
            for (Fate fate : fates) {
                List<ExposureRow> rows = flag.rows().stream()
                        .filter(row -> covers(row.part(), fate.ring(), fate.server()))
                        .toList();
                check(rows.size() == 1, key + " has " + rows.size() + " rows for " + fate);
                rows.forEach(row -> shift(row.shift(), fate.before(), fate.after(), fate.gained(), fate.lost(), key));
                tally.add(crowd, fate.environment(), fate.ring(), fate.server(), fate.gained(), fate.lost());
            }
            tally.check(this, flag.total(), key);
            if (flag.rows().size() == 1) {
                tally.check(this, flag.rows().get(0).users(), key);
            }
        }

        void experiments(Worlds.Scenario scene) {
            World base = scene.line().isEmpty()
                    ? World.EMPTY
                    : scene.line().get(scene.line().size() - 1).tree();
            Set<String> keys = new TreeSet<>();
            Stream.of(base, scene.change().head())
                    .flatMap(world -> world.experiments().stream())
                    .forEach(experiment -> keys.add(experiment.key()));
            // such a file reads as it last could, which is another test's business
            keys.removeIf(key -> Stream.of(base, scene.change().head())
                    .flatMap(world -> world.experiments().stream())
                    .anyMatch(experiment -> experiment.key().equals(key) && isUnbalanced(experiment)));
            for (String environment : crowd.environments()) {
                for (String key : keys) {
                    Optional<ExperimentDiff> told = diff.environments().stream()
                            .filter(some -> some.environment().equals(environment))
                            .flatMap(some -> some.experiments().stream())
                            .filter(some -> some.experiment().equals(key))
                            .findFirst();
                    experiment(
                            told,
                            environment,
                            crowd.turnout(
                                    running(base, key), running(scene.change().head(), key), environment),
                            key);
                }
            }
        }

        private void experiment(Optional<ExperimentDiff> told, String environment, List<Turnout> turnouts, String key) {
            Tally all = new Tally();
            Map<String, Tally> variants = new LinkedHashMap<>();
            for (Turnout turnout : turnouts) {
                BigDecimal enter = sum(turnout, (was, is) -> was.isEmpty() && !is.isEmpty());
                BigDecimal leave = sum(turnout, (was, is) -> !was.isEmpty() && is.isEmpty());
                BigDecimal change = sum(turnout, (was, is) -> !was.isEmpty() && !is.isEmpty() && !was.equals(is));
                all.add(crowd, environment, turnout.ring(), turnout.server(), enter, leave);
                if (told.isEmpty()) {
                    check(
                            enter.signum() + leave.signum() + change.signum() == 0,
                            environment + " " + key + " moves untold");
                    continue;
                }
                List<ExperimentDiff.VariantRow> rows = told.get().rows().stream()
                        .filter(row -> covers(row.part(), turnout.ring(), turnout.server()))
                        .toList();
                check(rows.size() == 1, key + " has " + rows.size() + " rows for " + turnout);
                for (ExperimentDiff.VariantRow row : rows) {
                    shift(
                            row.shift(),
                            sum(turnout, (was, is) -> !was.isEmpty()),
                            sum(turnout, (was, is) -> !is.isEmpty()),
                            enter,
                            leave,
                            key);
                    same(row.reassigned().movePointRight(2), change, key + " reassigned");
                }
                for (ExperimentDiff.Variant variant : told.get().variants()) {
                    variants.computeIfAbsent(variant.name(), name -> new Tally())
                            .add(
                                    crowd,
                                    environment,
                                    turnout.ring(),
                                    turnout.server(),
                                    sum(turnout, (was, is) -> !was.equals(variant.name()) && is.equals(variant.name())),
                                    sum(
                                            turnout,
                                            (was, is) -> was.equals(variant.name()) && !is.equals(variant.name())));
                }
            }
            if (told.isPresent()) {
                experiments.incrementAndGet();
                all.check(this, told.get().total(), key);
                told.get()
                        .variants()
                        .forEach(variant -> variants.getOrDefault(variant.name(), new Tally())
                                .check(this, variant.users(), key + " " + variant.name()));
            }
        }

        private void shift(
                Shift told, BigDecimal before, BigDecimal after, BigDecimal gained, BigDecimal lost, String key) {
            same(told.from().movePointRight(2), before, key + " before");
            same(told.to().movePointRight(2), after, key + " after");
            same(told.gain().movePointRight(2), gained, key + " gained");
            same(told.lose().movePointRight(2), lost, key + " lost");
        }

        private void same(BigDecimal told, BigDecimal counted, String what) {
            check(told.compareTo(counted) == 0, what + ": told " + told + ", counted " + counted);
        }

        private void check(boolean right, String what) {
            if (!right) {
                wrong.add(about + ": " + what);
            }
        }
    }

    /** Users counted. */
    private static final class Tally {
        private BigDecimal gained = BigDecimal.ZERO;
        private BigDecimal lost = BigDecimal.ZERO;
        private boolean known = true;

        /** Adds shares of a cell's users, in hundredths of a percent. */
        void add(Crowd crowd, String environment, String ring, String server, BigDecimal gain, BigDecimal lose) {
            BigDecimal population = crowd.population(ring);
            if (population == null) {
                known = false;
                return;
            }
            BigDecimal users =
                    population.multiply(crowd.traffic(environment, server)).movePointLeft(4);
            gained = gained.add(users.multiply(gain).movePointLeft(4));
            lost = lost.add(users.multiply(lose).movePointLeft(4));
        }

        void check(Count count, Optional<Users> told, String key) {
            count.check(told.isPresent() == known, key + " is told " + told + " where users are known: " + known);
            told.ifPresent(users -> {
                count.same(users.gain(), gained, key + " users who gain");
                count.same(users.lose(), lost, key + " users who lose");
                count.same(users.after().subtract(users.before()), gained.subtract(lost), key + " net");
            });
        }
    }

    private static boolean covers(Segment part, String ring, String server) {
        boolean named = part.servers().contains(server);
        return (part.ring().isEmpty() || part.ring().get().equals(ring))
                && switch (part.where()) {
                    case EVERYWHERE -> true;
                    case CANARY -> named;
                    case ELSEWHERE -> !named;
                };
    }

    private static boolean isUnbalanced(World.Experiment experiment) {
        return experiment.variants().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum()
                != 10_000;
    }

    private static World.@Nullable Experiment running(World world, String key) {
        return world.experiments().stream()
                .filter(experiment ->
                        experiment.key().equals(key) && experiment.status().equals("running"))
                .findFirst()
                .orElse(null);
    }

    private static BigDecimal sum(Turnout turnout, BiPredicate<String, String> test) {
        return turnout.users().entrySet().stream()
                .filter(entry -> test.test(entry.getKey().get(0), entry.getKey().get(1)))
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
