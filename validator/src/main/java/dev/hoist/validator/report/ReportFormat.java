package dev.hoist.validator.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats that a verdict can be written in. */
public enum ReportFormat {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON,
    /** Workflow commands, which GitHub shows at the lines of a pull request. */
    GITHUB;

    /** The name that {@code --format} takes. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(ReportFormat::text).toList();
    }

    public static Optional<ReportFormat> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.text().equals(name))
                .findFirst();
    }

    public Report report(Look look) {
        return switch (this) {
            case TEXT -> new TextReport(look);
            case JSON -> new JsonReport();
            case GITHUB -> new GithubReport();
        };
    }
}
