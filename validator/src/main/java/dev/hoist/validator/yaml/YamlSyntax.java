package dev.hoist.validator.yaml;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.model.Place;
import java.util.Locale;

/** The rule {@code yaml-syntax}: a file is not YAML. It is not UTF-8, it is not well formed, or it has a key twice. */
public final class YamlSyntax {
    public static final RuleId ID = RuleId.of(YamlSyntax.class);

    private YamlSyntax() {}

    static Finding notUtf8(Place place, int offset, int unsigned) {
        return Finding.error(ID, place, String.format(Locale.ROOT, "byte %d, 0x%02x, is not UTF-8", offset, unsigned))
                .help("save the file as UTF-8");
    }

    static Finding malformed(Place place, String problem) {
        return Finding.error(ID, place, "this is not YAML: " + problem)
                .help("check indentation, quotes and brackets here and on the line before");
    }

    static Finding noCharacter(Place place) {
        return Finding.error(ID, place, "this is not YAML: an escape stands for a character that Unicode does not have")
                .help("write the character itself");
    }

    static Finding tab(Place place) {
        return Finding.error(ID, place, "this is not YAML: a tab stands where only spaces may")
                .help("indent with spaces");
    }

    static Finding conflict(Place place) {
        return Finding.error(ID, place, "this is not YAML: this is an unresolved merge conflict")
                .help("keep the right version, and delete git's marker lines");
    }

    static Finding duplicateKey(String key, Place again, Place first) {
        return Finding.error(ID, again, "the key \"" + key + "\" comes twice")
                .help("keep one of the two")
                .note(first, "\"" + key + "\" stands here first");
    }
}
