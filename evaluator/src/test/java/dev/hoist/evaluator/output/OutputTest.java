package dev.hoist.evaluator.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hoist.evaluator.source.GeneratedFile;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {
    private static final GeneratedFile FLAGS = new GeneratedFile("com/example/Flags.java", "class Flags {}\n");
    private static final GeneratedFile OLD = new GeneratedFile("com/example/old/Old.java", "class Old {}\n");

    @TempDir
    Path root;

    @Test
    void leavesFilesThatAreRightAlone() throws IOException {
        write(FLAGS);
        FileTime longAgo = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(root.resolve(FLAGS.path()), longAgo);
        Files.setLastModifiedTime(root.resolve(Manifest.NAME), longAgo);
        Output.Outcome outcome = write(FLAGS);
        assertThat(outcome).isEqualTo(new Output.Outcome(List.of(), List.of(), 1));
        assertThat(Files.getLastModifiedTime(root.resolve(FLAGS.path()))).isEqualTo(longAgo);
        assertThat(Files.getLastModifiedTime(root.resolve(Manifest.NAME))).isEqualTo(longAgo);
    }

    @Test
    void replacesWhatDiffers() throws IOException {
        write(FLAGS);
        GeneratedFile newer = new GeneratedFile(FLAGS.path(), "final class Flags {}\n");
        assertThat(write(newer).written()).containsExactly(FLAGS.path());
        assertThat(root.resolve(FLAGS.path())).hasContent(newer.content());
        // edited by hand: it is on the list, so it is ours
        Files.writeString(root.resolve(FLAGS.path()), "broken");
        assertThat(write(newer).written()).containsExactly(FLAGS.path());
        assertThat(root.resolve(FLAGS.path())).hasContent(newer.content());
    }

    @Test
    void removesWhatAnEarlierGenerationWroteAndItsEmptyFolders() throws IOException {
        write(FLAGS, OLD);
        assertThat(write(FLAGS).removed()).containsExactly(OLD.path());
        assertThat(root.resolve("com/example/old")).doesNotExist();
        assertThat(files()).containsExactlyInAnyOrder(FLAGS.path(), Manifest.NAME);
    }

    @Test
    void keepsOrphansThatSomeoneEditedAndFilesOfOthers() throws IOException {
        write(FLAGS, OLD);
        Files.writeString(root.resolve(OLD.path()), "mine now");
        Files.writeString(root.resolve("com/example/old/Mine.java"), "mine");
        assertThat(write(FLAGS).removed()).isEmpty();
        assertThat(root.resolve(OLD.path())).hasContent("mine now");
        assertThat(root.resolve("com/example/old/Mine.java")).hasContent("mine");
    }

    @Test
    void refusesToReplaceAFileThatItDidNotWriteAndWritesNothingThen() throws IOException {
        Files.createDirectories(root.resolve("com/example"));
        Files.writeString(root.resolve(FLAGS.path()), "by hand");
        assertThatExceptionOfType(CannotJudge.class)
                .isThrownBy(() -> write(OLD, FLAGS))
                .withMessageContaining("is in the way: it was not generated here");
        assertThat(files()).containsExactly(FLAGS.path());
        assertThat(root.resolve(FLAGS.path())).hasContent("by hand");
    }

    @Test
    void followsNoLinkOutOfItsDirectory() throws IOException {
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        Path inside = Files.createDirectory(root.resolve("inside"));
        Files.createSymbolicLink(inside.resolve("com"), elsewhere);
        assertThatExceptionOfType(CannotJudge.class)
                .isThrownBy(() -> new Output(inside).write(List.of(FLAGS)))
                .withMessageContaining(inside.resolve("com") + " is in the way");
        assertThat(elsewhere).isEmptyDirectory();
        assertThat(inside.resolve(Manifest.NAME)).doesNotExist();
    }

    @Test
    void writesThroughALinkThatIsTheDirectoryItself() throws IOException {
        Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(root.resolve("link"), elsewhere);
        assertThat(new Output(link).write(List.of(FLAGS)).written()).containsExactly(FLAGS.path());
        assertThat(elsewhere.resolve(FLAGS.path())).hasContent(FLAGS.content());
        assertThat(new Output(link).write(List.of(OLD)).removed()).containsExactly(FLAGS.path());
    }

    @Test
    void saysWhatIsInTheWayOfAFolder() throws IOException {
        Files.writeString(root.resolve("com"), "by hand");
        assertThatExceptionOfType(CannotJudge.class)
                .isThrownBy(() -> write(FLAGS))
                .withMessageContaining(root.resolve("com") + " is in the way");
        assertThat(files()).containsExactly("com");
    }

    @Test
    void removesNothingOutsideItsDirectoryWhateverTheListSays() throws IOException {
        Path outside = root.resolve("outside.txt");
        Files.writeString(outside, "precious");
        Path inside = Files.createDirectory(root.resolve("inside"));
        Files.createSymbolicLink(inside.resolve("link"), root);
        String digest = Manifest.digest("precious".getBytes(StandardCharsets.US_ASCII));
        Files.writeString(
                inside.resolve(Manifest.NAME),
                digest + "  ../outside.txt\n" + digest + "  link/outside.txt\n" + digest + "  " + outside
                        + "\nnonsense\n");
        new Output(inside).write(List.of(FLAGS));
        assertThat(outside).hasContent("precious");
    }

    @Test
    void saysSoWhenTheDiskRefuses() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "");
        assertThatExceptionOfType(CannotJudge.class)
                .isThrownBy(() -> new Output(file).write(List.of(FLAGS)))
                .withMessage("the evaluator cannot be written to \"" + file + "\": a file is in the way");
    }

    private Output.Outcome write(GeneratedFile... files) {
        return new Output(root).write(List.of(files));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .toList();
        }
    }
}
