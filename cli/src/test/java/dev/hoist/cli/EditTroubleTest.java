package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Edits where the disk or the file is in the way: nothing is half written, and the answer says what to do. */
@DisabledOnOs(OS.WINDOWS)
class EditTroubleTest {
    private static final String FILE = "flags/state-persistence/use_state_persistence_declare.yaml";
    private static final String LOWER = "hoist lower use_state_persistence_declare -e production --to 5";

    @TempDir
    Path directory;

    @TempDir
    Path tools;

    private Shell shell;
    private Path game;

    @BeforeEach
    void writesTheDemo() throws IOException, InterruptedException {
        shell = Shell.in(tools);
        assertThat(run(directory, "hoist demo game").status()).isZero();
        game = directory.resolve("game");
    }

    private Shell.Result run(Path at, String script) throws IOException, InterruptedException {
        return shell.run(at, Map.of("GUIDE_NOW", "2026-11-20T12:00:00Z"), script);
    }

    private void assertUntouched(List<String> before) throws IOException {
        assertThat(Git.run(game, "status", "--porcelain", "--ignored")).isEmpty();
        assertThat(names()).isEqualTo(before);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(game.resolve(FILE).resolveSibling(""))) {
            return files.map(Path::toString).sorted().toList();
        }
    }

    /** No file may grow, as on a full disk. */
    @Test
    void writesNothingOnAFullDisk() throws IOException, InterruptedException {
        List<String> before = names();
        Shell.Result result = run(game, "ulimit -f 0; " + LOWER);
        assertThat(result.status()).as(result.printed()).isEqualTo(2);
        assertThat(result.printed())
                .contains("\"" + FILE + "\" cannot be written, so nothing was written")
                .contains("help: see that the folder may be written, and that there is room");
        assertUntouched(before);
    }

    @Test
    void writesNothingOfSeveralFilesWhereOneFolderIsReadOnly() throws IOException, InterruptedException {
        List<String> before = names();
        // root may write everywhere unless it gives that up
        String bound = run(game, "id -u").printed().strip().equals("0") ? "setpriv --bounding-set=-dac_override " : "";
        Shell.Result result = run(
                game,
                "chmod a-w flags/state-persistence; " + bound + "hoist disable --all -e production; s=$?;"
                        + " chmod u+w flags/state-persistence; exit $s");
        assertThat(result.status()).as(result.printed()).isEqualTo(2);
        assertThat(result.printed())
                .contains("cannot be written, so nothing was written")
                .contains("help: see that the folder may be written, and that there is room");
        assertUntouched(before);
    }

    @Test
    void saysWhereABlockIsBrokenAndWhatToTypeInstead() throws IOException, InterruptedException {
        String whole = Files.readString(game.resolve(FILE));
        for (String broken : List.of("{percentage: ten, target: 100}", "{percentage: 10, target: [}")) {
            Files.writeString(game.resolve(FILE), whole.replace("{percentage: 10, target: 100}", broken));
            for (String command :
                    List.of(LOWER, "hoist disable use_state_persistence_declare -e production", "hoist rollback")) {
                Shell.Result result = run(game, command);
                assertThat(result.status())
                        .as(command + "\n" + result.printed())
                        .isEqualTo(2);
                assertThat(result.printed())
                        .contains(FILE + ":7:")
                        .contains("to turn the flag off by hand, write \"enabled: false\" as the first key of the"
                                + " environment");
                assertThat(Files.readString(game.resolve(FILE))).contains(broken);
            }
        }
        // what is typed by hand is accepted, the broken figure included
        Files.writeString(game.resolve(FILE), whole.replace("{percentage: 10,", "{enabled: false, percentage: 10,"));
        assertThat(run(game, "hoist validate").status()).isZero();
    }
}
