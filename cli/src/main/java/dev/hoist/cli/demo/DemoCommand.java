package dev.hoist.cli.demo;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.Terminal;
import dev.hoist.validator.disk.DiskReason;
import dev.hoist.validator.report.VisibleText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hoist demo}: creates a repository in which to try commands. */
@Command(
        name = "demo",
        description =
                "Writes a git repository that has lived through a rollout of nearly four weeks, to try commands on.",
        footer = {"", "Examples:", "  hoist demo /tmp/shop", "", "Exit codes: 0 written, 2 cannot write it."})
public final class DemoCommand extends ExecutableCommand {
    private static final List<String> TO_TRY = List.of(
            "hoist status",
            "hoist next -e production",
            "hoist schedule use_state_persistence_declare -e production",
            "hoist raise use_state_persistence_declare -e production --dry-run",
            "hoist audit");

    @Parameters(paramLabel = "DIR", description = "Where to write it: an empty directory, or none yet.")
    String directory = "";

    @Override
    public int run(Terminal terminal) throws IOException {
        Path into = directory(terminal);
        List<DemoCommit> commits = DemoStory.commits(policy());
        DemoRepository.write(into, commits);
        terminal.out()
                .append("wrote ")
                .append(VisibleText.of(directory))
                .append(": ")
                .append(Integer.toString(commits.size()))
                .append(" commits, from ")
                .append(day(commits.get(0)))
                .append(" to ")
                .append(day(commits.get(commits.size() - 1)))
                .append("\n\ntry in it:\n");
        for (String command : TO_TRY) {
            terminal.out().append("  ").append(command).append('\n');
        }
        return ExitCode.ACCEPTED;
    }

    private static String day(DemoCommit commit) {
        return commit.time().toString().substring(0, 10);
    }

    private Path directory(Terminal terminal) {
        try {
            Path into = terminal.directory().resolve(directory);
            if (directory.isBlank()) {
                throw new Misuse("DIR is empty", "name a directory");
            }
            if (Files.exists(into) && !Files.isDirectory(into)) {
                throw new Misuse("\"" + directory + "\" is no directory", "name one that is empty or not there");
            }
            Files.createDirectories(into);
            try (Stream<Path> inside = Files.list(into)) {
                if (inside.findAny().isPresent()) {
                    throw new Misuse(
                            "\"" + directory + "\" is not empty", "name a directory that is empty or not there");
                }
            }
            return into;
        } catch (InvalidPathException e) {
            throw new Misuse("\"" + directory + "\" is no path", "name a directory");
        } catch (IOException e) {
            throw new Misuse(
                    "\"" + directory + "\" cannot be written: " + DiskReason.of(e), "name a directory that can be");
        }
    }

    private static String policy() throws IOException {
        try (InputStream policy = DemoCommand.class.getResourceAsStream("policy.yaml")) {
            return new String(Objects.requireNonNull(policy).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
