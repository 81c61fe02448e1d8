package dev.hoist.cli.operate;

import dev.hoist.cli.command.Terminal;
import dev.hoist.operate.edit.FileEdit;
import dev.hoist.operate.edit.Sources;
import dev.hoist.validator.Checkout;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.disk.DiskReason;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The files on which a command works, with or without git. */
final class Workspace {
    private final Path root;
    private final FlagTree tree;
    private final Optional<Policy> policy;
    private final Optional<UserGit> git;

    /** Files with uncommitted changes, by path. The value tells whether HEAD has the file. */
    private final Map<String, Boolean> dirty = new HashMap<>();

    private Workspace(
            Path root, FlagTree tree, Optional<Policy> policy, Optional<UserGit> git, boolean commits, String flags) {
        this.root = root;
        this.tree = tree;
        this.policy = policy;
        this.git = git;
        if (commits) {
            git.ifPresent(some -> findDirtyFiles(some, flags));
        }
    }

    static Workspace open(EditOptions options, Terminal terminal, Instant now) {
        Hoist hoist = new Hoist();
        Path directory = options.place.repository(terminal);
        String flags = options.place.flags(terminal);
        Optional<Checkout> checkout = hoist.checkout(directory, flags);
        if (checkout.isEmpty()) {
            FlagTree tree = hoist.standing(directory, flags, now).tree();
            return new Workspace(directory, tree, tree.policy(), Optional.empty(), options.commits(), flags);
        }
        Path root = checkout.get().root();
        FlagTree tree = checkout.get().tree();
        Optional<Policy> policy = tree.policy().or(() -> newestPolicy(hoist, directory, flags));
        UserGit git = new UserGit(root, terminal.environment());
        return new Workspace(root, tree, policy, Optional.of(git), options.commits(), flags);
    }

    private static Optional<Policy> newestPolicy(Hoist hoist, Path directory, String flags) {
        try {
            return hoist.newestPolicy(directory, flags);
        } catch (CannotJudge e) {
            return Optional.empty();
        }
    }

    Path root() {
        return root;
    }

    Optional<UserGit> git() {
        return git;
    }

    Sources sources() {
        return new Sources(tree, policy, this::bytes);
    }

    /**
     * The content of a file to edit. For an edit that is committed, it is HEAD's content, so that an interrupted edit
     * is made again.
     */
    private byte[] bytes(String path) {
        return dirty.getOrDefault(path, false) ? committed(path).orElseGet(() -> onDisk(path)) : onDisk(path);
    }

    /** Whether a file already has the edited text. This is so after a run that was interrupted before its commit. */
    boolean isWritten(FileEdit edit) {
        return dirty.containsKey(edit.path())
                && Files.isRegularFile(root.resolve(edit.path()), LinkOption.NOFOLLOW_LINKS)
                && new String(onDisk(edit.path()), StandardCharsets.UTF_8).equals(edit.after());
    }

    /** Whether a file of the edit has other uncommitted changes. */
    boolean isDirty(String path) {
        return dirty.containsKey(path);
    }

    private byte[] onDisk(String path) {
        try {
            return Files.readAllBytes(root.resolve(path));
        } catch (IOException e) {
            throw new CannotJudge(
                    "\"" + path + "\" cannot be read: " + DiskReason.of(e), "see that it is there and may be read");
        }
    }

    private Optional<byte[]> committed(String path) {
        UserGit.Answer answer = git.orElseThrow().run("cat-file", "--filters", "HEAD:" + path);
        return answer.succeeded() ? Optional.of(answer.output().getBytes(StandardCharsets.UTF_8)) : Optional.empty();
    }

    private void findDirtyFiles(UserGit asked, String flags) {
        UserGit.Answer answer =
                asked.run("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", flags);
        for (String entry : answer.output().split("\0", -1)) {
            if (entry.length() > 3) {
                boolean isNew = entry.startsWith("??") || entry.startsWith("A");
                dirty.put(entry.substring(3), !isNew);
            }
        }
    }
}
