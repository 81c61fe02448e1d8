package dev.hoist.validator.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The page of {@code docs/reference/} that lists every field of a format, written from the format's schema. */
final class ReferencePage {
    private static final String DEFAULT = " Default: ";
    private static final String RULES = "Rules: ";
    private static final int LONGEST_LINE = 90;

    private final Format format;
    private final JsonNode schema;
    private final List<Field> fields = new ArrayList<>();

    ReferencePage(Format format) {
        this.format = format;
        this.schema = JsonTrees.parse(format.text());
        collect(schema, "");
    }

    List<Field> fields() {
        return List.copyOf(fields);
    }

    /** The schema of one field by itself. */
    JsonNode schemaOf(Field field) {
        ObjectNode alone = JsonNodeFactory.instance.objectNode();
        field.schema().properties().forEach(entry -> alone.set(entry.getKey(), entry.getValue()));
        alone.set("$defs", schema.get("$defs"));
        return alone;
    }

    String text(String example) {
        StringBuilder page = new StringBuilder();
        page.append("# The fields of ").append(schema.get("title").asString()).append("\n\n");
        page.append("<!-- Written by ReferencePagesTest from schemas/")
                .append(format.key())
                .append(".schema.json. Change the schema, then run the test with -Dhoist.golden=write. -->\n\n");
        page.append(schema.get("description").asString()).append("\n\n");
        page.append("```yaml\n").append(example.strip()).append("\n```\n\n");
        page.append(
                "Every field is also read by [`schema-violation`](../rules/schema-violation.md), which refuses a value"
                        + " of another type.\n\n");
        page.append("| field | default | meaning |\n| --- | --- | --- |\n");
        for (Field field : fields) {
            page.append("| [`")
                    .append(field.path())
                    .append("`](#")
                    .append(field.anchor())
                    .append(") | ")
                    .append(cell(field.fallback()))
                    .append(" | ")
                    .append(cell(firstSentence(field.meaning())))
                    .append(" |\n");
        }
        for (Field field : fields) {
            page.append("\n## `").append(field.path()).append("`\n\n");
            page.append(field.meaning()).append("\n\n");
            page.append("- Type: ").append(field.type()).append('\n');
            page.append("- Default: ").append(field.fallback()).append('\n');
            page.append("- Rules: ")
                    .append(
                            field.rules().isEmpty()
                                    ? "none"
                                    : field.rules().stream()
                                            .map(rule -> "[`" + rule + "`](../rules/" + rule + ".md)")
                                            .collect(Collectors.joining(", ")))
                    .append("\n\n```yaml\n");
            page.append(entry(field.name(), field.example(), "")).append("```\n");
        }
        return page.toString();
    }

    static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end + 1);
    }

    private void collect(JsonNode node, String path) {
        JsonNode properties = node.get("properties");
        if (properties == null) {
            return;
        }
        List<String> required = node.has("required")
                ? node.get("required").valueStream().map(JsonNode::asString).toList()
                : List.of();
        properties.properties().forEach(entry -> {
            String name = entry.getKey();
            JsonNode field = resolved(entry.getValue());
            fields.add(new Field(path + name, name, required.contains(name), field));
            collect(field, path + name + ".");
            String one = name.replaceFirst("s$", "");
            collectInner(field, "additionalProperties", path + name + ".<" + one + ">.");
            collectInner(field, "items", path + name + "[].");
        });
    }

    private void collectInner(JsonNode field, String keyword, String path) {
        JsonNode inner = field.get(keyword);
        if (inner != null && inner.isObject()) {
            collect(resolved(inner), path);
        }
    }

    /** A schema with what it refers to; what it says itself counts before that. */
    private JsonNode resolved(JsonNode node) {
        JsonNode reference = node.get("$ref");
        if (reference == null) {
            return node;
        }
        Map<String, JsonNode> merged = new LinkedHashMap<>();
        resolved(schema.at(reference.asString().substring(1)))
                .properties()
                .forEach(entry -> merged.put(entry.getKey(), entry.getValue()));
        node.properties().forEach(entry -> merged.put(entry.getKey(), entry.getValue()));
        merged.remove("$ref");
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        merged.forEach(result::set);
        return result;
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    /** One key with its value, on a line where that is short, else with each entry on a line of its own. */
    private static String entry(String key, JsonNode value, String indent) {
        String line = indent + yaml(key) + ": " + flow(value);
        if (line.length() <= LONGEST_LINE || value.isValueNode()) {
            return line + "\n";
        }
        StringBuilder block = new StringBuilder(indent + yaml(key) + ":\n");
        if (value.isArray()) {
            value.forEach(item ->
                    block.append(indent).append("  - ").append(flow(item)).append('\n'));
        } else {
            value.properties().forEach(inner -> block.append(entry(inner.getKey(), inner.getValue(), indent + "  ")));
        }
        return block.toString();
    }

    private static String flow(JsonNode value) {
        if (value.isObject()) {
            return value.properties().stream()
                    .map(entry -> yaml(entry.getKey()) + ": " + flow(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value.isArray()) {
            return value.valueStream().map(ReferencePage::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return value.isString() ? yaml(value.asString()) : value.toString();
    }

    /** A text as YAML, in quotes where it would not be read as that text without. */
    private static String yaml(String text) {
        boolean plain = text.matches(
                "[A-Za-z][A-Za-z0-9 _./?-]*|[0-9]+[mhd]|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,3}|https://[a-z./-]+");
        return plain ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /**
     * One field.
     *
     * @param path as a reader would say it: {@code environments.<environment>.soak}
     * @param schema with everything that it refers to
     */
    record Field(String path, String name, boolean required, JsonNode schema) {
        String type() {
            return text("title");
        }

        String meaning() {
            String description = text("description");
            int end = description.indexOf(DEFAULT);
            return end < 0 ? description : description.substring(0, end);
        }

        String fallback() {
            String description = text("description");
            int start = description.indexOf(DEFAULT);
            if (start < 0) {
                return required ? "required" : "";
            }
            String fallback = description.substring(start + DEFAULT.length());
            return fallback.endsWith(".") ? fallback.substring(0, fallback.length() - 1) : fallback;
        }

        List<String> rules() {
            String comment = text("$comment");
            return comment.isEmpty()
                    ? List.of()
                    : Arrays.asList(comment.substring(RULES.length()).split(", ", -1));
        }

        boolean hasExample() {
            return schema.has("examples");
        }

        JsonNode example() {
            return schema.get("examples").get(0);
        }

        /** As GitHub makes it of the heading. */
        String anchor() {
            return path.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "");
        }

        private String text(String keyword) {
            JsonNode text = schema.get(keyword);
            return text == null ? "" : text.asString();
        }
    }
}
