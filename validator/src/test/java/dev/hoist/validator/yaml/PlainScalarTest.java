package dev.hoist.validator.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.yaml.YamlNode.Kind;
import dev.hoist.validator.yaml.YamlNode.Mapping;
import dev.hoist.validator.yaml.YamlNode.Scalar;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainScalarTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "y",
                "Y",
                "yes",
                "Yes",
                "YES",
                "n",
                "N",
                "no",
                "No",
                "NO",
                "on",
                "On",
                "ON",
                "off",
                "Off",
                "OFF",
                "True",
                "TRUE",
                "False",
                "FALSE",
                "Null",
                "NULL",
                "010",
                "0777",
                "08",
                "00",
                "+5",
                "-0",
                "-0.0",
                "-0.00",
                "+0",
                "1_0",
                "1_000",
                "0b101",
                "0b1",
                "0o17",
                "0x1F",
                "-0x1f",
                "0x_1",
                "1e3",
                "1E3",
                "1.5e3",
                "1.5e+3",
                "1.e5",
                ".5",
                "-.5",
                "5.",
                "1.234",
                "-1.234",
                "01.5",
                "1_0.5",
                "1.2.3",
                ".inf",
                "-.inf",
                "+.INF",
                ".Inf",
                ".nan",
                ".NaN",
                ".NAN",
                "1:30",
                "17:00",
                "07:30",
                "1:30:45",
                "190:20:30",
                "190:20:30.15",
                "-1:30",
                "2001-1-2",
                "2001-12-14T21:59:43.10-05:00",
                "2001-12-14 21:59:43.10 -5",
                "2001-12-15 2:59:43",
                "=",
                "."
            })
    void refusesWhatReadersDisagreeOnAsValueAndAsKey(String text) {
        assertThat(PlainScalar.kind(text)).isEmpty();
        for (String file : new String[] {"a: " + text, text + ": 1", "[" + text + "]", "{" + text + ": 1}"}) {
            YamlDocument document = YamlReader.read("f.yaml", file.getBytes(StandardCharsets.UTF_8));
            assertThat(document.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.rule()).isEqualTo(AmbiguousScalar.ID);
                assertThat(finding.message()).startsWith("\"" + text + "\" is ");
                assertThat(finding.help().orElseThrow()).contains("quote it where text is meant");
                assertThat(finding.place().orElseThrow().column()).isEqualTo(file.indexOf(text) + 1);
                assertThat(finding.place().orElseThrow().length()).isEqualTo(text.length());
            });
        }
        for (String file : new String[] {"a: \"" + text + "\"", "'" + text + "': 1"}) {
            assertThat(YamlReader.read("f.yaml", file.getBytes(StandardCharsets.UTF_8))
                            .findings())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true,BOOLEAN",
        "false,BOOLEAN",
        "null,NULL",
        "~,NULL",
        "0,INTEGER",
        "7,INTEGER",
        "-7,INTEGER",
        "100,INTEGER",
        "2.5,DECIMAL",
        "33.33,DECIMAL",
        "0.05,DECIMAL",
        "-0.5,DECIMAL",
        "-0.01,DECIMAL",
        "0.00,DECIMAL",
        "25.0,DECIMAL",
        "2027-03-01,TEXT",
        "2027-99-99,TEXT",
        "yesterday,TEXT",
        "v1.2,TEXT",
        "1h30m,TEXT",
        "30m,TEXT",
        "tRUE,TEXT",
        "nuLL,TEXT",
        "a:b,TEXT",
        "1-2,TEXT",
        "_1,TEXT",
        "1a,TEXT",
        "0xg,TEXT",
        "1e,TEXT",
        "1.2.3-rc,TEXT",
        "==,TEXT",
        "yEs,TEXT",
        "12:70,TEXT",
        "1 2,TEXT",
        "inf,TEXT",
        "nan,TEXT"
    })
    void readsThePlainForms(String text, Kind kind) {
        assertThat(PlainScalar.kind(text)).contains(kind);
        YamlDocument document = YamlReader.read("f.yaml", ("a: " + text).getBytes(StandardCharsets.UTF_8));
        assertThat(document.findings()).isEmpty();
        Scalar value =
                (Scalar) ((Mapping) document.root().orElseThrow()).value("a").orElseThrow();
        assertThat(value.text()).isEqualTo(text);
        assertThat(value.kind()).isEqualTo(kind);
    }

    @Test
    void readsNothingAsNothing() {
        assertThat(PlainScalar.kind("")).contains(Kind.NULL);
    }

    @Test
    void refusesNumbersThatNobodyMeans() {
        assertThat(PlainScalar.kind("1".repeat(101))).isEmpty();
        assertThat(PlainScalar.kind("a".repeat(101))).contains(Kind.TEXT);
    }

    @Test
    void quotesTextWhateverItLooksLike() {
        YamlDocument document = YamlReader.read("f.yaml", "a: \"25\"".getBytes(StandardCharsets.UTF_8));
        Scalar value =
                (Scalar) ((Mapping) document.root().orElseThrow()).value("a").orElseThrow();
        assertThat(value.kind()).isEqualTo(Kind.TEXT);
    }
}
