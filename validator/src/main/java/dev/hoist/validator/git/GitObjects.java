package dev.hoist.validator.git;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.tree.TreeReader;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.LargeObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.util.RawParseUtils;

/**
 * Reads objects by id and checks each object against its id. Git does not check this: it reads a damaged object without
 * an error if the object can be unpacked.
 */
final class GitObjects {
    private static final int LARGEST = 50 * 1024 * 1024;

    /**
     * The most bytes of an object that is read at once and then checked. No flag file is larger: a larger file is
     * refused by its size.
     */
    private static final int CHECKED_WHEN_READ = 64 * 1024;

    private static final int CHUNK = 8192;

    private final ObjectReader reader;
    private final Config config;
    private final MessageDigest digest = sha1();
    private final ObjectChecker checker = new ObjectChecker().setAllowLeadingZeroFileMode(true);

    GitObjects(ObjectReader reader, Config config) {
        this.reader = reader;
        this.config = config;
    }

    byte[] blob(AnyObjectId id) {
        return read(id, Constants.OBJ_BLOB);
    }

    /** A blob's size. If the blob is too large to be a flag file, its content is checked against its id first. */
    long blobSize(AnyObjectId id) {
        try {
            long size = reader.getObjectSize(id, Constants.OBJ_BLOB);
            if (size > CHECKED_WHEN_READ && !hasContentOf(id, size)) {
                throw GitTrouble.damaged(id, "its content is another");
            }
            return size;
        } catch (IOException | RuntimeException e) {
            throw GitTrouble.with(e, config);
        }
    }

    /** A tree's entries, in git's order. A tree that git would refuse to check out is refused. */
    CanonicalTreeParser tree(AnyObjectId id) {
        byte[] raw = read(id, Constants.OBJ_TREE);
        try {
            checker.checkTree(raw);
        } catch (CorruptObjectException e) {
            throw new CannotJudge(
                    "damaged tree " + id.name() + ": " + e.getMessage(),
                    "run \"git fsck\" there; a tree like this is not made by git, so find out who pushed it");
        }
        CanonicalTreeParser parser = new CanonicalTreeParser();
        parser.reset(raw);
        return parser;
    }

    /** A tree's bytes as git stores them, only for comparisons: neither the content nor the entries are checked. */
    byte[] treeBytes(AnyObjectId id) {
        return open(id, Constants.OBJ_TREE);
    }

    /** The parts of a commit that a walk along a line needs. */
    Header commit(AnyObjectId id) {
        byte[] raw = read(id, Constants.OBJ_COMMIT);
        try {
            ObjectId tree = ObjectId.fromString(raw, 5);
            int parent = 46;
            Optional<ObjectId> first = RawParseUtils.match(raw, parent, PARENT) < 0
                    ? Optional.empty()
                    : Optional.of(ObjectId.fromString(raw, parent + PARENT.length));
            return new Header(tree, first, committed(raw));
        } catch (RuntimeException e) {
            throw GitTrouble.damaged(id, "it is no commit as git writes them");
        }
    }

    /** A commit with its author and message. */
    RevCommit parsed(AnyObjectId id) {
        byte[] raw = read(id, Constants.OBJ_COMMIT);
        try {
            return RevCommit.parse(raw);
        } catch (RuntimeException e) {
            throw GitTrouble.damaged(id, "it is no commit as git writes them");
        }
    }

    /** The flags directory in a commit's tree, if there is one and it is a folder. */
    Optional<ObjectId> flags(ObjectId root, FlagsPath path) {
        Found found = find(root, path);
        return found.mode() == FileMode.TYPE_TREE ? Optional.of(found.id()) : Optional.empty();
    }

    /** The entry at the path of the flags directory; mode 0 if there is none. */
    Found find(ObjectId root, FlagsPath path) {
        Found found = new Found(root, FileMode.TYPE_TREE);
        for (String segment : path.segments()) {
            if (found.mode() != FileMode.TYPE_TREE) {
                return found;
            }
            found = child(found.id(), Constants.encode(segment));
        }
        return found;
    }

    /** Reads the flags directory of a commit's tree. If there is none, the result has no flags. */
    FlagTree read(TreeReader trees, ObjectId root, FlagsPath path) {
        return flags(root, path).map(id -> read(trees, id)).orElseGet(() -> FlagTree.empty(path.text()));
    }

    /** Reads the flags directory. */
    FlagTree read(TreeReader trees, ObjectId flags) {
        return trees.read(new GitFolder(this, flags));
    }

    /** The entry of a name in a folder; mode 0 if there is none. */
    Found child(ObjectId folder, byte[] name) {
        for (CanonicalTreeParser entries = tree(folder); !entries.eof(); entries = entries.next()) {
            if (isNamed(entries, name)) {
                return new Found(entries.getEntryObjectId(), entries.getEntryRawMode() & FileMode.TYPE_MASK);
            }
        }
        return new Found(ObjectId.zeroId(), 0);
    }

    private static boolean isNamed(CanonicalTreeParser entries, byte[] name) {
        int length = entries.getNameLength();
        if (length != name.length) {
            return false;
        }
        byte[] buffer = new byte[length];
        entries.getName(buffer, 0);
        return java.util.Arrays.equals(buffer, name);
    }

    private byte[] open(AnyObjectId id, int type) {
        try {
            return reader.open(id, type).getCachedBytes(LARGEST);
        } catch (LargeObjectException e) {
            throw GitTrouble.tooLarge(e);
        } catch (IOException | RuntimeException e) {
            throw GitTrouble.with(e, config);
        }
    }

    private byte[] read(AnyObjectId id, int type) {
        byte[] bytes = open(id, type);
        if (!idOf(type, bytes).equals(id)) {
            throw GitTrouble.damaged(id, "its content is another");
        }
        return bytes;
    }

    private boolean hasContentOf(AnyObjectId id, long size) throws IOException {
        MessageDigest blob = sha1();
        blob.update(("blob " + size + "\0").getBytes(US_ASCII));
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = reader.open(id, Constants.OBJ_BLOB).openStream()) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                blob.update(chunk, 0, read);
            }
        }
        return ObjectId.fromRaw(blob.digest()).equals(id);
    }

    private ObjectId idOf(int type, byte[] bytes) {
        digest.update(Constants.encodedTypeString(type));
        digest.update((byte) ' ');
        digest.update(Integer.toString(bytes.length).getBytes(US_ASCII));
        digest.update((byte) 0);
        return ObjectId.fromRaw(digest.digest(bytes));
    }

    static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-1", e);
        }
    }

    /** The committer time in a commit's bytes, in seconds since 1970. */
    static long committed(byte[] raw) {
        int line = RawParseUtils.committer(raw, 0);
        if (line < 0) {
            return 0;
        }
        int end = RawParseUtils.nextLF(raw, line);
        int time = -1;
        for (int at = line; at < end; at++) {
            if (raw[at] == '>') {
                time = at + 1;
            }
        }
        return time < 0 ? 0 : CommitTime.clamp(RawParseUtils.parseLongBase10(raw, time, null));
    }

    private static final byte[] PARENT = Constants.encodeASCII("parent ");

    /**
     * The parts of a commit that a walk along a line needs, without author and message.
     *
     * @param committed the committer time, in seconds since 1970
     */
    record Header(ObjectId tree, Optional<ObjectId> firstParent, long committed) {}

    /** An entry of a tree. */
    record Found(ObjectId id, int mode) {}
}
