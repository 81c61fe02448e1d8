package dev.hoist.cli.setup;

import dev.hoist.validator.report.VisibleText;
import java.util.regex.Pattern;

/** A pattern of a CODEOWNERS file, as both GitHub and GitLab read it. */
final class OwnerPattern {
    /** Written as they are; what is missing here means something to one of the two, or ends the pattern. */
    private static final String PLAIN = "/._-+@=,;~%&:$()'";

    private final Pattern paths;

    private OwnerPattern(Pattern paths) {
        this.paths = paths;
    }

    /**
     * The pattern of one path alone, a folder's ending in {@code /}. What cannot be escaped in both products is written as any
     * one character, so that it may match a path that differs there.
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

    /** Whether it may match more than the path that it was made of. */
    static boolean isLoose(String pattern) {
        return pattern.indexOf('?') >= 0;
    }

    /** Reads a pattern without its owners. */
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
