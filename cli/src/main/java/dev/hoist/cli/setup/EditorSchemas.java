package dev.hoist.cli.setup;

import dev.hoist.validator.rules.RuleBook;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas for editors. They are the shipped schemas, with suggestions from the names of one repository. They do not
 * refuse other names, because somebody may add a name after the schemas are written. The judge refuses unknown names.
 */
final class EditorSchemas {
    /**
     * The names of the schemas. The first one selects one of the others, because an editor selects a schema only by the
     * place of a file.
     */
    static final List<String> FORMATS = List.of("hoist", "policy", "flag", "experiment");

    private static final String NAME = "^[A-Za-z][A-Za-z0-9._-]*$";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final EditorNames names;

    EditorSchemas(EditorNames names) {
        this.names = names;
    }

    /** The texts of all schemas, by file name. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        FORMATS.forEach(format -> texts.put(format + ".schema.json", text(format)));
        return texts;
    }

    private String text(String format) {
        ObjectNode schema = shipped(format);
        switch (format) {
            case "policy" -> policy(schema);
            case "flag" -> flag(schema);
            case "experiment" -> experiment(schema);
            default -> {}
        }
        DefaultIndenter indent = new DefaultIndenter("  ", "\n");
        return JSON.writer()
                        .with(new DefaultPrettyPrinter()
                                .withObjectIndenter(indent)
                                .withArrayIndenter(indent))
                        .writeValueAsString(schema)
                + "\n";
    }

    private void flag(ObjectNode schema) {
        withoutPlaceholders(schema);
        ObjectNode properties = object(schema, "properties");
        own(properties, "flag", "description", "salt", "contact", "expires");
        examples(object(properties, "owner"), names.owners());
        offer(object(properties, "dependencies"), names.flags());
        offer(object(properties, "checklist"), names.checks());
        ObjectNode definitions = object(schema, "$defs");
        ObjectNode block = object(definitions, "block");
        strategies(properties);
        strategies(object(block, "properties"));
        ObjectNode environments = object(properties, "environments");
        open(environments);
        names.environments().forEach((name, place) -> {
            String own = "block." + name;
            definitions.set(own, block(block.deepCopy(), place));
            object(environments, "properties").putObject(name).put("$ref", "#/$defs/" + own);
        });
    }

    private ObjectNode block(ObjectNode block, EditorNames.Place place) {
        ObjectNode properties = object(block, "properties");
        numbers(object(properties, "percentage"), place);
        ObjectNode rings = object(properties, "rings");
        open(rings);
        names.rings().forEach(ring -> {
            ObjectNode figure = object(rings, "properties").putObject(ring).put("$ref", "#/$defs/percentage");
            numbers(figure, place);
        });
        ObjectNode canary = object(object(properties, "canary"), "properties");
        offer(object(canary, "servers"), place.servers());
        offer(object(canary, "regions"), place.regions());
        ArrayNode targets = object(properties, "target").putArray("examples");
        place.ladder().forEach(targets::add);
        names.rings().forEach(targets::add);
        return block;
    }

    private static void numbers(ObjectNode schema, EditorNames.Place place) {
        ArrayNode examples = schema.putArray("examples");
        place.ladder().forEach(examples::add);
    }

    /**
     * Removes examples for keys whose values only the author can know. An example would come from another repository.
     */
    private static void own(ObjectNode properties, String... keys) {
        for (String key : keys) {
            examples(object(properties, key), List.of());
        }
    }

    private static void strategies(ObjectNode properties) {
        examples(object(properties, "strategy"), List.of("percentage", "ring", "canary"));
    }

    private void experiment(ObjectNode schema) {
        withoutPlaceholders(schema);
        ObjectNode properties = object(schema, "properties");
        own(properties, "experiment", "description", "exposures", "expires");
        examples(object(properties, "within"), names.flags());
        examples(object(properties, "owner"), names.owners());
    }

    private void policy(ObjectNode schema) {
        withoutPlaceholders(schema);
        offer(
                object(object(object(object(schema, "properties"), "overrides"), "properties"), "allowed"),
                RuleBook.overridable());
        ObjectNode definitions = object(schema, "$defs");
        ObjectNode environment = object(object(definitions, "environment"), "properties");
        Collection<String> environments = names.environments().keySet();
        examples(object(object(object(environment, "after"), "properties"), "environment"), environments);
        examples(object(environment, "from"), environments);
        ObjectNode rings = object(environment, "rings");
        JsonNode rules = rings.get("additionalProperties");
        open(rings);
        names.rings().forEach(ring -> object(rings, "properties").set(ring, rules.deepCopy()));
        ObjectNode guardrail = object(object(definitions, "guardrail"), "properties");
        examples(object(guardrail, "no_data"), List.of("refuse", "pass"));
        examples(object(guardrail, "on_breach"), List.of("warn", "hold", "pause", "rollback"));
        offerOwn(guardrail, "environments", environments);
        offerOwn(guardrail, "groups", names.groups());
        offerOwn(guardrail, "flags", names.flags());
    }

    /** Replaces a reference to a list by a list, which then gets its own suggestions. */
    private static void offerOwn(ObjectNode properties, String key, Collection<String> words) {
        ObjectNode list = object(properties, key);
        list.remove("$ref");
        list.put("type", "array");
        offer(list, words);
    }

    /** Suggests words as items of a list. Other words stay allowed. */
    private static void offer(ObjectNode list, Collection<String> words) {
        ObjectNode items = list.putObject("items");
        items.put("type", "string");
        examples(items, words);
    }

    private static void examples(ObjectNode schema, Collection<String> words) {
        schema.remove("examples");
        if (!words.isEmpty()) {
            words.forEach(schema.putArray("examples")::add);
        }
    }

    /** Makes a mapping suggest keys. Other keys stay allowed. */
    private static void open(ObjectNode mapping) {
        JsonNode others = mapping.remove("additionalProperties");
        mapping.putObject("properties");
        mapping.putObject("patternProperties").set(NAME, others);
        mapping.put("additionalProperties", false);
    }

    /**
     * Removes texts that an editor would insert as keys or names: the names of keys without a list of them, and
     * examples that are structures.
     */
    private static void withoutPlaceholders(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("propertyNames");
            if (object.get("examples") instanceof ArrayNode examples
                    && !examples.isEmpty()
                    && examples.get(0).isContainer()) {
                object.remove("examples");
            }
        }
        List<JsonNode> inner = new ArrayList<>();
        node.forEach(inner::add);
        inner.forEach(EditorSchemas::withoutPlaceholders);
    }

    private static ObjectNode object(ObjectNode holder, String key) {
        if (holder.get(key) instanceof ObjectNode found) {
            return found;
        }
        throw new IllegalStateException("the schema has no " + key);
    }

    private static ObjectNode shipped(String format) {
        try (InputStream schema = Verdict.class.getResourceAsStream("/dev/hoist/schemas/" + format + ".schema.json")) {
            if (schema == null) {
                throw new IllegalStateException("the jar has no schema " + format);
            }
            return (ObjectNode) JSON.readTree(schema);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
