package dev.hoist.report;

import gg.jte.output.StringOutput;

/** Writes the first screen of a report as an SVG picture, for a README or a pull request. */
public final class SvgReport {
    private SvgReport() {}

    /** The picture. The same report always gives the same text. */
    public static String of(RolloutReport report) {
        StringOutput output = new StringOutput();
        HtmlReport.engine().render("picture.jte", PictureModel.of(report), output);
        return output.toString();
    }
}
