package dev.hoist.validator.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "enable_state-snapshots 0 → 50 %, ≈ 1,000",
                "flags/g/f.yaml:5:45: \"f\" rises (a lot); it's at 33.33 %.",
                "Tue 24 Nov 10:40 Europe/Berlin"
            })
    void leavesAloneWhatHasNoMeaning(String text) {
        assertThat(MarkdownText.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
            <img src=x>    ~ &#60;img src&#61;x&#62;
            a|b            ~ a&#124;b
            `code`         ~ &#96;code&#96;
            **bold** _em_  ~ &#42;&#42;bold&#42;&#42; &#95;em&#95;
            [c](d)         ~ &#91;c&#93;(d)
            - item         ~ &#45; item
            1. item        ~ 1&#46; item
            1) item        ~ 1&#41; item
            """)
    void takesTheirMeaningFromMarks(String text, String markdown) {
        assertThat(MarkdownText.of(text)).isEqualTo(markdown);
    }

    @Test
    void callsNobodyLinksNothingAndDrawsNoEmoji() {
        assertThat(MarkdownText.of("@team #1 !1 %2"))
                .isEqualTo("&#64;&#8203;team &#35;&#8203;1 &#33;&#8203;1 &#37;&#8203;2");
        assertThat(MarkdownText.of("~label")).isEqualTo("&#126;&#8203;label");
        assertThat(MarkdownText.of("&amp;")).isEqualTo("&#38;&#8203;amp;");
        assertThat(MarkdownText.of("https://x.y")).isEqualTo("https&#58;&#8203;&#47;&#47;x.y");
        assertThat(MarkdownText.of("www.x.y")).isEqualTo("www&#46;&#8203;x.y");
        assertThat(MarkdownText.of("f.yaml:5:100: no")).isEqualTo("f.yaml:5:&#8203;100: no");
    }

    @Test
    void showsWhatHides() {
        assertThat(MarkdownText.of("a\nb\u202e")).isEqualTo("a&#92;nb&#92;u202e");
    }
}
