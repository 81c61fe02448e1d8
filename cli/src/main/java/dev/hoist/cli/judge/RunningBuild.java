package dev.hoist.cli.judge;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.zone.ZoneRulesProvider;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The identity of the running program: the code on the class path, the Java version and its time zone data. */
final class RunningBuild {
    private static @Nullable String known;

    private RunningBuild() {}

    /**
     * A digest that differs for every build. Empty if the code cannot be read, for example while the jar is being
     * replaced.
     */
    static synchronized Optional<String> digest() {
        if (known == null) {
            try {
                known = read(System.getProperty("java.class.path", ""));
            } catch (IOException | UncheckedIOException e) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(known);
    }

    static String read(String classPath) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            text(Runtime.version().toString(), out);
            text(ZoneRulesProvider.getVersions("UTC").lastKey(), out);
            for (String entry : classPath.split(File.pathSeparator, -1)) {
                // an empty one is the current directory: the repository that is judged, not what judges it
                if (!entry.isEmpty()) {
                    entry(Path.of(entry), out);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void entry(Path entry, OutputStream out) throws IOException {
        if (!Files.exists(entry)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(entry)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            text(entry.relativize(file) + "\n" + Files.size(file), out);
            try (InputStream in = Files.newInputStream(file)) {
                in.transferTo(out);
            }
        }
    }

    private static void text(String text, OutputStream out) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
