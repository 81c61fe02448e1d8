package dev.hoist.validator.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.history.Moves.Move;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an audit's cache keeps of a commit, and ledgers count from. */
class MovesTest {
    private static final String POLICY = """
        policy: 1
        environments:
          first: {ladder: [0, 10, 100], soak: 1h}
        """;

    private final Scenario scenario = new Scenario();

    private Moves newest() {
        return new History(scenario.line()).moves(0);
    }

    @Test
    void nameWhatWasMovedAndWhatRose() {
        scenario.policy(POLICY)
                .flag("s/up", "environments: {first: {percentage: 10}}")
                .flag("s/down", "environments: {first: {percentage: 100}}")
                .flag("s/capped", "dependencies: [up]\nenvironments: {first: {percentage: 100}}")
                .flag("s/still", "environments: {first: {percentage: 10}}")
                .flag("t/gone", "environments: {first: {percentage: 10}}")
                .ago("9d");
        scenario.flag("s/down", "environments: {first: {percentage: 10}}")
                .flag("s/up", "environments: {first: {percentage: 100}}")
                .flag("s/still", "tags: [a]\nenvironments: {first: {percentage: 10}}")
                .without("t/gone.yaml")
                .ago("8d");
        assertThat(newest().moves())
                .containsExactlyInAnyOrder(
                        new Move("up", "s", "first", true, true),
                        new Move("capped", "s", "first", true, true),
                        new Move("down", "s", "first", true, false),
                        new Move("gone", "t", "first", true, false));
        assertThat(newest().environmentsCreated()).isEmpty();
        assertThat(newest().baseline()).isFalse();
    }

    @Test
    void nameARaiseThatReachesNobody() {
        scenario.policy(POLICY)
                .flag("s/root", "environments: {first: {percentage: 10}}")
                .flag("s/capped", "dependencies: [root]\nenvironments: {first: {percentage: 10}}")
                .ago("9d");
        scenario.flag("s/capped", "dependencies: [root]\nenvironments: {first: {percentage: 100}}")
                .ago("8d");
        assertThat(newest().moves()).containsExactly(new Move("capped", "s", "first", false, true));
        scenario.flag("s/capped", "dependencies: [root]\nenvironments: {first: {percentage: 10}}")
                .ago("7d");
        assertThat(newest().moves()).isEmpty();
    }

    @Test
    void nameWhatNewEnvironmentsCameFrom() {
        scenario.policy(POLICY)
                .flag("s/f", "environments: {first: {percentage: 0}}")
                .ago("9d");
        scenario.policy(POLICY
                        + "  second: {ladder: [0, 10, 100], soak: 1h, from: first}\n"
                        + "  empty: {ladder: [0, 10, 100], soak: 1h}\n")
                .ago("8d");
        assertThat(newest().environmentsCreated()).isEqualTo(Map.of("second", "first"));
        assertThat(newest().moves()).isEmpty();
    }

    @Test
    void tellAFirstPolicyThoughItMovesNothing() {
        scenario.flag("s/f", "environments: {first: {percentage: 0}}").ago("9d");
        scenario.policy(POLICY).ago("8d");
        assertThat(newest().baseline()).isTrue();
        assertThat(newest().moves()).isEmpty();
        scenario.flag("s/g", "environments: {first: {percentage: 0}}").ago("7d");
        assertThat(newest().baseline()).isFalse();
    }
}
