package dev.hoist.cli;

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
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeFlags() throws IOException {
        write("flags/policy.yaml", "policy: 1\nenvironments:\n  production:\n    ladder: [0, 100]\n    soak: 1h\n");
        write(
                "flags/basics/use_things.yaml",
                "flag: use_things\ndescription: Things\nowner: things\nenvironments:\n  production: {percentage: 0}\n");
    }

    @Test
    void generatesWithZeroAndChangesNothingASecondTime() {
        assertThat(run("generate", "--out", "gen", "--package", "com.example.flags"))
                .isZero();
        assertThat(out.toString()).matches("generated com\\.example\\.flags: \\d+ written, 0 unchanged, 0 removed\n");
        assertThat(directory.resolve("gen/com/example/flags/Flags.java"))
                .content()
                .contains("useThings(");
        assertThat(directory.resolve("gen/META-INF/hoist/flags.json")).content().contains("\"use_things\"");
        out.getBuffer().setLength(0);
        assertThat(run("generate", "--out", "gen", "--package", "com.example.flags"))
                .isZero();
        assertThat(out.toString()).matches("generated com\\.example\\.flags: 0 written, \\d+ unchanged, 0 removed\n");
    }

    @Test
    void refusesWithOneAndTouchesNothing() throws IOException {
        write("flags/basics/other.yaml", "flag: other\n");
        assertThat(run("generate", "--out", "gen", "--package", "com.example.flags"))
                .isOne();
        assertThat(out.toString()).startsWith("refused: ").contains("flags/basics/other.yaml");
        assertThat(directory.resolve("gen")).doesNotExist();
    }

    @Test
    void cannotGenerateWithTwo() {
        assertThat(run("generate", "--out", "gen", "--package", "com.class")).isEqualTo(2);
        assertThat(err.toString()).startsWith("hoist: \"com.class\" is no name for a Java package\n");
        assertThat(run("generate", "--package", "com.example")).isEqualTo(2);
        assertThat(run("generate", "--out", "", "--package", "com.example")).isEqualTo(2);
        assertThat(run("generate", "--out", "gen", "--package", "com.example", "--flags", "nowhere"))
                .isEqualTo(2);
        assertThat(directory.resolve("gen")).doesNotExist();
    }

    private int run(String... arguments) {
        Terminal terminal = WithoutInput.terminal(
                out, new PrintWriter(err, true), false, false, Map.of(), directory, Clock.fixed(NOW, ZoneOffset.UTC));
        return new Main(terminal).run(arguments);
    }

    private void write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
