package dev.hoist.validator.disk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.git.GitFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputFingerprintTest {
    private static final Map<String, String> VARIABLES = Map.of("HOME", "/home/ada");

    @TempDir
    Path directory;

    @Test
    void everyOtherStateOfTheRepositoryHasAnotherOne() throws IOException {
        Path root = Files.createDirectory(directory.resolve("repository"));
        Path program = Files.writeString(directory.resolve("hoist.jar"), "1");
        try (GitFixture git = GitFixture.create(root)) {
            git.write("flags/basics/one.yaml", "flag: one\n").commit("Add a flag");
            Set<String> seen = new HashSet<>();
            List<Runnable> states = List.of(
                    () -> {},
                    () -> git.write("flags/basics/one.yaml", "flag: two\n"),
                    () -> git.write("flags/basics/other.yaml", "flag: other\n"),
                    () -> git.commit("Change it"),
                    () -> git.write(".gitignore", "two.yaml\n"),
                    () -> git.write("flags/.gitattributes", "* -text\n"),
                    () -> git.write(".git/info/exclude", "other.yaml\n"),
                    () -> git.git("update-ref", "refs/remotes/origin/main", "HEAD"),
                    () -> git.git("pack-refs", "--all"),
                    () -> git.git("config", "core.autocrlf", "true"),
                    () -> git.branch("another"),
                    () -> git.write("src/App.java", "class App {}\n").commit("Work on something else"));
            states.forEach(state -> {
                state.run();
                String digest = of(root, VARIABLES, program).orElseThrow();
                assertThat(of(root, VARIABLES, program)).contains(digest);
                assertThat(seen.add(digest)).as("state %d is seen", seen.size()).isTrue();
            });
            Map<String, String> others = Map.of("HOME", "/home/ada", "HOIST_BASE", "main");
            assertThat(seen.add(of(root, others, program).orElseThrow())).isTrue();
            Files.writeString(program, "12");
            assertThat(seen.add(of(root, VARIABLES, program).orElseThrow())).isTrue();
            assertThat(seen.add(InputFingerprint.of(root, "flags", VARIABLES, List.of("other"), List.of(program))
                            .orElseThrow()))
                    .isTrue();
        }
    }

    /** What decides nothing: a file elsewhere that git does not have yet, and what a shell tells of itself. */
    @Test
    void whatDecidesNothingIsNotInIt() throws IOException {
        Path root = Files.createDirectory(directory.resolve("repository"));
        Path program = Files.writeString(directory.resolve("hoist.jar"), "1");
        try (GitFixture git = GitFixture.create(root)) {
            git.write("flags/basics/one.yaml", "flag: one\n").commit("Add a flag");
            Optional<String> before = of(root, VARIABLES, program);
            git.write("target/classes/App.class", "bytes");
            assertThat(of(root, Map.of("HOME", "/home/ada", "SHLVL", "7"), program))
                    .isEqualTo(before);
        }
    }

    @Test
    void saysNothingWhereItWouldNotSayAll() throws IOException {
        Path root = Files.createDirectory(directory.resolve("repository"));
        Path program = Files.writeString(directory.resolve("hoist.jar"), "1");
        try (GitFixture git = GitFixture.create(root)) {
            git.write("flags/basics/one.yaml", "flag: one\n").commit("Add a flag");
            assertThat(of(root, Map.of("GIT_DIR", "/elsewhere"), program)).isEmpty();
            assertThat(of(root, Map.of("GIT_SSL_CAINFO", "/certificates"), program))
                    .isPresent()
                    .isNotEqualTo(of(root, Map.of(), program));
            assertThat(of(root, VARIABLES, root)).isEmpty();
            assertThat(InputFingerprint.of(root, "../flags", VARIABLES, List.of(), List.of(program)))
                    .isEmpty();
            Path linked = directory.resolve("linked");
            git.git("worktree", "add", "-q", linked.toString());
            assertThat(of(linked, VARIABLES, program)).isEmpty();
            Files.createSymbolicLink(root.resolve("link"), root.resolve("flags"));
            assertThat(InputFingerprint.of(root, "link", VARIABLES, List.of(), List.of(program)))
                    .isEmpty();
        }
    }

    @Test
    void anOutputThatIsEditedHasAnotherOne() throws IOException {
        Optional<String> nothing = InputFingerprint.of(directory.resolve("out"));
        Path file = Files.createDirectory(directory.resolve("out")).resolve("Flags.java");
        Files.writeString(file, "class Flags {}");
        Optional<String> written = InputFingerprint.of(directory.resolve("out"));
        Files.writeString(file, "class Flag {}");
        assertThat(InputFingerprint.of(directory.resolve("out"))).isPresent().isNotEqualTo(written);
        assertThat(written).isNotEqualTo(nothing);
    }

    private static Optional<String> of(Path root, Map<String, String> variables, Path program) {
        return InputFingerprint.of(root, "flags", variables, List.of(), List.of(program));
    }
}
