package dev.hoist.validator.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFileTest {
    @TempDir
    private Path directory;

    @Test
    void noticesAFileThatChangesWhileItIsRead() throws IOException {
        Path file = directory.resolve("a.yaml");
        Files.writeString(file, "a".repeat(5000));
        DiskFile read = DiskFile.read(file, org.eclipse.jgit.lib.CoreConfig.EolStreamType.DIRECT);
        Files.writeString(file, "b");
        assertThatThrownBy(read::bytes)
                .isInstanceOf(CannotJudge.class)
                .hasMessage("\"" + file + "\" changed while it was read");
    }

    @Test
    void readsASmallFileOnce() throws IOException {
        Path file = directory.resolve("a.yaml");
        Files.writeString(file, "a");
        DiskFile read = DiskFile.read(file, org.eclipse.jgit.lib.CoreConfig.EolStreamType.DIRECT);
        Files.writeString(file, "b");
        assertThat(new String(read.bytes(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("a");
    }
}
