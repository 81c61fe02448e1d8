package dev.hoist.validator.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The formats of an answer. */
public enum ReportFormat {
    /** For people. */
    TEXT(TextReport::new, Content.CHANGE, Content.HISTORY),
    /** For programs. */
    JSON(style -> new JsonReport(), Content.CHANGE, Content.HISTORY),
    /** SARIF 2.1.0; the line numbers of an old commit mean other lines today, so a history has none. */
    SARIF(style -> new SarifReport(), Content.CHANGE),
    /** Workflow commands, which GitHub shows at the lines of a pull request. */
    GITHUB(style -> new GithubReport(), Content.CHANGE, Content.HISTORY),
    /** GitLab's Code Quality; without a history for the same reason. */
    GITLAB(style -> new GitlabReport(), Content.CHANGE),
    /** JUnit's XML. */
    JUNIT(style -> new JunitReport(), Content.CHANGE, Content.HISTORY),
    /** A comment on a pull request, or a history in a table. */
    MARKDOWN(style -> new MarkdownReport(), Content.CHANGE, Content.HISTORY),
    /** RFC 4180, for a history kept as evidence. */
    CSV(style -> new CsvReport(), Content.HISTORY);

    @SuppressWarnings("ImmutableEnumChecker") // a constructor of the report, without state
    private final Function<AnsiStyle, Report> writer;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<Content> contents;

    ReportFormat(Function<AnsiStyle, Report> writer, Content... contents) {
        this.writer = writer;
        this.contents = Set.of(contents);
    }

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

    /** The names of all formats that can write a content. */
    public static List<String> names(Content content) {
        return Arrays.stream(values())
                .filter(format -> format.contents.contains(content))
                .map(ReportFormat::text)
                .toList();
    }

    /** The format of that name; empty if it does not exist or cannot write the content. */
    public static Optional<ReportFormat> named(String name, Content content) {
        return Arrays.stream(values())
                .filter(format ->
                        format.contents.contains(content) && format.text().equals(name))
                .findFirst();
    }

    public Report report(AnsiStyle style) {
        return writer.apply(style);
    }
}
