package dev.hoist.validator.git;

import java.text.Normalizer;
import java.util.Locale;

/** A name as a file system takes it that tells letter case, composed letters or invisible characters not apart. */
public final class FoldedName {
    private FoldedName() {}

    public static String of(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .replaceAll("\\p{Cf}", "")
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
