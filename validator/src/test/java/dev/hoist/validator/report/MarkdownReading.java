package dev.hoist.validator.report;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.autolink.AutolinkType;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/** Markdown as CommonMark reads it, with the tables of GitHub and links made of whatever looks like one. */
final class MarkdownReading {
    private static final List<Extension> EXTENSIONS = List.of(
            TablesExtension.create(),
            // its addresses of mail are wider than any product's
            AutolinkExtension.builder()
                    .linkTypes(AutolinkType.URL, AutolinkType.WWW)
                    .build());

    private MarkdownReading() {}

    static Node parse(String markdown) {
        return Parser.builder().extensions(EXTENSIONS).build().parse(markdown);
    }

    static String html(String markdown) {
        return HtmlRenderer.builder().extensions(EXTENSIONS).build().render(parse(markdown));
    }
}
