package dev.hoist.operate.edit;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.tree.FileReading;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.CannotJudge;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The flags that a command edits.
 *
 * @param tree the flags as they are on the disk
 * @param policy gives the names of rings, environments, servers and items; empty if no policy can be read
 * @param bytes gives the bytes of a file to edit, by its path
 */
public record Sources(FlagTree tree, Optional<Policy> policy, Function<String, byte[]> bytes) {

    /** One flag's file, ready to be edited. */
    public FlagFile file(String key) {
        Optional<Flag> flag = tree.flag(key);
        if (flag.isPresent()) {
            return file(flag.get());
        }
        requireReadable(key);
        requireNoLink(key);
        throw new CannotJudge(
                "there is no flag \"" + key + "\"",
                Spelling.didYouMean(key, tree.flags().map(Flag::name).toList())
                        .orElse("\"hoist status\" lists the flags"));
    }

    /**
     * Refuses a flag whose file exists but cannot be read.
     *
     * @throws CannotJudge if this is so
     */
    void requireReadable(String key) {
        tree.readings()
                .filter(FileReading.Unreadable.class::isInstance)
                .filter(reading -> reading.path().endsWith("/" + key + ".yaml"))
                .findFirst()
                .ifPresent(broken -> {
                    throw FlagFile.unreadable(broken);
                });
    }

    /**
     * Refuses a flag whose file may be behind a link. Such a link stands where a folder of flags should be, and is not
     * read.
     */
    private void requireNoLink(String key) {
        tree.readings()
                .filter(FileReading.Unreadable.class::isInstance)
                .filter(reading -> !reading.path().endsWith(".yaml"))
                .flatMap(reading -> reading.findings().stream())
                .findFirst()
                .ifPresent(link -> {
                    throw new CannotJudge(
                            "there is no flag \"" + key + "\", but " + link.file() + " cannot be read: "
                                    + link.message(),
                            link.help().orElse("put the folder itself in its place"));
                });
    }

    /** The files of all flags that can be read, or of those in a group, by path. */
    public List<FlagFile> files(Optional<String> group) {
        if (group.isPresent() && tree.flags().noneMatch(flag -> flag.group().equals(group.get()))) {
            throw new CannotJudge(
                    "there is no group \"" + group.get() + "\" with a flag",
                    Spelling.didYouMean(
                                    group.get(),
                                    tree.flags().map(Flag::group).distinct().toList())
                            .orElse("a group is a folder below \"" + tree.directory() + "\""));
        }
        return tree.flags()
                .filter(flag -> group.isEmpty() || flag.group().equals(group.get()))
                .map(this::file)
                .toList();
    }

    /** Files that cannot be edited because they cannot be read: the first mistake of each. */
    public List<Finding> unreadable() {
        return tree.mistakes()
                .filter(finding -> !finding.file().equals(tree.policyPath()))
                .toList();
    }

    /** The name of an environment. The policy must have the environment; without a policy, some flag must have it. */
    public String environment(String name) {
        List<String> known = environments();
        if (known.contains(name)) {
            return name;
        }
        throw unknown("environment", name, known);
    }

    /** The environments in order of promotion; without a policy, in the order in which flags name them. */
    public List<String> environments() {
        return policy.map(Policy::environmentNames)
                .orElseGet(() -> tree.flags()
                        .flatMap(flag -> flag.environments().keySet().stream())
                        .distinct()
                        .toList());
    }

    static CannotJudge unknown(String what, String name, List<String> known) {
        return new CannotJudge(
                "there is no " + what + " \"" + name + "\"",
                Spelling.didYouMean(name, known)
                        .orElse(known.isEmpty() ? "none is known" : "there are " + String.join(", ", known)));
    }

    /** All items of the policy's checklists, in the order of the environments. */
    List<String> checks() {
        return policy.stream()
                .flatMap(some -> some.environments().stream())
                .flatMap(environment -> environment.checklist().stream())
                .map(check -> check.value())
                .distinct()
                .toList();
    }

    Stream<Policy.Environment> rules(String environment) {
        return policy.flatMap(some -> some.environment(environment)).stream();
    }

    private FlagFile file(Flag flag) {
        String path = flag.place().path();
        return FlagFile.read(path, flag.group(), bytes.apply(path));
    }
}
