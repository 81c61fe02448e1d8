package dev.hoist.validator.report;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** A JSON object being written, key by key in the order given; whatever hides in a text is escaped. */
final class JsonObject {
    private final StringBuilder members = new StringBuilder();
    private final String separator;

    /** All on one line. */
    JsonObject() {
        this(", ");
    }

    private JsonObject(String separator) {
        this.separator = separator;
    }

    /** A line for each key. */
    static JsonObject spread() {
        return new JsonObject(",\n  ");
    }

    JsonObject text(String key, String value) {
        return json(key, quoted(value));
    }

    JsonObject text(String key, Optional<String> value) {
        return json(key, value.map(JsonObject::quoted).orElse("null"));
    }

    JsonObject number(String key, Optional<Integer> value) {
        return json(key, value.map(Object::toString).orElse("null"));
    }

    JsonObject number(String key, BigDecimal value) {
        return json(key, Figures.exact(value));
    }

    JsonObject json(String key, String json) {
        members.append(members.length() == 0 ? "" : separator)
                .append(quoted(key))
                .append(": ")
                .append(json);
        return this;
    }

    static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(point -> append(point, json));
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
                if (VisibleText.hides(point)) {
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
        return separator.startsWith(",\n") ? "{\n  " + members + "\n}" : "{" + members + "}";
    }
}
