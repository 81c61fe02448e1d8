package dev.hoist.validator.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final String POLICY = """
        policy: 1
        zone: Europe/Berlin
        environments:
          production: {ladder: [0, 10, 50, 100], soak: 2h, spacing: 6h, scope: environment}
        stale_after: 30d
        """;

    private final Scenario scenario = new Scenario();

    /** The verdicts, oldest first. */
    private List<Verdict> audit(int oldest, int newest) {
        List<Verdict> verdicts = new ArrayList<>();
        new Judge()
                .audit(
                        scenario.line(),
                        oldest,
                        newest,
                        scenario.now(),
                        index -> List.of(),
                        (index, verdict, acknowledged) -> {
                            assertThat(verdict.head()).isEqualTo(scenario.line().commit(index));
                            verdicts.add(verdict);
                        });
        return verdicts;
    }

    private static List<String> rules(Verdict verdict) {
        return verdict.findings().stream().map(finding -> finding.rule().text()).toList();
    }

    private Scenario raisedThrice() {
        scenario.policy(POLICY).production("f", "{percentage: 0}").ago("30d");
        scenario.production("f", "{percentage: 10}").ago("3h");
        scenario.production("f", "{percentage: 50}").ago("2h");
        return scenario.production("f", "{percentage: 100}").ago("0m");
    }

    @Test
    void showsWhatElseIsWrongWithAFileThatHasAMistake() {
        scenario.policy(POLICY).production("f", "{percentage: 10}").base();
        scenario.flag("f", """
            descripton: typo  # refused: schema-violation
            dependencies: [nobody]  # refused: unknown-dependency
            tags: [yes]  # refused: ambiguous-scalar
            environments:
              mars: {percentage: 0}  # refused: unknown-environment
              venus: {percentage: 010}  # refused: ambiguous-scalar
              production: {percentage: 100}  # refused: skipped-step, ahead-of-dependency, warning: capped-by-dependency
            """).verify();
    }

    @Test
    void guessesNothingWhereAMistakeLiesInWhatTheRestDependsOn() {
        scenario.policy(POLICY).production("f", "{percentage: 10}").base();
        scenario.flag("f", """
            dependencis: [nobody]  # refused: schema-violation
            environments:
              mars: {percentage: 0}
              production: {percentage: 100}
            """).verify();
    }

    @Test
    void readsNoFiguresOfABlockWithAMistake() {
        scenario.policy(POLICY).production("f", "{percentage: 10}").base();
        scenario.flag("f", """
            environments:
              production: {percentage: 100, enabled: off}  # refused: ambiguous-scalar
            """).verify();
    }

    @Test
    void refusesNoRollbackForTheRestOfAFileThatBaseHasAsWell() {
        scenario.policy(POLICY)
                .flag("f", "tags: [yes]\nenvironments: {production: {percentage: 100}}")
                .production("g", "{percentage: 10}")
                .base();
        assertThat(scenario.production("g", "{percentage: 0}")
                        .expect("flags/g/f.yaml:4", "warning: ambiguous-scalar")
                        .verify()
                        .kind())
                .isEqualTo(Kind.ROLLBACK);
    }

    @Test
    void auditsEveryChangeAtItsOwnTimeOldestFirst() {
        raisedThrice();
        List<Verdict> verdicts = audit(3, 0);
        assertThat(verdicts)
                .extracting(Verdict::kind)
                .containsExactly(Kind.BASELINE, Kind.RAISE, Kind.RAISE, Kind.RAISE);
        assertThat(verdicts)
                .extracting(JudgeTest::rules)
                .containsExactly(List.of(), List.of(), List.of("soak-cut-short"), List.of());
        assertThat(verdicts)
                .extracting(Verdict::now)
                .startsWith(
                        scenario.now().minus(Duration.ofDays(30)),
                        scenario.now().minus(Duration.ofHours(3)));
        assertThat(verdicts.get(1).base().commit()).contains(scenario.line().commit(3));
        assertThat(verdicts.get(0).base().commit()).isEmpty();
        assertThat(verdicts.get(0).zone()).hasToString("Europe/Berlin");
    }

    @Test
    void auditsAStretchWithWhatLiesBehindIt() {
        raisedThrice();
        List<Verdict> verdicts = audit(1, 1);
        assertThat(verdicts).hasSize(1);
        assertThat(rules(verdicts.get(0))).containsExactly("soak-cut-short");
        assertThat(audit(2, 2)).extracting(JudgeTest::rules).containsExactly(List.of());
    }

    @Test
    void looksAfterTheWholeTreeOfTheNewestChangeAlone() {
        scenario.policy(POLICY)
                .production("old", "{percentage: 100}")
                .flag("gone", "expires: 2026-01-01\nenvironments: {}")
                .production("f", "{percentage: 0}")
                .ago("90d");
        scenario.production("f", "{percentage: 10}").ago("1d");
        scenario.flag("gone", "expires: 2026-01-02\nenvironments: {}").ago("0m");
        List<Verdict> verdicts = audit(2, 0);
        assertThat(rules(verdicts.get(1))).isEmpty();
        assertThat(verdicts.get(2).findings())
                .extracting(finding -> finding.flag().orElseThrow() + " " + finding.rule())
                .containsExactly("gone expired-flag", "old stale-flag");
    }

    @Test
    void judgesATreeByItself() {
        Verdict verdict = new Judge()
                .structure(
                        scenario.policy(POLICY)
                                .production("parent", "{percentage: 10}")
                                .flag("f", """
                                        dependencies: [parent]
                                        expires: 2026-01-01
                                        environments:
                                          production: {percentage: 50}
                                          moon: {percentage: 0}""")
                                .tree(),
                        "worktree",
                        Instant.parse("2026-11-24T09:00:00Z"));
        assertThat(verdict.kind()).isEqualTo(Kind.NONE);
        assertThat(verdict.base().commit()).isEmpty();
        assertThat(verdict.zone()).hasToString("Europe/Berlin");
        assertThat(rules(verdict)).containsExactly("expired-flag", "capped-by-dependency", "unknown-environment");
        assertThat(verdict.accepted()).isFalse();
        assertThat(verdict.movements()).isEmpty();
    }

    @Test
    void namesOneTimeAtWhichNothingStandsInTheWayAnyMore() {
        scenario.policy(POLICY + "freezes: [{from: 2026-11-25, until: 2026-11-26}]\n")
                .production("f", "{percentage: 10}")
                .production("o", "{percentage: 10}")
                .base();
        scenario.now("2026-11-24T20:00:00Z");
        scenario.production("f", "{percentage: 50}").ago("1h");
        scenario.production("o", "{percentage: 50}").ago("30m");
        scenario.production("f", "{percentage: 100}");
        List<Finding> refusals = scenario.judge().findings();
        assertThat(refusals)
                .extracting(finding -> finding.rule().text())
                .containsExactly("crowded-raise", "soak-cut-short");
        // the spacing ends inside the freeze, which ends at midnight in Berlin
        assertThat(refusals)
                .extracting(finding -> finding.passesFrom().orElseThrow())
                .containsOnly(Instant.parse("2026-11-25T23:00:00Z"));
        assertThat(refusals)
                .extracting(finding -> finding.help().orElseThrow())
                .as("no second time in words")
                .noneMatch(help -> help.matches(".*\\d.*"));
        assertThat(scenario.now("2026-11-25T22:59:59Z").judge().accepted()).isFalse();
        assertThat(scenario.now("2026-11-25T23:00:00Z").judge().accepted()).isTrue();
    }

    @Test
    void sparesARollbackWhatBaseHasAlreadyButNotTwice() {
        scenario.policy(POLICY)
                .production("o", "{percentage: 50}")
                .flag("f", "dependencies: [nowhere]\nenvironments:\n  production: {percentage: 0}")
                .base();
        scenario.production("o", "{percentage: 10}")
                .flag("f", "dependencies: [nowhere, nowhere_else]\nenvironments:\n  production: {percentage: 0}")
                .expect("flags/g/f.yaml:4", "warning: unknown-dependency, refused: unknown-dependency");
        List<Finding> findings = scenario.verify().findings();
        assertThat(findings)
                .filteredOn(Finding::isError)
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).contains("nowhere_else"));
    }

    @Test
    void sparesNothingWhereNothingIsLowered() {
        scenario.policy(POLICY)
                .flag("f", "dependencies: [nowhere]\nenvironments: {}")
                .base();
        scenario.flag("f", "tags: [t]\ndependencies: [nowhere]  # refused: unknown-dependency\nenvironments: {}")
                .verify();
    }

    @Test
    void saysWhatAChangeThatMovesNothingDoes() {
        assertThat(edits("a", "b", "c")).containsExactly("adds 3 flags \"a\", \"b\", \"c\"");
        assertThat(edits("a", "b", "c", "d")).containsExactly("adds 4 flags");
        assertThat(edits("a")).containsExactly("adds flag \"a\"");
        assertThat(edits()).containsExactly("no flag changes");
        Scenario edited = small().flag("gone", "environments: {}").base();
        edited.without("g/gone.yaml").flag("f", "tags: [a]\nenvironments: {}").policy(POLICY.replace("30d", "40d"));
        assertThat(edited.judge().edits())
                .containsExactly("edits flag \"f\"", "removes flag \"gone\"", "edits the policy");
        assertThat(small().base().production("f", "{percentage: 100}").judge().edits())
                .isEmpty();
    }

    private static List<String> edits(String... added) {
        Scenario adding = small().base();
        for (String key : added) {
            adding.flag(key, "environments: {}");
        }
        return adding.judge().edits();
    }

    private static Scenario small() {
        return new Scenario().policy(POLICY).flag("f", "environments: {}");
    }
}
