package dev.hoist.cli.operate;

import dev.hoist.validator.disk.DiskReason;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The linked working tree of one run of a job. A lock shows that the run is alive. The system releases the lock when
 * the process ends, and the next run then removes what is left.
 */
final class JobTree implements AutoCloseable {
    private static final String FOLDER = "hoist-jobs";
    private static final String LOCK = ".lock";

    private final UserGit git;
    private final Path path;
    private final FileChannel lock;

    private JobTree(UserGit git, Path path, FileChannel lock) {
        this.git = git;
        this.path = path;
        this.lock = lock;
    }

    /**
     * Checks a commit out.
     *
     * @param gitDirectory the git directory that all working trees of the repository share
     */
    static JobTree checkOut(UserGit git, Path gitDirectory, String commit) {
        Path folder = gitDirectory.resolve(FOLDER);
        try {
            Files.createDirectories(folder);
            removeLeftOvers(git, folder);
            Path path = folder.resolve(UUID.randomUUID().toString());
            FileChannel lock = FileChannel.open(lockOf(path), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            JobTree tree = new JobTree(git, path, lock);
            if (!EditLock.hasLocked(lock)) {
                tree.close();
                throw new CannotJudge(
                        "\"" + folder + "\" lies where nothing can be locked", "use a clone on a local file system");
            }
            // files beyond those of git are no concern of an edit
            UserGit.Answer added = git.run(
                    Map.of("GIT_LFS_SKIP_SMUDGE", "1"),
                    "",
                    List.of("worktree", "add", "--quiet", "--detach", path.toString(), commit));
            if (!added.succeeded()) {
                tree.close();
                throw new CannotJudge(
                        "no working tree could be made for the job: " + added.reason(), "see what git says");
            }
            return tree;
        } catch (IOException e) {
            throw new CannotJudge(
                    "no working tree could be made for the job in \"" + folder + "\": " + DiskReason.of(e),
                    "see that the folder may be written, and that there is room");
        }
    }

    Path path() {
        return path;
    }

    private static Path lockOf(Path tree) {
        return tree.resolveSibling(tree.getFileName() + LOCK);
    }

    private static void removeLeftOvers(UserGit git, Path folder) throws IOException {
        List<Path> locks;
        try (Stream<Path> files = Files.list(folder)) {
            locks = files.filter(file -> file.getFileName().toString().endsWith(LOCK))
                    .toList();
        }
        for (Path file : locks) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                if (EditLock.hasLocked(channel)) {
                    String name = file.getFileName().toString();
                    remove(git, file.resolveSibling(name.substring(0, name.length() - LOCK.length())));
                    Files.deleteIfExists(file);
                }
            } catch (java.nio.file.NoSuchFileException e) {
                // its run has just ended
            }
        }
    }

    private static void remove(UserGit git, Path tree) {
        git.run("worktree", "remove", "--force", "--force", tree.toString());
        if (Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> files = Files.walk(tree)) {
                files.sorted(Comparator.reverseOrder()).forEach(JobTree::delete);
            } catch (IOException | UncheckedIOException e) {
                // the next run tries again
            }
        }
        git.run("worktree", "prune");
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        remove(git, path);
        try {
            Files.deleteIfExists(lockOf(path));
            lock.close();
        } catch (IOException e) {
            // the next run removes it
        }
    }
}
