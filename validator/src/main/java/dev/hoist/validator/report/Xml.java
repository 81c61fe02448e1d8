package dev.hoist.validator.report;

/** Escapes text for XML 1.0. {@link VisibleText} has already escaped the characters that XML cannot contain. */
final class Xml {
    private Xml() {}

    /** Lines inside an element, with hidden characters already made visible. */
    static String lines(String visible) {
        return visible.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;");
    }

    /** An attribute with the space before it: {@code  name="value"}. */
    static String attribute(String name, String value) {
        return " " + name + "=\"" + lines(VisibleText.of(value)) + "\"";
    }

    static String attribute(String name, int value) {
        return attribute(name, Integer.toString(value));
    }
}
