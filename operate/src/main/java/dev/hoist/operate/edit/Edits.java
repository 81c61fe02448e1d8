package dev.hoist.operate.edit;

import java.util.List;

/** The files that a command changes: all of them or none. The caller of the library writes them. */
public record Edits(List<FileEdit> files) {
    public Edits {
        files = files.stream().filter(file -> !file.isEmpty()).toList();
    }

    public boolean isEmpty() {
        return files.isEmpty();
    }

    public List<String> paths() {
        return files.stream().map(FileEdit::path).toList();
    }
}
