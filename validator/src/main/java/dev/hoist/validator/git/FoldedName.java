package dev.hoist.validator.git;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A name without the differences that some file systems ignore: letter case, composed letters and invisible characters.
 */
public final class FoldedName {
    private FoldedName() {}

    public static String of(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .replaceAll("\\p{Cf}", "")
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
