package dev.hoist.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Repositories below one directory, the real git in them, and the command in this process, all by a clock that the test sets. */
final class Workbench {
    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();

    Workbench(Path directory) {
        this.directory = directory;
        environment.put("PATH", System.getenv("PATH"));
    }

    /** An environment variable of the command. */
    Workbench set(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Path path(String name) {
        return directory.resolve(name);
    }

    /** Clones a repository of this directory. */
    Path clone(String repository, String name, Instant time) {
        git(directory, time, "clone", "-q", repository, name);
        return directory.resolve(name);
    }

    static void write(Path root, String path, String text) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path root, String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A flag of the group {@code g} with one environment, such as {@code percentage: 10, target: 50}. */
    static void flag(Path root, String key, String production) {
        write(
                root,
                "flags/g/" + key + ".yaml",
                "flag: " + key + "\ndescription: d\nowner: o\nenvironments:\n  production: {" + production + "}\n");
    }

    static void commit(Path root, Instant time, String message) {
        git(root, time, "add", "-A");
        git(root, time, "commit", "-q", "-m", message);
    }

    static void push(Path root, Instant time, String message) {
        commit(root, time, message);
        git(root, time, "push", "-q", "origin", "HEAD:refs/heads/main");
    }

    /** What git prints. */
    static String git(Path in, Instant time, String... arguments) {
        Ran ran = tried(in, time, arguments);
        assertThat(ran.status()).as(String.join(" ", arguments) + ran.out()).isZero();
        return ran.out().strip();
    }

    /** How a call of git ends that may fail. */
    static Ran tried(Path in, Instant time, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Git.at(time));
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Ran(process.waitFor(), output, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Runs the command. Several may run at the same time. */
    Ran hoist(Path in, Instant now, String... arguments) {
        Map<String, String> variables = new HashMap<>(Git.at(now));
        variables.putAll(environment);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = new Main(WithoutInput.terminal(
                        out, new PrintWriter(err, true), false, false, variables, in, Clock.fixed(now, ZoneOffset.UTC)))
                .run(arguments);
        return new Ran(status, out.toString(), err.toString());
    }

    /** How a program ended, and what it printed. */
    record Ran(int status, String out, String err) {
        String all() {
            return out + err;
        }
    }
}
