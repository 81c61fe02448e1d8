package dev.hoist.validator.git;

import dev.hoist.validator.tree.FileReader;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.tree.TreeReader;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.ObjectId;

/** The flags directory on the disk, and the repository that contains it, if any. */
public final class DiskFlags implements AutoCloseable {
    private final Path directory;
    private final FlagsPath path;
    private final TreeReader trees;
    private final Optional<GitRepository> repository;

    private DiskFlags(Path directory, FlagsPath path, TreeReader trees, Optional<GitRepository> repository) {
        this.directory = directory;
        this.path = path;
        this.trees = trees;
        this.repository = repository;
    }

    /**
     * Opens the flags directory of a directory.
     *
     * @param directory a directory in a working tree, or any directory that contains a flags directory
     * @param flags the flags directory, relative to the working tree's root; outside a working tree, relative to
     *     {@code directory}
     */
    public static DiskFlags in(Path directory, String flags, FileReader files) {
        FlagsPath path = FlagsPath.parse(flags);
        if (!Files.isDirectory(directory)) {
            throw new CannotJudge("there is no directory \"" + directory + "\"", "name one with --repo");
        }
        return new DiskFlags(directory, path, new TreeReader(files, path.text()), GitRepository.find(directory));
    }

    /** The flags; in a repository, without files that git ignores. */
    public FlagTree tree() {
        if (repository.isPresent()) {
            return trees.read(WorkingTree.read(repository.get(), path));
        }
        try {
            return WorkingTree.isFolder(directory, path)
                    ? trees.read(new PlainFolder(directory.resolve(path.text())))
                    : FlagTree.empty(path.text());
        } catch (IOException e) {
            throw DiskFile.unreadable(directory, e);
        }
    }

    /** The root of the working tree; empty outside a working tree. */
    public Optional<Path> root() {
        return repository
                .filter(some -> !some.isBare())
                .map(some -> some.jgit().getWorkTree().toPath());
    }

    /** The commit that is checked out, and whether the flags differ from it; empty if there is none. */
    public Optional<Beneath> beneath(FlagTree onDisk) {
        return repository.flatMap(some -> some.head().map(head -> {
            GitObjects objects = some.objects();
            ObjectId root = objects.commit(head.object()).tree();
            FlagTree committed = objects.read(trees, root, path);
            return new Beneath(head.name(), !onDisk.differingPaths(committed).isEmpty());
        }));
    }

    /**
     * Which of these paths git ignores in the working tree. The files need not exist.
     *
     * @param environmentVariables the environment variables from which git finds the user's settings
     */
    public Set<String> ignored(Collection<String> paths, Map<String, String> environmentVariables) {
        return repository
                .filter(some -> !some.isBare())
                .map(some -> new IgnoredPaths(some, environmentVariables).among(paths))
                .orElse(Set.of());
    }

    @Override
    public void close() {
        repository.ifPresent(GitRepository::close);
    }

    /**
     * The commit that is checked out.
     *
     * @param commit its full id
     * @param differs whether the flags on the disk differ from that commit
     */
    public record Beneath(String commit, boolean differs) {}
}
