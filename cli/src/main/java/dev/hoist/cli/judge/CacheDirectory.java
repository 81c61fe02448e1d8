package dev.hoist.cli.judge;

import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.Terminal;
import dev.hoist.validator.AuditCache;
import dev.hoist.validator.disk.AtomicFile;
import dev.hoist.validator.disk.DiskReason;
import dev.hoist.validator.report.VisibleText;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A directory for the caches of audits. It has one file for each repository and flags directory. */
final class CacheDirectory implements AuditCache {
    /** The most bytes of a cache file. The cache of a million changes is smaller. */
    private static final int LONGEST = 1 << 28;

    /** The age from which a draft was left by a process that was killed. No audit takes so long to write its cache. */
    private static final Duration LEFT_BEHIND = Duration.ofHours(1);

    private final Path directory;
    private final String build;
    private final PrintWriter err;

    private CacheDirectory(Path directory, String build, PrintWriter err) {
        this.directory = directory;
        this.build = build;
        this.err = err;
    }

    /**
     * The directory that an option names. It is created if it does not exist. Empty if this build cannot be identified.
     */
    static Optional<AuditCache> of(String option, String value, Terminal terminal) {
        Path directory = terminal.path(option, value, "name a directory");
        try {
            Files.createDirectories(directory);
            // asked by trying, since permissions alone do not say it everywhere
            AtomicFile.begin(directory.resolve("audit")).close();
        } catch (IOException e) {
            throw new Misuse(
                    option + " \"" + directory + "\" cannot be written: " + VisibleText.of(DiskReason.of(e)),
                    "name a directory that may be, or leave the option out");
        }
        return RunningBuild.digest().map(build -> new CacheDirectory(directory, build, terminal.err()));
    }

    @Override
    public String build() {
        return build;
    }

    @Override
    public Optional<byte[]> read(String name) {
        try (InputStream in = Files.newInputStream(directory.resolve(name))) {
            byte[] content = in.readNBytes(LONGEST + 1);
            return content.length > LONGEST ? Optional.empty() : Optional.of(content);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void write(String name, byte[] content) {
        if (content.length > LONGEST) {
            return;
        }
        Path file = directory.resolve(name);
        try {
            AtomicFile.replace(file, content);
            AtomicFile.removeDrafts(file, LEFT_BEHIND);
        } catch (IOException e) {
            // the audit has its answer all the same; the next one takes longer
            err.println("hoist: warning: \"" + VisibleText.of(file.toString()) + "\" cannot be written: "
                    + VisibleText.of(DiskReason.of(e)));
            err.flush();
        }
    }
}
