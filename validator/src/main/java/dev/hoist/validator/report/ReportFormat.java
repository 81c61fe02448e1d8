package dev.hoist.validator.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats of an answer. */
public enum ReportFormat {
    /** For people. */
    TEXT,
    /** For programs. */
    JSON,
    /** SARIF 2.1.0; the lines of an old commit are other lines today, so a history has none. */
    SARIF,
    /** Workflow commands, which GitHub shows at the lines of a pull request. */
    GITHUB,
    /** GitLab's Code Quality; without a history for the same reason. */
    GITLAB,
    /** JUnit's XML. */
    JUNIT,
    /** A comment on a pull request, or a history in a table. */
    MARKDOWN,
    /** RFC 4180, for a history kept as evidence. */
    CSV;

    /** What an answer is about. */
    public enum Content {
        /** One change. */
        CHANGE,
        /** A history, change by change. */
        HISTORY
    }

    /** The name that {@code --format} takes. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The names of those that a subject has. */
    public static List<String> names(Content subject) {
        return Arrays.stream(values())
                .filter(format -> format.tells(subject))
                .map(ReportFormat::text)
                .toList();
    }

    /** A subject's format of that name; empty where it has none. */
    public static Optional<ReportFormat> named(String name, Content subject) {
        return Arrays.stream(values())
                .filter(format -> format.tells(subject) && format.text().equals(name))
                .findFirst();
    }

    private boolean tells(Content subject) {
        return switch (this) {
            case TEXT, JSON, GITHUB, JUNIT, MARKDOWN -> true;
            case SARIF, GITLAB -> subject == Content.CHANGE;
            case CSV -> subject == Content.HISTORY;
        };
    }

    public Report report(AnsiStyle look) {
        return switch (this) {
            case TEXT -> new TextReport(look);
            case JSON -> new JsonReport();
            case SARIF -> new SarifReport();
            case GITHUB -> new GithubReport();
            case GITLAB -> new GitlabReport();
            case JUNIT -> new JunitReport();
            case MARKDOWN -> new MarkdownReport();
            case CSV -> new CsvReport();
        };
    }
}
