package dev.hoist.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a report is written. */
public enum ReportForm {
    /** One page that asks for nothing else. */
    HTML,
    /** For programs. */
    JSON,
    /** The first screen as a picture. */
    SVG;

    /** The name that {@code --format} takes. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The names of all. */
    public static List<String> names() {
        return Arrays.stream(values()).map(ReportForm::text).toList();
    }

    /** The one of a name; empty where there is none. */
    public static Optional<ReportForm> named(String name) {
        return Arrays.stream(values()).filter(form -> form.text().equals(name)).findFirst();
    }

    /** The report in this form. */
    public String write(RolloutReport report, RepositoryLinks links) {
        return switch (this) {
            case HTML -> HtmlReport.of(report, links);
            case JSON -> ReportJson.of(report);
            case SVG -> SvgReport.of(report);
        };
    }
}
