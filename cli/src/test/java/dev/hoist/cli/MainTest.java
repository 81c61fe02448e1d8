package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.Terminal;
import dev.hoist.cli.command.Version;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final String FLAG = "flags/a/x.yaml";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();
    private boolean terminal;

    /** A repository with one flag that nobody has. */
    @BeforeEach
    void keepFlags() throws IOException {
        Git.run(directory, "init", "-q", "-b", "main");
        Files.createDirectories(directory.resolve("flags/a"));
        Files.writeString(directory.resolve("flags/policy.yaml"), """
            policy: 1
            environments:
              production: {ladder: [0, 1, 50, 100], soak: 1h}
            """);
        declare(0);
        commit();
    }

    private void declare(int percentage) throws IOException {
        Files.writeString(directory.resolve(FLAG), """
            flag: x
            description: What it says
            owner: a-team
            environments:
              production: {percentage: %d}
            """.formatted(percentage));
    }

    private String commit() {
        Git.run(directory, "add", "-A");
        Git.run(directory, "commit", "-q", "-m", "a change");
        return commit("HEAD");
    }

    private String commit(String revision) {
        return Git.run(directory, "rev-parse", revision).strip();
    }

    @Test
    void acceptsWithZero() {
        assertThat(run("validate")).isEqualTo(0);
        assertThat(out.toString()).startsWith("accepted\n").contains(" HEAD, there is no remote\n");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void refusesWithOne() throws IOException {
        declare(50);

        assertThat(run("validate")).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("refused: 1 error\n\nflags/a/x.yaml:5:28: ")
                .contains("[skipped-step]\n");
    }

    @Test
    void passesOnWhatItIsAsked() throws IOException {
        Git.run(directory, "mv", "flags", "config");
        commit();
        Git.run(directory, "tag", "v1");
        Files.createDirectory(directory.resolve("a b"));
        Git.run(directory, "mv", "config/a", "config/b");
        String head = commit();

        assertThat(run(
                        "validate",
                        "--repo",
                        "a b",
                        "--flags=config",
                        "--base",
                        "v1",
                        "--head",
                        "main",
                        "--now",
                        "2026-11-24T10:00:00+01:00",
                        "--format",
                        "json"))
                .isEqualTo(0);
        assertThat(out.toString())
                .startsWith("{\n  \"verdict\": \"accepted\"")
                .contains("\"base\": \"" + commit("v1"), "\"head\": \"" + head, "\"now\": \"2026-11-24T09:00:00Z\"");
    }

    @Test
    void refusesForOneStepOfMany() throws IOException {
        String base = commit("HEAD");
        declare(50);
        String refused = commit();
        declare(0);
        commit();

        assertThat(run("validate", "--each", "--base", base, "--head", "main")).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("commit " + refused.substring(0, 12) + " refused: 1 error\n")
                .contains("as a whole accepted\n");
    }

    @Test
    void tellsWhatAChangeDoes() throws IOException {
        Git.run(directory, "tag", "v1");
        declare(1);
        commit();
        Git.run(directory, "tag", "v2");

        assertThat(run("diff", "--base", "v1", "--head", "v2", "--now=2026-11-24T08:00:00Z"))
                .isEqualTo(0);
        assertThat(out.toString())
                .startsWith("production ")
                .contains("\naccepted\n")
                .contains(" v1, --base\n");
    }

    @Test
    void endsADiffAsTheVerdictDoes() throws IOException {
        declare(50);

        assertThat(run("diff", "--format=markdown")).isEqualTo(1);
        assertThat(out.toString()).startsWith("## Hoist: refused: 1 error\n");
    }

    @Test
    void neverRefusesADiffWithoutAWord() throws IOException {
        Files.writeString(directory.resolve("flags/a/y.yml"), "flag: y");

        assertThat(run("diff")).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEqualTo("""
            hoist: refused, though nobody gains or loses a flag
              = help: "hoist validate" says what is wrong
            """);
    }

    @Test
    void saysOnceThatAReportCannotBeWritten() {
        Path file = directory.resolve("x".repeat(300));

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
        assertThat(out.toString()).startsWith("accepted").doesNotContain("HEAD");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ``                                  | which command?
        vaildate                            | "hoist" has no command "vaildate"; did you mean "validate"?
        validate --fromat json              | "hoist validate" has no option "--fromat"; did you mean "--format"?
        validate --bse=main                 | "hoist validate" has no option "--bse"; did you mean "--base"? "hoist validate --help" says
        validate -x                         | "hoist validate" has no option "-x"; "hoist validate --help" says what it takes
        validate -b=main                    | "hoist validate" has no option "-b"; did you mean "--base"?
        validate -f                         | "hoist validate" has no option "-f"; did you mean "--flags" or "--format"?
        validate --color sometimes          | --color "sometimes" is no way to color; there are auto, always, never
        diff --color=alwas                  | did you mean "always"?
        validate --flags=/elsewhere/flags   | --flags "/elsewhere/flags" lies outside the repository
        completion tcsh                     | no script for the shell "tcsh"
        validate x                          | "hoist validate" has no argument "x"
        validate --format jsno              | no format "jsno"; did you mean "json"?
        validate --format csv               | one change cannot be written as "csv"; there are text, json,
        audit --format sarif                | a history cannot be written as "sarif"; there are text, json,
        validate --report sarif             | --report "sarif" names no file; write it as in --report sarif=hoist.sarif
        validate --report sarif=            | --report "sarif=" names no file
        validate --report sarfi=x           | no format "sarfi"; did you mean "sarif"?
        validate --report csv=x             | one change cannot be written as "csv"
        validate --report json=x --report sarif=./x | x" twice; give each report a file of its own
        validate --report json=no/x         | no/x" cannot be written: there is no directory
        validate --report json=.            | " is not a regular file; name a regular file or a new one
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
        explain --format json no-such-rule  | no rule "no-such-rule"; "hoist explain" lists the rules
        explain --format jsno               | no format "jsno"; did you mean "json"?
        generate                            | "hoist generate" needs --out=DIR and --package=NAME
        compare                             | "hoist compare" needs OFF and ON; "hoist compare --help" says what it takes
        compare off.json                    | "hoist compare" needs ON and --within=METRIC=10%
        tick                                | "hoist tick" needs FLAG; "hoist tick --help" says what it takes
        raise                               | "hoist raise" needs FLAG and --environment=ENV
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
                .startsWith("hoist: ")
                .contains(message)
                .doesNotContain("\tat ");
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
    void writesSeveralReportsInOneRun() throws IOException {
        declare(50);

        assertThat(run("validate", "--report", "sarif=a.sarif", "--report=junit=" + directory.resolve("b c.xml")))
                .isEqualTo(1);
        assertThat(out.toString()).startsWith("refused: 1 error\n");
        assertThat(directory.resolve("a.sarif")).content().contains("\"ruleId\": \"skipped-step\"");
        assertThat(directory.resolve("b c.xml")).content().contains("<failure message=");
        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(".git", "flags", "a.sarif", "b c.xml");
        }
    }

    @Test
    void writesReportsOnAHistory() throws IOException {
        declare(50);
        commit();

        assertThat(run("audit", "--report", "csv=a.csv", "--report", "json=b.json"))
                .isEqualTo(1);
        assertThat(directory.resolve("a.csv")).content().contains(",skipped-step,error,flags/a/x.yaml,5,");
        assertThat(directory.resolve("b.json")).content().startsWith("{\n  \"verdict\": \"refused\"");
    }

    @Test
    void leavesNoReportOnAHistoryThatEndsInTheMiddle() throws IOException {
        declare(1);
        commit();
        declare(50);
        commit();
        String blob = commit("HEAD:" + FLAG);
        Files.delete(directory.resolve(".git/objects/" + blob.substring(0, 2) + "/" + blob.substring(2)));

        assertThat(run("audit", "--report", "csv=a.csv")).isEqualTo(2);
        assertThat(directory.resolve("a.csv"))
                .content()
                .contains("cannot-judge")
                .doesNotContain("a change");
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void saysThatTheAnswerCannotBeWritten() {
        for (String command : List.of("validate", "audit")) {
            err.getBuffer().setLength(0);

            assertThat(new Main(terminal(failing("No space left on device"))).run(command))
                    .isEqualTo(2);
            assertThat(err.toString())
                    .startsWith("hoist: cannot judge: the answer cannot be written: No space left on device\n");
        }
    }

    @Test
    void isSilentWhenItsReaderHasReadEnough() {
        assertThat(new Main(terminal(failing("Broken pipe"))).run("audit")).isEqualTo(2);
        assertThat(err.toString()).isEmpty();
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

    @Test
    void touchesNothingThatIsNoReport() throws IOException {
        Path inTheWay = Files.createDirectory(directory.resolve("report"));
        Files.writeString(inTheWay.resolve("x"), "x");

        assertThat(run("validate", "--report", "json=report")).isEqualTo(2);
        assertThat(inTheWay.resolve("x")).content().isEqualTo("x");
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

    @ParameterizedTest
    @CsvSource({"always, true, 1, true", "never, false, '', false", "auto, true, '', false", "auto, false, 1, true"})
    void colorsAsTheOptionSays(String when, boolean no, String force, boolean colored) {
        environment.putAll(Map.of("NO_COLOR", no ? "1" : "", "CLICOLOR_FORCE", force));

        assertThat(run("validate", "--color", when)).isEqualTo(0);
        assertThat(out.toString().contains("\u001b[")).isEqualTo(colored);
        out.getBuffer().setLength(0);
        assertThat(run("--color=" + when, "validate")).isEqualTo(0);
        assertThat(out.toString().contains("\u001b[")).isEqualTo(colored);
    }

    @Test
    void isQuietWhereAllIsWell() throws IOException {
        assertThat(run("validate", "--quiet")).isEqualTo(0);
        assertThat(run("-q", "audit")).isEqualTo(0);
        assertThat(out.toString()).isEmpty();

        declare(50);
        assertThat(run("validate", "-q")).isEqualTo(1);
        assertThat(out.toString()).startsWith("refused: 1 error\n");
    }

    @Test
    void letsTimePassEarly() throws IOException {
        declare(1);
        commit();
        declare(50);
        String[] soaking = {"validate", "--base=HEAD", "--now=2026-11-02T09:30:00Z"};

        assertThat(run(soaking)).isEqualTo(1);
        assertThat(run(soaking[0], soaking[1], soaking[2], "--early")).isEqualTo(0);
        assertThat(out.toString())
                .contains("\naccepted: 1 warning\n", "warning: ", "[soak-cut-short]", "would pass from ");
        assertThat(run("diff", soaking[1], soaking[2])).isEqualTo(1);
        assertThat(run("diff", soaking[1], soaking[2], "--early")).isEqualTo(0);
    }

    @Test
    void mendsNothingButTimeEarly() throws IOException {
        declare(50);

        assertThat(run("validate", "--early")).isEqualTo(1);
        assertThat(out.toString()).contains("[skipped-step]");
    }

    @Test
    void takesAnAbsoluteFlagsDirectory() throws IOException {
        declare(50);

        assertThat(run("validate", "--flags", directory.resolve("flags").toString(), "--format=json"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("\"file\": \"flags/a/x.yaml\"");
    }

    @Test
    void saysThatNobodyPushesIntoAWorkingTree() {
        assertThat(run("hook", "status")).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("no gate: \"" + directory + "\" is a working tree, and nobody pushes into one\n");
    }

    @Test
    void namesWhatItBundles() {
        assertThat(run("--version", "--verbose")).isEqualTo(0);
        assertThat(out.toString()).startsWith("hoist ").contains("\nsnakeyaml 2.7 Apache-2.0: Apache-2.0.txt\n");
    }

    @Test
    void callsEachCommandByTheNameThatItGivesItself() {
        assertThat(Commands.all().getSubcommands()).allSatisfy((name, command) -> {
            assertThat(command.getCommandName()).isEqualTo(name);
            assertThat(Commands.parserOf(name).getSubcommands()).containsKey(name);
        });
    }

    @Test
    void saysExitCodesAnExampleAndItsPageInEveryHelp() {
        requireHelp(Commands.all());
        assertThat(Commands.all().getUsageMessage()).endsWith("\nDocumentation: https://hoist.dev\n");
    }

    @Test
    void listsEveryCommand() throws IOException, URISyntaxException, ClassNotFoundException {
        Path classes = Path.of(Commands.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        List<Class<?>> commands = new ArrayList<>();
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(path -> path.toString().endsWith("Command.class"))
                    .toList()) {
                String path = classes.relativize(file).toString();
                Class<?> type =
                        Class.forName(path.replace(File.separatorChar, '.').replaceFirst("[.]class$", ""));
                if (ExecutableCommand.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                    commands.add(type);
                }
            }
        }
        assertThat(commands)
                .as("every command is in Commands, or in a group that is there")
                .hasSizeGreaterThan(30)
                .allSatisfy(type -> assertThat(called(Commands.all())).contains(type));
    }

    private static List<Class<?>> called(CommandLine group) {
        return group.getSubcommands().values().stream()
                .<Class<?>>flatMap(command -> Stream.concat(
                        Stream.of(command.getCommandSpec().userObject().getClass()), called(command).stream()))
                .toList();
    }

    private static void requireHelp(CommandLine group) {
        assertThat(group.getSubcommands()).allSatisfy((name, command) -> {
            requireHelp(command);
            if (!command.getCommandSpec().usageMessage().hidden() && !name.equals("help")) {
                assertThat(command.getUsageMessage())
                        .as(name)
                        .contains("\nExit codes: 0 ", "\nExamples:\n  ", "--color", "--quiet", "--help")
                        .containsPattern("\nDocumentation: https://hoist\\.dev/[a-z/-]+\n$");
                String page = command.getUsageMessage().replaceAll("(?s).*https://hoist\\.dev/|\\s+$", "");
                assertThat(Stream.of(page + ".md", page + "/README.md"))
                        .as(page)
                        .anyMatch(file -> Files.exists(Path.of("..", "docs").resolve(file)));
            }
        });
    }

    @Test
    void addsToTheJobSummary() throws IOException {
        Path summary = Files.writeString(directory.resolve("summary.md"), "before\n");
        environment.put("GITHUB_STEP_SUMMARY", summary.toString());
        declare(50);

        assertThat(run("validate", "--format=github")).isEqualTo(1);
        assertThat(out.toString()).contains("::error file=flags/a/x.yaml,line=5,");
        assertThat(summary).content().startsWith("before\n## Hoist: refused");
        assertThat(summary).content().contains("(`skipped-step`)");

        commit();
        run("audit", "--format=github");
        assertThat(summary).content().endsWith("**Hoist audit: refused: 1 of 2 changes**\n");

        run("validate", "--format=github", "--base=");
        assertThat(summary)
                .content()
                .endsWith("## Hoist cannot judge\n\n--base is empty\n\nhelp: give it a value, or leave it out\n");
    }

    @Test
    void saysThatTheJobSummaryCannotBeWritten() {
        environment.put("GITHUB_STEP_SUMMARY", directory.toString());

        assertThat(run("validate", "--format=github")).isEqualTo(2);
        assertThat(err.toString()).contains("cannot be written");
    }

    @Test
    void auditsAHistory() throws IOException {
        Git.run(directory, "tag", "v1");
        declare(50);
        String refused = commit();
        Git.run(directory, "tag", "v2");
        declare(0);
        String later = commit();

        assertThat(run("audit", "--from", "v1", "--to", "v2", "--format", "json"))
                .isEqualTo(1);
        assertThat(out.toString())
                .startsWith("{\n  \"verdict\": \"refused\",\n  \"changes\": [")
                .contains(refused)
                .doesNotContain(later, commit("v1"));
    }

    @Test
    void neverAcceptsAHistoryWithoutChanges() {
        assertThat(run("audit", "--flags=nowhere")).isEqualTo(2);
        assertThat(err.toString()).contains("there is nothing to audit");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void saysWhatHoldsOfARuleAsJson() {
        assertThat(run("explain", "--format", "json", "closed-window")).isZero();
        assertThat(out.toString())
                .contains("\"id\": \"closed-window\"", "\"mendedByTime\": true, \"waitsFor\": \"clock\"")
                .doesNotContain("skipped-step");
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
        directory = Files.createDirectory(directory.resolve("gone"));
        Files.delete(directory);

        assertThat(run("validate")).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("hoist: cannot judge: the current directory \"" + directory + "\" cannot be read\n")
                .doesNotContain("--repo");
    }

    private int run(String... arguments) {
        return new Main(terminal(out)).run(arguments);
    }

    private Terminal terminal(Writer out) {
        return WithoutInput.terminal(
                out,
                new PrintWriter(err, true),
                terminal,
                terminal,
                environment,
                directory,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
