package dev.hoist.validator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.verdict.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownReportTest {
    @Test
    void writesACommentOnAPullRequest() {
        String text = Samples.judged(ReportFormat.MARKDOWN, Samples.refused());

        Golden.check("MarkdownReportTest.md", text);
        assertThat(MarkdownReading.html(text))
                .contains("<td><code>use_state_persistence</code></td>", "<td>10 → 25 %</td>")
                .contains("<code>flags/a/x.yaml:3:28</code> &quot;x&quot; moved 10 minutes ago")
                .contains(
                        "<pre><code>  |\n3 |   production: {percentage: 25}\n  |                            ^~\n</code></pre>");
    }

    @Test
    void saysWhatComesNextWhereTheChangeMayLand() {
        assertThat(MarkdownReading.html(Samples.judged(ReportFormat.MARKDOWN, Samples.accepted())))
                .contains("<td>50 % from Tue 09:00 Europe/Berlin</td>", "<td>git revert fedcba987654</td>");
    }

    @Test
    void isRefusedForAStepOnTheWay() {
        assertThat(Samples.judged(
                        ReportFormat.MARKDOWN,
                        Samples.accepted(),
                        Samples.judged(Kind.RAISE, List.of(Samples.soak()), List.of())))
                .startsWith("## Hoist: refused for a step on the way\n")
                .contains("**error** `flags/a/x.yaml:3:28` commit fedcba987654: \"x\" moved")
                .contains("- commit fedcba987654 refused: 1 error\n");
    }

    @Test
    void staysWithinWhatACommentTakes() {
        String text = Samples.judged(
                ReportFormat.MARKDOWN,
                Samples.judged(Kind.RAISE, Collections.nCopies(1_000, Samples.soak()), List.of()));

        assertThat(text.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(1 << 16);
        assertThat(text).containsPattern("… and \\d+ items more, in the log\n$");
    }

    @Test
    void saysThatNothingWasJudged() {
        assertThat(Samples.troubled(ReportFormat.MARKDOWN)).isEqualTo("""
                ## Hoist cannot judge

                the clone is shallow

                help: fetch the whole history
                """);
    }

    @Test
    void putsAHistoryIntoATable() {
        String text = Samples.audited(ReportFormat.MARKDOWN, Samples.history());

        Golden.check("MarkdownReportTest.audit.md", text);
        assertThat(MarkdownReading.html(text).split("<tr>", -1)).hasSize(6);
    }

    @Test
    void countsTheChangesOfAHistoryThatMovedNothing() {
        var silent = Samples.change("Mend a typo", List.of(), List.of());

        assertThat(Samples.audited(ReportFormat.MARKDOWN, silent, silent)).isEqualTo("""
                ## Hoist audit: accepted: 2 changes

                2 changes moved nothing, and nothing is said of them.
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            @team                    | &#64;&#8203;team
            fixes #12                | fixes &#35;&#8203;12
            a_b _c_                  | a_b &#95;c&#95;
            https://example.org      | https:&#8203;//example.org
            www.example.org          | www&#8203;.example.org
            x:100:5                  | x:&#8203;100:5
            10 %, at 09:00:00        | 10 %, at 09:00:00
            :tada: :+1:              | :&#8203;tada: :&#8203;+1:
            <b>`x`</b>               | &#60;b&#62;&#96;x&#96;&#60;/b&#62;
            """)
    void leavesOrdinaryTextAlone(String text, String markdown) {
        assertThat(Markdown.text(text)).isEqualTo(markdown);
    }

    @Test
    void endsABlockOnlyWhereItEnds() {
        assertThat(Markdown.block(List.of("````", "x"))).isEqualTo("`````\n````\nx\n`````\n");
    }
}
