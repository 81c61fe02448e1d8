package dev.hoist.validator.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.exposure.Comparison;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.fixture.ForwardingLine;
import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Verdict;
import dev.hoist.validator.verdict.Verdict.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final String POLICY = """
        policy: 1
        environments:
          production: {ladder: [0, 10, 100], soak: 0m}
        """;
    private static final String STAGED = POLICY + "  staging: {ladder: [0, 100], soak: 0m}\n";
    private static final String BROKEN = POLICY + "  production: {}\n";

    private final Scenario scenario = new Scenario();

    private History history() {
        return new History(scenario.line());
    }

    private static String share(FlagState side, String flag) {
        return side.effective(flag, "production")
                .ring(0)
                .other()
                .share()
                .stripTrailingZeros()
                .toPlainString();
    }

    private static List<List<String>> environments(History history, int index) {
        return history.policyHistory(index)
                .policies()
                .map(Policy::environmentNames)
                .toList();
    }

    @Test
    void readsWhatCannotBeReadAsTheNewestThatCould() {
        scenario.policy(POLICY).production("f", "{percentage: 1}").ago("9d");
        scenario.production("f", "{percentage: 10}").ago("8d");
        scenario.file("g/f.yaml", "flag: f\nflag: f\n").ago("7d");
        scenario.production("o", "{percentage: 0}").ago("6d");
        History history = history();
        assertThat(share(history.state(0), "f")).isEqualTo("10");
        assertThat(share(history.state(1), "f")).isEqualTo("10");
        assertThat(share(history.state(3), "f")).isEqualTo("1");
        assertThat(history.raisedIn("production", 0)).isFalse();
        assertThat(history.raisedIn("production", 1)).isFalse();
        assertThat(history.raisedIn("production", 2)).isTrue();
    }

    @Test
    void readsByTheNewestPolicyThatCouldBeRead() {
        scenario.production("f", "{percentage: 1}").ago("9d");
        scenario.policy(POLICY).ago("8d");
        scenario.policy(STAGED).ago("7d");
        scenario.policy(BROKEN).ago("6d");
        scenario.without("policy.yaml").ago("5d");
        scenario.production("f", "{percentage: 10}").ago("4d");
        History history = history();
        assertThat(history.policy(0).map(Policy::environmentNames)).contains(List.of("production", "staging"));
        assertThat(history.policy(2).map(Policy::environmentNames)).contains(List.of("production", "staging"));
        assertThat(history.policy(4).map(Policy::environmentNames)).contains(List.of("production"));
        assertThat(history.policy(5)).isEmpty();
        assertThat(history.policy(6)).isEqualTo(Optional.empty());
        assertThat(share(history.state(0), "f")).isEqualTo("10");
        assertThat(share(history.state(5), "f")).isEqualTo("0");
    }

    @Test
    void namesThePoliciesThatLedUpToACommit() {
        scenario.policy(POLICY).ago("9d");
        scenario.policy(STAGED).ago("8d");
        scenario.policy(BROKEN).ago("7d");
        scenario.policy(POLICY).ago("6d");
        scenario.ago("5d");
        History history = history().from(1);
        assertThat(environments(history(), 0)).hasSize(3);
        assertThat(environments(history, 0))
                .containsExactly(List.of("production"), List.of("production", "staging"), List.of("production"));
        assertThat(environments(history, 1)).containsExactly(List.of("production", "staging"), List.of("production"));
        assertThat(environments(history, 3)).containsExactly(List.of("production"));
        assertThat(environments(history, 4)).isEmpty();
    }

    @Test
    void isTheSameWithoutItsNewestCommits() {
        scenario.policy(POLICY).production("f", "{percentage: 0}").ago("9d");
        scenario.production("f", "{percentage: 10}").ago("8d");
        scenario.production("f", "{percentage: 1}").ago("7d");
        scenario.production("f", "{percentage: 100}").ago("6d");
        History whole = history();
        History older = whole.from(2);
        assertThat(older.size()).isEqualTo(2);
        assertThat(older.time(0)).isEqualTo(scenario.now().minus(Duration.ofDays(8)));
        assertThat(older.raisedIn("production", 0)).isTrue();
        assertThat(share(older.state(0), "f")).isEqualTo("10");
        assertThat(older.state(0)).isSameAs(whole.state(2));
        assertThat(whole.raisedIn("production", 1)).isFalse();
        assertThat(share(whole.state(1), "f")).isEqualTo("1");
        assertThat(whole.raisedIn("staging", 0)).isFalse();
    }

    @Test
    void countsFromTheNewestMovementAndRaise() {
        scenario.policy(POLICY.replace("production:", "first:"))
                .flag("f", "environments: {first: {percentage: 0}}")
                .flag("o", "environments: {first: {percentage: 0}}")
                .ago("9d");
        scenario.flag("f", "environments: {first: {percentage: 10}}").ago("8d");
        scenario.flag("o", "environments: {first: {percentage: 10}}").ago("7d");
        scenario.policy(POLICY.replace("{ladder", "{from: first, ladder"))
                .flag("f", "environments: {production: {percentage: 10}}")
                .flag("o", "environments: {production: {percentage: 10}}")
                .ago("6d");
        History history = history();
        RunningLedger running = new RunningLedger();
        for (int index = history.size() - 1; index >= 0; index--) {
            running.enter(history, index);
        }
        for (Ledger ledger : List.of(new BackwardLedger(history), running)) {
            assertThat(ledger.lastMovement("f", "production", scenario.now().minus(Duration.ofDays(8))))
                    .map(Ledger.Moment::time)
                    .contains(scenario.now().minus(Duration.ofDays(8)));
            assertThat(ledger.lastMovement(
                            "f",
                            "production",
                            scenario.now().minus(Duration.ofDays(8)).plusSeconds(1)))
                    .isEmpty();
            assertThat(ledger.lastRaiseOfAnother(
                            "f", Optional.empty(), "first", scenario.now().minus(Duration.ofDays(30))))
                    .map(Ledger.Moment::flag)
                    .contains("o");
            assertThat(ledger.lastRaiseOfAnother(
                            "o", Optional.of("g"), "first", scenario.now().minus(Duration.ofDays(30))))
                    .map(Ledger.Moment::time)
                    .contains(scenario.now().minus(Duration.ofDays(8)));
            assertThat(ledger.lastRaiseOfAnother(
                            "f",
                            Optional.of("elsewhere"),
                            "first",
                            scenario.now().minus(Duration.ofDays(30))))
                    .isEmpty();
            assertThat(ledger.lastRaiseOfAnother(
                            "f", Optional.empty(), "production", scenario.now().minus(Duration.ofDays(30))))
                    .as("in the environment that it came from")
                    .map(Ledger.Moment::flag)
                    .contains("o");
        }
    }

    @Test
    void readsACommitThatChangesNothingAsTheOneBeforeIt() {
        scenario.policy(POLICY).production("f", "{percentage: 1}").ago("9d");
        scenario.production("f", "{percentage: 10}").ago("8d");
        scenario.ago("7d");
        scenario.production("f", "{percentage: 100}").ago("6d");
        scenario.production("f", "{percentage: 1}").ago("5d");
        History history = history();
        assertThat(share(history.state(1), "f")).isEqualTo("100");
        assertThat(share(history.from(1).state(1), "f")).isEqualTo("10");
        assertThat(history.from(1).state(2)).isSameAs(history.state(3));
        assertThat(share(history.state(2), "f")).isEqualTo("10");
        assertThat(history.raisedIn("production", 1)).isTrue();
        assertThat(history.raisedIn("production", 2)).isFalse();
        History again = history();
        assertThat(share(again.state(3), "f")).isEqualTo("10");
        assertThat(again.from(1).state(1)).isSameAs(again.state(3));
    }

    @Test
    void keepsTheLastPolicyAfterItIsGoneHoweverItIsAsked() {
        scenario.production("f", "{percentage: 1}").ago("9d");
        scenario.production("f", "{percentage: 2}").ago("8d");
        scenario.policy(POLICY).ago("7d");
        scenario.without("policy.yaml").ago("6d");
        scenario.production("f", "{percentage: 10}").ago("5d");
        History history = history();
        assertThat(history.from(1).policy(2)).isEmpty();
        assertThat(history.from(2).policy(1)).isEmpty();
        assertThat(history.policy(0)).isPresent();
        assertThat(history.policy(1)).isPresent();
        assertThat(history.from(1).policy(0)).isPresent();
        assertThat(history.policy(4)).isEmpty();
    }

    @Test
    void hasHadAPolicyWhereAnyCommitHasOneThoughNobodyCouldReadIt() {
        scenario.production("f", "{percentage: 1}").ago("9d");
        scenario.production("f", "{percentage: 2}").ago("8d");
        assertThat(history().hasHadPolicyFile()).isFalse();
        scenario.policy(BROKEN).ago("7d");
        History atOnce = history();
        assertThat(atOnce.from(1).hasHadPolicyFile()).isFalse();
        assertThat(atOnce.from(2).hasHadPolicyFile()).isFalse();
        assertThat(atOnce.hasHadPolicyFile()).isTrue();
        scenario.without("policy.yaml").ago("6d");
        scenario.production("f", "{percentage: 3}").ago("5d");
        assertThat(history().hasHadPolicyFile()).isTrue();
        assertThat(history().from(1).hasHadPolicyFile()).isTrue();
        assertThat(history().from(3).hasHadPolicyFile()).isFalse();
        assertThat(history().policy(0)).isEmpty();
    }

    @Test
    void leavesAStateWhenTheNextCommitClaimsWhereItArrivedLater() {
        scenario.policy(POLICY).ago("9d");
        scenario.production("f", "{percentage: 0}").ago("10d");
        Instant claimed = scenario.now().minus(Duration.ofDays(10));
        assertThat(new History(new ReceivedLater(scenario.line())).leaving(0)).isEqualTo(claimed);
        assertThat(history().leaving(0))
                .as("where a claim is all there is, none is earlier than what it follows")
                .isEqualTo(scenario.now().minus(Duration.ofDays(9)));
    }

    @Test
    void believesWhatACacheKnowsOfACommitOfTheWholeLine() {
        scenario.policy(POLICY).production("f", "{percentage: 0}").ago("9d");
        scenario.production("f", "{percentage: 10}").ago("8d");
        scenario.production("f", "{percentage: 1}").ago("7d");
        scenario.ago("6d");
        Remembered cache = new Remembered();
        History history = new History(scenario.line(), cache);
        assertThat(history.from(1).raisedIn("production", 1)).isTrue();
        assertThat(cache.known).containsOnlyKeys(2);
        assertThat(history.raisedIn("production", 1)).isFalse();
        assertThat(history.from(1).moves(0)).isSameAs(history.moves(1));
        assertThat(cache.known).containsOnlyKeys(1, 2);
        assertThat(history.moves(0)).isEqualTo(Moves.NONE);
        assertThat(cache.known.get(0)).isEqualTo(Moves.NONE);
        assertThat(history.from(1).moves(1)).isSameAs(cache.known.get(2));
        // as if another line had been audited
        cache.known.put(1, cache.known.get(2));
        History believing = new History(scenario.line(), cache);
        assertThat(believing.from(1).raisedIn("production", 0)).isTrue();
        assertThat(new History(scenario.line(), cache).raisedIn("production", 1))
                .isTrue();
    }

    @Test
    void doesNotReadAStepAgainThatItWasTold() {
        scenario.policy(POLICY).production("f", "{percentage: 0}").ago("9d");
        scenario.production("f", "{percentage: 10}").ago("8d");
        scenario.production("f", "{percentage: 1}").ago("7d");
        scenario.production("f", "{percentage: 2}").ago("6d");
        History reading = history();
        Comparison step = new Comparison(reading.state(3), reading.state(2), reading.policyHistory(3));
        Remembered cache = new Remembered();
        CountingLine counting = new CountingLine(scenario.line(), new HashMap<>());
        History told = new History(counting, cache);
        told.from(1).know(1, step);
        assertThat(told.state(2)).isSameAs(step.after());
        assertThat(told.from(1).state(1)).isSameAs(step.after());
        assertThat(told.raisedIn("production", 2)).isTrue();
        assertThat(cache.known).containsOnlyKeys(2);
        assertThat(counting.reads()).isEmpty();
    }

    @Test
    void readsTheNewestCommitOnceInALongHistoryAndKeepsFewOthers() {
        scenario.policy(POLICY);
        for (int commit = 0; commit < 40; commit++) {
            scenario.production("f", "{percentage: " + commit + "}").ago((99 - commit) + "d");
        }
        CountingLine counting = new CountingLine(scenario.line(), new HashMap<>());
        History history = new History(counting);
        for (int time = 0; time < 2; time++) {
            for (int index = 0; index < 40; index++) {
                assertThat(share(history.state(index), "f")).isEqualTo(Integer.toString(39 - index));
                assertThat(share(history.state(0), "f")).isEqualTo("39");
                assertThat(share(history.state(index), "f")).isEqualTo(Integer.toString(39 - index));
            }
        }
        assertThat(counting.reads().get(0))
                .as("every change is compared with it")
                .isEqualTo(1);
        assertThat(counting.reads().get(20))
                .as("a history of any length fits into memory")
                .isEqualTo(2);
    }

    /** An audit's cache that lasts as long as a test. */
    private static final class Remembered implements CommitCache {
        private final Map<Integer, Moves> known = new HashMap<>();

        @Override
        public Optional<Moves> moves(int index) {
            return Optional.ofNullable(known.get(index));
        }

        @Override
        public Optional<Verdict> clean(int index) {
            return Optional.empty();
        }

        @Override
        public void keepMoves(int index, Moves moves) {
            known.put(index, moves);
        }

        @Override
        public void keepClean(int index, Verdict verdict) {}
    }

    /** A line whose commits arrived an hour after the time that they claim. */
    private record ReceivedLater(CommitLine line) implements ForwardingLine {
        @Override
        public Instant time(int index) {
            return line.time(index).plus(Duration.ofHours(1));
        }

        @Override
        public TimeSource timeSource() {
            return TimeSource.RECEIVED;
        }
    }

    /** A line that counts how often each tree is read. */
    private record CountingLine(CommitLine line, Map<Integer, Integer> reads) implements ForwardingLine {
        @Override
        public FlagTree tree(int index) {
            reads.merge(index, 1, Integer::sum);
            return line.tree(index);
        }
    }
}
