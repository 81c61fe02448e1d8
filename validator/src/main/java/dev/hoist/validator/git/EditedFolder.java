package dev.hoist.validator.git;

import dev.hoist.validator.tree.RawEntry;
import dev.hoist.validator.tree.RawFolder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/**
 * A folder in which some files have other bytes, as if they had been written.
 *
 * @param under empty where there is no such folder yet
 * @param edits the bytes by path, relative to this folder
 */
record EditedFolder(Optional<RawFolder> under, Map<String, byte[]> edits) implements RawFolder {
    EditedFolder {
        edits = Map.copyOf(edits);
    }

    @Override
    public Object identity() {
        return this;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public List<RawEntry> entries() {
        Map<String, RawEntry> entries = new TreeMap<>();
        under.ifPresent(folder -> folder.entries().forEach(entry -> entries.put(entry.name(), entry)));
        for (String first : new TreeSet<>(edits.keySet().stream()
                .map(path -> path.substring(0, slash(path)))
                .toList())) {
            byte[] bytes = edits.get(first);
            if (bytes != null) {
                ObjectId id = new ObjectInserter.Formatter().idFor(Constants.OBJ_BLOB, bytes);
                entries.put(first, new RawEntry.File(first, id, bytes.length, () -> bytes));
            } else {
                Optional<RawFolder> folder = Optional.ofNullable(entries.get(first))
                        .filter(RawEntry.Folder.class::isInstance)
                        .map(entry -> ((RawEntry.Folder) entry).folder());
                entries.put(first, new RawEntry.Folder(first, new EditedFolder(folder, inside(first))));
            }
        }
        List<RawEntry> sorted = new ArrayList<>(entries.values());
        sorted.sort(Comparator.comparing(RawEntry::name));
        return sorted;
    }

    private Map<String, byte[]> inside(String folder) {
        Map<String, byte[]> inside = new TreeMap<>();
        edits.forEach((path, bytes) -> {
            if (path.startsWith(folder + "/")) {
                inside.put(path.substring(folder.length() + 1), bytes);
            }
        });
        return inside;
    }

    private static int slash(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path.length() : slash;
    }
}
