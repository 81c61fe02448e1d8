package dev.hoist.validator.git;

import dev.hoist.validator.tree.RawEntry;
import dev.hoist.validator.verdict.CannotJudge;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * Checks whether a checkout of a commit contains the flags exactly as git stores them. A folder that many commits share
 * is checked once.
 */
final class CheckoutFidelity {
    private final GitObjects objects;
    private final FlagsPath path;
    private final Map<ObjectId, List<RawEntry>> listed = new HashMap<>();

    CheckoutFidelity(GitObjects objects, FlagsPath path) {
        this.objects = objects;
        this.path = path;
    }

    /** Refuses a commit's tree if a checkout of it would contain other flags. */
    void require(ObjectId root) {
        Map<String, RawEntry.File> attributes = new HashMap<>();
        Optional<ObjectId> folder = Optional.of(root);
        String at = "";
        for (String segment : path.segments()) {
            if (folder.isEmpty()) {
                return;
            }
            List<RawEntry> entries = list(folder.get());
            requireNoneLike(segment, entries);
            take(at, entries, attributes, new ArrayList<>());
            folder = entries.stream()
                    .filter(entry ->
                            entry instanceof RawEntry.Folder && entry.name().equals(segment))
                    .map(entry -> identity((RawEntry.Folder) entry))
                    .findFirst();
            at = inside(at, segment);
        }
        List<String> files = new ArrayList<>();
        if (folder.isPresent()) {
            List<RawEntry> entries = list(folder.get());
            take(at, entries, attributes, files);
            for (RawEntry entry : entries) {
                if (entry instanceof RawEntry.Folder group) {
                    take(inside(at, group.name()), list(identity(group)), attributes, files);
                }
            }
        }
        if (!attributes.isEmpty()) {
            GitAttributes.requireNoneThatChangesText(
                    path,
                    files,
                    name -> Optional.ofNullable(attributes.get(name))
                            .map(file -> file.content().bytes()));
        }
    }

    private List<RawEntry> list(ObjectId folder) {
        return listed.computeIfAbsent(folder, id -> new GitFolder(objects, id).entries());
    }

    private static ObjectId identity(RawEntry.Folder folder) {
        return ((GitFolder) folder.folder()).identity();
    }

    private static String inside(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    /**
     * Refuses an entry that some file systems would take for a folder on the path to the flags. Its name then differs
     * from the folder's name only in letter case or the like.
     */
    private static void requireNoneLike(String segment, List<RawEntry> entries) {
        String folded = FoldedName.of(segment);
        for (RawEntry entry : entries) {
            if (!entry.name().equals(segment) && FoldedName.of(entry.name()).equals(folded)) {
                throw new CannotJudge(
                        "\"" + entry.name() + "\" differs from the folder \"" + segment
                                + "\" only in letter case or the like, and some file systems confuse the two",
                        "give it another name");
            }
        }
    }

    private static void take(
            String folder, List<RawEntry> entries, Map<String, RawEntry.File> attributes, List<String> files) {
        for (RawEntry entry : entries) {
            if (entry instanceof RawEntry.File file && file.name().equals(GitAttributes.FILE)) {
                attributes.put(folder, file);
            } else if (entry instanceof RawEntry.File file && DiskFile.isYaml(file.name())) {
                files.add(inside(folder, file.name()));
            }
        }
    }
}
