package dev.hoist.validator.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A file that gets new content in one step. The content is written to a second file beside it, which is then renamed. A
 * reader sees either the old content or the new. The file keeps its mode. If a link stands at the file's path, nothing
 * is written.
 */
public final class AtomicFile implements AutoCloseable {
    /**
     * The longest part of the file's name that the draft's name repeats. So the draft's name stays below 255 bytes,
     * which file systems allow.
     */
    private static final int LONGEST_PREFIX = 50;

    private static final String SUFFIX = ".tmp";
    private static final int UUID_LENGTH = 36;
    private static final Pattern UNIQUE = Pattern.compile("[0-9a-f-]+");

    private final Path target;
    private final Path draft;
    private final OutputStream stream;

    private AtomicFile(Path target, Path draft, OutputStream stream) {
        this.target = target;
        this.draft = draft;
        this.stream = stream;
    }

    /** Starts to write a file; its directory must exist. */
    public static AtomicFile begin(Path file) throws IOException {
        Path target = file.toAbsolutePath().normalize();
        if (isThere(target) && !Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(target.toString(), null, "it is not a regular file");
        }
        Path name = target.getFileName();
        if (name == null) {
            throw new FileSystemException(target.toString(), null, "it is not a regular file");
        }
        Path draft = target.resolveSibling(prefix(name) + UUID.randomUUID() + SUFFIX);
        // not a temporary file of the platform: only its writer may read those
        OutputStream stream = Files.newOutputStream(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        AtomicFile begun = new AtomicFile(target, draft, stream);
        try {
            begun.takeMode();
        } catch (IOException e) {
            begun.close();
            throw e;
        }
        return begun;
    }

    private static String prefix(Path name) {
        String text = name.toString();
        return "."
                + text.substring(
                        0, text.offsetByCodePoints(0, Math.min(LONGEST_PREFIX, text.codePointCount(0, text.length()))))
                + ".";
    }

    /**
     * Removes the drafts of a file that a killed process left behind.
     *
     * @param older only drafts that are older than the file by at least this time; younger drafts may still be in use
     */
    public static void removeDrafts(Path file, Duration older) throws IOException {
        Path target = file.toAbsolutePath().normalize();
        Path name = target.getFileName();
        Path folder = target.getParent();
        if (name == null || folder == null) {
            return;
        }
        Instant latest = Files.getLastModifiedTime(target).toInstant().minus(older);
        String prefix = prefix(name);
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(folder, entry -> isDraft(entry, prefix))) {
            for (Path draft : drafts) {
                if (!Files.getLastModifiedTime(draft, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .isAfter(latest)) {
                    Files.deleteIfExists(draft);
                }
            }
        }
    }

    private static boolean isDraft(Path entry, String prefix) {
        String text = String.valueOf(entry.getFileName());
        return text.length() == prefix.length() + UUID_LENGTH + SUFFIX.length()
                && text.startsWith(prefix)
                && text.endsWith(SUFFIX)
                && UNIQUE.matcher(text.substring(prefix.length(), prefix.length() + UUID_LENGTH))
                        .matches();
    }

    /** The stream for the new content. */
    public OutputStream stream() {
        return stream;
    }

    /** Makes the file executable for everybody who may read it. */
    public AtomicFile executable() throws IOException {
        Optional<PosixFileAttributeView> mode = mode(draft);
        if (mode.isPresent()) {
            Set<PosixFilePermission> permissions =
                    EnumSet.copyOf(mode.get().readAttributes().permissions());
            permissions.addAll(EnumSet.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_EXECUTE,
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_EXECUTE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_EXECUTE));
            mode.get().setPermissions(permissions);
        }
        return this;
    }

    /** Replaces the file by the new content. */
    public void commit() throws IOException {
        stream.close();
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Creates the file with the new content.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is such a file already
     */
    public void commitNew() throws IOException {
        stream.close();
        Files.move(draft, target);
    }

    /** Removes the draft of a file that was not committed. */
    @Override
    public void close() throws IOException {
        try {
            stream.close();
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void takeMode() throws IOException {
        Optional<PosixFileAttributeView> mode = isThere(target) ? mode(draft) : Optional.empty();
        if (mode.isPresent()) {
            mode.get().setPermissions(Files.getPosixFilePermissions(target, LinkOption.NOFOLLOW_LINKS));
        }
    }

    private static Optional<PosixFileAttributeView> mode(Path file) {
        return Optional.ofNullable(Files.getFileAttributeView(file, PosixFileAttributeView.class));
    }

    private static boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Writes a file if its content differs.
     *
     * @return whether the content differed
     */
    public static boolean replace(Path file, byte[] content) throws IOException {
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Arrays.equals(Files.readAllBytes(file), content)) {
            return false;
        }
        try (AtomicFile begun = begin(file)) {
            begun.stream().write(content);
            begun.commit();
        }
        return true;
    }

    /** Writes the new bytes of several files. If one of them cannot be written, all files keep their old bytes. */
    public static void replaceAll(Map<Path, byte[]> contents) throws IOException {
        Map<Path, Optional<byte[]>> before = new LinkedHashMap<>();
        for (Path file : contents.keySet()) {
            before.put(file, isThere(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty());
        }
        Deque<AtomicFile> begun = new ArrayDeque<>();
        Deque<Path> committed = new ArrayDeque<>();
        try {
            for (Map.Entry<Path, byte[]> content : contents.entrySet()) {
                AtomicFile file = begin(content.getKey());
                begun.add(file);
                file.stream().write(content.getValue());
                file.stream().flush();
            }
            for (AtomicFile file : begun) {
                file.commit();
                committed.push(file.target);
            }
        } catch (IOException e) {
            before.forEach((file, content) -> {
                if (committed.contains(file.toAbsolutePath().normalize())) {
                    putBack(file, content, e);
                }
            });
            throw e;
        } finally {
            for (AtomicFile file : begun) {
                file.close();
            }
        }
    }

    private static void putBack(Path file, Optional<byte[]> content, IOException cause) {
        try {
            if (content.isPresent()) {
                replace(file, content.get());
            } else {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Of the folders between a root and a file, the first that is in fact a link or a file. Writing through a link
     * would write to another place.
     */
    public static Optional<Path> detour(Path root, Path file) {
        Path folder = root;
        for (Path name : root.relativize(file)) {
            if (!folder.equals(root) && isThere(folder) && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(folder);
            }
            folder = folder.resolve(name);
        }
        return Optional.empty();
    }
}
