package dev.hoist.validator.git;

import dev.hoist.validator.tree.RawEntry;
import dev.hoist.validator.tree.RawFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.CoreConfig.EolStreamType;

/** A folder on a disk, without git. Links are not followed. */
record PlainFolder(Path directory) implements RawFolder {
    @Override
    public Object identity() {
        return new Object();
    }

    @Override
    public List<RawEntry> entries() {
        List<RawEntry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.equals(".git")) {
                    EntryNames.requireReadable(name);
                    entry(name, file).ifPresent(entries::add);
                }
            }
        } catch (IOException e) {
            throw DiskFile.unreadable(directory, e);
        }
        return EntryNames.refusingAlike(entries);
    }

    private static Optional<RawEntry> entry(String name, Path file) throws IOException {
        BasicFileAttributes kind = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (kind.isDirectory()) {
            return Optional.of(new RawEntry.Folder(name, new PlainFolder(file)));
        }
        if (!kind.isRegularFile()) {
            return Optional.of(new RawEntry.Other(name, nameOf(kind)));
        }
        return DiskFile.isYaml(name)
                ? Optional.of(DiskFile.read(file, EolStreamType.DIRECT).named(name))
                : Optional.empty();
    }

    /** Describes an entry that is neither a folder nor a regular file. */
    static String nameOf(BasicFileAttributes kind) {
        return kind.isSymbolicLink() ? "a symbolic link" : "no regular file";
    }
}
