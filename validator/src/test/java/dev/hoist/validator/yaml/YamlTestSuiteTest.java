package dev.hoist.validator.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The documents of yaml-test-suite, which lie beside the repository where somebody has put them there. */
class YamlTestSuiteTest {
    /** Tests run in the folder of their module. */
    private static final Path SUITE = Path.of("..", "..", "shared", "yaml-test-suite.json");

    /** What the suite calls an error or reads otherwise, and the parser below takes. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("9C9N", "---\nflow: [a,\nb,\nc]\n"),
            Map.entry("9JBA", "---\n[ a, b, c, ]#invalid\n"),
            Map.entry("CVW2", "---\n[ a, b, c,#invalid\n]\n"),
            Map.entry("DK95-01", "foo: \"bar\n\tbaz\"\n"),
            Map.entry("G5U8", "---\n- [-, -]\n"),
            Map.entry("L24T-01", "foo: |\n  x\n   "),
            Map.entry("QB6E", "---\nquoted: \"a\nb\nc\"\n"),
            Map.entry("S98Z", "empty block scalar: >\n \n  \n   \n # comment\n"),
            Map.entry("SU5Z", "key: \"value\"# invalid comment\n"),
            Map.entry("Y79Y-03", "- [\n\tfoo,\n foo\n ]\n"),
            Map.entry("YJV2", "[-]\n"),
            Map.entry("a question mark in braces", "{?percentage: 5}\n"),
            Map.entry("a question mark in brackets", "[?x]\n"),
            Map.entry("a question mark and a blank", "[? x]\n"),
            Map.entry("a colon in brackets", "[:x]\n"),
            Map.entry("a colon in braces", "{:x: 5}\n"),
            Map.entry("a colon in a value", "{a: :x}\n"),
            Map.entry("a comment at a block text's head", "a: |#comment\n  b\n"));

    @Test
    void refusesWhatReadersTakeDifferently() {
        Map<String, List<String>> accepted = new TreeMap<>();
        REFUSED.forEach((name, text) -> {
            YamlDocument document = read(text);
            if (document.findings().isEmpty()) {
                accepted.put(name, List.of(String.valueOf(document.root())));
            }
        });
        assertThat(accepted).isEmpty();
    }

    @Test
    void acceptsWhatIsLaidOutAsYamlAsks() {
        assertThat(List.of(
                        "a: {b: 1, # c\n  d: 2}\n",
                        "a: {\n  b: 1,\n\n# c\n  d: 2\n}\n",
                        "{\"a\":1, 'b':2, c: {d: e},f: [g]}\n",
                        "a: \"b\n\n  c\"\nd: 'e\n   f'\n",
                        "a: b#c # d\ne: -f\ng: [-h, i-, \"-\"]\n",
                        "a: | # b\n\n  c\n   d\ne: |2\n\n   f\n",
                        "a: ?b\nc: :d\n",
                        "# a\n--- # b\nc: d\n... # e\n",
                        "- a: [b,\n    c]\n- - d\n  - \"e\n    f\"\n",
                        "a:\r\n  - [b,\r\n     c] # d\r\n\r\n",
                        "a: b\n   "))
                .allSatisfy(text -> assertThat(read(text).findings()).isEmpty());
    }

    @Test
    void readsNoDocumentOfTheSuiteOtherwise() throws IOException {
        assumeTrue(Files.exists(SUITE), () -> "skipped: there is no " + SUITE + " to read");
        List<String> wrong = new ArrayList<>();
        int accepted = 0;
        for (JsonNode item :
                new ObjectMapper().readTree(Files.readString(SUITE)).get("cases")) {
            YamlDocument document = read(item.get("yaml").asString());
            if (!document.findings().isEmpty()) {
                continue;
            }
            accepted++;
            String id = item.get("id").asString();
            if (item.has("error")) {
                wrong.add(id + " is an error, and reads as " + document.root());
            } else if (item.hasNonNull("json")) {
                JsonNode expected = item.get("json").asString().isBlank()
                        ? null
                        : new ObjectMapper().readTree(item.get("json").asString());
                YamlNode root = document.root().orElse(null);
                if (!isSame(root, expected)) {
                    wrong.add(id + " is " + expected + ", and reads as " + root);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(accepted).isGreaterThan(100);
    }

    private static YamlDocument read(String text) {
        return YamlReader.read("flags/g/some.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isSame(@Nullable YamlNode node, @Nullable JsonNode json) {
        if (node == null || json == null) {
            return node == null && (json == null || json.isNull());
        }
        if (node instanceof YamlNode.Mapping mapping) {
            return json.isObject()
                    && json.size() == mapping.entries().size()
                    && mapping.entries().stream()
                            .allMatch(entry -> json.has(entry.key().text())
                                    && isSame(
                                            entry.value(), json.get(entry.key().text())));
        }
        if (node instanceof YamlNode.Sequence sequence) {
            return json.isArray()
                    && json.size() == sequence.items().size()
                    && java.util.stream.IntStream.range(0, json.size())
                            .allMatch(index -> isSame(sequence.items().get(index), json.get(index)));
        }
        YamlNode.Scalar scalar = (YamlNode.Scalar) node;
        return switch (scalar.kind()) {
            case TEXT -> json.isString() && json.asString().equals(scalar.text());
            case INTEGER, DECIMAL ->
                json.isNumber() && json.decimalValue().compareTo(new BigDecimal(scalar.text())) == 0;
            case BOOLEAN -> json.isBoolean() && scalar.text().equals(String.valueOf(json.asBoolean()));
            case NULL -> json.isNull();
        };
    }
}
