package dev.hoist.validator.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class DiskReasonTest {
    @Test
    void namesNoClassWhereItKnowsAWord() {
        assertThat(DiskReason.of(new AccessDeniedException("/x"))).isEqualTo("permission denied");
        assertThat(DiskReason.of(new NoSuchFileException("/x/.tmp"))).isEqualTo("there is no such file or directory");
        assertThat(DiskReason.of(new FileAlreadyExistsException("/x"))).isEqualTo("a file is in the way");
        assertThat(DiskReason.of(new FileSystemException("/x", null, "Read-only file system")))
                .isEqualTo("Read-only file system");
        assertThat(DiskReason.of(new IOException("No space left on device"))).isEqualTo("No space left on device");
    }

    @Test
    void neverSaysNothing() {
        assertThat(DiskReason.of(new IOException())).isEqualTo("IOException");
        assertThat(DiskReason.of(new FileSystemLoopException("/x"))).isEqualTo("FileSystemLoopException");
    }
}
