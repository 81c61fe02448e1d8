package dev.hoist.validator.report;

/** Escapes text for XML 1.0. {@link VisibleText} has already escaped the characters that XML cannot contain. */
final class Xml {
    private Xml() {}

    /** Text inside an element or between double quotes, with hidden characters already made visible. */
    static String text(String text) {
        return escaped(VisibleText.of(text));
    }

    /** Lines inside an element, with hidden characters already made visible. */
    static String lines(String visible) {
        return escaped(visible);
    }

    /** An attribute with the space before it: {@code  name="value"}. */
    static String attribute(String name, String value) {
        return " " + name + "=\"" + text(value) + "\"";
    }

    static String attribute(String name, int value) {
        return attribute(name, Integer.toString(value));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;");
    }
}
