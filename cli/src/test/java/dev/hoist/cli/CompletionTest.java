package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.cli.command.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code hoist completion}, also in the shells themselves. */
class CompletionTest {
    @TempDir
    Path directory;

    @BeforeEach
    void keepFlags() throws IOException {
        Git.run(directory, "init", "-q", "-b", "main");
        Files.createDirectories(directory.resolve("flags/checkout"));
        Files.writeString(directory.resolve("flags/policy.yaml"), """
            policy: 1
            environments:
              staging: {ladder: [0, 100], soak: 0m}
              production: {ladder: [0, 100], soak: 0m}
            """);
        Files.writeString(directory.resolve("flags/checkout/one_click.yaml"), "flag: one_click\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        val                       | validate
        hook st                   | status
        validate --st             | --stacktrace --structure-only
        validate --format js      | json
        validate --format=js      | --format=json
        validate --format = js    | json
        diff --color a            | auto always
        explain skipped           | skipped-step
        export flagd -e s         | staging
        completion f              | fish
        help cod                  | codeowners
        """)
    void completes(String line, String candidates) {
        List<String> words = new ArrayList<>(List.of("__complete", "--"));
        words.addAll(List.of(line.split(" ", -1)));

        assertThat(run(words.toArray(String[]::new)).lines().map(said -> said.split("\t", 2)[0]))
                .containsExactly(candidates.split(" ", -1));
    }

    @Test
    void saysWhatACandidateIs() {
        assertThat(run("__complete", "--", "exp")).isEqualTo("""
                        experiment\tCounts who took part in experiments, and says whether that is even and enough.
                        export\tExports the flags to another system.
                        explain\tExplains what a rule refuses and why.
                        """);
    }

    @Test
    void hasNothingToSayOutsideOfARepository() throws IOException {
        directory = Files.createTempDirectory(directory.getParent(), "elsewhere");

        assertThat(run("__complete", "--", "export", "flagd", "-e", "")).isEmpty();
    }

    @Test
    void completesInBash() throws IOException {
        assertThat(shell("bash", """
            source hoist.bash
            COMP_WORDS=(hoist export flagd -e st)
            COMP_CWORD=4
            _hoist
            printf '%s\\n' "${COMPREPLY[@]}"
            complete -p hoist
            """)).isEqualTo("staging\ncomplete -o default -F _hoist hoist\n");
    }

    @Test
    void completesInZsh() throws IOException {
        assertThat(shell("zsh", """
            compdef() { print "compdef $*"; }
            _describe() { print -l -- "${(@P)3}"; }
            source hoist.zsh
            words=(hoist hook st)
            CURRENT=3
            _hoist
            """))
                .startsWith("compdef _hoist hoist\nstatus:Shows whether")
                .hasLineCount(2);
    }

    @Test
    void completesInFish() throws IOException {
        assertThat(shell("fish", """
            source hoist.fish
            complete -C "hoist validate --format js"
            """)).isEqualTo("json\n");
    }

    private String shell(String shell, String script) throws IOException {
        Path there = Path.of("/usr/bin", shell);
        if (!Files.isExecutable(there)) {
            System.err.println("NOT TRIED: completion in " + shell + ", for there is no " + there);
            Assumptions.abort("there is no " + there);
        }
        Files.writeString(directory.resolve("hoist." + shell), run("completion", shell));
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path hoist = Files.writeString(
                bin.resolve("hoist"),
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin/java")
                        + "' -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path")
                        + "' dev.hoist.cli.Main \"$@\"\n");
        assertThat(hoist.toFile().setExecutable(true)).isTrue();
        Path file = Files.writeString(directory.resolve("script"), script);
        ProcessBuilder builder = new ProcessBuilder(
                        shell.equals("zsh")
                                ? List.of(there.toString(), "-f", file.toString())
                                : List.of(there.toString(), file.toString()))
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
        builder.environment().put("HOME", directory.toString());
        return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Terminal terminal = WithoutInput.terminal(
                out, new PrintWriter(err, true), false, false, Map.of(), directory, Clock.systemUTC());
        new Main(terminal).run(arguments);
        assertThat(err.toString()).isEmpty();
        return out.toString();
    }
}
