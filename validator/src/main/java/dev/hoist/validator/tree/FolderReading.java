package dev.hoist.validator.tree;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The result of reading the files of one folder. All trees with the same folder share one such result. */
@SuppressWarnings("ReferenceEquality") // what does not differ is shared
final class FolderReading {
    private final Object identity;
    private final Map<String, Entry> entries;
    private final List<Experiment> experiments = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /**
     * The files of a folder.
     *
     * @param entries by name, sorted by name
     */
    FolderReading(Object identity, Map<String, Entry> entries) {
        this.identity = identity;
        this.entries = Collections.unmodifiableMap(entries);
        for (Entry entry : entries.values()) {
            if (entry.effective() instanceof FileReading.OfExperiment file) {
                experiments.add(file.experiment());
            }
            if (entry.written() instanceof FileReading.Unreadable file) {
                unreadable.add(file.path());
                findings.addAll(file.findings());
            }
        }
    }

    Object identity() {
        return identity;
    }

    /** The files by name, sorted by name. */
    Map<String, Entry> entries() {
        return entries;
    }

    /** The flag with a key. A file with a flag has the key as its name. */
    Optional<Flag> flag(String key) {
        Entry entry = entries.get(key + ".yaml");
        return entry != null
                        && entry.effective() instanceof FileReading.OfFlag file
                        && file.flag().name().equals(key)
                ? Optional.of(file.flag())
                : Optional.empty();
    }

    List<Experiment> experiments() {
        return experiments;
    }

    List<String> unreadable() {
        return unreadable;
    }

    /** The findings about single files. */
    List<Finding> findings() {
        return findings;
    }

    /** The same folder, in which some unreadable files are replaced by what they are read as. */
    FolderReading substituting(Map<String, FileReading> byPath) {
        Map<String, Entry> substituted = new LinkedHashMap<>();
        entries.forEach((name, entry) -> {
            FileReading other = byPath.get(entry.written().path());
            substituted.put(name, other == null ? entry : new Entry(entry.identity(), entry.written(), other));
        });
        return new FolderReading(identity, substituted);
    }

    /** Whether another folder has the same files, from the same reading. */
    boolean hasSameEntries(FolderReading other) {
        return entries.size() == other.entries.size()
                && entries.entrySet().stream().allMatch(entry -> other.entries.get(entry.getKey()) == entry.getValue());
    }

    /** The same folder with one file replaced. */
    FolderReading replacing(String path, FileReading reading) {
        Map<String, Entry> replaced = new LinkedHashMap<>();
        entries.forEach((name, entry) -> replaced.put(
                name, entry.written().path().equals(path) ? new Entry(new Object(), reading, reading) : entry));
        return new FolderReading(new Object(), replaced);
    }

    /** Calls a function with every file that differs between two states. */
    static void forEachDiffering(Map<String, FolderReading> before, Map<String, FolderReading> after, Difference each) {
        for (Map.Entry<String, FolderReading> old : before.entrySet()) {
            FolderReading now = after.get(old.getKey());
            if (now != old.getValue()) {
                differing(old.getKey(), old.getValue().entries(), now == null ? Map.of() : now.entries(), each);
            }
        }
        for (Map.Entry<String, FolderReading> now : after.entrySet()) {
            if (!before.containsKey(now.getKey())) {
                differing(now.getKey(), Map.of(), now.getValue().entries(), each);
            }
        }
    }

    private static void differing(String folder, Map<String, Entry> before, Map<String, Entry> after, Difference each) {
        for (Map.Entry<String, Entry> old : before.entrySet()) {
            Entry now = after.get(old.getKey());
            if (now != old.getValue()) {
                each.between(folder, old.getValue(), now);
            }
        }
        for (Map.Entry<String, Entry> now : after.entrySet()) {
            if (!before.containsKey(now.getKey())) {
                each.between(folder, null, now.getValue());
            }
        }
    }

    /** Receives a file that differs between two states: its entry in each, or null for a state without the file. */
    @FunctionalInterface
    interface Difference {
        void between(String folder, @Nullable Entry before, @Nullable Entry after);
    }

    /**
     * One file.
     *
     * @param identity equal for files with equal bytes
     * @param written the file as it is written
     * @param effective the file as it is read: the same, or an older readable version of an unreadable file
     */
    record Entry(Object identity, FileReading written, FileReading effective) {}
}
