package dev.hoist.validator.disk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A digest of everything that a build reads to judge flags. To calculate it, neither flag files nor git objects are
 * parsed. If two digests are equal, the two builds read the same. If the digests differ, the flags can still be the
 * same: a commit that touches no flag also gives another digest.
 */
public final class InputFingerprint {
    /** Variables that make git read files in another place. Values of all other variables go into the digest. */
    private static final Set<String> ELSEWHERE = Set.of(
            "GIT_ALTERNATE_OBJECT_DIRECTORIES",
            "GIT_COMMON_DIR",
            "GIT_DIR",
            "GIT_INDEX_FILE",
            "GIT_NAMESPACE",
            "GIT_OBJECT_DIRECTORY",
            "GIT_QUARANTINE_PATH",
            "GIT_SHALLOW_FILE",
            "GIT_WORK_TREE");

    private static final List<String> OF_DIRECTORIES = List.of(".gitignore", ".gitattributes");

    /**
     * The parts of a git directory that go into the digest. Objects are left out, because an object never changes under
     * its id.
     */
    private static final List<String> OF_GIT = List.of(
            "HEAD",
            "MERGE_HEAD",
            "config",
            "config.worktree",
            "index",
            "info",
            "packed-refs",
            "refs",
            "reftable",
            "shallow");

    /** Variables that differ between two calls of Maven but do not affect the answer. */
    private static final Set<String> OF_SHELLS =
            Set.of("_", "OLDPWD", "PWD", "SHLVL", "MAVEN_CMD_LINE_ARGS", "MAVEN_PROJECTBASEDIR");

    private final MessageDigest digest;

    private InputFingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * A digest of the flags on the disk, of the repository around them, of the environment variables and of other
     * facts. It is empty if a digest could miss something: in a linked working tree, below links, or if a variable
     * tells git where to look.
     *
     * @param directory a directory in a working tree, or any directory that contains a flags directory
     * @param flags the flags directory, relative to the working tree's root; outside a working tree, relative to
     *     {@code directory}
     * @param facts whatever else the answer depends on
     * @param programs the files of the program that gives the answer; if one of them is not a regular file, the digest
     *     is empty
     */
    public static Optional<String> of(
            Path directory,
            String flags,
            Map<String, String> environmentVariables,
            List<String> facts,
            List<Path> programs) {
        if (environmentVariables.keySet().stream().anyMatch(ELSEWHERE::contains)) {
            return Optional.empty();
        }
        try {
            InputFingerprint fingerprint = new InputFingerprint();
            facts.forEach(fingerprint::text);
            Map<String, String> variables = new TreeMap<>(environmentVariables);
            variables.keySet().removeAll(OF_SHELLS);
            variables.forEach((name, value) -> fingerprint.text(name + "=" + value));
            for (Path program : programs) {
                if (!Files.isRegularFile(program)) {
                    return Optional.empty();
                }
                fingerprint.text(program + "\n" + Files.size(program) + "\n" + Files.getLastModifiedTime(program));
            }
            Path start = directory.toRealPath();
            Path root = start;
            while (root.getParent() != null && !Files.exists(root.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
                root = root.getParent();
            }
            Path git = root.resolve(".git");
            if (!Files.exists(git, LinkOption.NOFOLLOW_LINKS)) {
                root = start;
            } else if (!Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS) || Files.exists(git.resolve("commondir"))) {
                return Optional.empty();
            } else {
                for (String name : OF_GIT) {
                    fingerprint.tree(git.resolve(name));
                }
            }
            fingerprint.text(start.toString());
            Path folder = root.resolve(flags).normalize();
            if (!folder.startsWith(root)) {
                return Optional.empty();
            }
            if (!fingerprint.folders(root, folder)) {
                return Optional.empty();
            }
            fingerprint.tree(folder);
            return Optional.of(fingerprint.hex());
        } catch (IOException | UncheckedIOException e) {
            // the answer itself says what cannot be read
            return Optional.empty();
        }
    }

    /**
     * A digest of all files below a directory, by path. If the directory does not exist, the digest is that of an empty
     * directory.
     */
    public static Optional<String> of(Path directory) {
        try {
            InputFingerprint fingerprint = new InputFingerprint();
            fingerprint.tree(directory);
            return Optional.of(fingerprint.hex());
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /**
     * Adds the {@code .gitignore} and {@code .gitattributes} files of all folders from one folder up to a root. False
     * if one of these folders is a link.
     */
    private boolean folders(Path root, Path folder) throws IOException {
        for (Path above = folder; above != null; above = above.equals(root) ? null : above.getParent()) {
            if (Files.isSymbolicLink(above)) {
                return false;
            }
            for (String name : OF_DIRECTORIES) {
                tree(above.resolve(name));
            }
        }
        return true;
    }

    private void tree(Path top) throws IOException {
        if (!Files.exists(top, LinkOption.NOFOLLOW_LINKS)) {
            text("nothing\n" + top);
            return;
        }
        List<Path> paths;
        try (Stream<Path> walk = Files.walk(top)) {
            paths = walk.sorted().toList();
        }
        for (Path path : paths) {
            if (Files.isSymbolicLink(path)) {
                text("link\n" + path + "\n" + Files.readSymbolicLink(path));
            } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                text("directory\n" + path);
            } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                text("file\n" + path + "\n" + Files.isExecutable(path));
                bytes(Files.readAllBytes(path));
            } else {
                text("other\n" + path);
            }
        }
    }

    /**
     * Adds a text to the digest, with its length first, so that two different lists of texts never give the same bytes.
     */
    private void text(String text) {
        bytes(text.getBytes(UTF_8));
    }

    private void bytes(byte[] bytes) {
        digest.update((bytes.length + ":").getBytes(UTF_8));
        digest.update(bytes);
    }

    private String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
