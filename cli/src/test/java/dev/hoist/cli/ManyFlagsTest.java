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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The status of a thousand flags: what moves and what is due comes first, and the rest only where it is asked for. */
class ManyFlagsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writesAThousandFlags() throws IOException, InterruptedException {
        Git.run(directory, "init", "-q", "-b", "main");
        write("flags/policy.yaml", """
            policy: 1
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 1h}
            """);
        for (int number = 0; number < 1000; number++) {
            flag(number, number < 900 ? 100 : 0);
        }
        commit("2026-11-01T09:00:00Z");
        flag(970, 10);
        commit("2026-11-20T09:00:00Z");
        flag(950, 10);
        commit("2026-11-24T08:30:00Z");
    }

    private void flag(int number, int percentage) throws IOException {
        write("flags/g%d/flag_%03d.yaml".formatted(number / 20, number), """
            flag: flag_%03d
            description: d
            owner: o
            environments:
              production: {percentage: %d}
            """.formatted(number, percentage));
    }

    private void write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void commit(String time) throws IOException, InterruptedException {
        Git.run(directory, "add", ".");
        ProcessBuilder git = new ProcessBuilder("git", "commit", "-q", "-m", "change")
                .directory(directory.toFile())
                .inheritIO();
        git.environment().putAll(Git.at(Instant.parse(time)));
        assertThat(git.start().waitFor()).isZero();
    }

    private List<String> said(String... arguments) {
        out.getBuffer().setLength(0);
        Terminal terminal = WithoutInput.terminal(
                out, new PrintWriter(err, true), false, false, Map.of(), directory, Clock.fixed(NOW, ZoneOffset.UTC));
        assertThat(new Main(terminal).run(arguments)).as(err.toString()).isZero();
        return out.toString().lines().toList();
    }

    @Test
    void whatMovesComesFirstAndTheRestIsCounted() {
        List<String> lines = said("status");
        assertThat(lines.get(0)).startsWith("production  1,000 flags: ").contains("900 complete");
        List<String> flags =
                lines.stream().filter(line -> line.startsWith("  flag_")).toList();
        assertThat(flags).hasSize(20).noneMatch(line -> line.contains("complete"));
        assertThat(flags.get(0)).startsWith("  flag_970").contains("ready: 50 %");
        assertThat(flags.get(1)).startsWith("  flag_950").contains("50 % from 09:30");
        assertThat(lines).contains("  and 980 more: --all lists them").hasSizeLessThan(50);
        assertThat(said("status", "--all").stream().filter(line -> line.startsWith("  flag_")))
                .hasSize(1000);
        assertThat(said("status", "flag_007")).anyMatch(line -> line.matches("  flag_007 .*complete"));
    }
}
