package dev.hoist.validator.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.history.CommitCache;
import dev.hoist.validator.history.Moves;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
                        CommitCache.NONE,
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

    @Test
    void judgesTheRestOfAFileThatHasAMistakeInATreeByItself() {
        Verdict verdict = new Judge()
                .structure(
                        scenario.policy(POLICY)
                                .flag("other", "environments: {moon: {percentage: 0}}")
                                .flag("f", """
                                        descripton: typo
                                        dependencies: [nobody]
                                        environments:
                                          moon: {percentage: 0}""")
                                .tree(),
                        "worktree",
                        scenario.now());
        assertThat(verdict.findings())
                .extracting(finding -> finding.file() + " " + finding.rule())
                .containsExactlyInAnyOrder(
                        "flags/g/f.yaml schema-violation",
                        "flags/g/f.yaml unknown-dependency",
                        "flags/g/f.yaml unknown-environment",
                        "flags/g/other.yaml unknown-environment");
    }

    @Test
    void judgesATreeWithoutAPolicyInWorldTime() {
        Verdict verdict = new Judge()
                .structure(scenario.production("f", "{percentage: 0}").tree(), "worktree", scenario.now());
        assertThat(rules(verdict)).containsExactly("invalid-policy");
        assertThat(verdict.zone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void warnsInATreeByItselfOfSaltsThatDifferAndOfExperimentsThatExpired() {
        Verdict verdict = new Judge()
                .structure(
                        scenario.policy(POLICY)
                                .production("parent", "{percentage: 50}")
                                .flag(
                                        "f",
                                        "salt: s\ndependencies: [parent]\nenvironments: {production: {percentage: 50}}")
                                .file("g/e.yaml", """
                                        experiment: e
                                        description: d
                                        owner: o
                                        within: f
                                        status: draft
                                        expires: 2026-01-01
                                        variants: {a: 50, b: 50}""")
                                .tree(),
                        "worktree",
                        scenario.now());
        assertThat(verdict.findings())
                .extracting(finding -> finding.flag().orElseThrow() + " " + finding.rule())
                .containsExactlyInAnyOrder("e expired-flag", "f mismatched-salt");
        assertThat(verdict.accepted()).isTrue();
    }

    @Test
    void callsNoFlagStaleThatTheNewestChangeMoves() {
        scenario.policy(POLICY)
                .production("f", "{percentage: 50}")
                .production("old", "{percentage: 100}")
                .ago("90d");
        scenario.production("f", "{percentage: 100}").ago("1d");
        assertThat(audit(1, 0).get(1).findings())
                .extracting(finding -> finding.flag().orElseThrow() + " " + finding.rule())
                .containsExactly("old stale-flag");
    }

    /** A plan asks for the errors alone. */
    private void assertErrorsOfTheVerdict(String... rules) {
        Proposal proposal = scenario.proposal();
        List<Finding> errors = new Judge().errors(Judge.change(proposal), proposal.base(), proposal.headName());
        assertThat(errors)
                .containsExactlyElementsOf(scenario.judge().findings().stream()
                        .filter(Finding::isError)
                        .toList());
        assertThat(errors)
                .extracting(finding -> finding.rule().text())
                .filteredOn(rule -> !rule.equals("raise-not-alone"))
                .containsExactlyInAnyOrder(rules);
    }

    @Test
    void namesTheSameErrorsWithoutTheRestOfTheVerdict() {
        scenario.policy(POLICY + "overrides: {allowed: [soak-cut-short]}\n")
                .production("f", "{percentage: 0}")
                .production("o", "{percentage: 10}")
                .base();
        scenario.production("f", "{percentage: 10}").ago("1h");
        assertErrorsOfTheVerdict();
        scenario.flag("tagged", "expires: 2026-01-01\nenvironments: {}");
        assertErrorsOfTheVerdict();
        scenario.production("f", "{percentage: 50}");
        assertErrorsOfTheVerdict("soak-cut-short");
        scenario.flag("moon", "environments: {moon: {percentage: 0}}");
        assertErrorsOfTheVerdict("soak-cut-short", "unknown-environment");
        scenario.flag("mistaken", "descripton: typo\ndependencies: [nobody]\nenvironments: {}");
        assertErrorsOfTheVerdict("soak-cut-short", "schema-violation", "unknown-dependency", "unknown-environment");
        scenario.production("f", "{percentage: 10}");
        assertErrorsOfTheVerdict("schema-violation", "unknown-dependency", "unknown-environment");
    }

    @Test
    void warnsOfMistakesThatBaseHasAndStillNamesThemAsErrorsOfARaise() {
        scenario.policy(POLICY)
                .flag("mistaken", "descripton: typo\ndependencies: [nobody]\nenvironments: {}")
                .production("f", "{percentage: 50}")
                .base();
        scenario.production("f", "{percentage: 10}");
        assertErrorsOfTheVerdict();
    }

    @Test
    void knowsAMergeByItsOwnCommit() {
        scenario.policy(POLICY).production("f", "{percentage: 0}").base();
        Proposal proposal = scenario.production("f", "{percentage: 10}").proposal();
        ChangeCommit merge = new ChangeCommit("merge", scenario.now(), "a", "m", true, path -> true);
        ChangeCommit plain = new ChangeCommit("plain", scenario.now(), "a", "m", false, path -> true);
        assertThat(merges(proposal, "merge", merge, plain)).isTrue();
        assertThat(merges(proposal, "plain", merge, plain)).isFalse();
        assertThat(merges(proposal, "plain", plain)).isFalse();
        assertThat(merges(proposal, "other", merge)).isFalse();
    }

    private static boolean merges(Proposal proposal, String head, ChangeCommit... commits) {
        return new Judge()
                .judge(new Proposal(head, proposal.head(), proposal.evidence().withCommits(List.of(commits))))
                .headIsMerge();
    }

    @Test
    void saysThatAChangeIsOfAnExperimentOrOfAFileThatIsNeither() {
        String experiment =
                "experiment: e\ndescription: d\nowner: o\nwithin: f\nstatus: draft\nvariants: {a: 50, b: 50}\n";
        assertThat(small().base().file("g/e.yaml", experiment).judge().edits())
                .containsExactly("adds experiment \"e\"");
        assertThat(small().file("g/e.yaml", experiment)
                        .base()
                        .without("g/e.yaml")
                        .judge()
                        .edits())
                .containsExactly("removes experiment \"e\"");
        assertThat(small().base().file("g/odd.yaml", "- a\n").judge().edits())
                .containsExactly("adds file flags/g/odd.yaml");
    }

    @Test
    void cachesWhatHasNothingToSayAndBelievesIt() {
        raisedThrice();
        scenario.flag("f", "tags: [a]\nenvironments: {production: {percentage: 100}}")
                .ago("0m");
        Cache cache = new Cache(new HashMap<>(), new HashMap<>());
        List<Verdict> verdicts = audit(cache);
        assertThat(cache.clean).as("not the one that was refused").containsOnlyKeys(4, 3, 1, 0);
        assertThat(cache.clean.get(3)).isSameAs(verdicts.get(1));
        List<Verdict> again = audit(cache);
        assertThat(again.get(1)).isSameAs(verdicts.get(1));
        assertThat(again)
                .extracting(JudgeTest::rules)
                .isEqualTo(verdicts.stream().map(JudgeTest::rules).toList());
        assertThat(again.get(4)).as("the newest, whose tree is looked after").isNotSameAs(verdicts.get(4));
    }

    @Test
    void cachesNoFreezeAndNothingThatTheClockJudged() {
        scenario.policy(POLICY).production("f", "{percentage: 10}").ago("30d");
        scenario.production("f", "{percentage: 10, frozen: true}").ago("20d");
        scenario.flag("g", "environments: {}").ago("10d");
        scenario.at(scenario.now().plus(Duration.ofHours(1)));
        scenario.flag("h", "environments: {}").at(scenario.now().plus(Duration.ofHours(2)));
        Cache cache = new Cache(new HashMap<>(), new HashMap<>());
        List<Verdict> verdicts = audit(cache);
        assertThat(cache.clean).containsOnlyKeys(4, 2);
        assertThat(verdicts).extracting(Verdict::now).endsWith(scenario.now(), scenario.now());
        audit(cache);
        assertThat(cache.clean).containsOnlyKeys(4, 2);
    }

    private List<Verdict> audit(Cache cache) {
        List<Verdict> verdicts = new ArrayList<>();
        new Judge()
                .audit(
                        scenario.line(),
                        scenario.line().size() - 1,
                        0,
                        scenario.now(),
                        index -> List.of(),
                        cache,
                        (index, verdict, acknowledged) -> verdicts.add(verdict));
        return verdicts;
    }

    /** What an audit leaves to the next. */
    private record Cache(Map<Integer, Moves> steps, Map<Integer, Verdict> clean) implements CommitCache {
        @Override
        public Optional<Moves> moves(int index) {
            return Optional.ofNullable(steps.get(index));
        }

        @Override
        public Optional<Verdict> clean(int index) {
            return Optional.ofNullable(clean.get(index));
        }

        @Override
        public void keepMoves(int index, Moves moves) {
            steps.put(index, moves);
        }

        @Override
        public void keepClean(int index, Verdict verdict) {
            clean.put(index, verdict);
        }
    }
}
