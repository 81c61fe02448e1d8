package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.cli.command.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A bare repository that judges what it is sent, and the clones that push to it: real git, a real hook, the real clock. */
final class GitServer implements AutoCloseable {
    private static final int TRIES = 20;

    private final Path directory;
    private final List<Process> daemons = new ArrayList<>();
    private String url;

    private GitServer(Path directory) {
        this.directory = directory;
        this.url = "file://" + bare();
    }

    /** An empty one, to which main is pushed. */
    static GitServer create(Path directory) {
        GitServer server = new GitServer(directory);
        server.git(directory, "init", "-q", "--bare", "-b", "main", "server.git")
                .succeeds();
        return server;
    }

    Path bare() {
        return directory.resolve("server.git");
    }

    Path hook() {
        return bare().resolve("hooks/pre-receive");
    }

    /** Runs the command in this process. */
    Result hoist(String... arguments) {
        StringWriter out = new StringWriter();
        Terminal terminal = WithoutInput.terminal(
                out, new PrintWriter(out, true), false, false, Map.of(), directory, Clock.systemUTC());
        int code = new Main(terminal).run(arguments);
        return new Result(code, out.toString());
    }

    GitServer install(String... more) {
        List<String> arguments = new ArrayList<>(List.of("hook", "install", "--repo", "server.git"));
        arguments.addAll(List.of(more));
        hoist(arguments.toArray(String[]::new)).succeeds();
        return this;
    }

    /** Has the hook start another program in the place of Java. */
    void replaceJava(String script) {
        try {
            Path java = standIn();
            Files.writeString(java, "#!/bin/sh\n" + script);
            assertThat(java.toFile().setExecutable(true)).isTrue();
            String text = Files.readString(hook());
            Files.writeString(hook(), text.replaceFirst("(?m)^java=.*$", "java='" + java + "'"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path standIn() {
        return directory.resolve("java");
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** From here on it is reached through a daemon on the loopback interface. */
    GitServer serve() throws IOException, InterruptedException {
        for (int tried = 0; tried < TRIES; tried++) {
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            Process daemon = builder(
                            directory,
                            "daemon",
                            "--listen=127.0.0.1",
                            "--port=" + port,
                            "--base-path=" + directory,
                            "--export-all",
                            "--enable=receive-pack")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            daemons.add(daemon);
            if (answers(daemon, port)) {
                url = "git://127.0.0.1:" + port + "/server.git";
                return this;
            }
        }
        throw new AssertionError("no port for git daemon in " + TRIES + " tries");
    }

    private static boolean answers(Process daemon, int port) throws InterruptedException {
        for (int waited = 0; waited < 200 && daemon.isAlive(); waited++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return daemon.isAlive();
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        return false;
    }

    Clone clone(String name) {
        git(directory, "clone", "-q", url, name).succeeds();
        Clone clone = new Clone(directory.resolve(name));
        clone.git("symbolic-ref", "HEAD", "refs/heads/main");
        return clone;
    }

    /** What main stands at; empty where there is none. */
    String main() {
        return git(bare(), "rev-parse", "-q", "--verify", "refs/heads/main")
                .output()
                .strip();
    }

    Result git(Path in, String... arguments) {
        return git(in, Map.of(), arguments);
    }

    Result git(Path in, Map<String, String> environment, String... arguments) {
        ProcessBuilder builder = builder(in, arguments);
        builder.environment().putAll(environment);
        try {
            return finish(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Process start(Path in, String... arguments) {
        try {
            return builder(in, arguments).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Result finish(Process process) {
        try {
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static ProcessBuilder builder(Path in, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "protocol.file.allow=always"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        builder.environment()
                .putAll(new TreeMap<>(Map.of(
                        "GIT_CONFIG_GLOBAL", "/dev/null",
                        "GIT_CONFIG_NOSYSTEM", "1",
                        "GIT_TERMINAL_PROMPT", "0",
                        "GIT_AUTHOR_NAME", "Ada",
                        "GIT_AUTHOR_EMAIL", "ada@example.org",
                        "GIT_COMMITTER_NAME", "Ada",
                        "GIT_COMMITTER_EMAIL", "ada@example.org")));
        return builder;
    }

    @Override
    public void close() {
        for (Process daemon : daemons) {
            daemon.descendants().forEach(ProcessHandle::destroy);
            daemon.destroy();
        }
    }

    /** What a program said, and how it ended. */
    record Result(int code, String output) {
        Result succeeds() {
            assertThat(code).as(output).isZero();
            return this;
        }

        /** Nothing landed, and whoever pushed was told this. */
        Result refusedWith(String... sentences) {
            assertThat(code).as(output).isNotZero();
            assertThat(output)
                    .contains("[remote rejected]")
                    .contains("remote: hoist: nothing of this push was taken in")
                    .contains(sentences)
                    .doesNotContain("\u001b")
                    .doesNotContain("\tat ");
            return this;
        }
    }

    /** One person's clone. */
    final class Clone {
        private final Path root;

        private Clone(Path root) {
            this.root = root;
        }

        Path root() {
            return root;
        }

        Result git(String... arguments) {
            return GitServer.this.git(root, arguments);
        }

        Clone write(String path, String text) {
            try {
                Path file = root.resolve(path);
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Commits what is there; returns the full id. */
        String commit(String message) {
            return commit(message, Map.of());
        }

        String commit(String message, Map<String, String> environment) {
            git("add", "-A").succeeds();
            GitServer.this
                    .git(root, environment, "commit", "-q", "--allow-empty", "-m", message)
                    .succeeds();
            return git("rev-parse", "HEAD").output().strip();
        }

        Result push(String... arguments) {
            List<String> command = new ArrayList<>(List.of("push", "origin"));
            command.addAll(List.of(arguments));
            return git(command.toArray(String[]::new));
        }
    }
}
