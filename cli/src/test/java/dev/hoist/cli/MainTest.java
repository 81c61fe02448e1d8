package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.AuditRequest;
import dev.hoist.validator.Diffed;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.Judged;
import dev.hoist.validator.PushRequest;
import dev.hoist.validator.PushVerdict;
import dev.hoist.validator.ValidateRequest;
import dev.hoist.validator.diff.Diff;
import dev.hoist.validator.diff.EnvironmentDiff;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.CannotJudge;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Finding ERROR =
            Finding.errorIn(new RuleId("skipped-step"), "flags/a/x.yaml", "0 → 50 % skips 1 %");

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();
    private final FakeJudge judge = new FakeJudge();
    private boolean terminal;

    @BeforeEach
    void accept() {
        judge.answers.add(verdict());
    }

    @Test
    void acceptsWithZero() {
        assertThat(run("validate")).isEqualTo(0);
        assertThat(out.toString()).startsWith("accepted\n");
        assertThat(err.toString()).isEmpty();
        assertThat(judge.asked)
                .isEqualTo(
                        new ValidateRequest(directory, "flags", Optional.empty(), Optional.empty(), NOW, environment));
    }

    @Test
    void refusesWithOne() {
        judge.answers.set(0, verdict(ERROR));

        assertThat(run("validate")).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("refused: 1 error\n\nflags/a/x.yaml: 0 → 50 % skips 1 % [skipped-step]\n");
    }

    @Test
    void passesOnWhatItIsAsked() throws IOException {
        Files.createDirectory(directory.resolve("a b"));

        run(
                "validate",
                "--repo",
                "a b",
                "--flags=config/flags",
                "--base",
                "v1",
                "--head",
                "v2",
                "--now",
                "2026-11-24T10:00:00+01:00",
                "--format",
                "json");

        assertThat(judge.asked)
                .isEqualTo(new ValidateRequest(
                        directory.resolve("a b"),
                        "config/flags",
                        Optional.of("v1"),
                        Optional.of("v2"),
                        Instant.parse("2026-11-24T09:00:00Z"),
                        environment));
        assertThat(out.toString()).startsWith("{\n  \"verdict\": \"accepted\"");
    }

    @Test
    void refusesForOneStepOfMany() {
        judge.answers.add(0, verdict(ERROR));

        assertThat(run("validate", "--each")).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("commit 0123456789ab refused: 1 error\n")
                .contains("as a whole accepted\n");
    }

    @Test
    void tellsWhatAChangeDoes() {
        judge.moving = List.of(new EnvironmentDiff("production", List.of(), List.of(), List.of()));

        assertThat(run("diff", "--base", "v1", "--head", "v2", "--flags=f", "--now=2026-11-24T08:00:00Z"))
                .isEqualTo(0);
        assertThat(judge.asked)
                .isEqualTo(new ValidateRequest(
                        directory,
                        "f",
                        Optional.of("v1"),
                        Optional.of("v2"),
                        Instant.parse("2026-11-24T08:00:00Z"),
                        environment));
        assertThat(out.toString()).startsWith("production\n\naccepted\n").contains("base: main, --base\n");
    }

    @Test
    void endsADiffAsTheVerdictDoes() {
        judge.answers.set(0, verdict(ERROR));
        judge.moving = List.of(new EnvironmentDiff("production", List.of(), List.of(), List.of()));

        assertThat(run("diff", "--format=markdown")).isEqualTo(1);
        assertThat(out.toString()).startsWith("## Hoist: refused: 1 error\n");
    }

    @Test
    void neverRefusesADiffWithoutAWord() {
        judge.answers.set(0, verdict(ERROR));

        assertThat(run("diff")).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEqualTo("""
            hoist: refused, though nobody gains or loses a flag
              = help: "hoist validate" says what is wrong
            """);
    }

    @Test
    void saysOnceThatAReportCannotBeWritten() {
        Path file = directory.resolve("x".repeat(250));

        assertThat(run("validate", "--report", "json=" + file)).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("hoist: cannot judge: \"" + file + "\" cannot be written: File name too long\n  = help: ")
                .containsOnlyOnce("cannot be written");
    }

    @ParameterizedTest
    @CsvSource({"text, true", "markdown, true", "json, false"})
    void writesNothingForPeopleWhereNothingMoves(String format, boolean empty) {
        assertThat(run("diff", "--format", format)).isEqualTo(0);
        assertThat(out.toString().isEmpty()).isEqualTo(empty);
    }

    @Test
    void judgesStructureAlone() {
        assertThat(run("validate", "--structure-only")).isEqualTo(0);
        assertThat(judge.asked).isEqualTo(directory);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ``                                  | which command?
        vaildate                            | "hoist" has no command "vaildate"; did you mean "validate"?
        validate --fromat json              | "hoist validate" has no option "--fromat"; did you mean "--format"?
        validate x                          | "hoist validate" has no argument "x"
        validate --format jsno              | no format "jsno"; did you mean "json"?
        validate --format csv               | one change cannot be written as "csv"; there are text, json, sarif, github, gitlab, junit, markdown
        audit --format sarif                | a history cannot be written as "sarif"; there are text, json, github, junit, markdown, csv
        validate --report sarif             | --report "sarif" names no file; write it as in --report sarif=hoist.sarif
        validate --report sarif=            | --report "sarif=" names no file
        validate --report sarfi=x           | no format "sarfi"; did you mean "sarif"?
        validate --report csv=x             | one change cannot be written as "csv"
        validate --report json=x --report sarif=./x | x" twice; give each report a file of its own
        validate --report json=no/x         | no/x" cannot be written: there is no directory
        validate --report json=.            | " is no plain file; name one, or one that is not there yet
        validate --format                   | --format names no FORMAT; "hoist validate --help" says what it takes
        validate --now yesterday            | --now "yesterday" is no instant; write it as in 2026-11-24T08:00:00Z
        validate --base v1 --base v2        | --base comes twice
        validate --base=                    | --base is empty; give it a value, or leave it out
        validate --head=                    | --head is empty
        validate --flags=                   | --flags is empty
        validate --repo nowhere             | nowhere" is no directory; name a directory in the repository
        validate --structure-only --base v1 | --structure-only judges the files as they are
        validate --structure-only --each    | --structure-only judges the files as they are
        diff --format markdwon              | no format "markdwon"; did you mean "markdown"?
        diff --format sarif                 | no format "sarif"; there are text, json, markdown
        diff --base=                        | --base is empty
        diff --now soon                     | --now "soon" is no instant
        audit --from=                       | --from is empty
        audit --to=                         | --to is empty
        audit --base v1                     | "hoist audit" has no option "--base"
        explain no-such-rule                | no rule "no-such-rule"; "hoist explain" lists the rules
        explain ../../secret                | no rule "../../secret"
        generate                            | "hoist generate" needs --out=DIR and --package=NAME
        export flagd                        | "hoist export flagd" needs --environment=ENV; "hoist export flagd --help" says
        export flagd -e                     | --environment names no ENV
        hook install --timeout soon         | --timeout "soon" is no number; "hoist hook install --help" says what it takes
        help vaildate                       | no command "vaildate"
        """)
    void saysWhatIsWrongWithACall(String line, String message) {
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ", -1);

        assertThat(run(arguments)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().replace("\n  = help: ", "; "))
                .startsWith("hoist: cannot judge: ")
                .contains(message)
                .doesNotContain("\tat ");
    }

    @Test
    void saysWhyItCannotJudge() {
        judge.trouble = Optional.of(new CannotJudge("no base\u001b[2J", "set --base"));

        assertThat(run("validate")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("hoist: cannot judge: no base\\u001b[2J\n  = help: set --base\n");
        assertThat(run("audit")).isEqualTo(2);
    }

    @Test
    void tellsGithubThatItCannotJudge() {
        judge.trouble = Optional.of(new CannotJudge("no base: 100%", "set --base"));

        assertThat(run("validate", "--format", "github")).isEqualTo(2);
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
        judge.trouble = Optional.of(new CannotJudge("no base", "set --base"));
        Path file = Files.writeString(directory.resolve("report"), "all is well");

        assertThat(run(command, "--format", format, "--report=" + format + "=report"))
                .isEqualTo(2);
        assertThat(out.toString()).contains(text);
        assertThat(file).content().isEqualTo(out.toString());
        assertThat(err.toString()).startsWith("hoist: cannot judge: no base\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "validate --report gitlab=report --fromat x",
                "validate --report gitlab=report --report what=x",
                "validate --report gitlab=report --now yesterday",
                "validate --report gitlab=report --report=json=no/x"
            })
    void tellsWhoAwaitsAReportThatTheCallMakesNoSense(String line) throws IOException {
        Path file = Files.writeString(directory.resolve("report"), "[]");

        assertThat(run(line.split(" ", -1))).isEqualTo(2);
        assertThat(file).content().contains("\"severity\": \"blocker\"", "\"path\": \"flags/policy.yaml\"");
    }

    @Test
    void tellsWhoAwaitsAReportOfItsOwnMistakes() throws IOException {
        judge.trouble = Optional.of(new IllegalStateException("two policies"));

        assertThat(run("validate", "--flags", "config/flags", "--report", "gitlab=report"))
                .isEqualTo(2);
        assertThat(directory.resolve("report"))
                .content()
                .contains("internal error: java.lang.IllegalStateException: two policies", "config/flags/policy.yaml");
    }

    @Test
    void writesSeveralReportsInOneRun() throws IOException {
        judge.answers.set(0, verdict(ERROR));

        assertThat(run("validate", "--report", "sarif=a.sarif", "--report=junit=" + directory.resolve("b c.xml")))
                .isEqualTo(1);
        assertThat(out.toString()).startsWith("refused: 1 error\n");
        assertThat(directory.resolve("a.sarif")).content().contains("\"ruleId\": \"skipped-step\"");
        assertThat(directory.resolve("b c.xml")).content().contains("<failure message=\"0 → 50 % skips 1 %\"");
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("a.sarif", "b c.xml");
        }
    }

    @Test
    void writesReportsOnAHistory() throws IOException {
        judge.answers.set(0, verdict(ERROR));

        assertThat(run("audit", "--report", "csv=a.csv", "--report", "json=b.json"))
                .isEqualTo(1);
        assertThat(directory.resolve("a.csv")).content().contains(",skipped-step,error,flags/a/x.yaml,,");
        assertThat(directory.resolve("b.json")).content().startsWith("{\n  \"verdict\": \"refused\"");
    }

    @Test
    void leavesNoReportOnAHistoryThatEndsInTheMiddle() throws IOException {
        judge.troubleAfterwards = Optional.of(new CannotJudge("an object is missing", "fetch it"));

        assertThat(run("audit", "--report", "csv=a.csv")).isEqualTo(2);
        assertThat(directory.resolve("a.csv"))
                .content()
                .contains("cannot-judge")
                .doesNotContain("a change");
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void writesOneDocumentWhereAFileCannotBeWritten() throws IOException {
        Path parent = Files.createDirectory(directory.resolve("reports"));
        judge.beforeAnswering = () -> delete(parent);

        assertThat(run("validate", "--format", "gitlab", "--report", "json=reports/x"))
                .isEqualTo(2);
        assertThat(out.toString()).contains("\"severity\": \"blocker\"", "cannot be written");
        assertThat(out.toString().lines().filter(line -> line.equals("["))).hasSize(1);
    }

    private static void delete(Path directory) {
        try {
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void touchesNothingThatIsNoReport() throws IOException {
        Path inTheWay = Files.createDirectory(directory.resolve("report"));
        Files.writeString(inTheWay.resolve("x"), "x");

        assertThat(run("validate", "--report", "json=report")).isEqualTo(2);
        assertThat(inTheWay.resolve("x")).content().isEqualTo("x");
    }

    @Test
    void asksForAReportOfItsOwnMistakes() {
        judge.trouble = Optional.of(new IllegalStateException("two policies"));

        assertThat(run("validate")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("hoist: internal error: java.lang.IllegalStateException: two policies\n")
                .contains("please report it")
                .contains(Version.text())
                .contains("--stacktrace")
                .doesNotContain("\tat ");
        run("validate", "--stacktrace");
        assertThat(err.toString()).contains("\tat dev.hoist.cli");
    }

    @Test
    void asksForAReportWhereTheStackRunsOut() {
        judge.trouble = Optional.of(new StackOverflowError());

        assertThat(run("validate")).isEqualTo(2);
        assertThat(err.toString()).contains("please report it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "audit"})
    void saysThatTheAnswerCannotBeWritten(String command) {
        Writer full = failing("No space left on device");

        assertThat(new Main(terminal(full), judge).run(command)).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("hoist: cannot judge: the answer cannot be written: No space left on device\n");
    }

    @Test
    void isSilentWhenItsReaderHasReadEnough() {
        assertThat(new Main(terminal(failing("Broken pipe")), judge).run("audit"))
                .isEqualTo(2);
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "true, '', '', '', true",
        "false, '', '', '', false",
        "true, 1, 1, '', false",
        "false, '', 1, '', true",
        "false, '', 0, '', false",
        "true, '', '', dumb, false"
    })
    void coloursWhatATerminalShows(boolean isTerminal, String no, String force, String kind, boolean coloured) {
        terminal = isTerminal;
        environment.putAll(Map.of("NO_COLOR", no, "CLICOLOR_FORCE", force, "TERM", kind));

        run("validate");

        assertThat(out.toString().contains("\u001b[")).isEqualTo(coloured);
    }

    @Test
    void addsToTheJobSummary() throws IOException {
        Path summary = Files.writeString(directory.resolve("summary.md"), "before\n");
        environment.put("GITHUB_STEP_SUMMARY", summary.toString());
        judge.answers.set(0, verdict(ERROR));

        assertThat(run("validate", "--format=github")).isEqualTo(1);
        assertThat(out.toString()).startsWith("::error file=flags/a/x.yaml,title=Hoist%3A skipped-step::");
        assertThat(summary).content().startsWith("before\n## Hoist: refused");
        assertThat(summary).content().contains("(`skipped-step`)");

        run("audit", "--format=github");
        assertThat(summary).content().endsWith("**Hoist audit: refused: 1 of 1 change**\n");

        judge.trouble = Optional.of(new CannotJudge("no base", "set --base"));
        run("validate", "--format=github");
        assertThat(summary).content().endsWith("## Hoist cannot judge\n\nno base\n\nhelp: set --base\n");
    }

    @Test
    void saysThatTheJobSummaryCannotBeWritten() {
        environment.put("GITHUB_STEP_SUMMARY", directory.toString());

        assertThat(run("validate", "--format=github")).isEqualTo(2);
        assertThat(err.toString()).contains("cannot be written");
    }

    @Test
    void auditsAHistory() {
        judge.answers.set(0, verdict(ERROR));

        assertThat(run("audit", "--from", "v1", "--to", "v2", "--format", "json"))
                .isEqualTo(1);
        assertThat(judge.asked)
                .isEqualTo(new AuditRequest(directory, "flags", Optional.of("v1"), Optional.of("v2"), NOW));
        assertThat(out.toString()).startsWith("{\n  \"verdict\": \"refused\",\n  \"changes\": [");
    }

    @Test
    void neverAcceptsAHistoryWithoutChanges() {
        judge.answers.clear();

        assertThat(run("audit")).isEqualTo(2);
        assertThat(err.toString()).contains("no change to judge");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "help",
                "validate --help",
                "audit --help",
                "diff --help",
                "explain --help",
                "help audit"
            })
    void helps(String line) {
        assertThat(run(line.split(" ", -1))).isEqualTo(0);
        assertThat(out.toString()).startsWith("Usage: hoist").doesNotContain("\u001b");
    }

    @Test
    void knowsItsVersion() {
        assertThat(run("--version")).isEqualTo(0);
        assertThat(out.toString())
                .matches("hoist \\d+\\.\\d+\\.\\d+(-SNAPSHOT)? \\(([0-9a-f]{12}|revision unknown)(, changed)?\\)\n");
    }

    @Test
    void saysWhatItWasBuiltFrom() {
        String revision = "0123456789abcdef0123456789abcdef01234567";

        assertThat(Version.text("1.2.3", revision, false)).isEqualTo("1.2.3 (0123456789ab)");
        assertThat(Version.text("1.2.3", revision, true)).isEqualTo("1.2.3 (0123456789ab, changed)");
        assertThat(Version.text("1.2.3", "unknown", false)).isEqualTo("1.2.3 (revision unknown)");
        assertThat(Version.text("1.2.3", "${hoist.revision}", false)).isEqualTo("1.2.3 (revision unknown)");
    }

    @Test
    void saysThatItsOwnDirectoryIsGone() throws IOException {
        Files.delete(directory);

        assertThat(run("validate")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("hoist: cannot judge: the current directory \"" + directory + "\" cannot be read\n")
                .doesNotContain("--repo");
        Files.createDirectory(directory);
    }

    private int run(String... arguments) {
        return new Main(terminal(out), judge).run(arguments);
    }

    private Terminal terminal(Writer out) {
        return new Terminal(
                out,
                new PrintWriter(err, true),
                terminal,
                terminal,
                environment,
                directory,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static Writer failing(String reason) {
        return new Writer() {
            @Override
            public void write(char[] buffer, int offset, int length) throws IOException {
                throw new IOException(reason);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private static Judged verdict(Finding... findings) {
        return new Judged(
                new Verdict(
                        Kind.NONE,
                        Optional.empty(),
                        "0123456789abcdef",
                        NOW,
                        Verdict.TimeSource.CLAIMED,
                        ZoneOffset.UTC,
                        List.of(findings),
                        List.of()),
                "main",
                "--base");
    }

    /** Answers what it is told to, and remembers what it was asked. */
    private static final class FakeJudge implements Judge {
        private final List<Judged> answers = new ArrayList<>();
        private List<EnvironmentDiff> moving = List.of();
        private Object asked = "nothing";
        private Optional<Throwable> trouble = Optional.empty();
        private Runnable beforeAnswering = () -> {};
        private Optional<CannotJudge> troubleAfterwards = Optional.empty();

        private void hear(Object question) {
            asked = question;
            beforeAnswering.run();
            if (trouble.orElse(null) instanceof RuntimeException exception) {
                throw exception;
            }
            if (trouble.orElse(null) instanceof Error error) {
                throw error;
            }
        }

        @Override
        public List<Judged> validate(ValidateRequest request) {
            hear(request);
            return answers.subList(answers.size() - 1, answers.size());
        }

        @Override
        public List<Judged> validateEach(ValidateRequest request) {
            hear(request);
            return answers;
        }

        @Override
        public List<PushVerdict> receive(PushRequest request) {
            hear(request);
            return List.of();
        }

        @Override
        public Diffed diff(ValidateRequest request) {
            hear(request);
            return new Diffed(new Diff(answers.get(0).verdict(), moving), "main", "--base");
        }

        @Override
        public Judged structure(Path directory, String flags, Instant now) {
            hear(directory);
            return answers.get(answers.size() - 1);
        }

        @Override
        public void audit(AuditRequest request, Consumer<AuditedChange> each, Hoist.AuditProgress progress) {
            hear(request);
            for (Judged judged : answers) {
                each.accept(new AuditedChange("0123456789abcdef", NOW, "Ada", "a change", judged.verdict()));
                progress.judged(1, 1);
            }
            if (troubleAfterwards.isPresent()) {
                throw troubleAfterwards.get();
            }
        }
    }
}
