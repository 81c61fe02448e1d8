package dev.hoist.validator.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.model.Policy;
import java.time.Duration;
import java.util.List;
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
        return history.past(index).policies().map(Policy::environmentNames).toList();
    }

    @Test
    void readsWhatCannotBeReadAsTheNewestThatCould() {
        scenario.policy(POLICY).production("f", "{percentage: 1}").ago("9d");
        scenario.production("f", "{percentage: 10}").ago("8d");
        scenario.file("g/f.yaml", "flag: f\nflag: f\n").ago("7d");
        scenario.production("o", "{percentage: 0}").ago("6d");
        History history = history();
        assertThat(share(history.side(0), "f")).isEqualTo("10");
        assertThat(share(history.side(1), "f")).isEqualTo("10");
        assertThat(share(history.side(3), "f")).isEqualTo("1");
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
        assertThat(share(history.side(0), "f")).isEqualTo("10");
        assertThat(share(history.side(5), "f")).isEqualTo("0");
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
        assertThat(share(older.side(0), "f")).isEqualTo("10");
        assertThat(older.side(0)).isSameAs(whole.side(2));
        assertThat(whole.raisedIn("production", 1)).isFalse();
        assertThat(share(whole.side(1), "f")).isEqualTo("1");
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
}
