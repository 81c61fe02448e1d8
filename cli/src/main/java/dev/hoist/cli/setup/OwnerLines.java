package dev.hoist.cli.setup;

import dev.hoist.cli.command.Misuse;
import dev.hoist.validator.report.VisibleText;
import dev.hoist.validator.tree.FileReading;
import dev.hoist.validator.tree.FlagTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The lines of a CODEOWNERS file for flags. A group whose flags all have the same owner has one line. In other groups,
 * each file has one.
 */
final class OwnerLines {
    private final Map<String, String> owners;
    private final List<String> lines;

    private OwnerLines(Map<String, String> owners, List<String> lines) {
        this.owners = owners;
        this.lines = lines;
    }

    static OwnerLines of(FlagTree tree, OwnerNames names) {
        Map<String, String> owners = new TreeMap<>();
        tree.readings().forEach(reading -> {
            if (reading instanceof FileReading.OfFlag file) {
                owners.put(
                        file.path(),
                        name(names, file.path(), file.flag().owner().value()));
            } else if (reading instanceof FileReading.OfExperiment file) {
                owners.put(
                        file.path(),
                        name(names, file.path(), file.experiment().owner().value()));
            }
        });
        Map<String, Map<String, String>> groups = new TreeMap<>();
        owners.forEach((path, owner) -> groups.computeIfAbsent(
                        path.substring(0, path.lastIndexOf('/') + 1), group -> new TreeMap<>())
                .put(path, owner));
        List<String> lines = new ArrayList<>();
        groups.forEach((group, files) -> {
            if (files.values().stream().distinct().count() == 1) {
                lines.add(
                        OwnerPattern.of(group) + " " + files.values().iterator().next());
            } else {
                files.forEach((path, owner) -> lines.add(OwnerPattern.of(path) + " " + owner));
            }
        });
        // the last line that matches wins: the exact ones come last
        lines.sort(Comparator.comparing(line -> !OwnerPattern.isLoose(line)));
        names.policyOwner().ifPresent(owner -> {
            String directory = tree.directory().isEmpty() ? "" : tree.directory() + "/";
            lines.add(0, OwnerPattern.of(directory) + " " + owner);
            owners.put(tree.policyPath(), owner);
        });
        return new OwnerLines(owners, lines);
    }

    private static String name(OwnerNames names, String path, String owner) {
        return names.of(owner)
                .orElseThrow(() -> new Misuse(
                        "the name in CODEOWNERS of \"" + owner + "\", the owner of \"" + path + "\", is not known",
                        VisibleText.of(owner).equals(owner)
                                ? "say it with --map \"" + owner
                                        + "=@acme/team\", or give all owners a prefix, as in --prefix @acme/"
                                : "write the owner in visible characters"));
    }

    /** The owner of each file, by path. */
    Map<String, String> owners() {
        return owners;
    }

    List<String> lines() {
        return lines;
    }
}
