package dev.hoist.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final String HOSTILE =
            "\"><script>alert(1)</script><img src=x onerror='alert(2)'> javascript:alert(3) \u202Eab";

    @Test
    void asksForNothingFromAnywhere() {
        String page = HtmlReport.of(SampleReport.plain(), RepositoryLinks.NONE);
        assertThat(page)
                .contains("default-src &#39;none&#39;")
                .doesNotContain("src=\"http")
                .doesNotContain("url(");
        assertThat(page).doesNotContainPattern("<[^>]*\\son[a-z]+=").doesNotContainPattern("<[^>]*\\sstyle=");
    }

    @Test
    void showsHostileTextsAsTexts() {
        String page = HtmlReport.of(SampleReport.withText(HOSTILE), RepositoryLinks.NONE);
        assertThat(page.split("<script", -1)).hasSize(2);
        assertThat(page).doesNotContain("<img").doesNotContain("href=\"javascript:");
        assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    @Test
    void linksCommitsAndLinesWhereTheForgeIsKnown() {
        String page = HtmlReport.of(SampleReport.plain(), RepositoryLinks.of("git@github.com:acme/shop.git"));
        assertThat(page)
                .contains("href=\"https://github.com/acme/shop/commit/" + SampleReport.commit(3) + "\"")
                .contains(
                        "/blob/2bbd6b1cf33b2bbd6b1cf33b2bbd6b1cf33b2bbd/flags/state-persistence/use_state_persistence.yaml#L1");
    }

    @Test
    void givesTheSameBytesUnderAnotherLocaleAndZone() {
        String here = HtmlReport.of(SampleReport.plain(), RepositoryLinks.NONE);
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            assertThat(HtmlReport.of(SampleReport.plain(), RepositoryLinks.NONE))
                    .isEqualTo(here);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void writesThePageForLooking() throws Exception {
        String page = HtmlReport.of(SampleReport.plain(), RepositoryLinks.NONE);
        Path out = Path.of(System.getProperty("hoist.report.out", "target/sample-report.html"));
        Files.createDirectories(out.toAbsolutePath().getParent());
        Files.writeString(out, page);
        assertThat(out).isNotEmptyFile();
    }
}
