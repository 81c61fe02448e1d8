package dev.hoist.validator.rules;

import static dev.hoist.validator.fixture.Scenario.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuplicateFlagTest {
    private static final String POLICY = """
        policy: 1
        environments:
          production: {ladder: [0, 10, 50, 100], soak: 0m}
        """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    @Test
    void refusesAKeyThatDiffersInPunctuationAlone() {
        scenario.flag("my_flag", "environments: {}").base();
        scenario.flag("h/my-flag", "environments: {}").expect("flags/h/my-flag.yaml:1", "refused: duplicate-flag");
        assertThat(text(scenario.refusal())).isEqualTo("""
            flags/h/my-flag.yaml:1:7: "my-flag" is also the key of flags/g/my_flag.yaml, because letter case and the separators _ - . do not count [duplicate-flag]
            help: give one of them another key\
            """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"newcheckout", "NEW_CHECKOUT", "new.check.out", "newCheckOut", "n-ewcheckout"})
    void refusesAKeyThatDiffersInLetterCaseOrJointsAlone(String key) {
        scenario.flag("newCheckout", "environments: {}").base();
        scenario.flag("h/" + key, "environments: {}").expect("flags/h/" + key + ".yaml:1", "refused: duplicate-flag");
        assertThat(scenario.refusal().notes()).hasSize(1);
    }

    @Test
    void refusesAKeyThatAnExperimentHas() {
        scenario.flag("f", "environments: {}").base();
        scenario.file("h/f.yaml", """
            experiment: f  # refused: duplicate-flag
            description: d
            owner: o
            within: f
            status: draft
            variants: {a: 100}
            """);
        assertThat(scenario.refusal().message()).isEqualTo("\"f\" is also the key of flags/g/f.yaml");
    }
}
