package dev.hoist.validator.git;

import dev.hoist.validator.tree.RawEntry;
import dev.hoist.validator.tree.RawFolder;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CoreConfig.EolStreamType;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.TreeWalk.OperationType;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.jspecify.annotations.Nullable;

/**
 * The flags as {@code git add --all} would store them: tracked and untracked files, but not ignored ones, with the line
 * endings that git would store. The filters of the repository do not apply, because they are programs that Hoist would
 * have to run.
 */
final class WorkingTree {
    private final Repository repository;
    private final GitObjects objects;
    private final FlagsPath flags;
    private final DirCache index;
    private final Map<String, DirCacheEntry> tracked = new HashMap<>();
    private final Map<String, DirCacheEntry> sparse = new HashMap<>();
    private final Folders found = new Folders();
    private final List<String> yamlFiles = new ArrayList<>();

    private WorkingTree(Repository repository, GitObjects objects, FlagsPath flags) throws IOException {
        this.repository = repository;
        this.objects = objects;
        this.flags = flags;
        this.index = repository.readDirCache();
        for (DirCacheEntry entry : entriesOf(index, flags)) {
            tracked.put(entry.getPathString(), entry);
            if (entry.isSkipWorkTree()) {
                sparse.put(entry.getPathString(), entry);
            }
        }
    }

    /** The flags directory of a repository's working tree; empty if there is none. */
    static RawFolder read(GitRepository of, FlagsPath flags) {
        if (of.isBare()) {
            throw new CannotJudge("a bare repository has no working tree to judge", "name a clone of it");
        }
        Repository repository = of.jgit();
        try {
            WorkingTree tree = new WorkingTree(repository, of.objects(), flags);
            Path root = repository.getWorkTree().toPath();
            if (isFolder(root, flags)) {
                tree.walk();
                GitAttributes.requireNoneThatChangesText(flags, tree.yamlFiles, folder -> attributes(root, folder));
            }
            tree.sparse.values().forEach(tree::addUnlessThere);
            return tree.found;
        } catch (IOException | RuntimeException e) {
            throw GitTrouble.with(e, repository.getConfig());
        }
    }

    /** Whether the flags directory exists. If something else lies in its place, that is refused. */
    static boolean isFolder(Path root, FlagsPath flags) throws IOException {
        Path at = root;
        for (String segment : flags.segments()) {
            at = at.resolve(segment);
            if (!Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            BasicFileAttributes kind = Files.readAttributes(at, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!kind.isDirectory()) {
                throw noFolder(flags, kind.isRegularFile() ? "a file" : PlainFolder.nameOf(kind), "the working tree");
            }
            if (Files.exists(at.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
                throw noFolder(flags, "a repository of its own", "the working tree");
            }
        }
        return true;
    }

    static CannotJudge noFolder(FlagsPath flags, String what, String where) {
        return new CannotJudge(
                "the flags directory " + flags.quoted() + " is " + what + " in " + where,
                "make it a folder of this repository, or name another with --flags");
    }

    private void walk() throws IOException {
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.setOperationType(OperationType.CHECKIN_OP);
            FileTreeIterator files = new FileTreeIterator(repository);
            // what is ignored may still be tracked
            files.setWalkIgnoredDirectories(true);
            int position = walk.addTree(files);
            if (!flags.segments().isEmpty()) {
                walk.setFilter(PathFilter.create(flags.text()));
            }
            while (walk.next()) {
                String path = walk.getPathString();
                EntryNames.requireReadable(path);
                FileTreeIterator file = walk.getTree(position, FileTreeIterator.class);
                if (path.length() <= flags.text().length()) {
                    walk.enterSubtree();
                } else if (walk.getRawMode(0) == FileMode.TYPE_TREE && !isSubmodule(path)) {
                    if (!file.isEntryIgnored() || tracksBelow(path)) {
                        walk.enterSubtree();
                    }
                } else if (tracked.containsKey(path) || !file.isEntryIgnored()) {
                    add(walk, path, file);
                }
            }
        }
    }

    private void add(TreeWalk walk, String path, FileTreeIterator file) throws IOException {
        List<String> names = namesBelow(path);
        String name = names.get(names.size() - 1);
        Path onDisk = file.getEntryFile().toPath();
        BasicFileAttributes kind = Files.readAttributes(onDisk, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        DirCacheEntry entry = tracked.get(path);
        Folders folder = found.folder(names.subList(0, names.size() - 1));
        if (kind.isDirectory()) {
            folder.put(new RawEntry.Other(name, "a submodule"));
        } else if (!kind.isRegularFile()) {
            folder.put(new RawEntry.Other(name, PlainFolder.nameOf(kind)));
        } else if (entry != null && entry.getFileMode() == FileMode.SYMLINK && !hasSymbolicLinks()) {
            folder.put(new RawEntry.Other(name, "a symbolic link"));
        } else if (DiskFile.isYaml(name)) {
            yamlFiles.add(path);
            folder.put(DiskFile.read(onDisk, lineEndings(walk, entry)).named(name));
        }
    }

    private static Optional<byte[]> attributes(Path root, String folder) {
        Path file = root.resolve(String.join("/", GitAttributes.pathIn(folder)));
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        } catch (IOException e) {
            throw DiskFile.unreadable(file, e);
        }
    }

    private EolStreamType lineEndings(TreeWalk walk, @Nullable DirCacheEntry entry) {
        EolStreamType type = walk.getEolStreamType(OperationType.CHECKIN_OP);
        if (type == null) {
            return EolStreamType.DIRECT;
        }
        // git leaves a file alone whose stored form has CRLF already, unless it is told that it is text
        return type == EolStreamType.AUTO_LF && entry != null && hasCrLf(objects.blob(entry.getObjectId()))
                ? EolStreamType.DIRECT
                : type;
    }

    private void addUnlessThere(DirCacheEntry entry) {
        List<String> names = namesBelow(entry.getPathString());
        String name = names.get(names.size() - 1);
        Folders folder = found.folder(names.subList(0, names.size() - 1));
        if (!folder.has(name)) {
            folder.put(GitFolder.entry(objects, name, entry.getRawMode(), entry.getObjectId()));
        }
    }

    private List<String> namesBelow(String path) {
        String inside =
                flags.segments().isEmpty() ? path : path.substring(flags.text().length() + 1);
        return Arrays.asList(inside.split("/"));
    }

    private boolean hasSymbolicLinks() {
        return repository.getConfig().getBoolean("core", "symlinks", true);
    }

    private boolean isSubmodule(String path) {
        DirCacheEntry entry = tracked.get(path);
        return entry != null && entry.getFileMode() == FileMode.GITLINK;
    }

    private boolean tracksBelow(String folder) {
        return index.getEntriesWithin(folder).length > 0;
    }

    private static List<DirCacheEntry> entriesOf(DirCache index, FlagsPath flags) {
        return Arrays.asList(index.getEntriesWithin(flags.text()));
    }

    private static boolean hasCrLf(byte[] bytes) {
        for (int at = 1; at < bytes.length; at++) {
            if (bytes[at] == '\n' && bytes[at - 1] == '\r') {
                return true;
            }
        }
        return false;
    }
}
