package dev.hoist.validator.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.history.Ledger.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A verdict, an audit and a plan each ask a ledger of their own: all of these have to say the same. */
class LedgerTest {
    private static final String POLICY = """
        policy: 1
        environments:
          staging: {ladder: [0, 10, 50, 100], soak: 0m}
          first: {ladder: [0, 10, 50, 100], soak: 0m}
        """;
    private static final String SECOND = POLICY + "  second: {ladder: [0, 10, 50, 100], soak: 0m, from: first}\n";
    private static final String THIRD = SECOND.replaceAll("  first: .*\n", "").replace(", from: first", "")
            + "  third: {ladder: [0, 10, 50, 100], soak: 0m, from: second}\n";

    private final Scenario scenario = new Scenario();

    @BeforeEach
    void tell() {
        scenario.flag("s/started", "environments: {first: {percentage: 10}}").ago("21d");
        scenario.policy(POLICY)
                .flag("s/early", "environments: {first: {percentage: 10}}")
                .ago("20d");
        scenario.flag("s/pay", "environments: {first: {percentage: 10}}").ago("19d");
        scenario.flag("s/cart", "environments: {first: {percentage: 10}}")
                .flag("t/beta", "environments: {first: {percentage: 10}}")
                .ago("18d");
        scenario.ago("17d");
        scenario.flag("s/pay", "environments: {first: {percentage: 0}}").ago("16d");
        scenario.policy(SECOND)
                .flag("s/cart", "environments: {first: {percentage: 10}, second: {percentage: 10}}")
                .flag("t/beta", "environments: {first: {percentage: 10}, second: {percentage: 10}}")
                .ago("15d");
        scenario.flag("t/beta", "environments: {first: {percentage: 50}, second: {percentage: 10}}")
                .ago("14d");
        scenario.flag("s/pay", "environments: {first: {percentage: 0}, second: {percentage: 10}}")
                .ago("13d");
        scenario.policy(THIRD)
                .flag("s/cart", "environments: {second: {percentage: 10}, third: {percentage: 10}}")
                .flag("s/pay", "environments: {second: {percentage: 10}, third: {percentage: 10}}")
                .flag("t/beta", "environments: {second: {percentage: 10}, third: {percentage: 10}}")
                .ago("12d");
        scenario.flag("s/cart", "environments: {second: {percentage: 10}, third: {percentage: 50}}")
                .ago("11d");
        scenario.flag("s/cart", "environments: {second: {percentage: 10}, third: {percentage: 10}}")
                .ago("10d");
    }

    private static Map<String, Ledger> ledgers(History history) {
        Map<String, Ledger> ledgers = new LinkedHashMap<>();
        ledgers.put("backward", new BackwardLedger(history));
        ledgers.put("walked", new WalkedLedger(history));
        RunningLedger running = new RunningLedger();
        ReachingLedger reaching = new ReachingLedger(history, history.size() / 2);
        for (int index = history.size() - 1; index >= 0; index--) {
            running.enter(history, index);
            if (index < history.size() / 2) {
                reaching.enter(index);
            }
        }
        ledgers.put("running", running);
        ledgers.put("reaching", reaching);
        return ledgers;
    }

    private Instant ago(int days) {
        return scenario.now().minus(Duration.ofDays(days));
    }

    private void assertMovement(String flag, String environment, int days) {
        ledgers(new History(scenario.line()))
                .forEach((name, ledger) -> assertThat(ledger.lastMovement(flag, environment, ago(days))
                                .map(Moment::time))
                        .as(name)
                        .contains(ago(days)));
        ledgers(new History(scenario.line()))
                .forEach((name, ledger) -> assertThat(
                                ledger.lastMovement(flag, environment, ago(days).plusSeconds(1)))
                        .as(name + ", which need not look so far back")
                        .isEmpty());
    }

    private void assertRaise(String flag, Optional<String> group, String environment, int days, String raised) {
        ledgers(new History(scenario.line())).forEach((name, ledger) -> {
            Optional<Moment> moment = ledger.lastRaiseOfAnother(flag, group, environment, ago(days));
            assertThat(moment.map(Moment::flag)).as(name).contains(raised);
            assertThat(moment.map(Moment::time)).as(name).contains(ago(days));
        });
        ledgers(new History(scenario.line()))
                .forEach((name, ledger) -> assertThat(ledger.lastRaiseOfAnother(
                                flag, group, environment, ago(days).plusSeconds(1)))
                        .as(name)
                        .isEmpty());
    }

    @Test
    void findsTheLastMovementUpOrDown() {
        assertMovement("cart", "third", 10);
        assertMovement("pay", "second", 13);
        assertMovement("pay", "first", 16);
    }

    @Test
    void goesOnInTheEnvironmentThatOneCameFrom() {
        assertMovement("pay", "third", 13);
        assertMovement("beta", "third", 18);
        assertRaise("cart", Optional.empty(), "third", 13, "pay");
        assertRaise("pay", Optional.empty(), "third", 11, "cart");
        assertRaise("pay", Optional.of("t"), "third", 18, "beta");
        assertRaise("pay", Optional.of("t"), "second", 18, "beta");
    }

    @Test
    void findsTheLastRaiseOfAnotherFlag() {
        assertRaise("pay", Optional.empty(), "first", 14, "beta");
        assertRaise("pay", Optional.of("s"), "first", 18, "cart");
        assertRaise("beta", Optional.empty(), "first", 18, "cart");
    }

    @Test
    void findsNothingInAnEnvironmentThatNobodyHasOrWhereNothingMoved() {
        ledgers(new History(scenario.line())).forEach((name, ledger) -> {
            assertThat(ledger.lastMovement("pay", "nowhere", ago(99))).as(name).isEmpty();
            assertThat(ledger.lastMovement("pay", "staging", ago(99))).as(name).isEmpty();
            assertThat(ledger.lastMovement("nobody", "third", ago(99))).as(name).isEmpty();
            assertThat(ledger.lastRaiseOfAnother("pay", Optional.empty(), "staging", ago(99)))
                    .as(name)
                    .isEmpty();
            assertThat(ledger.lastRaiseOfAnother("pay", Optional.of("nobody"), "third", ago(99)))
                    .as(name)
                    .isEmpty();
        });
    }

    @Test
    void countsWhatCameWithTheFirstPolicyAsMovedAndNotAsRaised() {
        Scenario begun = new Scenario();
        begun.flag("s/early", "environments: {first: {percentage: 10}}").ago("21d");
        begun.policy(POLICY).ago("20d");
        begun.flag("s/idle", "environments: {first: {percentage: 0}}").ago("19d");
        ledgers(new History(begun.line())).forEach((name, ledger) -> {
            assertThat(ledger.lastMovement("early", "first", ago(20)))
                    .as(name)
                    .map(Moment::commit)
                    .contains("commit1");
            assertThat(ledger.lastRaiseOfAnother("idle", Optional.empty(), "first", ago(99)))
                    .as(name)
                    .isEmpty();
        });
    }

    @Test
    void countsARaiseThatADependencyCapsAsRaisedAndNotAsMoved() {
        scenario.flag("s/root", "environments: {third: {percentage: 10}}")
                .flag("s/capped", "dependencies: [root]\nenvironments: {third: {percentage: 10}}")
                .ago("9d");
        scenario.flag("s/capped", "dependencies: [root]\nenvironments: {third: {percentage: 50}}")
                .ago("8d");
        scenario.flag("s/capped", "dependencies: [root]\nenvironments: {third: {percentage: 10}}")
                .ago("7d");
        assertMovement("capped", "third", 9);
        assertRaise("pay", Optional.empty(), "third", 8, "capped");
    }

    @Test
    void saysTheSameWhateverWasAskedBefore() {
        History history = new History(scenario.line());
        List<String> questions = new ArrayList<>();
        for (String flag : List.of("pay", "cart", "beta", "early", "started")) {
            for (String environment : List.of("staging", "first", "second", "third")) {
                for (String group : List.of("s", "t", "")) {
                    for (int days = 22; days > 8; days--) {
                        questions.add(flag + " " + environment + " " + days + " " + group);
                    }
                }
            }
        }
        Map<String, Ledger> asked = ledgers(history);
        for (int time = 0; time < 2; time++) {
            Collections.reverse(questions);
            for (String question : questions) {
                String answer = answers(new BackwardLedger(history), question);
                asked.forEach((name, ledger) -> assertThat(answers(ledger, question))
                        .as(name + " " + question)
                        .isEqualTo(answer));
            }
        }
    }

    private String answers(Ledger ledger, String question) {
        String[] words = question.split(" ", -1);
        Instant earliest = ago(Integer.parseInt(words[2]));
        Optional<String> group = Optional.of(words[3]).filter(name -> !name.isEmpty());
        // movements before the earliest may be found
        return ledger.lastMovement(words[0], words[1], earliest)
                        .filter(moment -> !moment.time().isBefore(earliest))
                + " " + ledger.lastRaiseOfAnother(words[0], group, words[1], earliest);
    }
}
