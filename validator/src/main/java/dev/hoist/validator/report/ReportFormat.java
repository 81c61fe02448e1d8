package dev.hoist.validator.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The formats of reports. */
public enum ReportFormat {
    /** For people. */
    TEXT(TextReport::new, Content.CHANGE, Content.HISTORY),
    /** For programs. */
    JSON(style -> new JsonReport(), Content.CHANGE, Content.HISTORY),
    /** SARIF 2.1.0. Not for the report of an audit: the line numbers of an old commit are wrong for today's files. */
    SARIF(style -> new SarifReport(), Content.CHANGE),
    /** Workflow commands, which GitHub shows at the lines of a pull request. */
    GITHUB(style -> new GithubReport(), Content.CHANGE, Content.HISTORY),
    /** GitLab's Code Quality. Not for the report of an audit, for the same reason as SARIF. */
    GITLAB(style -> new GitlabReport(), Content.CHANGE),
    /** JUnit's XML. */
    JUNIT(style -> new JunitReport(), Content.CHANGE, Content.HISTORY),
    /** Markdown: a comment on a pull request, or the changes of an audit in a table. */
    MARKDOWN(style -> new MarkdownReport(), Content.CHANGE, Content.HISTORY),
    /** CSV (RFC 4180), for an audit that is kept as evidence. */
    CSV(style -> new CsvReport(), Content.HISTORY);

    @SuppressWarnings("ImmutableEnumChecker") // a constructor of the report, without state
    private final Function<AnsiStyle, Report> writer;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<Content> contents;

    ReportFormat(Function<AnsiStyle, Report> writer, Content... contents) {
        this.writer = writer;
        this.contents = Set.of(contents);
    }

    /** What a report is about. */
    public enum Content {
        /** One change. */
        CHANGE,
        /** An audit: a history, change by change. */
        HISTORY
    }

    /** The format's name for {@code --format}. */
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

    /** The format with a name; empty if it does not exist or cannot write the content. */
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
