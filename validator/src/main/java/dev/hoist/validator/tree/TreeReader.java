package dev.hoist.validator.tree;

import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.tree.FileReader.Oddity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads trees, each file once: what the tree read before has already is taken from there. Reading neighbours of a history one
 * after the other therefore costs what differs between them, and keeps no more than two trees alive.
 */
@SuppressWarnings("ReferenceEquality")
public final class TreeReader {
    private final FileReader files;
    private final String directory;
    private FlagTree latest;

    /**
     * A reader of one repository's flags.
     *
     * @param directory the flags directory, relative to the repository's root
     */
    public TreeReader(FileReader files, String directory) {
        this.files = files;
        this.directory = directory;
        this.latest = FlagTree.empty(directory);
    }

    /** Reads one state of the flags directory. */
    public synchronized FlagTree read(RawFolder root) {
        SortedMap<String, FolderReading> folders = new TreeMap<>();
        SortedMap<String, FolderReading.Entry> top = new TreeMap<>();
        FolderReading oldTop = latest.folders().get(FlagTree.TOP);
        for (RawEntry entry : root.entries()) {
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
            } else {
                readEntry(entry, path(entry.name()), "", oldTop, top, entry.name());
            }
        }
        folders.put(FlagTree.TOP, new FolderReading(root.identity(), top));
        boolean sameGraph = sameGraph(latest.folders(), folders);
        latest = new FlagTree(directory, folders, sameGraph ? latest.graph() : new KeyGraph());
        return latest;
    }

    private FolderReading readGroup(String group, RawFolder folder, @Nullable FolderReading old) {
        SortedMap<String, FolderReading.Entry> entries = new TreeMap<>();
        for (RawEntry entry : folder.entries()) {
            String path = path(group + "/" + entry.name());
            if (entry instanceof RawEntry.Folder deeper) {
                readTooDeep(deeper, path, old, entries, entry.name());
            } else {
                readEntry(entry, path, group, old, entries, entry.name());
            }
        }
        return new FolderReading(folder.identity(), entries);
    }

    private void readTooDeep(
            RawEntry.Folder folder,
            String path,
            @Nullable FolderReading old,
            SortedMap<String, FolderReading.Entry> entries,
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
            SortedMap<String, FolderReading.Entry> entries,
            String name) {
        if (entry instanceof RawEntry.Other other) {
            entries.put(name, entry(other.what(), files.refuse(path, Oddity.NOT_A_FILE, other.what())));
        } else if (entry instanceof RawEntry.File file && isYaml(file.name())) {
            FolderReading.Entry before = old == null ? null : old.entries().get(name);
            if (before != null && before.identity().equals(file.identity())) {
                entries.put(name, entry(file.identity(), before.written()));
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

    /** Whether the keys and dependencies of two trees are the same; looks into folders that differ alone. */
    private static boolean sameGraph(Map<String, FolderReading> before, Map<String, FolderReading> after) {
        if (!before.keySet().equals(after.keySet())) {
            return false;
        }
        for (Map.Entry<String, FolderReading> entry : after.entrySet()) {
            FolderReading old = Objects.requireNonNull(before.get(entry.getKey()));
            if (old != entry.getValue() && !sameGraph(old, entry.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameGraph(FolderReading before, FolderReading after) {
        if (!before.flags().keySet().equals(after.flags().keySet())
                || !names(before.experiments()).equals(names(after.experiments()))) {
            return false;
        }
        for (Map.Entry<String, Flag> entry : after.flags().entrySet()) {
            Flag old = Objects.requireNonNull(before.flags().get(entry.getKey()));
            List<String> dependencies = entry.getValue().dependencyKeys();
            if (old != entry.getValue() && !old.dependencyKeys().equals(dependencies)) {
                return false;
            }
        }
        return true;
    }

    private static List<String> names(List<Experiment> experiments) {
        return experiments.stream().map(Experiment::name).toList();
    }
}
