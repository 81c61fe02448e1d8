package dev.hoist.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A git repository whose commits come at given times, without the machine's configuration. */
final class TinyRepository {
    private final Path directory;
    private String author = "Ada";

    TinyRepository(Path directory) {
        this.directory = directory;
        git(Instant.EPOCH, "init", "-q", "-b", "main");
    }

    Path directory() {
        return directory;
    }

    TinyRepository by(String name) {
        author = name;
        return this;
    }

    TinyRepository write(String path, String text) {
        try {
            Path file = directory.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Commits everything and gives the commit's id. */
    String commit(String at, String message) {
        Instant time = Instant.parse(at);
        git(time, "add", "-A");
        git(time, "commit", "-q", "--allow-empty", "-m", message);
        return git(time, "rev-parse", "HEAD").strip();
    }

    private String git(Instant at, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        String seconds = at.getEpochSecond() + " +0000";
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        for (String role : List.of("AUTHOR", "COMMITTER")) {
            builder.environment().put("GIT_" + role + "_NAME", author);
            builder.environment().put("GIT_" + role + "_EMAIL", "someone@example.com");
            builder.environment().put("GIT_" + role + "_DATE", seconds);
        }
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
