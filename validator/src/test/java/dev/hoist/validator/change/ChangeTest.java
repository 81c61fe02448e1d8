package dev.hoist.validator.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.judge.Judge;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.verdict.Base;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangeTest {
    private static final String POLICY = """
        policy: 1
        rings: {internal: {}, ga: {}}
        environments:
          staging: {ladder: [0, 50, 100], soak: 0m}
          production: {ladder: [0, 10, 50, 100], soak: 1h, restore_within: 4h}
        metrics: {prometheus: https://prometheus.example.com}
        guardrails:
          error-rate: {query: errors, max: 5}
          root-errors: {query: root_errors, max: 5, flags: [root], environments: [production]}
        """;

    private final Scenario scenario = new Scenario();

    private Change change() {
        return new Change(scenario.tree(), new Evidence(scenario.line(), scenario.now()));
    }

    private static List<String> names(List<Raise> raises) {
        return raises.stream()
                .map(raise -> raise.name() + " in " + raise.environment())
                .toList();
    }

    private static String block(String staging, String production) {
        return "environments: {staging: {" + staging + "}, production: {" + production + "}}";
    }

    /** Planning tries one step after another: what it says of each has to be what a check of that step says. */
    private void assertReplacedAsWritten(String key, String rest) {
        Change standing = change();
        // what is known of the standing change is used again
        assertThat(standing.exposures()).isEqualTo(change().exposures());
        Judge judge = new Judge();
        judge.errors(standing, Base.STRUCTURE_ALONE, Verdict.WORKTREE);
        scenario.flag(key, rest);
        Flag flag = scenario.tree().flag(key).orElseThrow();
        Change replaced = standing.replacing(flag);
        Change written = change();
        assertThat(replaced.standing()).containsSame(standing);
        assertThat(replaced.exposures()).isEqualTo(written.exposures());
        assertThat(replaced.comparison().environments())
                .isEqualTo(written.comparison().environments());
        assertThat(replaced.touched()).isEqualTo(written.touched());
        assertThat(replaced.kind()).isEqualTo(written.kind());
        assertThat(names(replaced.raises())).isEqualTo(names(written.raises()));
        assertThat(names(replaced.uncapped())).isEqualTo(names(written.uncapped()));
        assertThat(replaced.questions()).isEqualTo(written.questions());
        assertThat(messages(judge.errors(replaced, Base.STRUCTURE_ALONE, Verdict.WORKTREE)))
                .isEqualTo(messages(new Judge()
                        .judge(written, Base.STRUCTURE_ALONE, Verdict.WORKTREE).findings().stream()
                                .filter(Finding::isError)
                                .toList()));
        assertThat(written.standing()).isEmpty();
    }

    private static List<String> messages(List<Finding> findings) {
        return findings.stream().map(Scenario::text).sorted().toList();
    }

    private void chain() {
        scenario.policy(POLICY)
                .flag("root", block("percentage: 50", "percentage: 10"))
                .flag("mid", "dependencies: [root]\n" + block("percentage: 100", "percentage: 50"))
                .flag("leaf", "dependencies: [mid]\n" + block("percentage: 100", "percentage: 100"))
                .flag("small", "dependencies: [mid]\n" + block("percentage: 0", "rings: {internal: 10, ga: 0}"))
                .flag("other", block("percentage: 50", "percentage: 10"))
                .flag("quiet", block("percentage: 50", "percentage: 10"))
                .base();
    }

    @Test
    void isWithAnotherVersionOfAFlagTheSameAsIfItWereWritten() {
        chain();
        assertReplacedAsWritten("root", block("percentage: 50", "percentage: 50"));
        assertReplacedAsWritten("root", block("percentage: 100", "percentage: 10"));
        assertReplacedAsWritten("root", block("percentage: 100", "percentage: 100"));
        assertReplacedAsWritten("mid", "dependencies: [root]\n" + block("percentage: 50", "percentage: 0"));
        assertReplacedAsWritten("mid", "dependencies: [other]\n" + block("percentage: 50", "percentage: 100"));
        assertReplacedAsWritten("quiet", block("percentage: 50", "percentage: 10, frozen: true"));
    }

    @Test
    void staysTheSameBesidesTheFlagWithAnotherVersion() {
        chain();
        scenario.flag("other", block("percentage: 50", "percentage: 50"))
                .flag("mid", "dependencies: [root]\n" + block("percentage: 100", "percentage: 10"))
                .flag("gone_wrong", "dependencies: [nobody]\n" + block("percentage: 0", "percentage: 0"));
        assertReplacedAsWritten("root", block("percentage: 50", "percentage: 50"));
        assertReplacedAsWritten("mid", "dependencies: [root]\n" + block("percentage: 100", "percentage: 50"));
        assertReplacedAsWritten("gone_wrong", "dependencies: [root]\n" + block("percentage: 0", "percentage: 10"));
    }

    @Test
    void movesNothingOnceTheFlagHasItsOldVersionAgain() {
        chain();
        Flag old = scenario.tree().flag("root").orElseThrow();
        scenario.flag("root", block("percentage: 50", "percentage: 50"))
                .flag("other", block("percentage: 50", "percentage: 50"));
        assertThat(names(change().raises())).containsExactly("other in production", "root in production");
        Change back = change().replacing(old);
        assertThat(names(back.raises())).containsExactly("other in production");
        assertThat(back.exposures()).hasSize(1);
    }

    @Test
    void readsTheWholeTreeAgainWhereAFileCannotBeRead() {
        chain();
        scenario.file("g/quiet.yaml", "flag: quiet\nflag: quiet\n");
        Change standing = change();
        scenario.flag("root", block("percentage: 50", "percentage: 50"));
        Change replaced = standing.replacing(scenario.tree().flag("root").orElseThrow());
        assertThat(replaced.standing()).isEmpty();
        assertThat(replaced.exposures()).isEqualTo(change().exposures());
        assertThat(names(replaced.raises())).containsExactly("root in production");
    }

    @Test
    void asksEveryGuardrailThatCoversWhatRises() {
        chain();
        scenario.flag("root", block("percentage: 100", "percentage: 50"));
        assertThat(change().questions())
                .extracting(question -> question.guardrail().name().value() + " of "
                        + question.flag().name() + " in " + question.environment())
                .containsExactly(
                        "error-rate of root in staging",
                        "error-rate of root in production",
                        "root-errors of root in production");
        scenario.flag("root", block("percentage: 0", "percentage: 0"));
        assertThat(change().questions()).isEmpty();
    }

    @Test
    void readsBaseByHeadsPolicyWhereNobodyCouldEverReadOne() {
        scenario.policy(POLICY + "policy: 1\n")
                .production("f", "{percentage: 50}")
                .base();
        scenario.policy(POLICY);
        assertThat(change().kind()).as("mending the policy raises nobody").isEqualTo(Kind.NONE);
        scenario.production("f", "{percentage: 100}");
        assertThat(change().kind()).isEqualTo(Kind.RAISE);
        scenario.production("f", "{percentage: 10}");
        assertThat(change().kind()).isEqualTo(Kind.ROLLBACK);
    }

    @Test
    void isNoRestoreWhereAYoungRepositoryNeverHadMore() {
        scenario.policy(POLICY).production("f", "{percentage: 0}").ago("2h");
        assertThat(scenario.production("f", "{percentage: 10}").judge().kind()).isEqualTo(Kind.RAISE);
        scenario.production("other", "{percentage: 0}").production("f", "{percentage: 0}");
        scenario.ago("1h");
        assertThat(scenario.production("f", "{percentage: 10}").judge().kind()).isEqualTo(Kind.RAISE);
    }
}
