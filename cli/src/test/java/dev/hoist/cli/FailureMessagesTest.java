package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.cli.command.Terminal;
import dev.hoist.cli.command.Version;
import dev.hoist.validator.report.ReportFormat;
import dev.hoist.validator.report.ReportFormat.Content;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailureMessagesTest {
    private static final FailureMessages.Call NO_BASE = () -> {
        throw new CannotJudge("no base", "set --base");
    };
    private static final FailureMessages.Call OWN_MISTAKE = () -> {
        throw new IllegalStateException("two policies");
    };

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void saysWhyItCannotJudge() {
        FailureMessages.Call call = () -> {
            throw new CannotJudge("no base\u001b[2J", "set --base");
        };

        assertThat(messages("validate").exitCode(call)).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("hoist: cannot judge: no base\\u001b[2J\n  = help: set --base\n");
        assertThat(messages("audit").exitCode(call)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "diff, hoist: cannot judge: no base",
        "--quiet validate, hoist: cannot judge: no base",
        "hook pre-receive, hoist: cannot judge: no base",
        "hook install, hoist: no base",
        "raise f, hoist: no base",
        "explain, hoist: no base",
        "generate, hoist: no base",
        "nonsense, hoist: no base"
    })
    void speaksOfJudgingOnlyWhereACommandJudges(String arguments, String message) {
        assertThat(messages(arguments.split(" ", -1)).exitCode(NO_BASE)).isEqualTo(2);
        assertThat(err.toString()).startsWith(message + "\n");
    }

    @Test
    void tellsGithubThatItCannotJudge() {
        FailureMessages.Call call = () -> {
            throw new CannotJudge("no base: 100%", "set --base");
        };

        assertThat(messages("validate", "--format", "github").exitCode(call)).isEqualTo(2);
        assertThat(out.toString()).isEqualTo("::error title=Hoist cannot judge::no base: 100%25%0Ahelp: set --base\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        validate | json     | "verdict": "cannot-judge"
        validate | sarif    | "executionSuccessful": false
        validate | gitlab   | "severity": "blocker"
        validate | junit    | <error message="cannot judge: no base" type="cannot-judge">
        validate | markdown | ## Hoist cannot judge
        audit    | csv      | cannot-judge,,,,,cannot-judge,
        """)
    void leavesNoReportThatLooksAsIfAllWereWell(String command, String format, String text) throws IOException {
        Path file = Files.writeString(directory.resolve("report"), "all is well");

        assertThat(messages(command, "--format", format, "--report=" + format + "=report")
                        .exitCode(NO_BASE))
                .isEqualTo(2);
        assertThat(out.toString()).contains(text);
        assertThat(file).content().isEqualTo(out.toString());
        assertThat(err.toString()).startsWith("hoist: cannot judge: no base\n");
    }

    @ParameterizedTest
    @EnumSource(Content.class)
    void saysInEveryFormatForProgramsThatItCannotJudge(Content content) {
        for (String format : ReportFormat.names(content)) {
            out.getBuffer().setLength(0);
            String command = content == Content.HISTORY ? "audit" : "validate";

            assertThat(messages(command, "--format", format).exitCode(NO_BASE)).isEqualTo(2);
            assertThat(out.toString())
                    .as(format)
                    .contains(format.equals("text") ? "" : format.equals("csv") ? "cannot-judge" : "no base");
        }
    }

    @Test
    void tellsWhoAwaitsAReportOfItsOwnMistakes() {
        assertThat(messages("validate", "--flags", "config/flags", "--report", "gitlab=report")
                        .exitCode(OWN_MISTAKE))
                .isEqualTo(2);
        assertThat(directory.resolve("report"))
                .content()
                .contains("internal error: java.lang.IllegalStateException: two policies", "config/flags/policy.yaml");
    }

    @Test
    void writesOneDocumentWhereAFileCannotBeWritten() {
        FailureMessages.Call call = () -> {
            throw new CannotJudge("\"reports/x\" cannot be written", "create the directory");
        };

        assertThat(messages("validate", "--format", "gitlab", "--report", "json=reports/x")
                        .exitCode(call))
                .isEqualTo(2);
        assertThat(out.toString()).contains("\"severity\": \"blocker\"", "cannot be written");
        assertThat(out.toString().lines().filter(line -> line.equals("["))).hasSize(1);
    }

    @Test
    void asksForAReportOfItsOwnMistakes() {
        assertThat(messages("validate").exitCode(OWN_MISTAKE)).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("hoist: internal error: java.lang.IllegalStateException: two policies\n")
                .contains("please report it")
                .contains(Version.text())
                .contains("--stacktrace")
                .doesNotContain("\tat ");
        messages("validate", "--stacktrace").exitCode(OWN_MISTAKE);
        assertThat(err.toString()).contains("\tat dev.hoist.cli");
    }

    @Test
    void asksForAReportWhereTheStackRunsOut() {
        assertThat(messages("validate").exitCode(() -> {
                    throw new StackOverflowError();
                }))
                .isEqualTo(2);
        assertThat(err.toString()).contains("please report it");
    }

    private FailureMessages messages(String... arguments) {
        Terminal terminal = WithoutInput.terminal(
                out, new PrintWriter(err, true), false, false, Map.of(), directory, Clock.systemUTC());
        return new FailureMessages(terminal, arguments);
    }
}
