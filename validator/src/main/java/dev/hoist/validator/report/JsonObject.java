package dev.hoist.validator.report;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Builds a JSON object key by key. Hidden characters in texts are escaped. */
public final class JsonObject {
    private final StringBuilder members = new StringBuilder();
    private final String before;
    private final String separator;
    private final String after;

    /** An object on one line. */
    public JsonObject() {
        this("", ", ", "");
    }

    private JsonObject(String before, String separator, String after) {
        this.before = before;
        this.separator = separator;
        this.after = after;
    }

    /** An object with one line for each key. */
    public static JsonObject spread() {
        return spread("");
    }

    /**
     * An object with one line for each key.
     *
     * @param indent the indentation of the line on which the object begins
     */
    public static JsonObject spread(String indent) {
        return new JsonObject("\n  " + indent, ",\n  " + indent, "\n" + indent);
    }

    /** An array on one line. */
    public static <T> String array(List<T> items, Function<T, String> json) {
        return items.stream().map(json).collect(Collectors.joining(", ", "[", "]"));
    }

    /**
     * An array with one line for each item.
     *
     * @param indent the indentation of the line on which the array begins
     */
    public static <T> String lines(List<T> items, Function<T, String> json, String indent) {
        return items.isEmpty()
                ? "[]"
                : items.stream()
                        .map(json)
                        .collect(Collectors.joining(",\n  " + indent, "[\n  " + indent, "\n" + indent + "]"));
    }

    public JsonObject text(String key, String value) {
        return json(key, quoted(value));
    }

    public JsonObject text(String key, Optional<String> value) {
        return json(key, value.map(JsonObject::quoted).orElse("null"));
    }

    public JsonObject number(String key, Optional<Integer> value) {
        return json(key, value.map(Object::toString).orElse("null"));
    }

    public JsonObject number(String key, BigDecimal value) {
        return json(key, Figures.exact(value));
    }

    public JsonObject json(String key, String json) {
        members.append(members.length() == 0 ? "" : separator)
                .append(quoted(key))
                .append(": ")
                .append(json);
        return this;
    }

    /** A text as JSON writes it. */
    public static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        int[] points = text.codePoints().toArray();
        for (int at = 0; at < points.length; at++) {
            // a log that shows the JSON is read by the CI product's runner as well
            if (VisibleText.opensCommand(points, at)) {
                json.append("\\u0023");
            } else {
                append(points[at], json);
            }
        }
        return json.append('"').toString();
    }

    private static void append(int point, StringBuilder json) {
        switch (point) {
            case '"' -> json.append("\\\"");
            case '\\' -> json.append("\\\\");
            case '\n' -> json.append("\\n");
            case '\r' -> json.append("\\r");
            case '\t' -> json.append("\\t");
            default -> {
                if (Character.getType(point) == Character.SURROGATE) {
                    // half a character: readers of JSON refuse it, so it is the text of its escape
                    json.append('\\').append(VisibleText.of(point));
                } else if (VisibleText.hides(point)) {
                    for (char unit : Character.toChars(point)) {
                        json.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                    }
                } else {
                    json.appendCodePoint(point);
                }
            }
        }
    }

    @Override
    public String toString() {
        return "{" + before + members + after + "}";
    }
}
