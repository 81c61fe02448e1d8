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

class ExportCommandTest {
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
    void writesADefinitionToStandardOutput() {
        assertThat(run("export", "flagd", "-e", "production")).isZero();
        assertThat(out.toString()).startsWith("{\n").endsWith("}\n").contains("\"use_things\"", "\"ENABLED\"");
        assertThat(err.toString())
                .contains("flagd-core 4.0.1 was run; Java provider 0.13 was only read")
                .hasLineCount(1);
    }

    @Test
    void writesAResourceToAFileAndLeavesItWhereNothingDiffers() {
        assertThat(run("export", "flagd", "-e", "production", "--crd", "--out", "deep/flags.json"))
                .isZero();
        assertThat(out.toString()).isEqualTo("wrote deep/flags.json\n");
        assertThat(directory.resolve("deep/flags.json"))
                .content()
                .contains("\"core.openfeature.dev/v1beta1\"", "\"hoist-production\"");
        out.getBuffer().setLength(0);
        assertThat(run("export", "flagd", "-e", "production", "--crd", "--out", "deep/flags.json"))
                .isZero();
        assertThat(out.toString()).isEqualTo("unchanged: deep/flags.json\n");
    }

    @Test
    void writesAManifest() {
        assertThat(run("export", "openfeature-manifest")).isZero();
        assertThat(out.toString()).contains("\"flagType\" : \"boolean\"");
    }

    @Test
    void refusesWithOneAndWritesNothing() throws IOException {
        write("flags/basics/other.yaml", "flag: other\n");
        assertThat(run("export", "flagd", "-e", "production", "--out", "flags.json"))
                .isOne();
        assertThat(out.toString()).startsWith("refused: ").contains("flags/basics/other.yaml");
        assertThat(directory.resolve("flags.json")).doesNotExist();
    }

    @Test
    void cannotExportWithTwo() {
        assertThat(run("export", "flagd", "-e", "prod")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("""
            hoist: the policy has no environment "prod"
              = help: name one of "production"
            """);
        assertThat(run("export", "flagd")).isEqualTo(2);
        assertThat(run("export")).isEqualTo(2);
        assertThat(err.toString()).endsWith("which command?\n  = help: \"hoist export --help\" lists them\n");
        assertThat(run("export", "flagd", "-e", "production", "--out", ".")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void generatesAProviderWhereItIsAskedFor() {
        assertThat(run("generate", "--out", "gen", "--package", "com.example.flags"))
                .isZero();
        assertThat(directory.resolve("gen/com/example/flags/FlagsProvider.java"))
                .doesNotExist();
        assertThat(run("generate", "--out", "gen", "--package", "com.example.flags", "--open-feature"))
                .isZero();
        assertThat(directory.resolve("gen/com/example/flags/FlagsProvider.java"))
                .content()
                .contains("implements FeatureProvider");
    }

    private int run(String... arguments) {
        Terminal terminal = WithoutInput.terminal(
                out,
                new PrintWriter(err, true),
                false,
                false,
                Map.of(),
                directory,
                Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));
        return new Main(terminal).run(arguments);
    }

    private void write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
