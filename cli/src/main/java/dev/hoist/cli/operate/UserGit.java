package dev.hoist.cli.operate;

import dev.hoist.cli.command.ChildVariables;
import dev.hoist.cli.command.Misuse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The git of the person who calls the command, with that person's identity, hooks and signing. */
final class UserGit {
    private final Path root;
    private final Map<String, String> environmentVariables;

    UserGit(Path root, Map<String, String> environmentVariables) {
        this.root = root;
        this.environmentVariables = Map.copyOf(environmentVariables);
    }

    /** The directory in which git runs. */
    Path root() {
        return root;
    }

    /**
     * The result of a git command.
     *
     * @param error the text on standard error
     */
    record Answer(int code, String output, String error) {
        boolean succeeded() {
            return code == 0;
        }

        /** The output without blanks at its ends. Most answers are one line. */
        String text() {
            return output.strip();
        }

        /** Why the command failed, on one line and without git's hints. */
        String reason() {
            String said =
                    error.lines().filter(line -> !line.startsWith("hint:")).collect(Collectors.joining("\n"));
            said = said.isBlank() ? text() : said;
            return said.isBlank()
                    ? "git ended with " + code
                    : said.strip().replaceAll("\\s*\\R\\s*", "; ").replaceAll("://[^/@\\s]*@", "://");
        }
    }

    Answer run(String... arguments) {
        return run(Map.of(), "", List.of(arguments));
    }

    /** The answer of a git command in one line; empty if git has none or is not installed. */
    Optional<String> ask(String... arguments) {
        Answer answer;
        try {
            answer = run(arguments);
        } catch (Misuse notThere) {
            return Optional.empty();
        }
        return answer.succeeded() && !answer.text().isEmpty() ? Optional.of(answer.text()) : Optional.empty();
    }

    Answer run(Map<String, String> more, String input, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("git", "--literal-pathspecs"));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
        builder.environment().clear();
        builder.environment().putAll(ChildVariables.of(environmentVariables));
        builder.environment().putAll(more);
        try {
            Process process = builder.start();
            ByteArrayOutputStream errors = new ByteArrayOutputStream();
            Thread reader = new Thread(() -> drain(process.getErrorStream(), errors));
            reader.start();
            Thread writer = new Thread(() -> feed(process, input));
            writer.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            reader.join();
            writer.join();
            return new Answer(code, output, errors.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Misuse("git cannot be run", "install git, or leave out --commit, --branch and --push");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void drain(InputStream from, ByteArrayOutputStream to) {
        try {
            from.transferTo(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void feed(Process process, String input) {
        try (var to = process.getOutputStream()) {
            to.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            // a git that does not read what it is told says why by itself
        }
    }
}
