package dev.hoist.validator.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.fixture.ProcessorTime;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.yaml.YamlNode.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {
    @Test
    void readsKeysAndValuesWithTheirPlaces() {
        YamlDocument document = read("flag: a\nenvironments:\n  production: {percentage: 2.5, rings: [x, 'y']}\n");
        assertThat(document.findings()).isEmpty();
        YamlNode.Mapping root = (YamlNode.Mapping) document.root().orElseThrow();
        YamlNode.Mapping environments =
                (YamlNode.Mapping) root.value("environments").orElseThrow();
        YamlNode.Entry production = environments.entry("production").orElseThrow();
        assertThat(place(production.key().place())).isEqualTo("3:3+10");
        YamlNode.Mapping block = (YamlNode.Mapping) production.value();
        assertThat(place(block.place())).isEqualTo("3:15+34");
        YamlNode.Scalar percentage = (YamlNode.Scalar) block.value("percentage").orElseThrow();
        assertThat(percentage.kind()).isEqualTo(Kind.DECIMAL);
        assertThat(place(percentage.place())).isEqualTo("3:28+3");
        YamlNode.Sequence rings = (YamlNode.Sequence) block.value("rings").orElseThrow();
        assertThat(rings.items().stream().map(item -> place(item.place()))).containsExactly("3:41+1", "3:44+3");
    }

    @Test
    void countsColumnsInCodePoints() {
        YamlDocument document = read("a: {\"😀\": \"日本\", no: 1}\n");
        assertThat(lines(document)).containsExactly("1:16+2 ambiguous-scalar");
    }

    @Test
    void readsWindowsLinesLikeOthers() {
        assertThat(lines(read("a: 1\r\nb: [x,\r\n  yes]\r\n"))).containsExactly("3:3+3 ambiguous-scalar");
    }

    @Test
    void acceptsAnExplicitStartAndEndOfTheOneDocument() {
        YamlDocument document = read("# first\n---\na: 1\n...\n");
        assertThat(document.findings()).isEmpty();
        assertThat(document.root()).isPresent();
    }

    @Test
    void reportsEverythingInAFileAtOnce() {
        YamlDocument document = read("""
            %YAML 1.2
            ---
            a: &anchor 1
            b: *anchor
            c: !!str 2
            d: yes
            a: 3
            e: {<<: {x: 010}}
            ? [f]
            : 1
            \u200Bg: "\\u202E"
            h: 1:30
            """);
        assertThat(lines(document))
                .containsExactlyInAnyOrder(
                        "1:1+9 unsafe-yaml",
                        "3:4+7 unsafe-yaml",
                        "4:4+7 unsafe-yaml",
                        "5:4+5 unsafe-yaml",
                        "6:4+3 ambiguous-scalar",
                        "7:1+1 yaml-syntax",
                        "8:5+2 unsafe-yaml",
                        "8:13+3 ambiguous-scalar",
                        "9:3+1 unsafe-yaml",
                        "11:1+1 unsafe-yaml",
                        "11:5+8 unsafe-yaml",
                        "12:4+4 ambiguous-scalar");
    }

    @Test
    void namesBothPlacesOfADuplicateKey() {
        Finding finding = read("a: 1\nb: 2\n\"a\": 3\n").findings().get(0);
        assertThat(finding.rule()).isEqualTo(YamlSyntax.ID);
        assertThat(finding.message()).isEqualTo("the key \"a\" comes twice");
        assertThat(place(finding.place().orElseThrow())).isEqualTo("3:1+3");
        assertThat(finding.notes())
                .singleElement()
                .satisfies(note -> assertThat(place(note.place())).isEqualTo("1:1+1"));
    }

    @Test
    void namesTheByteThatIsNotUtf8() {
        byte[] bytes = "a: é\nb: x".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 1] = (byte) 0xE9;
        YamlDocument document = YamlReader.read("f.yaml", bytes);
        assertThat(document.root()).isEmpty();
        assertThat(document.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(YamlSyntax.ID);
            assertThat(finding.message()).isEqualTo("byte 9, 0xe9, is not UTF-8");
            assertThat(place(finding.place().orElseThrow())).isEqualTo("2:4+1");
        });
    }

    @Test
    void refusesUtf16AndATruncatedCharacter() {
        assertThat(lines(YamlReader.read("f.yaml", "a: 1".getBytes(StandardCharsets.UTF_16))))
                .containsExactly("1:1+1 yaml-syntax");
        assertThat(lines(YamlReader.read("f.yaml", new byte[] {'a', ':', ' ', (byte) 0xE2, (byte) 0x82})))
                .containsExactly("1:4+1 yaml-syntax");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 0x0B, 0x0C, 0x1B, 0x7F, 0x85, 0x9F, 0xAD, 0x034F, 0x061C, 0x115F, 0x180E, 0x200B, 0x200C, 0x200D,
                0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x2060, 0x2066, 0x2069, 0x2800, 0x3164, 0xFEFF, 0xFFA0,
                0xFFF9, 0xFFFE, 0xFFFF, 0x1D173, 0xE0001, 0xE0041
            })
    void refusesACharacterThatHidesOrBreaks(int codePoint) {
        String character = new String(Character.toChars(codePoint));
        for (String text : List.of("a: x" + character + "y\n", "a: b # x" + character + "y\n")) {
            YamlDocument document = read(text);
            assertThat(document.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.rule()).isEqualTo(UnsafeYaml.ID);
                assertThat(finding.message()).contains(String.format("U+%04X", codePoint));
                assertThat(place(finding.place().orElseThrow()))
                        .isEqualTo("1:" + (text.codePointCount(0, text.indexOf(character)) + 1) + "+1");
            });
        }
        YamlDocument escaped = read(String.format("a: \"x\\U%08X\"\n", codePoint));
        assertThat(lines(escaped)).containsExactly("1:4+13 unsafe-yaml");
    }

    @Test
    void refusesUnpairedSurrogatesFromEscapes() {
        assertThat(lines(read("a: \"\\uD800\"\n"))).containsExactly("1:4+8 unsafe-yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\UFFFFFFFF", "\\U80000000", "\\U7FFFFFFF", "\\U00110000", "\\UFFFFFFFF\\UFFFFFFFF"})
    void refusesAnEscapeForACharacterThatUnicodeDoesNotHave(String escape) {
        YamlDocument document = read("a: \"x" + escape + "\"\n");
        assertThat(document.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).hasToString("yaml-syntax");
            assertThat(finding.place().orElseThrow().column()).isBetween(6, 8);
        });
    }

    @Test
    void keepsTabsEmojiAndLettersOfAllScripts() {
        assertThat(read("a: \"é 日本 ⚠\uFE0F ✅ \\t\"  # \tü\nb: |\n  one\n  two\n")
                        .findings())
                .isEmpty();
    }

    @Test
    void refusesALoneCarriageReturnWhereverItIs() {
        assertThat(lines(read("a: 1\rb: 2\n"))).containsExactly("1:5+1 unsafe-yaml");
        assertThat(lines(read("a: 1\n\r"))).containsExactly("2:1+1 unsafe-yaml");
        assertThat(lines(read("# x\ra: 1\n"))).containsExactly("1:4+1 unsafe-yaml");
        assertThat(lines(read("a: \"x\\ry\"\n"))).containsExactly("1:4+6 unsafe-yaml");
    }

    @Test
    void refusesAByteOrderMarkAndReadsOn() {
        assertThat(lines(read("\uFEFFa: yes\n"))).containsExactly("1:1+1 unsafe-yaml", "1:5+3 ambiguous-scalar");
    }

    @Test
    void saysHowOftenAndStopsCountingSomewhere() {
        assertThat(read("a: \u200B\u200B\u200B1\n").findings().get(0).message())
                .isEqualTo("an invisible or line-breaking character, U+200B ZERO WIDTH SPACE, 3 times in a row");
        YamlDocument many = read("a: " + "x\u200B".repeat(10_000) + "\n");
        assertThat(many.findings()).hasSize(101);
        assertThat(many.findings().get(100).message()).startsWith("9900 more runs");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: &x 1",
                "a: *x",
                "a: !!int 1",
                "a: ! 1",
                "a: !local 1",
                "a: !!binary aGk=",
                "<<: {a: 1}",
                "a: {<<: *x}",
                "%TAG ! tag:x,2026:\n---\na: 1",
                "%YAML 1.1\n---\na: 1",
                "%FOO bar\n---\na: 1",
                "a: 1\n---\nb: 2",
                "a: 1\n...\n---\nb: 2",
                "[a]: 1",
                "{a: b}: 1",
                "? a\n: b",
                "? |\n  a\n: 1",
                "*x : 1",
                "&x a: 1"
            })
    void refusesWhatIsBeyondThePlainSubset(String text) {
        assertThat(read(text + "\n").findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.rule()).isIn(UnsafeYaml.ID, YamlSyntax.ID))
                .anySatisfy(finding -> assertThat(finding.rule()).isEqualTo(UnsafeYaml.ID));
    }

    @Test
    void takesAQuotedMergeKeyForText() {
        assertThat(read("\"<<\": 1\n'=': 2\n").findings()).isEmpty();
    }

    @Test
    void neverFollowsAnAlias() {
        assertThat(lines(read("&a {b: *a}: 1\n"))).contains("1:8+2 unsafe-yaml");
        String bomb = """
            a: &a [x,x,x,x,x,x,x,x,x]
            b: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]
            c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]
            """;
        assertThat(read(bomb).findings()).hasSize(21);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [",
                "a: b: c",
                "a: \"",
                "a:\n\t- b",
                "- a\nb: c",
                "a: 'x",
                "{a: 1",
                "a: @x",
                "a: `x",
                "a: %x",
                "}",
                "a: \"\\q\"",
                "\"a\n  b\": 1",
                "a: 1\n b: 2"
            })
    void refusesWhatIsNoYaml(String text) {
        YamlDocument document = read(text + "\n");
        assertThat(document.root()).isEmpty();
        assertThat(document.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(YamlSyntax.ID);
            assertThat(finding.message()).startsWith("this is not YAML: ");
            assertThat(finding.place().orElseThrow().line()).isBetween(1, 4);
        });
    }

    @Test
    void saysThatTabsIndentNothing() {
        assertThat(read("a:\n\tb: 1\n").findings()).singleElement().satisfies(finding -> {
            assertThat(finding.message()).isEqualTo("this is not YAML: a tab stands where only spaces may");
            assertThat(finding.help()).contains("indent with spaces");
            assertThat(finding.place().orElseThrow().line()).isEqualTo(2);
        });
    }

    @Test
    void pointsAtTheConflictThatAMergeLeft() {
        String text = "flag: x\n<<<<<<< HEAD\nowner: a\n=======\nowner: b\n>>>>>>> theirs\n";
        assertThat(lines(read(text))).containsExactly("2:1+7 yaml-syntax");
        assertThat(read(text).findings().get(0).message())
                .isEqualTo("this is not YAML: this is an unresolved merge conflict");
    }

    @Test
    void reportsWhatStoodBeforeTheSyntaxErrorAsWell() {
        assertThat(lines(read("a: yes\nb: &x 1\nc: [\n")))
                .containsExactly("1:4+3 ambiguous-scalar", "2:4+2 unsafe-yaml", "4:1+1 yaml-syntax");
    }

    @Test
    void allowsTenLevelsAndNoMore() {
        assertThat(read("[".repeat(10) + "]".repeat(10)).findings()).isEmpty();
        assertThat(lines(read("[".repeat(11) + "]".repeat(11)))).containsExactly("1:11+1 unsafe-yaml");
        assertThat(lines(read("- ".repeat(11) + "x\n"))).containsExactly("1:21+1 unsafe-yaml");
        assertThat(lines(read("a: {b: {c: {d: {e: {f: {g: {h: {i: {j: {k: 1}}}}}}}}}}\nz: no\n")))
                .containsExactly("1:40+1 unsafe-yaml", "2:4+2 ambiguous-scalar");
    }

    @Test
    void survivesDepthBombsAndOtherHugeInputs() {
        for (String bomb : List.of(
                "[".repeat(65_536),
                "- ".repeat(32_768),
                "{a: ".repeat(16_384),
                "? ".repeat(32_768),
                "[".repeat(32_768) + "]".repeat(32_768),
                "a: " + "1".repeat(65_000),
                "a: " + "1:1".repeat(20_000),
                "a: " + "1_".repeat(30_000),
                "a: \"" + "\\u200b".repeat(10_000) + "\"",
                "k: v\n".repeat(13_000),
                "&a ".repeat(20_000),
                "!".repeat(65_000),
                "%\n".repeat(30_000),
                "\r".repeat(65_536),
                " ".repeat(65_000) + "a")) {
            Duration took = ProcessorTime.of(() -> {
                YamlDocument document = read(bomb);
                assertThat(document.findings().isEmpty() && document.root().isEmpty())
                        .isFalse();
            });
            assertThat(took).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void refusesAFileAboveTheLimitWithoutReadingIt() {
        assertThat(read("a: " + "x".repeat(UnsafeYaml.MOST_BYTES - 3)).findings())
                .isEmpty();
        YamlDocument document = read("a: " + "x".repeat(UnsafeYaml.MOST_BYTES - 2));
        assertThat(document.root()).isEmpty();
        assertThat(document.findings())
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).isEqualTo("the file has 65537 bytes, and may have 65536"));
    }

    @Test
    void anEmptyFileHoldsNothing() {
        for (String text : List.of("", "\n", "# only a comment\n")) {
            assertThat(read(text).root()).isEmpty();
            assertThat(read(text).findings()).isEmpty();
        }
    }

    private static YamlDocument read(String text) {
        return YamlReader.read("f.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> lines(YamlDocument document) {
        return document.findings().stream()
                .map(finding -> place(finding.place().orElseThrow()) + " " + finding.rule())
                .toList();
    }

    private static String place(Place place) {
        return place.line() + ":" + place.column() + "+" + place.length();
    }
}
