package dev.hoist.validator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.model.SourceText;
import dev.hoist.validator.report.ReportFormat.Content;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.Base;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Movement;
import dev.hoist.validator.verdict.Share;
import dev.hoist.validator.verdict.Verdict;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a flag file, a commit or its author says, in every place and every format, stays text. */
class HostileTextsTest {
    private static final JsonMapper READER = JsonMapper.shared();

    /** What a runner obeys wherever it stands in a line, and where one begins. */
    private static final Pattern COMMAND = Pattern.compile("(?m)##[A-Za-z]*\\[|^\\s*::");

    /** What GitHub or GitLab would put together in text that is no code: a mention, a reference, an emoji, an address. */
    private static final Pattern LIVE = Pattern.compile("[@#!$~&^%][A-Za-z0-9\"_]|:tada:|https?:/|www\\.");

    static Stream<String> hostile() {
        return Stream.of(
                "::error file=x::forged",
                "x\n::set-output name=a::b",
                "%0A::stop-commands::x",
                "##vso[task.setvariable variable=a]b",
                "##VSO[task.complete result=Succeeded]",
                "##[error]forged",
                "##[group]x",
                "##teamcity[buildStatus status='SUCCESS']",
                "\u001b[0Ksection_start:1:x[collapsed=true]\r\u001b[0Kx",
                "\u001b[2J\u001b]0;title\u0007\u001b]8;;https://evil.example\u001b\\\\link\u001b]8;;\u001b\\\\",
                "\u009b2J\u0090x\u009c",
                "a\rb\u0085c\u2028d\u2029e\u000bf\u000cg",
                "\u202eevil\u2066x\u2069\u200b\u200f\ufeff\u00ad",
                "lone \ud800 and \udc00, \ufffe \uffff \u0000 \u0008 \u001f \u007f",
                "]]><failure message=\"x\"/><![CDATA[",
                "\"/><testcase name='x'/>&amp;&#0;<!--",
                "<script>alert(1)</script><img src=x onerror=alert(1)>",
                "<!-- x --><details open>",
                "[click](https://evil.example) ![x](https://evil.example/x.png) [a]: https://evil.example",
                "https://evil.example www.evil.example evil@example.org mailto:evil@example.org",
                "@team fixes #12 !34 ~label $1 &5 %6 org/repo#6 :tada:",
                "# heading",
                "- list\n\n## heading\n\n---\n\n> quote",
                "a | b || c \\| d",
                "`code` ``` \n```\n<b>x</b>\n```",
                "**bold** __bold__ *x* _y_ ~~z~~ $x^2$",
                "1. first",
                "=HYPERLINK(\"https://evil.example\",\"x\")",
                "+1+1",
                "-1+1",
                "@SUM(A1)",
                "\t=1",
                "a\",=1,\"b",
                "a;=1+1;b",
                "{0} {{1}} ${env.SECRET} %s %n",
                "\\",
                "\"",
                "'",
                "");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void staysTextForPeople(String text) {
        String shown = Samples.judged(ReportFormat.TEXT, verdict(text));

        assertThat(shown.lines().count())
                .isEqualTo(
                        Samples.judged(ReportFormat.TEXT, verdict("x")).lines().count());
        assertInert(shown);
        assertInert(Samples.audited(ReportFormat.TEXT, change(text)));
        assertInert(Samples.troubled(ReportFormat.TEXT, trouble(text)));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void staysTextInWorkflowCommands(String text) {
        for (String shown : List.of(
                Samples.judged(ReportFormat.GITHUB, verdict(text), verdict(text)),
                Samples.audited(ReportFormat.GITHUB, change(text)),
                Samples.troubled(ReportFormat.GITHUB, trouble(text)))) {
            assertThat(shown.lines().filter(line -> line.stripLeading().startsWith("::")))
                    .allSatisfy(
                            line -> assertThat(line).matches("::error (file|title)=[^:,]*(,[A-Za-z]+=[^:,]*)*::.*"));
            String rest = shown.lines()
                    .filter(line -> !line.startsWith("::error "))
                    .reduce("", (above, below) -> above + below + "\n");
            assertInert(rest);
            assertThat(shown).doesNotContainPattern("##[A-Za-z]*\\[");
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void staysTextInJson(String text) {
        String read = withoutHalfCharacters(text);
        String json = Samples.judged(ReportFormat.JSON, verdict(text), verdict(text));
        assertInert(json);
        JsonNode finding = READER.readTree(json).at("/findings/0");
        assertThat(finding.get("message").asString()).isEqualTo("no " + read);
        assertThat(finding.get("flag").asString()).isEqualTo(read);
        assertThat(finding.get("help").asString()).isEqualTo(read);

        String audit = Samples.audited(ReportFormat.JSON, change(text));
        assertInert(audit);
        JsonNode change = READER.readTree(audit).at("/changes/0");
        assertThat(change.get("author").asString()).isEqualTo(read);
        assertThat(change.get("subject").asString()).isEqualTo(read);

        JsonNode trouble = READER.readTree(Samples.troubled(ReportFormat.JSON, trouble(text)));
        assertThat(trouble.get("verdict").asString()).isEqualTo("cannot-judge");
        assertThat(trouble.get("message").asString()).isEqualTo(read);
    }

    private static String withoutHalfCharacters(String text) {
        StringBuilder whole = new StringBuilder();
        text.codePoints()
                .forEach(point -> whole.append(
                        Character.getType(point) == Character.SURROGATE
                                ? VisibleText.of(point)
                                : Character.toString(point)));
        return whole.toString();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void staysTextInSarif(String text) {
        for (String sarif : List.of(
                Samples.judged(ReportFormat.SARIF, verdict(text)),
                Samples.troubled(ReportFormat.SARIF, trouble(text)))) {
            assertInert(sarif);
            assertThat(SarifReportTest.violations(sarif)).isEmpty();
            JsonNode results = READER.readTree(sarif).at("/runs/0/results");
            assertThat(results.size()).isEqualTo(1);
            assertThat(results.at("/0/message/text").asString())
                    .doesNotContain("](")
                    .doesNotContainPattern("\\{\\d");
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void staysTextInCodeQuality(String text) {
        for (String json : List.of(
                Samples.judged(ReportFormat.GITLAB, verdict(text)),
                Samples.troubled(ReportFormat.GITLAB, trouble(text)))) {
            assertInert(json);
            assertThat(READER.readTree(json).size()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void staysTextInXml(String text) {
        String xml = Samples.judged(ReportFormat.JUNIT, verdict(text), verdict(text));
        assertInert(xml);
        Element suites = XmlReading.of(xml);
        assertThat(XmlReading.elements(suites, "failure"))
                .hasSize(2)
                .allSatisfy(
                        failure -> assertThat(failure.getAttribute("message")).isEqualTo("no " + VisibleText.of(text)));
        assertThat(XmlReading.elements(suites, "failure").get(0).getTextContent())
                .contains(": no " + VisibleText.of(text) + " [misnamed-file]\n");

        String audit = Samples.audited(ReportFormat.JUNIT, change(text));
        assertInert(audit);
        assertThat(XmlReading.elements(XmlReading.of(audit), "testcase"))
                .singleElement()
                .satisfies(element ->
                        assertThat(element.getAttribute("name")).isEqualTo("fedcba987654 " + VisibleText.of(text)));
        assertThat(XmlReading.elements(XmlReading.of(Samples.troubled(ReportFormat.JUNIT, trouble(text))), "error"))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void staysTextInCsv(String text) {
        String csv = Samples.audited(ReportFormat.CSV, change(text));
        assertInert(csv.replace("\r", ""));
        List<Map<String, String>> rows = CsvReading.of(csv);
        assertThat(rows).hasSameSizeAs(CsvReading.of(Samples.audited(ReportFormat.CSV, change("x"))));
        for (Map<String, String> row : rows) {
            assertThat(row.getOrDefault("subject", "none").replace("'", ""))
                    .isEqualTo(VisibleText.of(text).replace("'", ""));
            assertThat(row.values()).noneMatch(cell -> cell.matches("(?s)[=+@-].*"));
        }
        assertThat(CsvReading.of(Samples.troubled(ReportFormat.CSV, trouble(text))))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void staysTextInMarkdown(String text) {
        for (String markdown : List.of(
                Samples.judged(ReportFormat.MARKDOWN, verdict(text), verdict(text)),
                Samples.audited(ReportFormat.MARKDOWN, change(text)),
                new MarkdownPage(MarkdownPage.GITHUB_SUMMARY)
                        .audited(change(text))
                        .toString(),
                Samples.troubled(ReportFormat.MARKDOWN, trouble(text)))) {
            assertInert(markdown);
            MarkdownReading.parse(markdown).accept(new NothingButText());
        }
        String html = MarkdownReading.html(Samples.judged(ReportFormat.MARKDOWN, verdict(text)));
        String plain = MarkdownReading.html(Samples.judged(ReportFormat.MARKDOWN, verdict("x")));
        assertThat(elements(html)).as("the same elements as of a harmless text").isEqualTo(elements(plain));
    }

    private static List<String> elements(String html) {
        // whether a name is code depends on what it is made of
        return Pattern.compile("</?[a-z0-9]+")
                .matcher(html.replace("<code>", "").replace("</code>", ""))
                .results()
                .map(java.util.regex.MatchResult::group)
                .toList();
    }

    /** Neither a command to a runner nor a character that a terminal obeys. */
    /** A new format has a test of its own here; until then this one holds it. */
    @ParameterizedTest
    @MethodSource("hostile")
    void staysTextInEveryFormat(String text) {
        for (ReportFormat format : ReportFormat.values()) {
            // the commands of GitHub have their own escapes, and CSV ends its lines with a carriage return
            if (format == ReportFormat.GITHUB) {
                continue;
            }
            if (ReportFormat.names(Content.CHANGE).contains(format.text())) {
                assertInert(Samples.judged(format, verdict(text)));
            }
            if (ReportFormat.names(Content.HISTORY).contains(format.text())) {
                assertInert(Samples.audited(format, change(text)).replace("\r\n", "\n"));
            }
            assertInert(Samples.troubled(format, trouble(text)).replace("\r\n", "\n"));
        }
    }

    private static void assertInert(String shown) {
        assertThat(COMMAND.matcher(shown).find()).as(shown).isFalse();
        assertThat(shown.codePoints().filter(point -> point != '\n' && VisibleText.hides(point)))
                .isEmpty();
    }

    /** A page on which nothing but our own line breaks is HTML, and nothing a link or picked out by a product. */
    private static final class NothingButText extends AbstractVisitor {
        @Override
        public void visit(HtmlInline html) {
            assertThat(html.getLiteral()).isEqualTo("<br>");
        }

        @Override
        public void visit(HtmlBlock html) {
            throw new AssertionError(html.getLiteral());
        }

        @Override
        public void visit(Link link) {
            throw new AssertionError(link.getDestination());
        }

        @Override
        public void visit(Image image) {
            throw new AssertionError(image.getDestination());
        }

        @Override
        public void visit(Text text) {
            StringBuilder whole = new StringBuilder(text.getLiteral());
            for (Node next = text.getNext(); next instanceof Text more; next = next.getNext()) {
                whole.append(more.getLiteral());
            }
            assertThat(LIVE.matcher(whole).find()).as(whole.toString()).isFalse();
        }
    }

    private static Verdict verdict(String text) {
        String line = text.lines().findFirst().orElse("");
        SourceText file = new SourceText("flags/a/" + text + ".yaml", "flag: " + line + "\n");
        Finding finding = Finding.error(new RuleId("misnamed-file"), new Place(file, 1, 7, 4), "no " + text)
                .about(text)
                .in(text)
                .note(new Place(file, 1, 1, 1), text)
                .help(text);
        Movement movement = new Movement(
                text,
                text,
                Movement.Direction.RAISE,
                new Share.Uniform(java.math.BigDecimal.ZERO),
                new Share.ByRing(Map.of(text, Samples.figure("5"))),
                Optional.empty(),
                Optional.empty());
        return new Verdict(
                Kind.RAISE,
                new Base(Optional.of(Samples.BASE), text, text),
                Samples.HEAD,
                Samples.NOW,
                Verdict.TimeSource.CLAIMED,
                ZoneOffset.UTC,
                List.of(finding),
                List.of(movement),
                false);
    }

    private static AuditedChange change(String text) {
        return new AuditedChange(Samples.HEAD, Samples.NOW, text, text, verdict(text), Optional.empty());
    }

    private static CannotJudgeReport trouble(String text) {
        return new CannotJudgeReport(text, text, text + "/policy.yaml");
    }
}
