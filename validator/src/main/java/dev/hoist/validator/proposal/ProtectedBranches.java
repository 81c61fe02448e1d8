package dev.hoist.validator.proposal;

import dev.hoist.validator.git.FoldedName;
import dev.hoist.validator.git.Reference;
import dev.hoist.validator.verdict.CannotJudge;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The protected branches: every change of them is judged before it lands. They are given as names. A star in a name
 * stands for any characters, including slashes.
 */
final class ProtectedBranches {
    private final List<Pattern> exact;
    private final List<Pattern> folded;

    private ProtectedBranches(List<String> names) {
        this.exact = names.stream().map(ProtectedBranches::pattern).toList();
        this.folded = names.stream()
                .map(FoldedName::of)
                .map(ProtectedBranches::pattern)
                .toList();
    }

    static ProtectedBranches named(List<String> names) {
        return new ProtectedBranches(names.stream().map(ProtectedBranches::full).toList());
    }

    private static String full(String name) {
        String full = name.startsWith(Reference.HEADS) ? name : Reference.HEADS + name;
        if (!Reference.isValidName(full.replace('*', 'x'))) {
            throw new CannotJudge(
                    "\"" + name + "\" is no name of a branch",
                    "name the branch, as in \"main\", or several with a star, as in \"release/*\"");
        }
        return full;
    }

    boolean has(String ref) {
        return exact.stream().anyMatch(pattern -> pattern.matcher(ref).matches());
    }

    /**
     * Whether some file systems could take a ref for a protected branch, because the names differ only in letter case,
     * composed letters or invisible characters.
     */
    boolean hasOneLike(String ref) {
        String plain = FoldedName.of(ref);
        return !has(ref)
                && folded.stream().anyMatch(pattern -> pattern.matcher(plain).matches());
    }

    private static Pattern pattern(String name) {
        // no name of a reference has a backslash
        return Pattern.compile("\\Q" + name.replace("*", "\\E.*\\Q") + "\\E", Pattern.DOTALL);
    }
}
