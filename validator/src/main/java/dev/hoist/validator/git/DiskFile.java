package dev.hoist.validator.git;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hoist.validator.tree.RawEntry;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.jgit.lib.CoreConfig.EolStreamType;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.util.io.EolStreamTypeUtil;

/**
 * A file of a working tree, with the bytes and the id that git would store.
 *
 * @param id of the blob
 * @param size in bytes
 * @param kept the bytes of a small file, so that the file is read and hashed only once
 */
record DiskFile(Path path, EolStreamType lineEndings, ObjectId id, long size, Optional<byte[]> kept)
        implements RawEntry.Content {
    /** The most bytes of a file whose line endings are converted. A larger file cannot be a flag file. */
    private static final int LARGEST_CONVERTED = 1024 * 1024;

    /** The most bytes of a file that stays in memory, because ten thousand such files can be in memory at once. */
    private static final int LARGEST_KEPT = 4096;

    private static final int CHUNK = 8192;

    static DiskFile read(Path path, EolStreamType lineEndings) {
        try {
            long size = Files.size(path);
            if (lineEndings == EolStreamType.DIRECT || size > LARGEST_CONVERTED) {
                if (size <= LARGEST_KEPT) {
                    return of(path, EolStreamType.DIRECT, Files.readAllBytes(path));
                }
                return new DiskFile(path, EolStreamType.DIRECT, hash(path, size), size, Optional.empty());
            }
            return of(path, lineEndings, stored(Files.readAllBytes(path), lineEndings));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static DiskFile of(Path path, EolStreamType lineEndings, byte[] stored) {
        Optional<byte[]> kept = stored.length <= LARGEST_KEPT ? Optional.of(stored) : Optional.empty();
        return new DiskFile(path, lineEndings, hash(stored), stored.length, kept);
    }

    /** Whether a file can be a flag file by its name. Other files are not read. */
    static boolean isYaml(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml") || lower.endsWith(".yml");
    }

    RawEntry.File named(String name) {
        return new RawEntry.File(name, id, this);
    }

    @Override
    public byte[] bytes() {
        if (kept.isPresent()) {
            return kept.get();
        }
        byte[] bytes;
        try {
            bytes = stored(Files.readAllBytes(path), lineEndings);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        if (!hash(bytes).equals(id)) {
            throw new CannotJudge(
                    "\"" + path + "\" changed while it was read", "judge again when nothing writes to it");
        }
        return bytes;
    }

    static CannotJudge unreadable(Path path, IOException cause) {
        String why = cause.getMessage() == null || cause.getMessage().equals(path.toString())
                ? cause.getClass().getSimpleName()
                : cause.getMessage();
        return new CannotJudge(
                "\"" + path + "\" cannot be read: " + why, "check that it is there and that you may read it");
    }

    private static byte[] stored(byte[] bytes, EolStreamType lineEndings) throws IOException {
        try (InputStream in = EolStreamTypeUtil.wrapInputStream(new ByteArrayInputStream(bytes), lineEndings)) {
            return in.readAllBytes();
        }
    }

    /** The id of a blob with these bytes. */
    static ObjectId hash(byte[] bytes) {
        return ObjectId.fromRaw(started(bytes.length).digest(bytes));
    }

    private static ObjectId hash(Path path, long size) throws IOException {
        MessageDigest digest = started(size);
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(path)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        return ObjectId.fromRaw(digest.digest());
    }

    private static MessageDigest started(long size) {
        MessageDigest digest = GitObjects.sha1();
        digest.update(("blob " + size + "\0").getBytes(US_ASCII));
        return digest;
    }
}
