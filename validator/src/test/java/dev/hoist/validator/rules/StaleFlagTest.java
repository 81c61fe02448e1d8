package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class StaleFlagTest {
    private static final String POLICY = """
            policy: 1
            zone: Europe/Berlin
            rings: {internal: {description: us}, ga: {}}
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 0m}
              sandbox: {ladder: [0, 100], soak: 0m, free: true}
            stale_after: 90d
            """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    @Test
    void warnsOfWhatStandsAtAllForLong() {
        String both = "environments: {production: {percentage: 100}, sandbox: {percentage: 100}}";
        scenario.flag("f", both)
                .at(scenario.now().minus(java.time.Duration.ofDays(90)).minusSeconds(1));
        scenario.flag("f", "tags: [t]\n" + both).expect("flags/g/f.yaml:1", "warning: stale-flag");
        assertThat(text(scenario.warning())).isEqualTo("""
                        flags/g/f.yaml:1:7: "f" has stood at 100 % everywhere for longer than 90d [stale-flag]
                        help: remove it and the code that asks for it, or mark it: permanent: true""");
    }

    @Test
    void doesNotWarnOfWhatMovedLately() {
        String both = "environments: {production: {percentage: 100}, sandbox: {percentage: 100}}";
        scenario.flag("f", both).at(scenario.now().minus(java.time.Duration.ofDays(90)));
        scenario.flag("f", "tags: [t]\n" + both).verify();
    }

    @Test
    void doesNotWarnOfAMovementItself() {
        scenario.flag("f", "environments: {production: {percentage: 100}, sandbox: {percentage: 0}}")
                .base();
        scenario.flag("f", "environments: {production: {percentage: 100}, sandbox: {percentage: 100}}")
                .verify();
    }

    @Test
    void doesNotWarnOfWhatIsPermanentOrNotEverywhere() {
        String both = "environments: {production: {percentage: 100}, sandbox: {percentage: 100}}";
        scenario.flag("kept", "permanent: true\n" + both)
                .flag("partly", "environments: {production: {percentage: 100}, sandbox: {percentage: 50}}")
                .base();
        scenario.flag("kept", "permanent: true\ntags: [t]\n" + both)
                .flag("partly", "tags: [t]\nenvironments: {production: {percentage: 100}, sandbox: {percentage: 50}}")
                .verify();
    }

    @Test
    void isOffWithoutATime() {
        scenario.policy(POLICY.replace("stale_after: 90d\n", ""));
        scenario.flag("f", "environments: {production: {percentage: 100}, sandbox: {percentage: 100}}")
                .base();
        scenario.flag("f", "tags: [t]\nenvironments: {production: {percentage: 100}, sandbox: {percentage: 100}}")
                .verify();
    }
}
