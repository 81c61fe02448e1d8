package dev.hoist.validator.reading;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.tree.FlagTree;

/**
 * The rule {@code misnamed-file}: a file lies in a place where Hoist does not read files, or the file's name differs
 * from the key in the file.
 */
public final class MisnamedFile {
    public static final RuleId ID = RuleId.of(MisnamedFile.class);

    private MisnamedFile() {}

    static Finding of(String path, String detail) {
        return Finding.errorIn(ID, path, "this file " + detail).help(wayOut(path.substring(path.lastIndexOf('/') + 1)));
    }

    private static String wayOut(String fileName) {
        int dot = fileName.lastIndexOf('.');
        String stem = dot < 0 ? fileName : fileName.substring(0, dot);
        boolean isPolicy = (stem + ".yaml").equalsIgnoreCase(FlagTree.POLICY_FILE);
        if (isPolicy && !fileName.equals(FlagTree.POLICY_FILE)) {
            return "rename it to \"" + FlagTree.POLICY_FILE + "\"";
        }
        return fileName.endsWith(".yaml")
                ? "name it <group>/<key>.yaml, exactly one folder below the flags directory"
                : "rename it to \"" + stem + ".yaml\"";
    }

    static Finding inFolder(String path) {
        return Finding.errorIn(
                        ID, path, "this file lies in a folder whose name is too long or has invisible characters")
                .help("rename the folder: at most 100 characters, all of them visible");
    }

    static Finding otherKey(Place place, String key, String fileName) {
        return Finding.error(ID, place, "the file with the key \"" + key + "\" is named \"" + fileName + "\"")
                .help("rename the file to \"" + key + ".yaml\", or give it the key \"" + stem(fileName) + "\"");
    }

    static Finding policyInGroup(Place place, String group) {
        return Finding.error(ID, place, "a policy in the group \"" + group + "\"")
                .help("move it beside the groups, as " + FlagTree.POLICY_FILE + ", or delete it");
    }

    static Finding notThePolicy(Place place, String kind) {
        return Finding.error(ID, place, "the policy file contains the key \"" + kind + "\", so it is not a policy")
                .help("move it to <group>/<key>.yaml; " + FlagTree.POLICY_FILE + " begins with \"policy: 1\"");
    }

    static String stem(String fileName) {
        return fileName.endsWith(".yaml") ? fileName.substring(0, fileName.length() - 5) : fileName;
    }
}
