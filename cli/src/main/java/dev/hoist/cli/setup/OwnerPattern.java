package dev.hoist.cli.setup;

import dev.hoist.validator.report.VisibleText;
import java.util.regex.Pattern;

/** A pattern in a CODEOWNERS file that GitHub and GitLab read in the same way. */
final class OwnerPattern {
    /**
     * Characters that are written as they are. Each other character has a meaning in one of the two products, or ends
     * the pattern.
     */
    private static final String PLAIN = "/._-+@=,;~%&:$()'";

    private final Pattern paths;

    private OwnerPattern(Pattern paths) {
        this.paths = paths;
    }

    /**
     * The pattern of exactly one path; the path of a folder ends in {@code /}. A character that cannot be escaped in
     * both products becomes a sign for any one character. The pattern may then also match another path.
     */
    static String of(String path) {
        StringBuilder pattern = new StringBuilder("/");
        path.codePoints().forEach(point -> {
            if (point == ' ') {
                pattern.append("\\ ");
            } else if (PLAIN.indexOf(point) >= 0
                    || (Character.isLetterOrDigit(point)
                            && VisibleText.of(Character.toString(point)).equals(Character.toString(point)))) {
                pattern.appendCodePoint(point);
            } else {
                pattern.append('?');
            }
        });
        return pattern.toString();
    }

    /** Whether a pattern may match more than the path from which it was made. */
    static boolean isLoose(String pattern) {
        return pattern.indexOf('?') >= 0;
    }

    /** Reads a pattern, which is a line without its owners. */
    static OwnerPattern parse(String pattern) {
        String body = pattern.endsWith("/") ? pattern.substring(0, pattern.length() - 1) : pattern;
        boolean isFolder = body.length() < pattern.length();
        boolean isAnchored = body.indexOf('/') >= 0;
        StringBuilder regex = new StringBuilder(isAnchored ? "" : "(?:.*/)?");
        String rest = body.startsWith("/") ? body.substring(1) : body;
        for (int at = 0; at < rest.length(); at++) {
            char character = rest.charAt(at);
            if (rest.startsWith("**/", at)) {
                regex.append("(?:.*/)?");
                at += 2;
            } else if (rest.startsWith("**", at)) {
                regex.append(".*");
                at++;
            } else if (character == '*') {
                regex.append("[^/]*");
            } else if (character == '?') {
                regex.append("[^/]");
            } else {
                if (character == '\\' && at + 1 < rest.length()) {
                    at++;
                }
                int point = rest.codePointAt(at);
                regex.append(Pattern.quote(Character.toString(point)));
                at += Character.charCount(point) - 1;
            }
        }
        // "docs/*" is the files of one folder; any other name may be a folder's, and means all in it
        boolean isOneLevel = isAnchored && rest.endsWith("/*") && !isFolder;
        regex.append(isFolder ? "/.*" : isOneLevel ? "" : "(?:/.*)?");
        return new OwnerPattern(Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    boolean matches(String path) {
        return paths.matcher(path).matches();
    }
}
