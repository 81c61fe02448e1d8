package dev.hoist.validator.git;

import dev.hoist.validator.verdict.CannotJudge;
import java.util.ArrayList;
import java.util.List;

/**
 * The path of the flags directory in a repository.
 *
 * @param segments folder names from the root down; empty if the root itself is the flags directory
 */
public record FlagsPath(List<String> segments) {
    public FlagsPath {
        segments = List.copyOf(segments);
    }

    public static FlagsPath parse(String written) {
        List<String> segments = new ArrayList<>();
        boolean absolute = written.startsWith("/") || written.startsWith("\\") || written.matches("[A-Za-z]:.*");
        if (written.isBlank() || absolute) {
            throw unusable(written, absolute ? "is absolute" : "is empty");
        }
        for (String segment : written.split("/", -1)) {
            if (segment.equals("..") || segment.equalsIgnoreCase(".git")) {
                throw unusable(written, "contains \"" + segment + "\"");
            }
            if (segment.indexOf('\0') >= 0 || segment.indexOf('\\') >= 0) {
                throw unusable(written, "contains a character that no flags directory can have");
            }
            if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return new FlagsPath(segments);
    }

    /** The path as findings show it; empty for the root. */
    public String text() {
        return String.join("/", segments);
    }

    /** The path as a sentence shows it: in quotes, or words for the root. */
    public String quoted() {
        return segments.isEmpty() ? "the repository's root" : "\"" + text() + "\"";
    }

    private static CannotJudge unusable(String written, String why) {
        return new CannotJudge(
                "the flags directory \"" + written + "\" " + why,
                "name a folder of the repository relative to its root, such as \"flags\"");
    }
}
