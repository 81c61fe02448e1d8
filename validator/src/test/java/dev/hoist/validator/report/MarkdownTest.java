package dev.hoist.validator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "enable_state-snapshots 0 → 50 %, ≈ 1,000",
                "flags/g/f.yaml:5:45: \"f\" rises (a lot); it's at 33.33 %.",
                "Tue 24 Nov 10:40 Europe/Berlin",
                "100%, 50%"
            })
    void leavesAloneWhatHasNoMeaning(String text) {
        assertThat(Markdown.text(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            <img src=x>    ~ &#60;img src=x&#62;
            a|b            ~ a&#124;b
            `code`         ~ &#96;code&#96;
            **bold** _em_  ~ &#42;&#42;bold&#42;&#42; &#95;em&#95;
            [c](d)         ~ &#91;c&#93;(d)
            """)
    void takesTheirMeaningFromMarks(String text, String markdown) {
        assertThat(Markdown.text(text)).isEqualTo(markdown);
    }

    @Test
    void callsNobodyLinksNothingAndDrawsNoEmoji() {
        assertThat(Markdown.text("@team #1 !1 %2 %\"next\""))
                .isEqualTo("&#64;&#8203;team &#35;&#8203;1 &#33;&#8203;1 &#37;&#8203;2 &#37;&#8203;\"next\"");
        assertThat(Markdown.text("~label")).isEqualTo("&#126;&#8203;label");
        assertThat(Markdown.text("&amp;")).isEqualTo("&#38;&#8203;amp;");
        assertThat(Markdown.text("https://x.y")).isEqualTo("https:&#8203;//x.y");
        assertThat(Markdown.text("www.x.y")).isEqualTo("www&#8203;.x.y");
        assertThat(Markdown.text("f.yaml:5:100: no")).isEqualTo("f.yaml:5:&#8203;100: no");
    }

    @Test
    void showsWhatHides() {
        assertThat(Markdown.text("a\nb\u202e")).isEqualTo("a&#92;nb&#92;u202e");
    }

    @Test
    void endsABlockWithAFenceThatItsLinesDoNotHave() {
        assertThat(Markdown.block(List.of("a", "```` b"))).isEqualTo("`````\na\n```` b\n`````\n");
    }
}
