package dev.hoist.validator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.verdict.Kind;
import org.junit.jupiter.api.Test;

/** A mistaken rollback taken back. */
class RestoreTest {
    private static final String POLICY = """
            policy: 1
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 1h, spacing: 1h, restore_within: 4h}
              staging: {ladder: [0, 10, 50, 100], soak: 1h}
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    private Scenario fallen(long secondsAgo) {
        scenario.production("f", "{percentage: 75}").base();
        return scenario.production("f", "{percentage: 0}").at(scenario.now().minusSeconds(secondsAgo));
    }

    private Kind kind() {
        return scenario.verify().kind();
    }

    @Test
    void bringsBackWhatFellWithinTheTime() {
        fallen(4 * 3600).production("f", "{percentage: 75}");
        assertThat(kind()).isEqualTo(Kind.RESTORE);
    }

    @Test
    void isARaiseASecondLater() {
        fallen(4 * 3600 + 1).production("f", "{percentage: 75}  # refused: off-ladder");
        assertThat(kind()).isEqualTo(Kind.RAISE);
    }

    @Test
    void mayBringBackLess() {
        fallen(60).production("f", "{percentage: 33}");
        assertThat(kind()).isEqualTo(Kind.RESTORE);
    }

    @Test
    void bringsBackNothingMoreThanThereWas() {
        fallen(60).production("f", "{percentage: 75.01}  # refused: off-ladder, soak-cut-short");
        assertThat(kind()).isEqualTo(Kind.RAISE);
    }

    @Test
    void looksBehindTheWholeLineAndNoFurther() {
        scenario.production("f", "{percentage: 10}").ago("3h");
        scenario.production("f", "{percentage: 1}").ago("2h");
        scenario.production("f", "{percentage: 50}  # refused: skipped-step");
        assertThat(kind()).isEqualTo(Kind.RAISE);
    }

    @Test
    void asksForNothingInFreeEnvironments() {
        scenario.policy(POLICY + "  sandbox: {ladder: [0, 100], soak: 1h, free: true}\n");
        scenario.flag("f", "environments: {sandbox: {percentage: 0}, production: {percentage: 75}}")
                .base();
        scenario.flag("f", "environments: {sandbox: {percentage: 0}, production: {percentage: 0}}")
                .ago("1h");
        scenario.flag("f", "environments: {sandbox: {percentage: 100}, production: {percentage: 75}}");
        assertThat(kind()).isEqualTo(Kind.RESTORE);
    }

    @Test
    void bringsBackSeveralFlags() {
        scenario.production("a", "{percentage: 50}")
                .production("b", "{percentage: 50}")
                .base();
        scenario.production("a", "{percentage: 0}")
                .production("b", "{percentage: 0}")
                .ago("1h");
        scenario.production("a", "{percentage: 50}").production("b", "{percentage: 50}");
        assertThat(kind()).isEqualTo(Kind.RESTORE);
    }

    @Test
    void looksBehindSeveralFalls() {
        scenario.production("f", "{percentage: 100}").base();
        scenario.production("f", "{percentage: 50}").ago("3h");
        scenario.production("f", "{percentage: 0}").ago("1h");
        scenario.production("f", "{percentage: 100}");
        assertThat(kind()).isEqualTo(Kind.RESTORE);
    }

    @Test
    void doesNotLookBehindARaise() {
        scenario.production("f", "{percentage: 50}")
                .production("o", "{percentage: 0}")
                .base();
        scenario.production("f", "{percentage: 0}").ago("3h");
        scenario.production("o", "{percentage: 10}").ago("2h");
        scenario.production("f", "{percentage: 50}  # refused: skipped-step");
        assertThat(kind()).isEqualTo(Kind.RAISE);
    }

    @Test
    void isNotAskedForWhereThePolicyDoesNotHaveIt() {
        scenario.flag("f", "environments: {staging: {percentage: 50}}").base();
        scenario.flag("f", "environments: {staging: {percentage: 0}}").ago("2h");
        scenario.flag("f", "environments: {staging: {percentage: 50}}  # refused: skipped-step");
        assertThat(kind()).isEqualTo(Kind.RAISE);
    }

    @Test
    void doesNotPassAFreeze() {
        scenario.production("f", "{percentage: 75}").base();
        scenario.production("f", "{percentage: 0, frozen: true}").ago("1h");
        scenario.production("f", "{percentage: 75, frozen: true}  # refused: frozen-flag");
        assertThat(kind()).isEqualTo(Kind.RESTORE);
    }
}
