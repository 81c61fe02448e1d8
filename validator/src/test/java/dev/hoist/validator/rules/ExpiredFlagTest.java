package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class ExpiredFlagTest {
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
    void warnsFromTheDayOfExpiryOnInThePolicysZone() {
        String expiring = "expires: 2026-11-24\nenvironments: {}";
        scenario.now("2026-11-23T22:59:59Z").flag("f", "environments: {}").base();
        scenario.flag("f", expiring).verify();
        scenario.now("2026-11-23T23:00:00Z").expect("flags/g/f.yaml:4", "warning: expired-flag");
        assertThat(text(scenario.warning())).isEqualTo("""
                        flags/g/f.yaml:4:10: "f" expired on 2026-11-24 [expired-flag]
                        help: remove it and the code that asks for it, or set a later expiry date""");
    }

    @Test
    void warnsOfAnExperimentThatExpired() {
        String experiment = """
            experiment: e
            description: d
            owner: o
            within: f
            status: draft
            expires: 2026-11-24
            variants: {a: 50, b: %s}
            """;
        scenario.flag("f", "environments: {}")
                .file("g/e.yaml", experiment.formatted("50"))
                .base();
        scenario.file("g/e.yaml", experiment.formatted("40, c: 10"));
        assertThat(text(scenario.expect("flags/g/e.yaml:6", "warning: expired-flag")
                        .warning()))
                .startsWith("flags/g/e.yaml:6:10: \"e\" expired on 2026-11-24 [expired-flag]");
    }
}
