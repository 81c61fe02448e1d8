package dev.hoist.cli.hook;

import dev.hoist.cli.command.Misuse;
import dev.hoist.validator.disk.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The file of a git hook. It can belong to another tool. */
record HookFile(Path path) {
    /** The name of the hook that git calls. */
    static final String NAME = "pre-receive";

    /** The name of Hoist's hook if git calls another tool's hook, which then calls this one. */
    static final String BESIDE = "pre-receive.hoist";

    /** The lines with which another tool's hook calls Hoist's hook. */
    static final String CHAIN = """
            updates=$(cat)
            printf '%s\\n' "$updates" | "$GIT_DIR/hooks/pre-receive.hoist" || exit 1
        """;

    boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether "hoist hook install" wrote it. */
    boolean isOwn() throws IOException {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                && new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1).contains(HookScript.MARK);
    }

    void requireOwn(String help) throws IOException {
        if (exists() && !isOwn()) {
            throw new Misuse("\"" + path + "\" is a hook that Hoist did not write", help);
        }
    }

    /**
     * Writes the file, completely or not at all.
     *
     * @return whether the file was different before
     */
    boolean write(String script) throws IOException {
        byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
        if (exists() && java.util.Arrays.equals(Files.readAllBytes(path), bytes) && Files.isExecutable(path)) {
            return false;
        }
        Path directory = path.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IllegalStateException(path + " lies nowhere");
        }
        Files.createDirectories(directory);
        try (AtomicFile written = AtomicFile.begin(path)) {
            written.stream().write(bytes);
            written.executable().commit();
        }
        return true;
    }
}
