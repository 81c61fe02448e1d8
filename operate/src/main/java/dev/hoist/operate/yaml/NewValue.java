package dev.hoist.operate.yaml;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A value to be written into a YAML text. */
public sealed interface NewValue {

    /** The value on one line, in flow style. */
    String flow();

    /** A scalar as it will stand in the file: a number, a date, a boolean or a name. */
    static NewValue plain(String scalar) {
        return new Scalar(scalar);
    }

    /** A text. It gets quotes if it needs them. */
    static NewValue text(String text) {
        return new Scalar(Scalar.isSafe(text) ? text : Scalar.quoted(text));
    }

    static NewValue mapping(List<Entry> entries) {
        return new Mapping(entries);
    }

    static NewValue items(List<NewValue> items) {
        return new Items(items);
    }

    /** A key and its value. */
    record Entry(String key, NewValue value) {
        String flow() {
            return key + ": " + value.flow();
        }
    }

    /** A scalar: one word or one text in quotes. */
    record Scalar(String written) implements NewValue {
        private static final Pattern SAFE = Pattern.compile("[A-Za-z][A-Za-z0-9_./%-]*( [A-Za-z0-9_./%-]+)*");

        /** Words that some reader does not take for text. */
        private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

        static boolean isSafe(String text) {
            return SAFE.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
        }

        static String quoted(String text) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + '"';
        }

        @Override
        public String flow() {
            return written;
        }
    }

    /** Keys and values in order. */
    record Mapping(List<Entry> entries) implements NewValue {
        public Mapping {
            entries = List.copyOf(entries);
        }

        @Override
        public String flow() {
            return "{" + String.join(", ", entries.stream().map(Entry::flow).toList()) + "}";
        }
    }

    /** A sequence. */
    record Items(List<NewValue> items) implements NewValue {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String flow() {
            return "[" + String.join(", ", items.stream().map(NewValue::flow).toList()) + "]";
        }
    }
}
