package dev.hoist.validator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.verdict.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class GithubReportTest {
    @Test
    void annotatesTheWorstFirst() {
        assertThat(Samples.rendered(
                        ReportFormat.GITHUB,
                        AnsiStyle.PLAIN,
                        Samples.judged(
                                Kind.RAISE,
                                List.of(Samples.policyEdited(), Samples.aheadOfDependency()),
                                List.of(Samples.raise()))))
                .isEqualTo("""
                    ::error file=flags/state-persistence/enable_state_snapshots.yaml,line=7,col=28,endColumn=30,title=Hoist%3A ahead-of-dependency::"enable_state_snapshots" would reach 25 %25 in production, ahead of "use_state_persistence" at 10 %25%0Ahelp: raise "use_state_persistence" to 25 %25 first, or leave "enable_state_snapshots" at 10 %25
                    ::warning file=flags/policy.yaml,title=Hoist%3A policy-edited::the policy changes
                    refused: 1 error, 1 warning
                    production use_state_persistence 10 → 25 %, about +15,000 of 102,200 users
                    kind: raise
                    base: 0123456789ab origin/main, the remote's default branch
                    now: 2026-11-23 09:00:00 Europe/Berlin; past times are those that committers claim
                    """);
    }

    @Test
    void annotatesTenAndWritesTheRestAsLines() {
        List<Finding> findings = new ArrayList<>(Collections.nCopies(7, Samples.policyEdited()));
        findings.addAll(Collections.nCopies(6, Samples.soak()));
        String text =
                Samples.rendered(ReportFormat.GITHUB, AnsiStyle.PLAIN, Samples.judged(Kind.RAISE, findings, List.of()));

        assertThat(text.lines().filter(line -> line.startsWith("::error"))).hasSize(6);
        assertThat(text.lines().filter(line -> line.startsWith("::warning"))).hasSize(4);
        assertThat(text.lines()
                        .filter(line -> line.equals("flags/policy.yaml: warning: the policy changes [policy-edited]")))
                .hasSize(3);
    }

    @Test
    void letsNoTextGiveACommand() {
        List<Finding> findings = Collections.nCopies(12, Samples.hostile());
        String text =
                Samples.rendered(ReportFormat.GITHUB, AnsiStyle.PLAIN, Samples.judged(Kind.NONE, findings, List.of()));

        assertThat(text.lines().filter(line -> line.startsWith("::")))
                .hasSize(10)
                .allSatisfy(line -> {
                    assertThat(line).startsWith("::error file=flags/a/\\u001b[31mred\\n%3A%3Aerror%3A%3Aforged");
                    assertThat(line.substring(line.indexOf("title=")).split("::", 2)[0])
                            .isEqualTo("title=Hoist%3A misnamed-file");
                });
        assertThat(text.lines().filter(line -> !line.startsWith("::"))).noneMatch(line -> line.contains("##["));
        assertThat(text.codePoints().filter(point -> point != '\n' && VisibleText.hides(point)))
                .isEmpty();
    }

    @Test
    void keepsTheSummaryWithinWhatItsPageTakes() {
        MarkdownPage summary = new MarkdownPage(10_000);
        for (int i = 0; i < 1_000; i++) {
            summary.audited(Samples.change("too soon", List.of(Samples.soak()), List.of()));
        }
        assertThat(summary.toString().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(10_000);
        assertThat(summary.toString()).containsPattern("… and 9\\d\\d items more, in the log");
    }

    @Test
    void namesEachStepAndLeavesOutWhatTheWholeSaysToo() {
        assertThat(Samples.judged(
                        ReportFormat.GITHUB,
                        Samples.judged(Kind.RAISE, List.of(Samples.soak()), List.of()),
                        Samples.judged(Kind.RAISE, List.of(Samples.soak(), Samples.policyEdited()), List.of())))
                .startsWith("""
                    ::error file=flags/a/x.yaml,line=3,col=28,endColumn=30,title=Hoist%3A soak-cut-short::"x" moved 10 minutes ago%0Awould pass from 2026-11-24 09:00 Europe/Berlin
                    ::warning file=flags/policy.yaml,title=Hoist%3A policy-edited::commit fedcba987654: the policy changes
                    commit fedcba987654 refused: 1 error, 1 warning
                    """);
    }

    @Test
    void namesTheCommitsOfAnAudit() {
        assertThat(Samples.audited(ReportFormat.GITHUB, Samples.change("too soon", List.of(Samples.soak()), List.of())))
                .isEqualTo("""
                    ::error file=flags/a/x.yaml,title=Hoist%3A soak-cut-short::fedcba987654 too soon: flags/a/x.yaml:3:28: "x" moved 10 minutes ago%0Awould pass from 2026-11-24 09:00 Europe/Berlin
                    refused: 1 of 1 change
                    """);
    }

    @Test
    void saysWhoAcknowledgesARefusedChange() {
        String text = Samples.audited(ReportFormat.GITHUB, Samples.acknowledged());
        assertThat(text)
                .contains("acknowledged by Grace in 0123456789ab because \\u001b[31mred\\n::error::forged")
                .contains("[soak-cut-short]")
                .endsWith("accepted: 1 change, 1 of them acknowledged\n");
        assertThat(text.lines()).noneMatch(line -> line.startsWith("::error"));
    }
}
