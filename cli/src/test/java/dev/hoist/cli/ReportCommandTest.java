package dev.hoist.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.cli.command.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The report of the demo. With {@code -Dhoist.golden=write} its picture in the documentation is drawn anew. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportCommandTest {
    private static final Instant FRIDAY = Instant.parse("2026-11-20T12:00:20Z");

    @TempDir
    static Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int hoist(Path at, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Terminal terminal = WithoutInput.terminal(
                out, new PrintWriter(err, true), false, false, Map.of(), at, Clock.fixed(FRIDAY, ZoneOffset.UTC));
        return new Main(terminal).run(arguments);
    }

    private Path game() {
        return directory.resolve("game");
    }

    private String report(String format) {
        assertThat(hoist(game(), "report", "--format", format))
                .as(err.toString())
                .isZero();
        return out.toString();
    }

    @BeforeAll
    void writesTheDemo() {
        assertThat(hoist(directory, "demo", "game")).as(err.toString()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "svg, ../docs/pictures/rollout.svg",
        "html, src/test/resources/dev/hoist/cli/report/demo.html",
        "json, src/test/resources/dev/hoist/cli/report/demo.json",
    })
    void givesTheSameBytesEverywhere(String format, String golden) throws IOException {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        String text;
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            text = report(format);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
        assertThat(text).isEqualTo(report(format));
        Path file = Path.of(golden);
        if ("write".equals(System.getProperty("hoist.golden"))) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text, UTF_8);
        }
        // as a whole: a difference of one line would print the page
        assertThat(text.equals(Files.readString(file, UTF_8)))
                .as(file + " differs from the report of the demo; -Dhoist.golden=write writes it anew")
                .isTrue();
    }

    @Test
    void writesAFileAndSaysSo() throws IOException {
        assertThat(hoist(game(), "report", "--out", "../rollout.html")).isZero();
        assertThat(out.toString()).isEqualTo("wrote ../rollout.html\n");
        assertThat(Files.readString(directory.resolve("rollout.html"), UTF_8))
                .startsWith("<!doctype html>")
                .endsWith("</html>\n");
    }

    @Test
    void linksCommitsWhereAnAddressIsGiven() {
        assertThat(hoist(game(), "report", "--repository-url", "https://gitlab.example.com/acme/game.git"))
                .isZero();
        assertThat(out.toString()).contains("href=\"https://gitlab.example.com/acme/game/-/commit/");
        assertThat(report("html")).doesNotContain("href=\"https://");
    }

    @Test
    void describesAnOlderCommit() {
        assertThat(hoist(game(), "report", "--format", "json", "--head", "HEAD~50"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains(
                        "\"head\":\"" + Git.run(game(), "rev-parse", "HEAD~50").strip() + "\"");
    }

    @Test
    void refusesAWrongCallWithASentence() {
        cannot("no format \"htm\"", "--format", "htm");
        cannot("nowhere", "--head", "nowhere");
        cannot("--out is empty", "--out", "");
        cannot("cannot be written", "--out", "no/such/folder/rollout.html");
        cannot("cannot be written", "--out", ".");
        cannot("neither auto, on or off nor a file", "--metrics", "nothing.json");
    }

    private void cannot(String sentence, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "report";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        assertThat(hoist(game(), all)).as(String.join(" ", arguments)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains(sentence).doesNotContain("\tat ");
    }

    @Test
    void theGuideIsRight(@TempDir Path elsewhere, @TempDir Path tools) throws IOException, InterruptedException {
        GuideRun.follow(Path.of("..", "docs", "guides", "rollout-report.md"), elsewhere, tools);
    }

    @Test
    void saysWhereThereIsNoRepository(@TempDir Path elsewhere) {
        assertThat(hoist(elsewhere, "report")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("help:").doesNotContain("\tat ");
    }
}
