package dev.hoist.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A repository on a server, clones of it as CI makes them, and the shell that CI runs in them. */
final class Shop {
    static final String FLAG = "flags/checkout/one_click.yaml";
    static final String OTHER = "flags/checkout/gift_wrap.yaml";

    private static final String POLICY = """
        policy: 1
        environments:
          staging: {ladder: [0, 100], soak: 0m}
          production: {ladder: [0, 1, 10, 100], soak: 1h, spacing: 1h}
        """;

    private final Path directory;
    private final Path server;
    private final Path desk;

    /** A server whose branch main has a policy and a flag that nobody has yet. */
    Shop(Path directory) {
        this.directory = directory;
        this.server = directory.resolve("server.git");
        this.desk = directory.resolve("desk");
        sh(directory, Map.of(), "git init -q --bare -b main server.git && git init -q -b main desk")
                .requireSuccess();
        git("remote", "add", "origin", server.toUri().toString());
        write("flags/policy.yaml", POLICY);
        write(FLAG, flag(FLAG, 0));
        write(OTHER, flag(OTHER, 0));
        commit("begin");
        git("push", "-q", "origin", "main");
    }

    private static String flag(String path, int percentage) {
        return """
            flag: %s
            description: What it says
            owner: checkout
            environments:
              production: {percentage: %d}
            """.formatted(path.replaceAll(".*/|\\.yaml", ""), percentage);
    }

    /** Pushes main, raised to a percentage. */
    String land(int percentage) {
        git("checkout", "-q", "main");
        write(FLAG, flag(FLAG, percentage));
        String commit = commit("raise to " + percentage);
        git("push", "-q", "origin", "main");
        return commit;
    }

    /** Pushes a change that would raise the flag, and what products merge it with. */
    String propose(int percentage) {
        return propose(FLAG, percentage);
    }

    String propose(String path, int percentage) {
        git("checkout", "-q", "-B", "feature", "origin/main");
        write(path, flag(path, percentage));
        String commit = commit("raise to " + percentage);
        git("push", "-q", "-f", "origin", "feature");
        merge("origin/main", commit);
        git("push", "-q", "-f", "origin", "HEAD:refs/pull/7/merge", commit + ":refs/merge-requests/7/head");
        git("checkout", "-q", "main");
        return commit;
    }

    /** Puts changes into a merge queue, one after the other; returns what is ahead of the last. */
    String queue(String first, String second) {
        String ahead = merge("origin/main", first);
        merge(ahead, second);
        git("push", "-q", "-f", "origin", "HEAD:refs/heads/queue");
        git("checkout", "-q", "main");
        return ahead;
    }

    private String merge(String into, String change) {
        git("checkout", "-q", "--detach", into);
        git("merge", "-q", "--no-ff", "-m", "merge", change);
        return git("rev-parse", "HEAD");
    }

    String main() {
        return git("rev-parse", "main");
    }

    Path server() {
        return server;
    }

    /** A clone with these references, and one of them checked out. */
    Path cloned(String checkedOut, String... refspecs) {
        try {
            Path clone = Files.createTempDirectory(directory, "clone");
            String fetch = Stream.of(refspecs).map(spec -> "'" + spec + "'").collect(Collectors.joining(" "));
            sh(
                            clone,
                            Map.of(),
                            "git init -q && git remote add origin '" + server.toUri() + "' && git fetch -q origin "
                                    + fetch + " && git fetch -q origin " + checkedOut
                                    + " && git checkout -q --detach FETCH_HEAD")
                    .requireSuccess();
            return clone;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a script as products do: {@code bash -e}, and nothing in the environment but what they set. */
    Ran sh(Path where, Map<String, String> environment, String script) {
        try {
            Path file = Files.writeString(Files.createTempFile(directory, "step", ".sh"), script);
            Path said = Files.createTempFile(directory, "said", ".txt");
            ProcessBuilder builder = new ProcessBuilder("bash", "-e", file.toString())
                    .directory(where.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile());
            Map<String, String> environmentVariables = new HashMap<>(environment);
            Path java = Path.of(System.getProperty("java.home"), "bin");
            environmentVariables.merge("PATH", java + ":" + System.getenv("PATH"), (own, all) -> own + ":" + all);
            environmentVariables.put("HOME", directory.toString());
            environmentVariables.put("GIT_CONFIG_NOSYSTEM", "1");
            for (String who : List.of("AUTHOR", "COMMITTER")) {
                environmentVariables.put("GIT_" + who + "_NAME", "Ada");
                environmentVariables.put("GIT_" + who + "_EMAIL", "ada@example.org");
            }
            builder.environment().clear();
            builder.environment().putAll(environmentVariables);
            int status = builder.start().waitFor();
            return new Ran(status, Files.readString(said));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A jar that calls the command in this JVM: see {@link WarmCommand}. */
    Path warmJar() {
        try {
            return WarmCommand.jar(directory.resolve("hoist.jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A jar that runs the command as it was compiled for this test. */
    Path jar() {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
        attributes.put(
                Attributes.Name.CLASS_PATH,
                Stream.of(System.getProperty("java.class.path").split(":", -1))
                        .filter(entry -> !entry.isEmpty())
                        .map(entry -> Path.of(entry).toUri())
                        .map(URI::toString)
                        .collect(Collectors.joining(" ")));
        Path jar = directory.resolve("hoist.jar");
        try {
            new JarOutputStream(Files.newOutputStream(jar), manifest).close();
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String path, String text) {
        try {
            Path file = desk.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String commit(String message) {
        git("add", "-A");
        git("commit", "-q", "-m", message);
        return git("rev-parse", "HEAD");
    }

    String git(String... arguments) {
        List<String> quoted = new ArrayList<>();
        for (String argument : arguments) {
            quoted.add("'" + argument + "'");
        }
        return sh(desk, Map.of(), "git " + String.join(" ", quoted))
                .requireSuccess()
                .strip();
    }

    /** What a script said, and how it ended. */
    record Ran(int status, String said) {
        String requireSuccess() {
            if (status != 0) {
                throw new IllegalStateException("exit code " + status + ": " + said);
            }
            return said;
        }
    }
}
