package dev.hoist.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The formats of a rollout report. */
public enum ReportForm {
    /** One page that loads no other file. */
    HTML,
    /** For programs. */
    JSON,
    /** A picture of the first screen. */
    SVG;

    /** The format's name for {@code --format}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The names of all formats. */
    public static List<String> names() {
        return Arrays.stream(values()).map(ReportForm::text).toList();
    }

    /** The format with a name; empty if there is none. */
    public static Optional<ReportForm> named(String name) {
        return Arrays.stream(values()).filter(form -> form.text().equals(name)).findFirst();
    }

    /** The report in this format. */
    public String write(RolloutReport report, RepositoryLinks links) {
        return switch (this) {
            case HTML -> HtmlReport.of(report, links);
            case JSON -> ReportJson.of(report);
            case SVG -> SvgReport.of(report);
        };
    }
}
