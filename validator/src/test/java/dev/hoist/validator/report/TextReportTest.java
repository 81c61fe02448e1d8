package dev.hoist.validator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.verdict.Base;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Share;
import dev.hoist.validator.verdict.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextReportTest {
    @Test
    void showsTheLineTheOtherPlaceAndTheWayOut() {
        String text = Samples.rendered(
                ReportFormat.TEXT,
                AnsiStyle.PLAIN,
                Samples.judged(
                        Kind.RAISE,
                        List.of(Samples.aheadOfDependency(), Samples.soak(), Samples.policyEdited()),
                        List.of(Samples.raise())));

        assertThat(text).isEqualTo("""
            refused: 2 errors, 1 warning

            flags/a/x.yaml:3:28: "x" moved 10 minutes ago [soak-cut-short]
              |
            3 |   production: {percentage: 25}
              |                            ^~
              = without the other errors it would pass from 2026-11-24 09:00 Europe/Berlin

            flags/policy.yaml: warning: the policy changes [policy-edited]

            flags/state-persistence/enable_state_snapshots.yaml:7:28: "enable_state_snapshots" would reach 25 % in production, ahead of "use_state_persistence" at 10 % [ahead-of-dependency]
              |
            7 |   production: {percentage: 25}
              |                            ^~
              = flags/state-persistence/use_state_persistence.yaml:6:28: "use_state_persistence" stands here
              = help: raise "use_state_persistence" to 25 % first, or leave "enable_state_snapshots" at 10 %

            production use_state_persistence 10 → 25 %, about +15,000 of 102,200 users

            kind: raise
            base: 0123456789ab origin/main, the remote's default branch
            head: fedcba987654
            now: 2026-11-23 09:00:00 Europe/Berlin; past times are those that committers claim
            """);
    }

    @Test
    void saysThatABaselineIsJudgedByStructureAlone() {
        assertThat(Samples.rendered(
                        ReportFormat.TEXT,
                        AnsiStyle.PLAIN,
                        Samples.judged(Kind.BASELINE, Verdict.WORKTREE, List.of(), List.of())))
                .isEqualTo("""
                    accepted

                    kind: baseline: structure alone was judged
                    base: 0123456789ab origin/main, the remote's default branch
                    head: the working tree
                    now: 2026-11-23 09:00:00 Europe/Berlin; past times are those that committers claim
                    """);
    }

    @Test
    void namesTheParentThatARevertOfAMergeGoesBackTo() {
        Verdict verdict = Samples.accepted();
        Verdict merge = new Verdict(
                verdict.kind(),
                verdict.base(),
                verdict.head(),
                verdict.now(),
                verdict.timeSource(),
                verdict.zone(),
                verdict.findings(),
                verdict.movements(),
                true);

        assertThat(MovementLine.of(Samples.raise(), merge)).endsWith("; back: git revert -m 1 fedcba987654");
        assertThat(MovementLine.of(Samples.raise(), verdict)).endsWith("; back: git revert fedcba987654");
    }

    @Test
    void promisesNoTimeAtWhichAChangePassesThatTimeAloneDoesNotMend() {
        assertThat(passes(Samples.soak(), Samples.policyEdited()))
                .isEqualTo("would pass from 2026-11-24 09:00 Europe/Berlin");
        assertThat(passes(Samples.soak(), Samples.aheadOfDependency()))
                .isEqualTo("without the other errors it would pass from 2026-11-24 09:00 Europe/Berlin");
    }

    private static String passes(Finding finding, Finding other) {
        Verdict verdict = Samples.judged(Kind.RAISE, List.of(finding, other), List.of());
        return TextReport.passesFrom(finding, verdict).orElseThrow();
    }

    @Test
    void saysThatWhatIsCommittedWasNotJudgedWhereThereIsNoRemote() {
        Verdict alone = Samples.against(
                new Base(Optional.of(Samples.BASE), "HEAD", "there is no remote", true),
                Samples.judged(Kind.NONE, Verdict.WORKTREE, List.of(), List.of()));

        assertThat(Samples.rendered(ReportFormat.TEXT, AnsiStyle.PLAIN, alone))
                .endsWith("note: base is HEAD, so nothing that is committed was judged; --base HEAD~1 judges the last"
                        + " commit too\n");
    }

    @Test
    void writesNothingThatACiProductObeysWhereverItStands() {
        assertThat(VisibleText.of("##vso[task] ##[error] ##teamcity[x ### [x] ##x y[ a##[b"))
                .isEqualTo("#\\u0023vso[task] #\\u0023[error] #\\u0023teamcity[x ### [x] ##x y[ a#\\u0023[b");
    }

    @Test
    void splitsAMovementAsFarAsTheSharesAre() {
        Map<String, Share> from = new LinkedHashMap<>();
        from.put("internal", Samples.figure("100"));
        from.put("beta", new Share.Canary(Samples.figure("100"), new Share.Uniform(java.math.BigDecimal.ZERO)));
        from.put("ga", Samples.figure("33.3300"));
        assertThat(Samples.rendered(
                        ReportFormat.TEXT,
                        AnsiStyle.PLAIN,
                        Samples.judged(
                                Kind.ROLLBACK,
                                List.of(),
                                List.of(Samples.lower(new Share.ByRing(from), Samples.figure("0"))))))
                .contains("staging x internal 100 → 0 %, beta canary 100 → 0 %, ga 33.33 → 0 %\n");
    }

    @Test
    void letsNothingOutOfItsLine() {
        String text = Samples.rendered(
                ReportFormat.TEXT, AnsiStyle.PLAIN, Samples.judged(Kind.NONE, List.of(Samples.hostile()), List.of()));

        assertThat(text.codePoints().filter(point -> point != '\n' && VisibleText.hides(point)))
                .isEmpty();
        assertThat(text.lines()).noneMatch(line -> line.startsWith("::"));
        assertThat(text).contains("no \\u001b[31mred\\n::error::forged\\r#\\u0023[error]forged\\u2028%0A");
    }

    @Test
    void keepsTheMarkerUnderWhatItMarks() {
        Place place = new Place(Samples.file("flags/a/x.yaml", "日本: \u200b\tbad"), 1, 7, 3);
        Finding finding = Finding.error(new RuleId("unsafe-yaml"), place, "what");

        assertThat(Samples.rendered(
                        ReportFormat.TEXT, AnsiStyle.PLAIN, Samples.judged(Kind.NONE, List.of(finding), List.of())))
                .contains("""
                      |
                    1 | 日本: \\u200b\\tbad
                      |               ^~~
                    """);
    }

    @Test
    void cutsALongLineAroundWhatItMarks() {
        Place place = new Place(Samples.file("flags/a/x.yaml", "a".repeat(500) + "X" + "b".repeat(500)), 1, 501, 1);
        CodeFrame frame = CodeFrame.of(place).orElseThrow();

        assertThat(frame.line()).isEqualTo("…" + "a".repeat(60) + "X" + "b".repeat(59) + "…");
        assertThat(frame.marker()).isEqualTo(" ".repeat(61) + "^");
    }

    @Test
    void marksAPlaceBehindTheEndOfItsLine() {
        Place place = new Place(Samples.file("flags/a/x.yaml", "flag:"), 1, 6, 1);

        assertThat(CodeFrame.of(place).orElseThrow().marker()).isEqualTo("     ^");
    }

    @Test
    void coloursOnlyWhenAsked() {
        var judged = Samples.judged(Kind.RAISE, List.of(Samples.soak()), List.of());

        assertThat(Samples.rendered(ReportFormat.TEXT, AnsiStyle.PLAIN, judged)).doesNotContain("\u001b");
        assertThat(Samples.rendered(ReportFormat.TEXT, AnsiStyle.COLOURED, judged))
                .startsWith("\u001b[1;31mrefused\u001b[0m: 1 error");
    }

    @Test
    void writesAnAuditLineByLine() {
        assertThat(Samples.audited(
                        ReportFormat.TEXT,
                        Samples.change("raise it", List.of(), List.of(Samples.raise())),
                        Samples.change("raise it too soon", List.of(Samples.soak()), List.of())))
                .isEqualTo("""
                    2026-11-23 09:00 fedcba987654 accepted raise by Ada: raise it
                      production use_state_persistence 10 → 25 %, about +15,000 of 102,200 users; back: git revert fedcba987654
                    2026-11-23 09:00 fedcba987654 refused raise by Ada: raise it too soon
                    flags/a/x.yaml:3:28: "x" moved 10 minutes ago [soak-cut-short]
                      |
                    3 |   production: {percentage: 25}
                      |                            ^~
                      = would pass from 2026-11-24 09:00 Europe/Berlin
                    refused: 1 of 2 changes
                    """);
    }

    @Test
    void saysWhoAcknowledgesARefusedChange() {
        String text = Samples.audited(ReportFormat.TEXT, Samples.acknowledged());
        assertThat(text)
                .contains("acknowledged by Grace in 0123456789ab because \\u001b[31mred\\n::error::forged")
                .contains("[soak-cut-short]")
                .endsWith("accepted: 1 change, 1 of them acknowledged\n");
        assertThat(text.lines()).noneMatch(line -> line.startsWith("::error"));
    }
}
