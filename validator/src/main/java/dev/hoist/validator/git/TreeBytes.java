package dev.hoist.validator.git;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Compares tree objects as git stores them: each entry is a mode, a space, a name, a zero byte and an id. */
final class TreeBytes {
    private TreeBytes() {}

    /**
     * Whether a test passes for every entry that is not the same in two trees.
     *
     * @throws IndexOutOfBoundsException if the bytes are not trees
     */
    static boolean allDiffering(byte[] one, byte[] two, Predicate<Difference> test) {
        int left = 0;
        int right = 0;
        while (left < one.length || right < two.length) {
            int common = Arrays.mismatch(one, left, one.length, two, right, two.length);
            if (common < 0) {
                return true;
            }
            int start = left;
            while (start < one.length && end(one, start) <= left + common) {
                start = end(one, start);
            }
            right += start - left;
            left = start;
            @Nullable Entry mine = left < one.length ? Entry.at(one, left) : null;
            @Nullable Entry theirs = right < two.length ? Entry.at(two, right) : null;
            boolean takesMine = mine != null && (theirs == null || mine.name().compareTo(theirs.name()) <= 0);
            boolean takesTheirs =
                    theirs != null && (mine == null || theirs.name().compareTo(mine.name()) <= 0);
            if (!test.test(new Difference(takesMine ? mine : null, takesTheirs ? theirs : null))) {
                return false;
            }
            left = takesMine ? end(one, left) : left;
            right = takesTheirs ? end(two, right) : right;
        }
        return true;
    }

    /**
     * The entry of a name; null if there is none.
     *
     * @throws IndexOutOfBoundsException if the bytes are not a tree
     */
    static @Nullable Entry entry(byte[] tree, byte[] name) {
        for (int at = 0; at < tree.length; at = end(tree, at)) {
            int end = end(tree, at) - Constants.OBJECT_ID_LENGTH - 1;
            int start = end - name.length;
            if (start > at && tree[start - 1] == ' ' && Arrays.equals(tree, start, end, name, 0, name.length)) {
                return Entry.at(tree, at);
            }
        }
        return null;
    }

    /**
     * Whether some entry has a name that passes a test.
     *
     * @throws IndexOutOfBoundsException if the bytes are not a tree
     */
    static boolean anyName(byte[] tree, Predicate<String> test) {
        for (int at = 0; at < tree.length; at = end(tree, at)) {
            if (test.test(Entry.name(tree, at))) {
                return true;
            }
        }
        return false;
    }

    private static int end(byte[] tree, int entry) {
        int at = entry;
        while (tree[at] != 0) {
            at++;
        }
        int end = at + 1 + Constants.OBJECT_ID_LENGTH;
        if (end > tree.length) {
            throw new IndexOutOfBoundsException("an entry without its id");
        }
        return end;
    }

    /** The entries that two trees have under one name; null for the tree that has none. */
    record Difference(@Nullable Entry one, @Nullable Entry two) {}

    /**
     * One entry of a tree.
     *
     * @param name the name's bytes, each as one character
     */
    record Entry(String name, boolean isFolder, ObjectId id) {

        private static Entry at(byte[] tree, int start) {
            int mode = 0;
            for (int at = start; tree[at] != ' '; at++) {
                mode = (mode << 3) + (tree[at] - '0');
            }
            return new Entry(
                    name(tree, start),
                    FileMode.TREE.equals(mode),
                    ObjectId.fromRaw(tree, end(tree, start) - Constants.OBJECT_ID_LENGTH));
        }

        private static String name(byte[] tree, int start) {
            int from = start;
            while (tree[from] != ' ') {
                from++;
            }
            return new String(tree, from + 1, end(tree, start) - Constants.OBJECT_ID_LENGTH - from - 2, ISO_8859_1);
        }
    }
}
