package dev.hoist.validator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.ProcessorTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class FormatTest {
    /** A misspelt keyword would be ignored; enum and not would double the time that loading takes. */
    private static final Set<String> KEYWORDS = Set.of(
            "$schema",
            "$id",
            "$ref",
            "$defs",
            "$comment",
            "title",
            "description",
            "examples",
            "type",
            "const",
            "required",
            "properties",
            "additionalProperties",
            "propertyNames",
            "minProperties",
            "maxProperties",
            "items",
            "minItems",
            "maxItems",
            "uniqueItems",
            "minLength",
            "maxLength",
            "pattern",
            "minimum",
            "maximum",
            "multipleOf",
            "allOf",
            "anyOf",
            "if",
            "then",
            "else");

    @ParameterizedTest
    @EnumSource
    void usesKnownKeywordsAlone(Format format) {
        List<String> unknown = new ArrayList<>();
        collectUnknown(JsonTrees.parse(format.text()), unknown);
        assertThat(unknown).isEmpty();
    }

    private static void collectUnknown(JsonNode schema, List<String> unknown) {
        if (!schema.isObject()) {
            return;
        }
        schema.properties().forEach(entry -> {
            String keyword = entry.getKey();
            JsonNode value = entry.getValue();
            if (!KEYWORDS.contains(keyword)) {
                unknown.add(keyword);
            }
            switch (keyword) {
                case "properties", "$defs" -> value.forEach(inner -> collectUnknown(inner, unknown));
                case "allOf", "anyOf" -> value.forEach(inner -> collectUnknown(inner, unknown));
                case "items", "additionalProperties", "propertyNames", "if", "then", "else" ->
                    collectUnknown(value, unknown);
                default -> {}
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void saysSomethingOfEveryKeyOnHover(Format format) {
        JsonNode schema = JsonTrees.parse(format.text());
        assertThat(schema.get("description")).isNotNull();
        schema.get("properties").properties().forEach(entry -> {
            JsonNode property = entry.getValue();
            JsonNode described = property.has("description")
                    ? property
                    : schema.at(property.get("$ref").asString().substring(1));
            assertThat(described.has("description")).as(entry.getKey()).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource
    void itsPatternsTakeLinearTime(Format format) {
        List<String> patterns = schemaPatterns(JsonTrees.parse(format.text()));
        assertThat(patterns).isNotEmpty();
        for (String pattern : patterns) {
            Pattern compiled = Pattern.compile(pattern);
            for (String piece : List.of("a", "a_", "1", "0.", "1d", "-", "A.", " ")) {
                String text = piece.repeat(1000) + "!";
                assertThat(ProcessorTime.of(() -> compiled.matcher(text).find()))
                        .as(pattern)
                        .isLessThan(Duration.ofMillis(500));
            }
        }
    }

    private static List<String> schemaPatterns(JsonNode schema) {
        return schema.findValues("pattern").stream().map(JsonNode::asString).toList();
    }
}
