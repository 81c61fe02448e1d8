package dev.hoist.cli.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hoist.cli.command.Misuse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFilesWriterTest {
    private static final NewFile ONE = new NewFile("a/b/one", "1");

    @TempDir
    Path root;

    @Test
    void leavesNothingBehindWhereTheDiskRefuses() {
        NewFile unwritable = new NewFile("c/" + "x".repeat(5000), "2");
        assertThatThrownBy(() -> new NewFilesWriter(root).write(List.of(ONE, unwritable)))
                .isInstanceOf(Misuse.class)
                .hasMessageEndingWith("cannot be written, so nothing was written: File name too long");
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void neverWritesOverAFileThatCameInTheMeantime() throws IOException {
        Files.writeString(root.resolve("two"), "theirs");
        assertThatThrownBy(() -> new NewFilesWriter(root).write(List.of(ONE, new NewFile("two", "ours"))))
                .isInstanceOf(Misuse.class);
        assertThat(root.resolve("two")).hasContent("theirs");
        assertThat(root.resolve("a")).doesNotExist();
    }

    @Test
    void leavesAFolderInWhichSomeoneElseHasPutSomething() throws IOException {
        NewFilesWriter files = new NewFilesWriter(root);
        files.write(List.of(ONE));
        Files.writeString(root.resolve("a/theirs"), "theirs");
        files.takeBack();
        assertThat(root.resolve("a/theirs")).hasContent("theirs");
        assertThat(root.resolve("a/b")).doesNotExist();
    }
}
