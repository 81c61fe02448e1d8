package dev.hoist.validator.finding;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests the known name that is nearest to a misspelt one. */
public final class Spelling {
    /** The most characters of a word that is compared. No name is longer. */
    private static final int LONGEST = 100;

    private Spelling() {}

    /** The known word that is nearest to a written one; empty if none is near. */
    public static Optional<String> nearest(String written, Collection<String> known) {
        if (written.isEmpty() || written.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = plain(written);
        int allowed = Math.max(1, plain.length() / 3);
        return known.stream()
                .filter(word -> !word.equals(written) && Math.abs(word.length() - written.length()) <= allowed)
                .filter(word -> distance(plain, plain(word)) <= allowed)
                .min(Comparator.comparingInt((String word) -> distance(plain, plain(word)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The suggestion for an unknown word: {@code did you mean "percentage"?} */
    public static Optional<String> didYouMean(String written, Collection<String> known) {
        return nearest(written, known).map(word -> "did you mean \"" + word + "\"?");
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('-', '_');
    }

    /** The number of insertions, deletions, substitutions and swaps of neighbours that turn one word into another. */
    public static int distance(String one, String two) {
        int[] beforeLast = new int[two.length() + 1];
        int[] last = new int[two.length() + 1];
        for (int column = 0; column <= two.length(); column++) {
            last[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] current = new int[two.length() + 1];
            current[0] = row;
            for (int column = 1; column <= two.length(); column++) {
                int substituted = one.charAt(row - 1) == two.charAt(column - 1) ? 0 : 1;
                int best =
                        Math.min(Math.min(last[column] + 1, current[column - 1] + 1), last[column - 1] + substituted);
                boolean swapped = row > 1
                        && column > 1
                        && one.charAt(row - 1) == two.charAt(column - 2)
                        && one.charAt(row - 2) == two.charAt(column - 1);
                current[column] = swapped ? Math.min(best, beforeLast[column - 2] + 1) : best;
            }
            beforeLast = last;
            last = current;
        }
        return last[two.length()];
    }
}
