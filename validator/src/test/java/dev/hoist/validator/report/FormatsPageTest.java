package dev.hoist.validator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.report.ReportFormat.Content;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on the formats shows what Hoist writes, and leaves none out. */
class FormatsPageTest {
    private static final Path PAGE = Path.of("../docs/reference/output-formats.md");
    private static final Pattern EXAMPLE = Pattern.compile(
            "<!-- (?<name>[a-z -]+) -->\\n(?<fence>`{3,})(?<language>[a-z]*)\\n(?<text>(?:.*\\n)*?)\\k<fence>\\n");

    @Test
    void showsWhatIsWritten() throws IOException {
        Map<String, String> written = written();
        String page = Files.readString(PAGE);
        if (Golden.WRITE) {
            page = EXAMPLE.matcher(page).replaceAll(match -> {
                assertThat(written).containsKey(match.group(1));
                return Matcher.quoteReplacement("<!-- " + match.group(1) + " -->\n" + match.group(2) + match.group(3)
                        + "\n" + written.get(match.group(1)) + "\n" + match.group(2) + "\n");
            });
            Files.writeString(PAGE, page);
        }
        Map<String, String> shown = new LinkedHashMap<>();
        Matcher example = EXAMPLE.matcher(page);
        while (example.find()) {
            shown.put(example.group("name"), example.group("text").stripTrailing());
        }
        assertThat(shown.keySet())
                .as("the examples of %s, each after a line <!-- NAME -->", PAGE)
                .containsExactlyInAnyOrderElementsOf(written.keySet());
        written.forEach((name, text) -> assertThat(shown.get(name))
                .as("the example \"%s\" of %s; -Dhoist.golden=write writes it", name, PAGE)
                .isEqualTo(text));
    }

    @Test
    void namesEveryFormatAndEveryColumn() throws IOException {
        String page = Files.readString(PAGE);

        Stream.of(Content.values())
                .flatMap(subject -> ReportFormat.names(subject).stream())
                .forEach(name -> assertThat(page).contains("## `" + name + "`"));
        String header = Samples.audited(ReportFormat.CSV).strip();
        List.of(header.split(",")).forEach(column -> assertThat(page).contains("| `" + column + "` |"));
    }

    private static Map<String, String> written() {
        Verdict judged = Samples.judged(Kind.RAISE, List.of(Samples.soak()), List.of(Samples.raise()));
        Map<String, String> written = new LinkedHashMap<>();
        for (String name : ReportFormat.names(Content.CHANGE)) {
            ReportFormat format = ReportFormat.named(name, Content.CHANGE).orElseThrow();
            written.put(name, shown(Samples.judged(format, judged)));
        }
        for (ReportFormat format : List.of(ReportFormat.CSV, ReportFormat.MARKDOWN)) {
            written.put(format.text() + " of a history", shown(Samples.audited(format, Samples.history())));
        }
        for (ReportFormat format : List.of(ReportFormat.SARIF, ReportFormat.JUNIT, ReportFormat.GITLAB)) {
            written.put(format.text() + " without a verdict", shown(Samples.troubled(format)));
        }
        return written;
    }

    /** As the page shows it: without the rules that have nothing to say, and how many there are. */
    private static String shown(String text) {
        return Golden.normalised(text)
                .replaceAll("    <testcase [^>]*/>\n", "")
                .replaceAll("tests=\"[0-9]{2,}\"", "tests=\"…\"")
                .replace("\r\n", "\n")
                .stripTrailing();
    }
}
