package dev.hoist.evaluator.output;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list of files that a generation wrote.
 *
 * @param digests SHA-256 in hexadecimal digits, by path
 */
record Manifest(SortedMap<String, String> digests) {
    static final String NAME = ".hoist-generated";

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  (.+)");

    Manifest {
        digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
    }

    /** The list in a directory. If the file does not exist, the list is empty. Lines in another format are ignored. */
    static Manifest read(Path root) throws IOException {
        Path file = root.resolve(NAME);
        SortedMap<String, String> digests = new TreeMap<>();
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            new String(Files.readAllBytes(file), StandardCharsets.US_ASCII)
                    .lines()
                    .forEach(line -> {
                        Matcher entry = LINE.matcher(line);
                        if (entry.matches()) {
                            digests.put(entry.group(2), entry.group(1));
                        }
                    });
        }
        return new Manifest(digests);
    }

    byte[] bytes() {
        StringBuilder text = new StringBuilder();
        digests.forEach(
                (path, digest) -> text.append(digest).append("  ").append(path).append('\n'));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
