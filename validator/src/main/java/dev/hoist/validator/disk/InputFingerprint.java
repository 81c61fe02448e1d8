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
 * Digests of everything that a build reads of flags, without reading any of it as flags or as git. Equal digests mean equal bytes.
 * Too much is in them rather than too little: every other state of the repository has another digest.
 */
public final class InputFingerprint {
    /** Variables that send git elsewhere than to the files here. The values of all others are in the digest. */
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

    /** Of a repository, without its objects: these never change under their ids. */
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

    /** Variables that differ from one call of Maven to the next, and decide nothing. */
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
     * A digest of the flags as they lie there, of the repository around them, of environment variables and of other facts.
     * Empty where it would not say all: in a linked working tree, below links, and where a variable tells git where to look.
     *
     * @param directory in a working tree, or any that holds a flags directory
     * @param flags the flags directory, relative to the working tree's root, without git to the directory
     * @param facts whatever else the answer depends on
     * @param programs the files that give the answer; empty where one is no regular file
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

    /** A digest of all files below a directory, by path; of one that is not there, that of nothing. */
    public static Optional<String> of(Path directory) {
        try {
            InputFingerprint fingerprint = new InputFingerprint();
            fingerprint.tree(directory);
            return Optional.of(fingerprint.hex());
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** The files about files, from a folder up to a root; false where one of these folders is a link. */
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

    /** With its length first, so that no two lists of parts are the same bytes. */
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
