package dev.hoist.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** Writes a report as one HTML file that loads no other file. */
public final class HtmlReport {
    private HtmlReport() {}

    /** The whole page. The same report and links always give the same text. */
    public static String of(RolloutReport report, RepositoryLinks links) {
        StringOutput output = new StringOutput();
        engine().render("page.jte", new PageModel(report, links), output);
        return output.toString();
    }

    /** The engine for the templates that the build has compiled. */
    static TemplateEngine engine() {
        return TemplateEngine.createPrecompiled(
                null, ContentType.Html, HtmlReport.class.getClassLoader(), "dev.hoist.report");
    }
}
