package dev.hoist.validator.git;

import dev.hoist.validator.git.TreeBytes.Difference;
import dev.hoist.validator.git.TreeBytes.Entry;
import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.tree.RawEntry;
import dev.hoist.validator.tree.RawFolder;
import dev.hoist.validator.tree.TreeReader;
import dev.hoist.validator.verdict.Verdict.TimeSource;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * A line of commits, read for some flags only. The tree of a commit has the policy, the files of these flags, and the
 * files of the flags on which these flags depend in this commit. If a commit touches none of these files, none of its
 * files is read. If the line reads a flag file that is unreadable, an older version of the file counts. The line does
 * not know on which flags this version depends. So from then on, the line returns the whole tree of every commit.
 */
final class LineOfFlags implements CommitLine {
    private final FirstParentLine whole;
    private final GitObjects objects;

    /** Names of the files of these flags. In a folder, only one file can have a given key, and its name is the key. */
    private final Set<String> names;

    private TreeReader trees;
    private boolean readsWhole;
    private int latestIndex = -1;
    private @Nullable FlagTree latest;

    LineOfFlags(FirstParentLine whole, GitObjects objects, TreeReader trees, Set<String> keys) {
        this.whole = whole;
        this.objects = objects;
        this.names = keys.stream().map(LineOfFlags::fileOf).collect(Collectors.toCollection(HashSet::new));
        this.trees = trees.another();
    }

    private static String fileOf(String key) {
        return key + ".yaml";
    }

    /** Whether a file must be read. A name with characters beyond ASCII may be another spelling of one of the names. */
    private boolean counts(String name) {
        return names.contains(name) || !EntryNames.isAscii(name);
    }

    @Override
    public int size() {
        return whole.size();
    }

    @Override
    public String commit(int index) {
        return whole.commit(index);
    }

    @Override
    public Instant time(int index) {
        return whole.time(index);
    }

    @Override
    public Instant claimed(int index) {
        return whole.claimed(index);
    }

    @Override
    public TimeSource timeSource() {
        return whole.timeSource();
    }

    @Override
    public FlagTree tree(int index) {
        FlagTree known = latest;
        if (known == null || latestIndex != index) {
            known = read(index);
            latest = known;
            latestIndex = index;
        }
        return known;
    }

    private FlagTree read(int index) {
        while (!readsWhole) {
            FlagTree tree = whole.read(index, trees, this::someFiles);
            if (tree.unreadable().stream().anyMatch(path -> !path.equals(tree.policyPath()))) {
                // an older version stands in for it, and nobody knows yet on what that depends
                readsWhole = true;
            } else if (names.addAll(dependencies(tree))) {
                trees = trees.another();
            } else {
                return tree;
            }
        }
        return whole.tree(index);
    }

    /** A folder with only the policy and the files that must be read. */
    private RawFolder someFiles(RawFolder flags) {
        return new FilteredFolder(
                flags,
                entry -> entry instanceof RawEntry.Folder group
                        ? hasAny(group.folder())
                        : entry.name().equals(FlagTree.POLICY_FILE),
                group -> new FilteredFolder(group, entry -> counts(entry.name()), folder -> folder));
    }

    private boolean hasAny(RawFolder group) {
        try {
            return !(group.identity() instanceof ObjectId id) || TreeBytes.anyName(objects.treeBytes(id), this::counts);
        } catch (IndexOutOfBoundsException e) {
            // whoever reads it says what is wrong with it
            return true;
        }
    }

    private static Set<String> dependencies(FlagTree tree) {
        return tree.flags()
                .map(Flag::dependencyKeys)
                .flatMap(List::stream)
                .map(LineOfFlags::fileOf)
                .collect(Collectors.toSet());
    }

    @Override
    public boolean samePolicyFile(int index, int other) {
        return whole.samePolicyFile(index, other);
    }

    @Override
    public boolean sameTree(int index, int other) {
        if (readsWhole) {
            return whole.sameTree(index, other);
        }
        @Nullable ObjectId one = whole.flagsFolder(index);
        @Nullable ObjectId two = whole.flagsFolder(other);
        if (one == null || two == null) {
            return one == null && two == null;
        }
        try {
            return one.equals(two)
                    || TreeBytes.allDiffering(objects.treeBytes(one), objects.treeBytes(two), this::isAlikeOnTop);
        } catch (IndexOutOfBoundsException e) {
            // whoever reads it says what is wrong with it
            return false;
        }
    }

    private boolean isAlikeOnTop(Difference difference) {
        @Nullable Entry one = difference.one();
        @Nullable Entry two = difference.two();
        return one != null
                && two != null
                && one.isFolder()
                && two.isFolder()
                && TreeBytes.allDiffering(
                        objects.treeBytes(one.id()), objects.treeBytes(two.id()), this::isAlikeInGroup);
    }

    private boolean isAlikeInGroup(Difference difference) {
        @Nullable Entry entry = difference.one() == null ? difference.two() : difference.one();
        return entry != null && !counts(entry.name());
    }

    /** A folder with only some entries of another one. */
    private record FilteredFolder(RawFolder whole, Predicate<RawEntry> filter, UnaryOperator<RawFolder> below)
            implements RawFolder {
        @Override
        public Object identity() {
            return whole.identity();
        }

        @Override
        public List<RawEntry> entries() {
            return whole.entries().stream()
                    .filter(filter)
                    .map(entry -> entry instanceof RawEntry.Folder group
                            ? new RawEntry.Folder(group.name(), below.apply(group.folder()))
                            : entry)
                    .toList();
        }
    }
}
