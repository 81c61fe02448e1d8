package dev.hoist.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeownersCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final String FILE = ".github/CODEOWNERS";
    private static final String BEGIN =
            "# BEGIN hoist: \"hoist codeowners\" writes these lines from what the flags say\n";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void keepTwoFlags() throws IOException {
        Git.run(directory, "init", "-q", "-b", "main");
        write("flags/policy.yaml", "policy: 1\nenvironments:\n  live: {ladder: [0, 100], soak: 1h}\n");
        flag("checkout", "new_checkout", "shop");
        flag("checkout", "one_tap", "shop");
    }

    @Test
    void writesALineForAGroupWhoseOwnersAgreeAndOneForEachFileOtherwise() throws IOException {
        flag("search", "fuzzy", "search");
        flag("search", "ranking", "Größe & Co");
        assertThat(run(
                        "--prefix",
                        "@acme/",
                        "--map",
                        "Größe & Co=@ada bob@acme.example",
                        "--policy-owner",
                        "@acme/release"))
                .isZero();
        assertThat(out.toString()).isEqualTo("wrote .github/CODEOWNERS\n");
        assertThat(text()).isEqualTo(BEGIN + """
            # prefix: @acme/
            # owner: Größe & Co = @ada bob@acme.example
            # policy: @acme/release
            /flags/ @acme/release
            /flags/checkout/ @acme/shop
            /flags/search/fuzzy.yaml @acme/search
            /flags/search/ranking.yaml @ada bob@acme.example
            # END hoist
            """);
    }

    @Test
    void remembersWhatItWasToldAndOwnsExperimentsToo() throws IOException {
        run("--prefix", "@acme/");
        write("flags/checkout/colours.yaml", """
            experiment: colours
            description: Colours
            owner: design
            within: one_tap
            status: draft
            variants: {red: 50, blue: 50}
            metrics: [sales]
            """);
        assertThat(run()).isZero();
        assertThat(text()).isEqualTo(BEGIN + """
            # prefix: @acme/
            /flags/checkout/colours.yaml @acme/design
            /flags/checkout/new_checkout.yaml @acme/shop
            /flags/checkout/one_tap.yaml @acme/shop
            # END hoist
            """);
        run("--prefix", "@emca/", "--policy-owner", "@x");
        assertThat(text())
                .contains("# prefix: @emca/\n# policy: @x\n/flags/ @x\n")
                .doesNotContain("@acme");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "* @all\n", "* @all", "* @all\r\n/docs/ @writers\r\n", "\n\n", "\uFEFF* @all\n"})
    void leavesEveryOtherCharacterAlone(String others) throws IOException {
        write(FILE, others);
        run("--prefix", "@acme/");
        String first = text();
        assertThat(first).startsWith(others);
        flag("checkout", "one_tap", "other");
        run();
        String second = text();
        assertThat(second).startsWith(others).contains("/flags/checkout/one_tap.yaml @acme/other");
        flag("checkout", "one_tap", "shop");
        run();
        assertThat(text()).isEqualTo(first);
        assertThat(first.contains("\r\n")).isEqualTo(others.contains("\r\n"));
        assertThat(first.replace("\r\n", "").contains("\n")).isNotEqualTo(others.contains("\r\n"));
    }

    @Test
    void keepsWhatStandsBehindTheSection() throws IOException {
        write(FILE, "* @all\n# BEGIN hoist\nanything\n# END hoist\n\n/docs/ @writers\n# the end");
        assertThat(run("--prefix", "@acme/")).isZero();
        assertThat(text())
                .isEqualTo("* @all\n" + BEGIN
                        + "# prefix: @acme/\n/flags/checkout/ @acme/shop\n# END hoist\n\n/docs/ @writers\n"
                        + "# the end");
    }

    @Test
    void checksWithoutWriting() throws IOException {
        assertThat(run("--check", "--prefix", "@acme/")).isOne();
        assertThat(directory.resolve(FILE)).doesNotExist();
        run("--prefix", "@acme/");
        assertThat(run("--check")).isZero();
        assertThat(out.toString()).isEqualTo("unchanged: .github/CODEOWNERS\n");
        flag("checkout", "new_checkout", "payments");
        String before = text();
        assertThat(run("--check")).isOne();
        assertThat(out.toString()).isEqualTo("""
            refused: .github/CODEOWNERS is not what the flags say
              - /flags/checkout/ @acme/shop
              + /flags/checkout/new_checkout.yaml @acme/payments
              + /flags/checkout/one_tap.yaml @acme/shop
              = help: run "hoist codeowners", and commit what it writes
            """);
        assertThat(text()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "*.yaml",
                "/flags/",
                "flags",
                "/flags/*/*.yaml",
                "flags/checkout/one_ta?.yaml",
                "**/checkout/"
            })
    void refusesALineBehindTheSectionThatTakesAFlagAway(String pattern) throws IOException {
        run("--prefix", "@acme/");
        Files.writeString(directory.resolve(FILE), text() + "\n/docs/ @writers\n" + pattern + " @all\n");
        for (String[] arguments : List.of(new String[] {"--check"}, new String[] {})) {
            assertThat(run(arguments)).isOne();
            assertThat(out.toString())
                    .startsWith("refused: .github/CODEOWNERS:7: \"" + pattern
                            + " @all\" comes later and takes \"flags/checkout/")
                    .contains(".yaml\" from @acme/shop\n  = help: move it in front of the section");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/", "*.md", "/flags/*", "/flag", "checkouts/", "/src/**/flags.yaml", "\\*"})
    void acceptsALineBehindTheSectionThatIsAboutOtherFiles(String pattern) throws IOException {
        run("--prefix", "@acme/");
        Files.writeString(directory.resolve(FILE), text() + pattern + " @all\n");
        assertThat(run("--check")).isZero();
    }

    @Test
    void hasAPartOfItsOwnInGitlab() throws IOException {
        write(".gitlab-ci.yml", "stages: [build]\n");
        write("CODEOWNERS", "* @all\n\n[Docs] @writers\n/docs/\n");
        assertThat(run("--prefix", "@acme/")).isZero();
        assertThat(out.toString()).startsWith("wrote CODEOWNERS\n");
        String written = Files.readString(directory.resolve("CODEOWNERS"));
        assertThat(written).endsWith("""
            /docs/

            # BEGIN hoist: "hoist codeowners" writes these lines from what the flags say
            # prefix: @acme/
            [Feature flags]
            /flags/checkout/ @acme/shop
            # END hoist
            """);
        write("CODEOWNERS", written + "\n^[All]\n* @all\n");
        assertThat(run("--check")).isZero();
        write("CODEOWNERS", written + "\n* @all\n");
        assertThat(run("--check")).isOne();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        README           |                  | .github/CODEOWNERS
        CODEOWNERS       |                  | CODEOWNERS
        docs/CODEOWNERS  |                  | docs/CODEOWNERS
        .gitlab-ci.yml   |                  | .gitlab/CODEOWNERS
        .gitlab-ci.yml   | .github/x        | .gitlab/CODEOWNERS
        CODEOWNERS       | .github/CODEOWNERS | .github/CODEOWNERS
        """)
    void findsTheFileWhereTheProductLooksFirst(String one, String two, String written) throws IOException {
        write(one, "\n");
        if (two != null) {
            write(two, "\n");
        }
        run("--prefix", "@acme/");
        assertThat(out.toString()).startsWith("wrote " + written + "\n");
    }

    @Test
    void givesEveryFileItsOwnerWhateverItsGroupIsCalledAsGitReadsThePatterns() throws IOException {
        List<String> groups = List.of(
                "a b", " a", "b ", "a#b", "axb", "#", "!not", "a*", "ab", "[x]", "x", "a?c", "abc", "Größe", "日本",
                "a'b", "\"q\"", "-x", "@me", "a,b", "a;b", "$(id)", "~", "{a,b}", "%41", "a=b", "\\d", "d", "..a", "&");
        Map<String, String> owners = new LinkedHashMap<>();
        for (int index = 0; index < groups.size(); index++) {
            String key = "flag_x" + index;
            flag(groups.get(index), key, "team-" + index);
            owners.put("flags/" + groups.get(index) + "/" + key + ".yaml", "@acme/team-" + index);
        }
        owners.put("flags/checkout/one_tap.yaml", "@acme/shop");
        assertThat(run("--prefix", "@acme/")).isZero();
        Map<String, String> patterns = new LinkedHashMap<>();
        text().lines().filter(line -> line.startsWith("/")).forEach(line -> {
            int space = line.lastIndexOf(" @");
            patterns.put(line.substring(0, space), line.substring(space + 1));
        });
        Path ignore = Files.write(directory.resolve(".git/patterns"), patterns.keySet());
        List<String> inOrder = List.copyOf(patterns.values());
        owners.forEach((path, owner) -> {
            String said =
                    Git.run(directory, "-c", "core.excludesFile=" + ignore, "check-ignore", "-v", "--no-index", path);
            int line = Integer.parseInt(
                    said.substring(ignore.toString().length() + 1).split(":", -1)[0]);
            assertThat(inOrder.get(line - 1)).as(path).isEqualTo(owner);
        });
    }

    @Test
    void refusesGroupsThatNoPatternTellsApart() throws IOException {
        flag("a#b", "one", "team-one");
        flag("a[b", "two", "team-two");
        assertThat(run("--prefix", "@acme/")).isEqualTo(2);
        assertThat(err.toString()).startsWith("hoist: no CODEOWNERS line can match only \"flags/a#b/one.yaml\"\n");
    }

    @Test
    void asksWhoAnOwnerIs() throws IOException {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("""
            hoist: the name in CODEOWNERS of "shop", the owner of "flags/checkout/new_checkout.yaml", is not known
              = help: say it with --map "shop=@acme/team", or give all owners a prefix, as in --prefix @acme/
            """);
        flag("checkout", "new_checkout", "\"a\\nb\"");
        assertThat(run("--prefix", "@acme/")).isEqualTo(2);
        assertThat(err.toString())
                .contains("the name in CODEOWNERS of \"a\\nb\", the owner")
                .contains("write the owner in visible characters");
        assertThat(directory.resolve(FILE)).doesNotExist();
    }

    @Test
    void takesAnOwnerThatIsANameInCodeownersAsItIs() throws IOException {
        flag("checkout", "new_checkout", "\"@acme/shop\"");
        flag("checkout", "one_tap", "ada@acme.example");
        assertThat(run()).isZero();
        assertThat(text()).contains("new_checkout.yaml @acme/shop\n", "one_tap.yaml ada@acme.example\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        --prefix       | acme/             | "acme/" is not a valid prefix for names in CODEOWNERS
        --prefix       | @acme             | "@acme" is not a valid prefix for names in CODEOWNERS
        --prefix       | ``                | --prefix is empty
        --map          | shop              | --map "shop" maps nothing
        --map          | shop=me           | "me" is no name in CODEOWNERS
        --map          | shop=@a  @b       | "@a  @b" is no name in CODEOWNERS
        --map          | =@a               | "" is no owner that can be mapped
        --policy-owner | @a # b            | "@a # b" is no name in CODEOWNERS
        --policy-owner | @a,@b             | "@a,@b" is no name in CODEOWNERS
        --file         | ../CODEOWNERS     | lies outside the repository
        --file         | flags             | "flags" is not a regular file
        """)
    void refusesWhatHasNoMeaning(String option, String value, String message) {
        assertThat(run(option, value)).isEqualTo(2);
        assertThat(err.toString()).startsWith("hoist: ").contains(message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        # BEGIN hoist\\n/flags/ @a\\n              | .github/CODEOWNERS:1: the section has no end
        * @a\\n# END hoist\\n                     | .github/CODEOWNERS:2: the section has no beginning
        # END hoist\\n# BEGIN hoist\\n            | .github/CODEOWNERS:2: the section has no end
        # BEGIN hoist\\n# BEGIN hoist\\n          | .github/CODEOWNERS:2: a second line "# BEGIN hoist"
        # BEGIN hoist\\n# prefix: x\\n# END hoist\\n | "x" is not a valid prefix for names in CODEOWNERS
        """)
    void refusesASectionThatIsNone(String text, String message) throws IOException {
        String written = text.replace("\\n", "\n");
        write(FILE, written);
        assertThat(run("--map", "shop=@a")).isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(text()).isEqualTo(written);
    }

    @Test
    void writesNothingBehindALink(@TempDir Path outside) throws IOException {
        Files.createSymbolicLink(directory.resolve("linked"), outside);
        assertThat(run("--prefix", "@acme/", "--file", "linked/CODEOWNERS")).isEqualTo(2);
        assertThat(err.toString()).contains("\"linked/CODEOWNERS\" lies behind \"linked\", which is no folder");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void touchesNeitherLinksNorFilesInOtherEncodings() throws IOException {
        Files.createDirectories(directory.resolve(".github"));
        Files.createSymbolicLink(directory.resolve(FILE), Path.of("../README"));
        assertThat(run("--prefix", "@acme/")).isEqualTo(2);
        assertThat(err.toString()).contains("is not a regular file");
        Files.write(directory.resolve("OTHER"), "# Größe\n".getBytes(ISO_8859_1));
        assertThat(run("--prefix", "@acme/", "--file", "OTHER")).isEqualTo(2);
        assertThat(err.toString()).contains("\"OTHER\" cannot be read: it is not text in UTF-8");
    }

    @Test
    void refusesFlagsThatCannotBeRead() throws IOException {
        write("flags/checkout/broken.yaml", "flag: broken\n");
        assertThat(run("--prefix", "@acme/")).isOne();
        assertThat(out.toString()).startsWith("refused: ").contains("flags/checkout/broken.yaml");
        assertThat(directory.resolve(FILE)).doesNotExist();
    }

    private int run(String... options) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> arguments = new ArrayList<>(List.of("codeowners"));
        arguments.addAll(List.of(options));
        Terminal terminal = WithoutInput.terminal(
                out, new PrintWriter(err, true), false, false, Map.of(), directory, Clock.fixed(NOW, ZoneOffset.UTC));
        return new Main(terminal).run(arguments.toArray(String[]::new));
    }

    private String text() throws IOException {
        return Files.readString(directory.resolve(FILE));
    }

    private void flag(String group, String key, String owner) throws IOException {
        write(
                "flags/" + group + "/" + key + ".yaml",
                "flag: " + key + "\ndescription: Something\nowner: " + owner
                        + "\nenvironments:\n  live: {percentage: 0}\n");
    }

    private void write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
