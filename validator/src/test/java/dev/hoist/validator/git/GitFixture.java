package dev.hoist.validator.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand.FastForwardMode;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;

/** A real repository with a working tree, built commit by commit under a clock of its own. */
public final class GitFixture implements AutoCloseable {
    /** What a new fixture's clock shows: a Monday morning. */
    public static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private final Path root;
    private final Git git;
    private Instant now = START;
    private String author = "Ada";

    private GitFixture(Path root, Git git) {
        this.root = root;
        this.git = git;
    }

    /** An empty repository whose branch is main. */
    public static GitFixture create(Path root) {
        HermeticSystem.install();
        try {
            return new GitFixture(
                    root,
                    Git.init()
                            .setDirectory(root.toFile())
                            .setInitialBranch("main")
                            .call());
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path root() {
        return root;
    }

    public Repository repository() {
        return git.getRepository();
    }

    public Instant now() {
        return now;
    }

    public GitFixture at(Instant instant) {
        now = instant;
        return this;
    }

    public GitFixture at(String instant) {
        return at(Instant.parse(instant));
    }

    public GitFixture by(String name) {
        author = name;
        return this;
    }

    /** Writes a file of the working tree. */
    public GitFixture write(String path, String text) {
        return write(path, text.getBytes(UTF_8));
    }

    public GitFixture write(String path, byte[] bytes) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public GitFixture delete(String path) {
        try {
            Files.delete(root.resolve(path));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Commits the working tree with these files written to it; returns the full id. */
    public String commit(String message, Map<String, String> files) {
        files.forEach(this::write);
        return commit(message);
    }

    /** Commits the working tree as it is, what was deleted included. */
    public String commit(String message) {
        try {
            git.add().addFilepattern(".").call();
            git.add().addFilepattern(".").setUpdate(true).call();
            PersonIdent who = who();
            return git.commit()
                    .setMessage(message)
                    .setAuthor(who)
                    .setCommitter(who)
                    .setAllowEmpty(true)
                    .call()
                    .name();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Commits files on top of HEAD without writing them to the working tree, which is quick for thousands of them. */
    public void store(String message, Map<String, String> files) {
        StringBuilder stream = new StringBuilder("commit refs/heads/main\ncommitter ")
                .append(author)
                .append(" <ada@example.org> ")
                .append(now.getEpochSecond())
                .append(" +0000\n");
        data(message, stream);
        if (hasACommit()) {
            stream.append("from refs/heads/main^0\n");
        }
        files.forEach((path, text) ->
                data(text, stream.append("M 100644 inline ").append(path).append('\n')));
        load(stream.toString());
    }

    /** Loads commits as {@code git fast-import} reads them. */
    public void load(String stream) {
        try {
            Path input = Files.writeString(root.resolve(".git/stored"), stream);
            run(root, Redirect.from(input.toFile()), "fast-import", "--quiet");
            Files.delete(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean hasACommit() {
        try {
            return repository().resolve("refs/heads/main") != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void data(String text, StringBuilder stream) {
        stream.append("data ")
                .append(text.getBytes(UTF_8).length)
                .append('\n')
                .append(text)
                .append('\n');
    }

    /** Makes a branch where HEAD stands and checks it out. */
    public GitFixture branch(String name) {
        try {
            git.checkout().setCreateBranch(true).setName(name).call();
            return this;
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    public GitFixture checkout(String revision) {
        try {
            git.checkout().setName(revision).call();
            return this;
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Merges a branch into the one checked out, with a commit of its own; returns that. */
    public String merge(String branch) {
        try {
            ObjectId other = git.getRepository().resolve(branch);
            boolean merged = git.merge()
                    .include(branch, other)
                    .setStrategy(MergeStrategy.RECURSIVE)
                    .setFastForward(FastForwardMode.NO_FF)
                    .setCommit(false)
                    .call()
                    .getMergeStatus()
                    .isSuccessful();
            if (!merged) {
                throw new IllegalStateException("merging " + branch + " conflicts");
            }
            PersonIdent who = who();
            return git.commit()
                    .setMessage("Merge " + branch)
                    .setAuthor(who)
                    .setCommitter(who)
                    .call()
                    .name();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the real git in the working tree and returns what it prints. */
    public String git(String... arguments) {
        return gitIn(root, arguments);
    }

    /** Runs the real git, with the fixture's clock and no configuration but the repository's. */
    public String gitIn(Path directory, String... arguments) {
        return run(directory, Redirect.from(new File("/dev/null")), arguments);
    }

    private String run(Path directory, Redirect input, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "protocol.file.allow=always"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(input)
                .redirectErrorStream(true);
        String clock = now.getEpochSecond() + " +0000";
        builder.environment()
                .putAll(Map.of(
                        "GIT_CONFIG_GLOBAL",
                        "/dev/null",
                        "GIT_CONFIG_NOSYSTEM",
                        "1",
                        "GIT_AUTHOR_NAME",
                        author,
                        "GIT_AUTHOR_EMAIL",
                        "ada@example.org",
                        "GIT_AUTHOR_DATE",
                        clock,
                        "GIT_COMMITTER_NAME",
                        author,
                        "GIT_COMMITTER_EMAIL",
                        "ada@example.org",
                        "GIT_COMMITTER_DATE",
                        clock));
        try {
            Process process = builder.start();
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

    @Override
    public void close() {
        git.close();
    }

    private PersonIdent who() {
        return new PersonIdent(author, "ada@example.org", now, ZoneOffset.UTC);
    }
}
