package dev.hoist.validator.tree;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of one folder, read; shared by all trees that have the same folder. */
final class FolderReading {
    private final Object identity;
    private final SortedMap<String, Entry> entries;
    private final Map<String, Flag> flags = new HashMap<>();
    private final List<Experiment> experiments = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    FolderReading(Object identity, SortedMap<String, Entry> entries) {
        this.identity = identity;
        this.entries = Collections.unmodifiableSortedMap(entries);
        for (Entry entry : entries.values()) {
            FileReading reading = entry.effective();
            if (reading instanceof FileReading.OfFlag file) {
                flags.putIfAbsent(file.flag().name(), file.flag());
            } else if (reading instanceof FileReading.OfExperiment file) {
                experiments.add(file.experiment());
            }
            if (entry.written() instanceof FileReading.Unreadable file) {
                unreadable.add(file.path());
            }
            findings.addAll(entry.written().findings());
        }
    }

    Object identity() {
        return identity;
    }

    SortedMap<String, Entry> entries() {
        return entries;
    }

    /** By key; two flags of one key cannot lie in one folder. */
    Map<String, Flag> flags() {
        return flags;
    }

    List<Experiment> experiments() {
        return experiments;
    }

    List<String> unreadable() {
        return unreadable;
    }

    /** What is wrong with the files by themselves. */
    List<Finding> findings() {
        return findings;
    }

    /** The same folder, in which some unreadable files read as something else. */
    FolderReading substituting(Map<String, FileReading> byPath) {
        SortedMap<String, Entry> substituted = new TreeMap<>();
        entries.forEach((name, entry) -> {
            FileReading other = byPath.get(entry.written().path());
            substituted.put(name, other == null ? entry : new Entry(entry.identity(), entry.written(), other));
        });
        return new FolderReading(identity, substituted);
    }

    /**
     * One file.
     *
     * @param identity equal for equal bytes
     * @param written what the file is
     * @param effective what it counts as: the same, unless it is unreadable and an older version stands in for it
     */
    record Entry(Object identity, FileReading written, FileReading effective) {}
}
