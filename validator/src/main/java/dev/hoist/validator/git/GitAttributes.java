package dev.hoist.validator.git;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hoist.validator.verdict.CannotJudge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.eclipse.jgit.attributes.AttributesRule;
import org.eclipse.jgit.util.QuotedString;

/**
 * The attributes in {@code .gitattributes} files that apply to flags. Some attributes let git check out or export a
 * text that differs from the stored one. A build would then read other flags than the judge.
 */
final class GitAttributes {
    static final String FILE = ".gitattributes";

    /**
     * Attributes that change the text without further settings. A filter is not one of them: it works only if the owner
     * of the machine has set up its program.
     */
    private static final Set<String> CHANGING_TEXT = Set.of("export-subst", "ident", "working-tree-encoding");

    private static final String MACRO = "[attr]";
    private static final int DEEPEST_MACRO = 10;

    private final List<AttributesLine> lines = new ArrayList<>();
    private final Map<String, List<String>> macros = new HashMap<>();

    private GitAttributes() {}

    /**
     * Refuses files whose text git would change in a checkout or an export.
     *
     * @param files their paths in the repository
     * @param contents gives the content of a folder's attributes file by the folder's path, which is empty for the
     *     root; empty if the folder has none
     */
    static void requireNoneThatChangesText(
            FlagsPath flags, Collection<String> files, Function<String, Optional<byte[]>> contents) {
        GitAttributes attributes = new GitAttributes();
        for (String folder : foldersOf(files)) {
            contents.apply(folder).ifPresent(bytes -> attributes.read(folder, new String(bytes, UTF_8)));
        }
        if (attributes.lines.isEmpty()) {
            return;
        }
        for (String file : files) {
            attributes.given(file).entrySet().stream().findFirst().ifPresent(given -> {
                throw new CannotJudge(
                        "git checks out \"" + file + "\" with a different text than it stores, because \""
                                + given.getValue() + "\" sets " + given.getKey(),
                        "end that file with a line \"" + all(flags, given.getValue()) + " -" + given.getKey() + "\"");
            });
        }
    }

    /** A pattern that matches all flags to which an attributes file can apply. */
    private static String all(FlagsPath flags, String file) {
        String folder = file.substring(0, file.length() - FILE.length());
        return flags.text().startsWith(folder) && !flags.segments().isEmpty()
                ? flags.text().substring(folder.length()) + "/**"
                : "**";
    }

    /** The path of a folder's attributes file, as a list of names. */
    static List<String> pathIn(String folder) {
        return Arrays.asList((folder.isEmpty() ? FILE : folder + "/" + FILE).split("/"));
    }

    /** All folders above some files, outer before inner. */
    private static List<String> foldersOf(Collection<String> files) {
        Set<String> folders =
                new TreeSet<>(Comparator.comparingInt(String::length).thenComparing(String::compareTo));
        for (String file : files) {
            for (int slash = file.lastIndexOf('/'); slash > 0; slash = file.lastIndexOf('/', slash - 1)) {
                folders.add(file.substring(0, slash));
            }
            folders.add("");
        }
        return List.copyOf(folders);
    }

    private void read(String folder, String text) {
        String path = String.join("/", pathIn(folder));
        for (String raw : text.split("\n", -1)) {
            String line = raw.replace("\uFEFF", "").strip();
            int end = endOfPattern(line);
            List<String> attributes = Arrays.asList(line.substring(end).strip().split("[ \\t\\r]+"));
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith(MACRO)) {
                macros.put(attributes.get(0), attributes.subList(1, attributes.size()));
            } else {
                lines.add(new AttributesLine(
                        folder, path, new AttributesRule(pattern(line.substring(0, end)), ""), attributes));
            }
        }
    }

    /** The end of the pattern in a line. A pattern that begins with a quote is written as in C. */
    private static int endOfPattern(String line) {
        if (line.startsWith(MACRO)) {
            return MACRO.length();
        }
        boolean quoted = line.startsWith("\"");
        int at = quoted ? 1 : 0;
        while (at < line.length() && (quoted ? line.charAt(at) != '"' : " \t\r".indexOf(line.charAt(at)) < 0)) {
            at += quoted && line.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(quoted ? at + 1 : at, line.length());
    }

    private static String pattern(String written) {
        return written.startsWith("\"") ? QuotedString.GIT_PATH.dequote(written) : written;
    }

    /** The attributes in question that a file has, each with the path of the attributes file that sets it. */
    private Map<String, String> given(String file) {
        Map<String, String> given = new TreeMap<>();
        lines.stream()
                .filter(line -> line.appliesTo(file))
                .forEach(line -> line.attributes().forEach(attribute -> apply(attribute, line.path(), given, 0)));
        return given;
    }

    private void apply(String written, String path, Map<String, String> given, int depth) {
        boolean takes = written.startsWith("-") || written.startsWith("!");
        String name = (takes ? written.substring(1) : written).replaceFirst("=.*", "");
        if (CHANGING_TEXT.contains(name)) {
            if (takes) {
                given.remove(name);
            } else {
                given.put(name, path);
            }
        } else if (!takes && depth < DEEPEST_MACRO) {
            macros.getOrDefault(name, List.of()).forEach(attribute -> apply(attribute, path, given, depth + 1));
        }
    }

    /**
     * A line of an attributes file that does not define a macro.
     *
     * @param folder the folder of the attributes file
     * @param path the path of the attributes file
     */
    private record AttributesLine(String folder, String path, AttributesRule rule, List<String> attributes) {
        boolean appliesTo(String file) {
            return folder.isEmpty()
                    ? rule.isMatch(file, false)
                    : file.startsWith(folder + "/") && rule.isMatch(file.substring(folder.length() + 1), false);
        }
    }
}
