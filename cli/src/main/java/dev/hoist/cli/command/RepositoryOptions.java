package dev.hoist.cli.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The options for the repository and the flags directory. */
@Command
public final class RepositoryOptions {
    public static final String DEFAULT_FLAGS = "flags";

    @Option(
            names = "--repo",
            paramLabel = "DIR",
            description = "The repository, or a directory in it. Default: the current directory.")
    @Nullable
    String repo;

    @Option(
            names = "--flags",
            paramLabel = "DIR",
            defaultValue = DEFAULT_FLAGS,
            description = "The flags directory, relative to the repository's root, or absolute. Default: flags.")
    String flags = DEFAULT_FLAGS;

    /** The options with values that do not come from the command line. */
    public static RepositoryOptions of(Path repository, String flags) {
        RepositoryOptions options = new RepositoryOptions();
        options.repo = repository.toString();
        options.flags = flags;
        return options;
    }

    /** The given options as words for another command line. */
    public List<String> asTyped() {
        List<String> words = new ArrayList<>();
        if (repo != null) {
            words.add("--repo");
            words.add(repo);
        }
        if (!flags.equals(DEFAULT_FLAGS)) {
            words.add("--flags");
            words.add(flags);
        }
        return words;
    }

    public Path repository(Terminal terminal) {
        return directory(repo, terminal);
    }

    /**
     * The directory in an option {@code --repo}.
     *
     * @param repo the option's value; null if it is left out
     */
    public static Path directory(@Nullable String repo, Terminal terminal) {
        Path directory;
        try {
            directory =
                    repo == null ? terminal.directory() : terminal.directory().resolve(given("--repo", repo));
        } catch (InvalidPathException e) {
            throw new Misuse(
                    "--repo \"" + repo + "\" is no path",
                    "name a directory; where its name is beyond ASCII, set LC_ALL to a locale of UTF-8 first");
        }
        if (!Files.isDirectory(directory)) {
            if (repo == null) {
                throw new Misuse(
                        "the current directory \"" + directory + "\" cannot be read",
                        "go to one that is there; where its name is beyond ASCII, set LC_ALL to a locale of UTF-8");
            }
            throw new Misuse("--repo \"" + directory + "\" is no directory", "name a directory in the repository");
        }
        return directory;
    }

    /** The flags directory, relative to the repository's root. */
    public String flags(Terminal terminal) {
        String given = given("--flags", flags);
        Path path;
        try {
            path = Path.of(given);
        } catch (InvalidPathException e) {
            return given;
        }
        return path.isAbsolute() ? inside(root(repository(terminal)), path) : given;
    }

    /** The root of the repository that contains a directory; outside a repository, the directory itself. */
    private static Path root(Path directory) {
        for (Path at = directory.toAbsolutePath().normalize(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(".git"))) {
                return at;
            }
        }
        return directory.toAbsolutePath().normalize();
    }

    private static String inside(Path root, Path flags) {
        Path normal = flags.normalize();
        Path real = real(normal);
        Path home = real(root);
        Path relative = normal.startsWith(root) ? root.relativize(normal) : home.relativize(real);
        if (relative.toString().isEmpty() || relative.startsWith("..")) {
            throw new Misuse(
                    "--flags \"" + flags + "\" lies outside the repository \"" + root + "\"",
                    "name a directory inside it, or another repository with --repo");
        }
        return relative.toString().replace(File.separatorChar, '/');
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }

    /** The text of an option. It must not be empty, as it is in a script with an unset variable. */
    public static String given(String option, String value) {
        if (value.isBlank()) {
            throw new Misuse(option + " is empty", "give it a value, or leave it out");
        }
        return value;
    }
}
