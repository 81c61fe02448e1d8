package dev.hoist.validator.git;

import dev.hoist.validator.tree.RawEntry;
import dev.hoist.validator.tree.RawFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/** A folder as a commit stores it. */
record GitFolder(GitObjects objects, ObjectId identity) implements RawFolder {
    @Override
    public List<RawEntry> entries() {
        List<RawEntry> found = new ArrayList<>();
        for (CanonicalTreeParser entries = objects.tree(identity); !entries.eof(); entries = entries.next()) {
            byte[] raw = new byte[entries.getNameLength()];
            entries.getName(raw, 0);
            Optional<String> name = EntryNames.decoded(raw);
            found.add(
                    name.isPresent()
                            ? entry(objects, name.get(), entries.getEntryRawMode(), entries.getEntryObjectId())
                            : new RawEntry.Other(EntryNames.escaped(raw), "an entry whose name is not UTF-8"));
        }
        return EntryNames.refusingAlike(found);
    }

    /** The entry for an object of a commit or of the index. */
    static RawEntry entry(GitObjects objects, String name, int mode, ObjectId id) {
        return switch (mode & FileMode.TYPE_MASK) {
            case FileMode.TYPE_TREE -> new RawEntry.Folder(name, new GitFolder(objects, id));
            case FileMode.TYPE_FILE -> new RawEntry.File(name, id, new Blob(objects, id));
            default -> new RawEntry.Other(name, nameOf(mode));
        };
    }

    /** Describes an entry that is neither a folder nor a file. */
    static String nameOf(int mode) {
        return switch (mode & FileMode.TYPE_MASK) {
            case FileMode.TYPE_SYMLINK -> "a symbolic link";
            case FileMode.TYPE_GITLINK -> "a submodule";
            case FileMode.TYPE_FILE -> "a file";
            default -> "an entry of mode " + Integer.toOctalString(mode);
        };
    }

    /** A file's content in the object database. */
    private record Blob(GitObjects objects, ObjectId id) implements RawEntry.Content {
        @Override
        public long size() {
            return objects.blobSize(id);
        }

        @Override
        public byte[] bytes() {
            return objects.blob(id);
        }
    }
}
