package dev.hoist.validator.tree;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Policy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One state of the flags directory. If two files have the same key, the first by path counts, and the other is a
 * finding.
 *
 * <p>Trees share the folders and files that do not differ, so the memory for a history grows only with its changes.
 */
public final class FlagTree {
    /** The policy's name in the flags directory. */
    public static final String POLICY_FILE = "policy.yaml";

    static final String TOP = "";

    private final String directory;
    private final Map<String, FolderReading> folders;
    private final KeyGraph graph;

    /** The tree from which {@link #replacing} made this one, if it was made so. */
    private final @Nullable FlagTree origin;

    /** The path of the replaced file; empty without an origin. */
    private final String replacedPath;

    private @Nullable Contents contents;

    /**
     * A tree that consists of folders.
     *
     * @param folders by name, sorted by name
     */
    FlagTree(String directory, Map<String, FolderReading> folders, KeyGraph graph) {
        this(directory, folders, graph, null, "");
    }

    private FlagTree(
            String directory,
            Map<String, FolderReading> folders,
            KeyGraph graph,
            @Nullable FlagTree origin,
            String replacedPath) {
        this.directory = directory;
        this.folders = Collections.unmodifiableMap(folders);
        this.graph = graph;
        this.origin = origin;
        this.replacedPath = replacedPath;
    }

    /** A tree without a file. */
    public static FlagTree empty(String directory) {
        return new FlagTree(directory, Map.of(), KeyGraph.EMPTY);
    }

    /** The flags directory, relative to the repository's root. */
    public String directory() {
        return directory;
    }

    /** The path of the policy file, whether or not the file exists. */
    public String policyPath() {
        return directory.isEmpty() ? POLICY_FILE : directory + "/" + POLICY_FILE;
    }

    /** Whether it contains nothing to judge. */
    public boolean isEmpty() {
        return folders.values().stream().allMatch(folder -> folder.entries().isEmpty());
    }

    /** The policy, if there is a readable one. */
    public Optional<Policy> policy() {
        Optional<FileReading> reading = reading(policyPath());
        return reading.isPresent() && reading.get() instanceof FileReading.OfPolicy file
                ? Optional.of(file.policy())
                : Optional.empty();
    }

    /** Whether there is a policy file, readable or not. */
    public boolean hasPolicyFile() {
        return entry(policyPath()).isPresent();
    }

    public Optional<Flag> flag(String key) {
        return graph.flag(key, folders);
    }

    /** All flags, by path. A flag whose key is in two files occurs twice. */
    public Stream<Flag> flags() {
        return readings()
                .filter(FileReading.OfFlag.class::isInstance)
                .map(reading -> ((FileReading.OfFlag) reading).flag());
    }

    /** All experiments, by path. */
    public Stream<Experiment> experiments() {
        return contents().experiments().stream();
    }

    public Optional<Experiment> experiment(String key) {
        return experiments().filter(experiment -> experiment.name().equals(key)).findFirst();
    }

    /**
     * All files as they are read, by path: in place of an unreadable file, an older readable version if there is one.
     */
    public Stream<FileReading> readings() {
        return folders.values().stream()
                .flatMap(folder -> folder.entries().values().stream())
                .map(FolderReading.Entry::effective);
    }

    /** The first mistake of each file that cannot be read, by path. */
    public Stream<Finding> mistakes() {
        return readings()
                .filter(FileReading.Unreadable.class::isInstance)
                .flatMap(reading -> reading.findings().stream().limit(1));
    }

    /** A file as it is written, whether or not it can be read. */
    public Optional<FileReading> written(String path) {
        return entry(path).map(FolderReading.Entry::written);
    }

    /** A file as it is read: in place of an unreadable file, an older readable version if there is one. */
    public Optional<FileReading> reading(String path) {
        return entry(path).map(FolderReading.Entry::effective);
    }

    /** The findings about single files. */
    public Stream<Finding> fileFindings() {
        return contents().findings().stream();
    }

    /** Paths of the unreadable files. */
    public List<String> unreadable() {
        return contents().unreadable();
    }

    /** The contents of all folders together. If only one flag was replaced, those of the origin still hold. */
    private Contents contents() {
        Contents known = contents;
        if (known == null) {
            known = origin != null
                            && origin.written(replacedPath)
                                    .filter(FileReading.OfFlag.class::isInstance)
                                    .isPresent()
                    ? origin.contents()
                    : Contents.of(folders.values());
            contents = known;
        }
        return known;
    }

    /** The given keys and all flags that depend on one of them, directly or not. */
    public Set<String> withDependents(Collection<String> keys) {
        return graph.withDependents(keys);
    }

    /** The flags that directly depend on a flag, sorted. */
    public Set<String> dependents(String key) {
        return graph.dependents(key);
    }

    /** The flags that form a dependency cycle with the given one, sorted; empty if there is no cycle. */
    public Set<String> circle(String key) {
        return graph.circle(key);
    }

    /**
     * Paths of all files with nearly the same key, sorted. Letter case and the separators {@code _}, {@code -} and
     * {@code .} do not count as a difference.
     */
    public List<String> pathsOfKeysLike(String key) {
        return graph.pathsOfKeysLike(key);
    }

    /**
     * Whether another tree has the same keys and dependencies. One of the two trees must have been read directly after
     * the other.
     */
    public boolean sharesKeysWith(FlagTree other) {
        return graph == other.graph;
    }

    /** All direct and indirect dependencies of a flag, known or unknown; the flag itself only if it lies on a cycle. */
    public Set<String> ancestors(Flag flag) {
        Set<String> reached = new LinkedHashSet<>();
        List<Flag> open = new ArrayList<>(List.of(flag));
        while (!open.isEmpty()) {
            for (String key : open.remove(open.size() - 1).dependencyKeys()) {
                if (reached.add(key)) {
                    flag(key).ifPresent(open::add);
                }
            }
        }
        return reached;
    }

    /** Paths of the files that differ between two trees, sorted. */
    public Set<String> differingPaths(FlagTree other) {
        Set<String> paths = new TreeSet<>();
        FolderReading.forEachDiffering(folders, other.folders, (folder, mine, theirs) -> {
            if (mine == null || theirs == null || !mine.identity().equals(theirs.identity())) {
                paths.add(pathOf(mine, theirs));
            }
        });
        return paths;
    }

    /** Paths of the files that are read differently in the other tree, sorted. Their bytes can be equal. */
    @SuppressWarnings("ReferenceEquality") // trees share the readings that do not differ
    public Set<String> pathsReadOtherwise(FlagTree other) {
        if (other == origin) {
            return new TreeSet<>(Set.of(replacedPath));
        }
        Set<String> paths = new TreeSet<>();
        FolderReading.forEachDiffering(folders, other.folders, (folder, mine, theirs) -> {
            if (mine == null || theirs == null || mine.effective() != theirs.effective()) {
                paths.add(pathOf(mine, theirs));
            }
        });
        return paths;
    }

    private static String pathOf(FolderReading.@Nullable Entry one, FolderReading.@Nullable Entry two) {
        return Objects.requireNonNull(one == null ? two : one).written().path();
    }

    /**
     * The same tree, in which each unreadable file is replaced by an older tree's readable version, if there is one.
     */
    public FlagTree fallingBackOn(FlagTree older) {
        Map<String, FileReading> substitutes = new HashMap<>();
        for (String path : stillUnreadable()) {
            older.reading(path)
                    .filter(reading -> !(reading instanceof FileReading.Unreadable))
                    .ifPresent(reading -> substitutes.put(path, reading));
        }
        return substituting(substitutes);
    }

    private FlagTree substituting(Map<String, FileReading> substitutes) {
        if (substitutes.isEmpty()) {
            return this;
        }
        Map<String, FolderReading> substituted = new LinkedHashMap<>();
        folders.forEach((name, folder) ->
                substituted.put(name, folder.unreadable().isEmpty() ? folder : folder.substituting(substitutes)));
        return new FlagTree(directory, substituted, graph.next(folders, substituted));
    }

    /**
     * The same tree with another version of one flag's file.
     *
     * @throws IllegalArgumentException if there is no such file
     */
    public FlagTree replacing(Flag flag) {
        String path = flag.place().path();
        String folder = folderOf(path);
        FolderReading before = folders.get(folder);
        if (before == null || entry(path).isEmpty()) {
            throw new IllegalArgumentException("no file " + path);
        }
        Map<String, FolderReading> replaced = new LinkedHashMap<>(folders);
        replaced.put(
                folder,
                before.replacing(path, new FileReading.OfFlag(flag.place().source(), flag)));
        boolean sameKeys = reading(path)
                .filter(reading -> KeyGraph.readsAlike(reading, flag))
                .isPresent();
        return new FlagTree(directory, replaced, sameKeys ? graph : graph.next(folders, replaced), this, path);
    }

    /** Paths of unreadable files that have a readable rest. */
    public Set<String> partlyReadable() {
        return rests().keySet();
    }

    /** The same tree, in which each unreadable file is replaced by its readable rest. */
    public FlagTree readingRests() {
        return substituting(rests());
    }

    private Map<String, FileReading> rests() {
        Map<String, FileReading> rests = new HashMap<>();
        for (String path : unreadable()) {
            written(path)
                    .filter(FileReading.Unreadable.class::isInstance)
                    .flatMap(file -> ((FileReading.Unreadable) file).rest())
                    .ifPresent(rest -> rests.put(path, rest));
        }
        return rests;
    }

    /**
     * The same tree, sharing with another tree the folders that do not differ. To compare two such trees takes only as
     * long as their differences are large.
     */
    public FlagTree sharing(FlagTree other) {
        Map<String, FolderReading> shared = new LinkedHashMap<>();
        folders.forEach((name, folder) -> shared.put(
                name,
                Optional.ofNullable(other.folders.get(name))
                        .filter(folder::hasSameEntries)
                        .orElse(folder)));
        return new FlagTree(directory, shared, other.graph.next(other.folders, shared));
    }

    /** Paths of unreadable files for which no older readable version was found. */
    public List<String> stillUnreadable() {
        List<String> unreadable = unreadable();
        return unreadable.isEmpty()
                ? unreadable
                : unreadable.stream()
                        .filter(path -> reading(path).orElseThrow() instanceof FileReading.Unreadable)
                        .toList();
    }

    Map<String, FolderReading> folders() {
        return folders;
    }

    KeyGraph graph() {
        return graph;
    }

    private Optional<FolderReading.Entry> entry(String path) {
        String inside = inside(path);
        FolderReading folder = folders.get(folderOf(path));
        return folder == null
                ? Optional.empty()
                : Optional.ofNullable(folder.entries().get(inside.substring(inside.indexOf('/') + 1)));
    }

    private String inside(String path) {
        return directory.isEmpty() ? path : path.substring(directory.length() + 1);
    }

    private String folderOf(String path) {
        String inside = inside(path);
        int slash = inside.indexOf('/');
        return slash < 0 ? TOP : inside.substring(0, slash);
    }

    /**
     * The contents of all folders together.
     *
     * @param experiments by path
     * @param unreadable paths of unreadable files
     * @param findings findings about single files
     */
    private record Contents(List<Experiment> experiments, List<String> unreadable, List<Finding> findings) {
        static Contents of(Collection<FolderReading> folders) {
            List<Experiment> experiments = new ArrayList<>();
            List<String> unreadable = new ArrayList<>();
            List<Finding> findings = new ArrayList<>();
            for (FolderReading folder : folders) {
                experiments.addAll(folder.experiments());
                unreadable.addAll(folder.unreadable());
                findings.addAll(folder.findings());
            }
            return new Contents(
                    Collections.unmodifiableList(experiments),
                    Collections.unmodifiableList(unreadable),
                    Collections.unmodifiableList(findings));
        }
    }
}
