package dev.hoist.validator.git;

import dev.hoist.validator.tree.RawEntry;
import dev.hoist.validator.tree.RawFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A folder that is built path by path. Two such folders never have the same {@link #identity()}, even if their contents
 * are equal. So whoever reads them compares the files one by one.
 */
final class Folders implements RawFolder {
    private final SortedMap<String, Folders> folders = new TreeMap<>();
    private final SortedMap<String, RawEntry> others = new TreeMap<>();

    /** The folder at a path; it is created if it does not exist yet. */
    Folders folder(List<String> path) {
        Folders folder = this;
        for (String name : path) {
            folder = folder.folders.computeIfAbsent(name, missing -> new Folders());
        }
        return folder;
    }

    void put(RawEntry entry) {
        others.put(entry.name(), entry);
    }

    boolean has(String name) {
        return others.containsKey(name);
    }

    @Override
    public Object identity() {
        return this;
    }

    @Override
    public List<RawEntry> entries() {
        SortedMap<String, RawEntry> all = new TreeMap<>(others);
        folders.forEach((name, folder) -> all.putIfAbsent(name, new RawEntry.Folder(name, folder)));
        return EntryNames.refusingAlike(new ArrayList<>(all.values()));
    }
}
