package dev.hoist.validator.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the text of one of Hoist's own schemas as maps, lists, texts, numbers and booleans. */
final class SchemaText {
    private final String text;
    private int at;

    private SchemaText(String text) {
        this.text = text;
    }

    /**
     * The value of a JSON text.
     *
     * @throws IllegalStateException if the text is not JSON or contains null
     */
    static Object parse(String text) {
        SchemaText reader = new SchemaText(text);
        Object value = reader.value();
        if (reader.next() != 0) {
            throw reader.unexpected();
        }
        return value;
    }

    private Object value() {
        char first = next();
        return switch (first) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            default -> number();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        while (next() != '}') {
            String key = string();
            expect(':');
            object.put(key, value());
            if (next() != '}') {
                expect(',');
            }
        }
        at++;
        return object;
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        at++;
        while (next() != ']') {
            list.add(value());
            if (next() != ']') {
                expect(',');
            }
        }
        at++;
        return list;
    }

    private String string() {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (current() != '"') {
            char character = current();
            at++;
            string.append(character == '\\' ? escaped() : character);
        }
        at++;
        return string.toString();
    }

    private char escaped() {
        char kind = current();
        at++;
        return switch (kind) {
            case '"', '\\', '/' -> kind;
            case 'n' -> '\n';
            case 't' -> '\t';
            default -> throw unexpected();
        };
    }

    private BigDecimal number() {
        int start = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (start == at) {
            throw unexpected();
        }
        return new BigDecimal(text.substring(start, at));
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw unexpected();
        }
        at += word.length();
        return value;
    }

    private void expect(char wanted) {
        if (next() != wanted) {
            throw unexpected();
        }
        at++;
    }

    /** The next character that is not a blank; it stays unread. 0 at the end. */
    private char next() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private char current() {
        if (at >= text.length()) {
            throw unexpected();
        }
        return text.charAt(at);
    }

    private IllegalStateException unexpected() {
        return new IllegalStateException("a schema has something unexpected at character " + at);
    }
}
