package dev.hoist.cli.operate;

import dev.hoist.operate.edit.Edits;
import dev.hoist.operate.edit.FileEdit;
import dev.hoist.validator.verdict.CannotJudge;
import dev.hoist.validator.verdict.DiskReason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Edits applied to the disk: each file is replaced as a whole, all of them or none, never through a link, with its mode kept.
 * Whoever is interrupted leaves the old or the new file.
 */
final class EditedFiles {
    private final Path root;
    private final Edits edits;
    private final List<Path> folders = new ArrayList<>();

    EditedFiles(Path root, Edits edits) {
        this.root = root;
        this.edits = edits;
    }

    void write() {
        List<Path> prepared = new ArrayList<>();
        List<FileEdit> done = new ArrayList<>();
        FileEdit current = null;
        try {
            for (FileEdit edit : edits.files()) {
                current = edit;
                prepared.add(prepare(edit));
            }
            for (FileEdit edit : edits.files()) {
                requireUntouched(edit);
            }
            for (int index = 0; index < prepared.size(); index++) {
                current = edits.files().get(index);
                Files.move(
                        prepared.get(index),
                        target(current),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                done.add(current);
            }
        } catch (IOException e) {
            String path = current == null ? "" : current.path();
            cleanUp(prepared, done);
            throw new CannotJudge(
                    "\"" + path + "\" cannot be written, so nothing was: " + DiskReason.of(e),
                    "see that the folder may be written, and that there is room");
        } catch (CannotJudge e) {
            cleanUp(prepared, done);
            throw e;
        }
    }

    /** Gives the files back the bytes that they had, unless somebody has written them since. */
    void takeBack() {
        edits.files().forEach(this::takeBack);
        deleteFolders();
    }

    private void takeBack(FileEdit edit) {
        Path target = target(edit);
        try {
            if (!Arrays.equals(Files.readAllBytes(target), edit.after())) {
                return;
            }
            if (edit.before().isEmpty()) {
                Files.delete(target);
            } else {
                Path old = temporary(target, edit.before().get());
                Files.move(old, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new CannotJudge(
                    "\"" + edit.path() + "\" could not be given its old text back: " + DiskReason.of(e),
                    "\"git checkout -- " + edit.path() + "\" does");
        }
    }

    private Path prepare(FileEdit edit) throws IOException {
        requireNoLink(edit);
        requireUntouched(edit);
        Path target = target(edit);
        if (edit.before().isEmpty()) {
            createFolders(target.getParent());
        }
        return temporary(target, edit.after());
    }

    private static Path temporary(Path target, byte[] bytes) throws IOException {
        Path folder = target.getParent();
        // no YAML file to anyone who reads the folder meanwhile
        Path temporary = Files.createTempFile(folder, ".hoist-", ".tmp");
        try {
            Files.write(temporary, bytes);
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            keepMode(target, temporary);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        return temporary;
    }

    private static void keepMode(Path from, Path to) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        if (Files.exists(from)) {
            view.setPermissions(Files.getPosixFilePermissions(from));
        } else {
            // as any new file: a temporary one would be its owner's alone
            Path probe = Files.createFile(to.resolveSibling(to.getFileName() + "-mode"));
            view.setPermissions(Files.getPosixFilePermissions(probe));
            Files.delete(probe);
        }
    }

    private void createFolders(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
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

    private void requireUntouched(FileEdit edit) throws IOException {
        Path target = target(edit);
        boolean same = edit.before().isPresent()
                ? Arrays.equals(Files.readAllBytes(target), edit.before().get())
                : !Files.exists(target, LinkOption.NOFOLLOW_LINKS);
        if (!same) {
            throw new CannotJudge(
                    "\"" + edit.path() + "\" has been written by somebody else meanwhile, so nothing was changed",
                    "run the command again");
        }
    }

    private Path target(FileEdit edit) {
        return root.resolve(edit.path());
    }

    private void cleanUp(List<Path> prepared, List<FileEdit> done) {
        for (Path temporary : prepared) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException left) {
                // it is no YAML file, so nobody reads it
            }
        }
        done.forEach(this::takeBack);
        deleteFolders();
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
