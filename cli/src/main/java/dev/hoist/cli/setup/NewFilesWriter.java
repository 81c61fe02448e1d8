package dev.hoist.cli.setup;

import dev.hoist.cli.command.Misuse;
import dev.hoist.validator.disk.AtomicFile;
import dev.hoist.validator.disk.DiskReason;
import dev.hoist.validator.report.VisibleText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes new files into a directory: all of them or none. It never overwrites a file. */
final class NewFilesWriter {
    private final Path root;

    /** The files and folders that were created. */
    private final List<Path> made = new ArrayList<>();

    NewFilesWriter(Path root) {
        this.root = root;
    }

    boolean has(NewFile file) {
        return Files.exists(root.resolve(file.path()), LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether an existing file already contains an entry for a word. */
    boolean mentions(NewFile file, String word) {
        try {
            return Files.readString(root.resolve(file.path())).contains(word);
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes the files that do not exist yet, or none if one cannot be written. */
    void write(List<NewFile> files) {
        for (NewFile file : files) {
            try {
                write(file);
            } catch (IOException e) {
                takeBack();
                throw new Misuse(
                        "\"" + file.path() + "\" cannot be written, so nothing was written: "
                                + VisibleText.of(DiskReason.of(e)),
                        "see that it may be written, and that there is room");
            } catch (Misuse e) {
                takeBack();
                throw e;
            }
        }
    }

    /** Removes everything that was written. */
    void takeBack() {
        for (int index = made.size() - 1; index >= 0; index--) {
            try {
                Files.deleteIfExists(made.get(index));
            } catch (IOException theirs) {
                // someone has put something into a folder of ours, and that stays
            }
        }
        made.clear();
    }

    private void write(NewFile file) throws IOException {
        Path target = root;
        String[] names = file.path().split("/", -1);
        for (int index = 0; index < names.length - 1; index++) {
            target = target.resolve(names[index]);
            if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(target);
                made.add(target);
            } else if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
                // through a link it would land elsewhere, perhaps outside the repository
                throw new Misuse(
                        "\"" + root.relativize(target) + "\" is no folder, so \"" + file.path()
                                + "\" cannot be written, and nothing was",
                        "move it away first");
            }
        }
        target = target.resolve(names[names.length - 1]);
        try (AtomicFile written = AtomicFile.begin(target)) {
            written.stream().write(file.text().getBytes(StandardCharsets.UTF_8));
            written.commitNew();
            made.add(target);
        }
        try {
            // whoever else still writes this file comes too late
            AtomicFile.removeDrafts(target, Duration.ZERO);
        } catch (IOException e) {
            // the file is there, and what somebody left beside it does no harm
        }
    }
}
