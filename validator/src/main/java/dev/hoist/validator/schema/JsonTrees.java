package dev.hoist.validator.schema;

import dev.hoist.validator.yaml.YamlNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes JSON trees from text and from YAML. It does not use Jackson's mapper, because the mapper takes longer to start
 * than everything else.
 */
final class JsonTrees {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonTrees() {}

    /** Reads one of Hoist's own schemas. It knows only objects, lists, texts, whole numbers, decimals and booleans. */
    static JsonNode parse(String text) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            return node(parser, parser.nextToken());
        }
    }

    private static JsonNode node(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> {
                ObjectNode object = NODES.objectNode();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    object.set(name, node(parser, parser.nextToken()));
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = NODES.arrayNode();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    array.add(node(parser, next));
                }
                yield array;
            }
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getLongValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDecimalValue());
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(token == JsonToken.VALUE_TRUE);
            default -> throw new IllegalStateException("a schema has no " + token);
        };
    }

    static JsonNode of(YamlNode yaml) {
        if (yaml instanceof YamlNode.Mapping mapping) {
            ObjectNode object = NODES.objectNode();
            mapping.entries().forEach(entry -> object.set(entry.key().text(), of(entry.value())));
            return object;
        }
        if (yaml instanceof YamlNode.Sequence sequence) {
            ArrayNode array = NODES.arrayNode();
            sequence.items().forEach(item -> array.add(of(item)));
            return array;
        }
        YamlNode.Scalar scalar = (YamlNode.Scalar) yaml;
        return switch (scalar.kind()) {
            case TEXT -> NODES.stringNode(scalar.text());
            case INTEGER -> NODES.numberNode(new BigInteger(scalar.text()));
            case DECIMAL -> NODES.numberNode(new BigDecimal(scalar.text()));
            case BOOLEAN -> NODES.booleanNode(scalar.text().equals("true"));
            case NULL -> NODES.nullNode();
        };
    }
}
