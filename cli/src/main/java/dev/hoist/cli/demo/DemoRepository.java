package dev.hoist.cli.demo;

import dev.hoist.validator.disk.DiskReason;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Builds the git repository of the demo with {@code git fast-import}. This git command runs no hook and signs nothing.
 * So the commits have the same ids on every machine.
 */
final class DemoRepository {
    private static final String BRANCH = "refs/heads/main";

    private final Path directory;
    private final Map<String, String> ids = new HashMap<>();
    private boolean isEmpty = true;

    private DemoRepository(Path directory) {
        this.directory = directory;
    }

    /** Writes the repository into a directory that is empty or does not exist. */
    static void write(Path directory, List<DemoCommit> commits) {
        DemoRepository repository = new DemoRepository(directory);
        repository.git(new byte[0], "init", "-q", "--template=", "--object-format=sha1", "-b", "main", ".");
        List<DemoCommit> open = new ArrayList<>();
        for (DemoCommit commit : commits) {
            open.add(commit);
            if (commit.name().isPresent()) {
                repository.enter(open);
                repository.ids.put(
                        commit.name().get(),
                        repository.git(new byte[0], "rev-parse", BRANCH).strip());
                open.clear();
            }
        }
        repository.enter(open);
        repository.git(new byte[0], "reset", "-q", "--hard", "main");
    }

    private void enter(List<DemoCommit> commits) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        boolean continues = !isEmpty;
        for (DemoCommit commit : commits) {
            String message = commit.message();
            for (Map.Entry<String, String> id : ids.entrySet()) {
                message = message.replace("{" + id.getKey() + "}", id.getValue());
            }
            String when = commit.author() + " " + commit.time().getEpochSecond() + " +0000\n";
            line(stream, "commit " + BRANCH + "\nauthor " + when + "committer " + when);
            data(stream, message);
            if (continues) {
                line(stream, "from " + BRANCH + "^0\n");
                continues = false;
            }
            isEmpty = false;
            new TreeMap<>(commit.files()).forEach((path, text) -> {
                line(stream, "M 100644 inline " + path + "\n");
                data(stream, text);
            });
        }
        git(stream.toByteArray(), "fast-import", "--quiet", "--date-format=raw");
    }

    private static void line(ByteArrayOutputStream stream, String text) {
        stream.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void data(ByteArrayOutputStream stream, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        line(stream, "data " + bytes.length + "\n");
        stream.writeBytes(bytes);
        line(stream, "\n");
    }

    private String git(byte[] input, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "core.autocrlf=false", "-c", "core.hooksPath=/dev/null"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        // whoever runs this inside another repository's hook must not write into that
        builder.environment().keySet().removeIf(name -> name.startsWith("GIT_"));
        try {
            Process process = builder.start();
            try (OutputStream to = process.getOutputStream()) {
                to.write(input);
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new CannotJudge(
                        "git " + arguments[0] + " failed: "
                                + said.strip().lines().findFirst().orElse("without a word"),
                        "install git 2.28 or newer");
            }
            return said;
        } catch (IOException e) {
            throw new CannotJudge("git cannot be run: " + DiskReason.of(e), "install git 2.28 or newer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotJudge("git was interrupted", "run the command again in another directory");
        }
    }
}
