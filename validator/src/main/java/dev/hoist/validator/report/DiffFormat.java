package dev.hoist.validator.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats of a diff. If no environment differs, a text or Markdown diff is empty. */
public enum DiffFormat {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON,
    /** For a pull request's comment. */
    MARKDOWN;

    /** The format's name for {@code --format}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(DiffFormat::text).toList();
    }

    public static Optional<DiffFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.text().equals(name))
                .findFirst();
    }

    public DiffReport report(AnsiStyle look) {
        return switch (this) {
            case TEXT -> new DiffText(look);
            case JSON -> new DiffJson();
            case MARKDOWN -> new DiffMarkdown();
        };
    }
}
