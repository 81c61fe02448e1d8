package dev.hoist.cli.operate;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lock that keeps two commands from editing one repository at the same time. The system releases it when the process
 * ends. If a command cannot get the lock, it goes on without it, so that a lowering is never held up.
 */
final class EditLock {
    private static final int TRIES = 100;
    private static final long PAUSE_MILLIS = 50;

    private final @Nullable FileChannel channel;

    private EditLock(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /** Waits until no other command has the lock, for a few seconds at most. */
    static EditLock of(Path directory, Map<String, String> environmentVariables) {
        Optional<Path> file = new UserGit(directory, environmentVariables)
                .ask("rev-parse", "--git-path", "hoist.lock")
                .map(directory::resolve);
        if (file.isEmpty()) {
            return new EditLock(null);
        }
        try {
            FileChannel channel = FileChannel.open(file.get(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            for (int tried = 0; tried < TRIES && !hasLocked(channel); tried++) {
                Thread.sleep(PAUSE_MILLIS);
            }
            return new EditLock(channel);
        } catch (IOException e) {
            return new EditLock(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new EditLock(null);
        }
    }

    /** Takes the lock of a file, if no other process or thread has it. */
    static boolean hasLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException released) {
            // the process ends soon, and the lock with it
        }
    }
}
