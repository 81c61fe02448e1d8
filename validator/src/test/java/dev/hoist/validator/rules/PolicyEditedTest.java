package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;

class PolicyEditedTest {
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
    void warnsOfAnEditedPolicy() {
        scenario.production("f", "{percentage: 0}").base();
        scenario.policy(POLICY.replace("90d", "91d")).expect("flags/policy.yaml:7", "warning: policy-edited");
        assertThat(text(scenario.warning())).isEqualTo("""
                        flags/policy.yaml:7:14: the policy changes; the policy of base judges this change [policy-edited]
                        help: let the people who are responsible for the policy review the change""");
    }

    @Test
    void saysNothingOfTextsThatDecideNothing() {
        scenario.production("f", "{percentage: 0}").base();
        scenario.policy("# a comment\n" + POLICY.replace("description: us", "description: all of us"))
                .verify();
    }

    /** What changes first, whatever comments, texts and layout change before it. */
    @Test
    void pointsAtTheFirstSettingThatChanges() {
        changed("{ladder: [0, 10, 50, 100], soak: 0m}\n  s", "{ladder: [0, 10, 100], soak: 0m}\n  s", "5:32");
        changed("free: true", "free: false", "6:47");
        changed(", free: true", "", "6:3");
        changed("zone: Europe/Berlin", "# moved\nzone: UTC", "3:7");
        changed("description: us}, ga: {}", "description: all}, ga: {population: 5}", "3:44");
        changed("stale_after: 90d\n", "", "1:1");
        changed("soak: 0m}", "soak: 0m, spacing: 1h}", "5:52");
    }

    private static void changed(String before, String after, String place) {
        Scenario scenario =
                new Scenario().policy(POLICY).production("f", "{percentage: 0}").base();
        String edited = POLICY.replaceFirst(java.util.regex.Pattern.quote(before), after);
        scenario.policy(edited).expect("flags/policy.yaml:" + place.replaceFirst(":.*", ""), "warning: policy-edited");
        assertThat(text(scenario.warning())).startsWith("flags/policy.yaml:" + place + ": ");
    }
}
