package dev.hoist.validator.tree;

import dev.hoist.validator.tree.FileReader.Oddity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads trees. It reuses the files of the previous tree that have not changed. So for two neighbours in a history, only
 * the differences are read. It keeps at most two trees in memory.
 */
public final class TreeReader {
    private final FileReader files;
    private final String directory;
    private FlagTree latest;

    /**
     * A reader of the flags in one repository.
     *
     * @param directory the flags directory, relative to the repository's root
     */
    public TreeReader(FileReader files, String directory) {
        this.files = files;
        this.directory = directory;
        this.latest = FlagTree.empty(directory);
    }

    /** A new reader of the same repository. */
    public TreeReader another() {
        return new TreeReader(files, directory);
    }

    /** Reads one state of the flags directory. */
    public synchronized FlagTree read(RawFolder root) {
        List<RawEntry> lying = root.entries();
        Map<String, FolderReading> folders = new LinkedHashMap<>();
        folders.put(FlagTree.TOP, readTop(root.identity(), lying));
        for (RawEntry entry : lying) {
            if (entry instanceof RawEntry.Folder folder) {
                FolderReading old = latest.folders().get(folder.name());
                if (old != null && old.identity().equals(folder.folder().identity())) {
                    folders.put(folder.name(), old);
                } else {
                    FolderReading reading = readGroup(folder.name(), folder.folder(), old);
                    if (!reading.entries().isEmpty()) {
                        folders.put(folder.name(), reading);
                    }
                }
            }
        }
        folders = inOrder(folders);
        latest = new FlagTree(directory, folders, latest.graph().next(latest.folders(), folders));
        return latest;
    }

    /**
     * Makes a tree with some files replaced or added.
     *
     * @param files the new files by path, relative to the repository's root; they lie in the flags directory
     */
    public FlagTree edited(FlagTree tree, Map<String, RawEntry.File> files) {
        Map<String, Map<String, RawEntry.File>> byFolder = new TreeMap<>();
        files.forEach((path, file) -> {
            String inside = directory.isEmpty() ? path : path.substring(directory.length() + 1);
            int slash = inside.indexOf('/');
            byFolder.computeIfAbsent(
                            slash < 0 ? FlagTree.TOP : inside.substring(0, slash), folder -> new LinkedHashMap<>())
                    .put(inside.substring(slash + 1), file);
        });
        Map<String, FolderReading> folders = new LinkedHashMap<>(tree.folders());
        byFolder.forEach((group, edits) -> {
            FolderReading old = folders.get(group);
            Map<String, FolderReading.Entry> entries =
                    old == null ? new LinkedHashMap<>() : new LinkedHashMap<>(old.entries());
            edits.forEach((name, file) -> {
                String path = path(group.equals(FlagTree.TOP) ? name : group + "/" + name);
                if (name.contains("/")) {
                    entries.put(
                            name, entry(file.identity(), this.files.refuse(path, Oddity.MISNAMED, "lies too deep")));
                } else {
                    readEntry(file, path, group, old, entries, name);
                }
            });
            folders.put(group, new FolderReading(new Object(), inOrder(entries)));
        });
        Map<String, FolderReading> sorted = inOrder(folders);
        return new FlagTree(directory, sorted, tree.graph().next(tree.folders(), sorted));
    }

    private FolderReading readTop(Object identity, List<RawEntry> lying) {
        Map<String, FolderReading.Entry> entries = new LinkedHashMap<>();
        FolderReading old = latest.folders().get(FlagTree.TOP);
        for (RawEntry entry : lying) {
            if (!(entry instanceof RawEntry.Folder)) {
                readEntry(entry, path(entry.name()), "", old, entries, entry.name());
            }
        }
        return new FolderReading(identity, inOrder(entries));
    }

    private FolderReading readGroup(String group, RawFolder folder, @Nullable FolderReading old) {
        Map<String, FolderReading.Entry> entries = new LinkedHashMap<>();
        for (RawEntry entry : folder.entries()) {
            String path = path(group + "/" + entry.name());
            if (entry instanceof RawEntry.Folder deeper) {
                readTooDeep(deeper, path, old, entries, entry.name());
            } else {
                readEntry(entry, path, group, old, entries, entry.name());
            }
        }
        return new FolderReading(folder.identity(), inOrder(entries));
    }

    private void readTooDeep(
            RawEntry.Folder folder,
            String path,
            @Nullable FolderReading old,
            Map<String, FolderReading.Entry> entries,
            String name) {
        for (RawEntry entry : folder.folder().entries()) {
            String deeperPath = path + "/" + entry.name();
            String deeperName = name + "/" + entry.name();
            if (entry instanceof RawEntry.Folder deeper) {
                readTooDeep(deeper, deeperPath, old, entries, deeperName);
            } else if (entry instanceof RawEntry.Other) {
                readEntry(entry, deeperPath, "", old, entries, deeperName);
            } else if (entry instanceof RawEntry.File file && isYaml(file.name())) {
                entries.put(
                        deeperName, entry(file.identity(), files.refuse(deeperPath, Oddity.MISNAMED, "lies too deep")));
            }
        }
    }

    private void readEntry(
            RawEntry entry,
            String path,
            String group,
            @Nullable FolderReading old,
            Map<String, FolderReading.Entry> entries,
            String name) {
        if (entry instanceof RawEntry.Other other) {
            entries.put(name, entry(other.what(), files.refuse(path, Oddity.NOT_A_FILE, other.what())));
        } else if (entry instanceof RawEntry.File file && isYaml(file.name())) {
            FolderReading.Entry before = old == null ? null : old.entries().get(name);
            if (before != null && before.identity().equals(file.identity())) {
                entries.put(name, before);
            } else {
                entries.put(name, entry(file.identity(), readFile(path, group, file)));
            }
        }
    }

    private FileReading readFile(String path, String group, RawEntry.File file) {
        if (!file.name().endsWith(".yaml")) {
            return files.refuse(path, Oddity.MISNAMED, "does not end in .yaml");
        }
        if (group.isEmpty() && !file.name().equals(FlagTree.POLICY_FILE)) {
            return files.refuse(path, Oddity.MISNAMED, "lies in no group");
        }
        return files.read(path, group, file);
    }

    private String path(String inside) {
        return directory.isEmpty() ? inside : directory + "/" + inside;
    }

    private static FolderReading.Entry entry(Object identity, FileReading reading) {
        return new FolderReading.Entry(identity, reading, reading);
    }

    private static boolean isYaml(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml") || lower.endsWith(".yml");
    }

    /**
     * Sorts a map by name. The name of an entry that lies too deep includes its folder, so entries are not always
     * sorted already.
     */
    private static <V> Map<String, V> inOrder(Map<String, V> byName) {
        String before = "";
        for (String name : byName.keySet()) {
            if (before.compareTo(name) > 0) {
                return new TreeMap<>(byName);
            }
            before = name;
        }
        return byName;
    }
}
