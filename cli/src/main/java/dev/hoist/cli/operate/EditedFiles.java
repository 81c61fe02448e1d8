package dev.hoist.cli.operate;

import dev.hoist.operate.edit.Edits;
import dev.hoist.operate.edit.FileEdit;
import dev.hoist.validator.disk.AtomicFile;
import dev.hoist.validator.disk.DiskReason;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes edits to the disk: all of them or none, and never through a link. If the process is interrupted, each file
 * still has either its old or its new text.
 */
final class EditedFiles {
    /** How long another process may take to write its files. A younger draft is not removed. */
    private static final Duration STILL_WRITING = Duration.ofMinutes(1);

    private final Path root;
    private final Edits edits;
    private final List<Path> folders = new ArrayList<>();

    EditedFiles(Path root, Edits edits) {
        this.root = root;
        this.edits = edits;
    }

    void write() {
        Map<Path, byte[]> contents = new LinkedHashMap<>();
        for (FileEdit edit : edits.files()) {
            requireNoLink(edit);
            requireUntouched(edit);
            contents.put(target(edit), edit.after().getBytes(StandardCharsets.UTF_8));
        }
        try {
            for (FileEdit edit : edits.files()) {
                if (edit.before().isEmpty()) {
                    createFolders(target(edit).getParent());
                }
            }
            AtomicFile.replaceAll(contents);
        } catch (IOException e) {
            deleteFolders();
            throw new CannotJudge(
                    "\"" + String.join("\", \"", edits.paths()) + "\" cannot be written, so nothing was written: "
                            + DiskReason.of(e),
                    "see that the folder may be written, and that there is room");
        }
        contents.keySet().forEach(EditedFiles::removeDrafts);
    }

    /** Removes drafts that a killed process left. Otherwise a person would commit them with the rest of the folder. */
    private static void removeDrafts(Path written) {
        try {
            AtomicFile.removeDrafts(written, STILL_WRITING);
        } catch (IOException theirs) {
            // the edit is made, and the next one tries again
        }
    }

    /** Restores the old text of the files, except of files that somebody has changed since then. */
    void takeBack() {
        for (FileEdit edit : edits.files()) {
            Path target = target(edit);
            try {
                if (holds(target, edit.after())) {
                    if (edit.before().isEmpty()) {
                        Files.delete(target);
                    } else {
                        AtomicFile.replace(target, edit.before().get().getBytes(StandardCharsets.UTF_8));
                    }
                }
            } catch (IOException e) {
                throw new CannotJudge(
                        "the old text of \"" + edit.path() + "\" could not be restored: " + DiskReason.of(e),
                        "restore it with \"git checkout -- " + edit.path() + "\"");
            }
        }
        deleteFolders();
    }

    private void createFolders(@Nullable Path folder) throws IOException {
        if (folder != null && !Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            createFolders(folder.getParent());
            Files.createDirectory(folder);
            folders.add(folder);
        }
    }

    private void requireNoLink(FileEdit edit) {
        Path at = root;
        for (Path name : Path.of(edit.path())) {
            at = at.resolve(name);
            if (Files.isSymbolicLink(at)) {
                throw new CannotJudge(
                        "\"" + root.relativize(at) + "\" is a symbolic link, and nothing is written through one",
                        "put the file itself in its place");
            }
        }
    }

    private void requireUntouched(FileEdit edit) {
        Path target = target(edit);
        boolean same;
        try {
            same = edit.before().isPresent()
                    ? holds(target, edit.before().get())
                    : !Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            same = false;
        }
        if (!same) {
            throw new CannotJudge(
                    "\"" + edit.path() + "\" has been written by somebody else meanwhile, so nothing was changed",
                    "run the command again");
        }
    }

    private static boolean holds(Path file, String text) throws IOException {
        Optional<byte[]> bytes = Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of(Files.readAllBytes(file))
                : Optional.empty();
        return bytes.isPresent() && Arrays.equals(bytes.get(), text.getBytes(StandardCharsets.UTF_8));
    }

    private Path target(FileEdit edit) {
        return root.resolve(edit.path());
    }

    private void deleteFolders() {
        for (int index = folders.size() - 1; index >= 0; index--) {
            try {
                Files.deleteIfExists(folders.get(index));
            } catch (IOException theirs) {
                // somebody has put something into it
            }
        }
        folders.clear();
    }
}
