package dev.hoist.validator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.tree.FlagTree;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An audit looks again only at what a commit can have changed: that has to be all that a look at the whole tree finds. */
class StructureTest {
    private static final String POLICY = """
        policy: 1
        environments:
          production: {ladder: [0, 100], soak: 0m}
        """;
    private static final String EXPERIMENT =
            "experiment: %s\ndescription: d\nowner: o\nwithin: %s\nstatus: draft\nvariants: {a: 50, b: 50}\n";

    private final Scenario scenario = new Scenario().policy(POLICY);
    private final Structure remembering = new Structure();

    private FlagState side() {
        FlagTree tree = scenario.tree();
        return new FlagState(tree, tree.policy());
    }

    private static List<String> texts(List<Finding> findings) {
        return findings.stream()
                .map(finding -> Scenario.text(finding)
                        + finding.notes().stream()
                                .map(note -> "\nnote: " + note.place() + " " + note.message())
                                .collect(Collectors.joining()))
                .sorted()
                .toList();
    }

    /** The rules that have something to say, after every look says what a look at everything does. */
    private List<String> rules() {
        FlagState side = side();
        List<Finding> all = new Structure().of(side.tree(), side);
        assertThat(texts(remembering.besides(side.tree(), side))).isEqualTo(texts(all));
        assertThat(texts(remembering.of(side.tree(), side))).isEqualTo(texts(all));
        assertThat(texts(remembering.of(side.tree(), side))).isEqualTo(texts(all));
        return all.stream()
                .map(finding -> finding.flag().orElse("") + " " + finding.rule())
                .sorted()
                .toList();
    }

    private Scenario flag(String key, String dependencies) {
        return scenario.flag(key, "dependencies: [" + dependencies + "]\nenvironments: {}");
    }

    @Test
    void findsWhatAFileBringsAndForgetsWhatItMends() {
        assertThat(rules()).isEmpty();
        scenario.production("f", "{percentage: 0}").flag("g", "environments: {moon: {percentage: 0}}");
        assertThat(rules()).containsExactly("g unknown-environment");
        scenario.flag("f", "environments: {mars: {percentage: 0}}");
        assertThat(rules()).containsExactly("f unknown-environment", "g unknown-environment");
        scenario.production("g", "{percentage: 0}");
        assertThat(rules()).containsExactly("f unknown-environment");
        scenario.without("g/f.yaml");
        assertThat(rules()).isEmpty();
    }

    @Test
    void findsWhatAnotherPolicyMakesOfTheSameFlags() {
        scenario.flag("f", "environments: {moon: {percentage: 0}}");
        assertThat(rules()).containsExactly("f unknown-environment");
        scenario.policy(POLICY + "  moon: {ladder: [0, 100], soak: 0m}\n");
        assertThat(rules()).isEmpty();
        scenario.policy(POLICY);
        assertThat(rules()).containsExactly("f unknown-environment");
        scenario.without("policy.yaml");
        assertThat(rules()).containsExactly(" invalid-policy");
        scenario.production("g", "{percentage: 0}");
        assertThat(rules()).containsExactly(" invalid-policy");
    }

    @Test
    void findsADependencyThatComesAndGoesInAnotherFile() {
        flag("leaf", "root");
        assertThat(rules()).containsExactly("leaf unknown-dependency");
        flag("root", "");
        assertThat(rules()).isEmpty();
        flag("second", "root");
        assertThat(rules()).isEmpty();
        scenario.without("g/root.yaml");
        assertThat(rules()).containsExactly("leaf unknown-dependency", "second unknown-dependency");
        flag("second", "");
        assertThat(rules()).containsExactly("leaf unknown-dependency");
    }

    @Test
    void findsACircleThatAnotherFileClosesAndOpens() {
        flag("a", "b");
        flag("b", "c");
        flag("c", "");
        assertThat(rules()).isEmpty();
        flag("c", "a");
        assertThat(rules()).containsExactly("a dependency-cycle");
        scenario.flag("b", "tags: [x]\ndependencies: [c]\nenvironments: {}");
        assertThat(rules()).containsExactly("a dependency-cycle");
        flag("b", "");
        assertThat(rules()).isEmpty();
    }

    @Test
    void findsAKeyThatAnotherFileHasToo() {
        scenario.flag("g/pay", "environments: {}");
        scenario.flag("g/other", "environments: {}");
        assertThat(rules()).isEmpty();
        scenario.flag("h/pay", "environments: {}");
        assertThat(rules()).containsExactly("pay duplicate-flag");
        scenario.flag("g/pay", "tags: [a, b]\nenvironments: {}");
        assertThat(rules()).containsExactly("pay duplicate-flag");
        scenario.file("g/pay.yaml", "# moved down\nflag: pay\ndescription: d\nowner: o\nenvironments: {}\n");
        assertThat(rules()).containsExactly("pay duplicate-flag");
        scenario.without("g/pay.yaml");
        assertThat(rules()).isEmpty();
        scenario.flag("a/PAY", "environments: {}");
        assertThat(rules()).hasSize(1);
        scenario.without("h/pay.yaml");
        assertThat(rules()).isEmpty();
    }

    @Test
    void findsAnExperimentWithinAFlagThatGoes() {
        scenario.flag("f", "environments: {}")
                .flag("o", "environments: {}")
                .file("g/e.yaml", EXPERIMENT.formatted("e", "f"))
                .file("g/e2.yaml", EXPERIMENT.formatted("e2", "o"));
        assertThat(rules()).isEmpty();
        scenario.without("g/f.yaml");
        assertThat(rules()).containsExactly("e unknown-dependency");
        scenario.flag("f", "environments: {}");
        assertThat(rules()).isEmpty();
        scenario.flag("h/e", "environments: {}");
        assertThat(rules()).containsExactly("e duplicate-flag");
    }

    @Test
    void findsAGuardrailThatNamesAFlagOrGroupThatComesAndGoes() {
        String guardrail = """
            metrics: {prometheus: https://prometheus.example.com}
            guardrails:
              errors: {query: errors, max: 5, %s}
            """;
        scenario.policy(POLICY + guardrail.formatted("flags: [pay]"));
        assertThat(rules()).containsExactly(" invalid-policy");
        scenario.flag("pay", "environments: {}");
        assertThat(rules()).isEmpty();
        scenario.without("g/pay.yaml");
        assertThat(rules()).containsExactly(" invalid-policy");
        scenario.policy(POLICY + guardrail.formatted("groups: [shop]"));
        assertThat(rules()).containsExactly(" invalid-policy");
        scenario.flag("shop/cart", "environments: {}");
        assertThat(rules()).isEmpty();
        scenario.without("shop/cart.yaml").flag("g/cart", "environments: {}");
        assertThat(rules()).containsExactly(" invalid-policy");
    }

    @Test
    void saysThatThereIsNoPolicyAndNotThatEveryNameIsUnknown() {
        scenario.without("policy.yaml").production("f", "{percentage: 0}");
        FlagState side = side();
        assertThat(texts(remembering.of(side.tree(), side))).containsExactly("""
                flags/policy.yaml: there is no policy [invalid-policy]
                help: write flags/policy.yaml with the environments and the conditions for raises in each""");
    }

    @Test
    void remembersTheTreeBeforeTheOneThatItLooksAtOnce() {
        flag("leaf", "root");
        flag("root", "");
        FlagState standing = side();
        remembering.remember(standing);
        scenario.without("g/root.yaml");
        FlagState once = side();
        assertThat(texts(remembering.besides(once.tree(), once)))
                .isEqualTo(texts(new Structure().of(once.tree(), once)))
                .hasSize(1);
        assertThat(remembering.besides(standing.tree(), standing)).isEmpty();
    }
}
