package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./hoist} in a clone that is built, with a Java that says what it is given. */
class LauncherTest {
    @TempDir
    Path clone;

    @BeforeEach
    void build() throws IOException {
        executable("hoist", Files.readString(Path.of("../hoist")));
        executable("jdk/bin/java", """
                #!/bin/sh
                case "$*" in
                    *-version*) echo 'openjdk version "17.0.1"' >&2 ;;
                    *) echo "LC_ALL=$LC_ALL" ;;
                esac
                """);
        Files.createDirectories(clone.resolve("cli/target"));
        Files.createFile(clone.resolve("cli/target/hoist.jar"));
    }

    @Test
    void readsEveryNameWhateverTheLocale() throws Exception {
        assertThat(run("tr_TR.UTF-8-not-installed")).isEqualTo("LC_ALL=C.UTF-8\n");
        assertThat(run("C")).isEqualTo("LC_ALL=C.UTF-8\n");
        assertThat(run("C.utf8")).isEqualTo("LC_ALL=C.utf8\n");
    }

    private String run(String locale) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", clone.resolve("hoist").toString(), "validate");
        builder.environment().put("LC_ALL", locale);
        builder.environment().put("JAVA_HOME", clone.resolve("jdk").toString());
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(0);
        return output;
    }

    private void executable(String name, String text) throws IOException {
        Path file = clone.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
