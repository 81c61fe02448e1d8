package dev.hoist.validator.git;

import dev.hoist.validator.verdict.CannotJudge;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The directory where git keeps the objects of a push before it accepts them, and the directories of the other objects.
 * Git tells a hook these directories in environment variables.
 *
 * @param objects the directory of the push; empty if its objects are stored with all others
 */
record ObjectStores(Optional<Path> objects, List<Path> alternates) {
    /** The octal digits of one byte. */
    private static final int DIGITS = 3;

    ObjectStores {
        alternates = List.copyOf(alternates);
    }

    /**
     * Reads the variables that git sets for a hook.
     *
     * @param directory the directory in which the hook runs
     */
    static ObjectStores of(Path directory, Map<String, String> environmentVariables) {
        return new ObjectStores(
                Optional.of(environmentVariables.getOrDefault("GIT_OBJECT_DIRECTORY", ""))
                        .filter(name -> !name.isEmpty())
                        .map(name -> path(directory, name)),
                split(environmentVariables.getOrDefault("GIT_ALTERNATE_OBJECT_DIRECTORIES", "")).stream()
                        .map(name -> path(directory, name))
                        .toList());
    }

    private static Path path(Path directory, String name) {
        try {
            return directory.toAbsolutePath().resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw nonsense(name);
        }
    }

    /** The paths in a list. Git puts a path in double quotes if it contains a separator or begins with a quote. */
    private static List<String> split(String list) {
        List<String> paths = new ArrayList<>();
        for (int at = 0; at < list.length(); at++) {
            if (list.charAt(at) == '"') {
                ByteArrayOutputStream path = new ByteArrayOutputStream();
                at = unquote(list, at + 1, path);
                paths.add(path.toString(StandardCharsets.UTF_8));
            } else {
                int end = list.indexOf(File.pathSeparatorChar, at);
                end = end < 0 ? list.length() : end;
                if (end > at) {
                    paths.add(list.substring(at, end));
                }
                at = end;
            }
        }
        return paths;
    }

    /** Returns the index behind the closing quote. */
    private static int unquote(String list, int start, ByteArrayOutputStream path) {
        for (int at = start; at < list.length(); at++) {
            char character = list.charAt(at);
            if (character == '"') {
                return at + 1;
            }
            if (character != '\\') {
                path.writeBytes(String.valueOf(character).getBytes(StandardCharsets.UTF_8));
            } else if (at + 1 < list.length() && "\"\\".indexOf(list.charAt(at + 1)) >= 0) {
                path.write(list.charAt(++at));
            } else if (at + DIGITS < list.length()
                    && list.substring(at + 1, at + 1 + DIGITS).matches("[0-3][0-7]{2}")) {
                path.write(Integer.parseInt(list.substring(at + 1, at + 1 + DIGITS), 8));
                at += DIGITS;
            } else {
                throw nonsense(list);
            }
        }
        throw nonsense(list);
    }

    private static CannotJudge nonsense(String text) {
        return new CannotJudge(
                "\"" + text + "\" is no list of object directories",
                "let git call the hook; it says in GIT_OBJECT_DIRECTORY and GIT_ALTERNATE_OBJECT_DIRECTORIES where the"
                        + " objects are");
    }
}
