package dev.hoist.cli.setup;

import dev.hoist.cli.command.Misuse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A CODEOWNERS file with one section that belongs to Hoist. All text outside that section stays. The last line
 * that matches a path names the path's owners. GitLab has sections of its own: each begins with a header such as
 * {@code [Docs]}, and the last matching line of each one counts.
 */
final class Codeowners {
    private static final String BEGIN = "# BEGIN hoist";
    private static final String END = "# END hoist";
    private static final String BEGINNING = BEGIN + ": \"hoist codeowners\" writes these lines from what the flags say";
    private static final String GITLAB_HEADER = "[Feature flags]";
    private static final Pattern HEADER = Pattern.compile("\\^?\\[[^]]+].*");
    private static final Pattern ENTRY = Pattern.compile("(?!#)((?:\\\\.|[^\\s\\\\])+)(?:\\s+(.*))?");

    private final String name;
    private final String text;
    private final List<Entry> lines = new ArrayList<>();
    private final int begin;
    private final int end;

    /**
     *
     * @param name the file's name in messages
     * @param text the whole text of the file; empty if there is no file
     */
    Codeowners(String name, String text) {
        this.name = name;
        this.text = text;
        for (int at = 0; at < text.length(); ) {
            int next = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at) + 1;
            lines.add(new Entry(at, next, text.substring(at, next).stripTrailing()));
            at = next;
        }
        this.begin = only(BEGIN);
        this.end = only(END);
        if (begin < 0 ? end >= 0 : end < begin) {
            boolean hasBeginning = begin >= 0;
            throw new Misuse(
                    place(hasBeginning ? begin : end) + ": the section has no " + (hasBeginning ? "end" : "beginning"),
                    "put it between a line \"" + BEGIN + "\" and a line \"" + END + "\", or delete it");
        }
    }

    /** The lines of Hoist's section, without the two lines that mark it; empty if there is no section. */
    List<String> section() {
        return begin < 0
                ? List.of()
                : lines.subList(begin + 1, end).stream().map(Entry::text).toList();
    }

    boolean hasGitlabHeaders() {
        return lines.stream().anyMatch(Codeowners::isHeader);
    }

    /**
     * The whole text of the file with a new section. If the file has none, the section comes at the end, because the
     * last line that matches counts.
     */
    String with(OwnerNames names, OwnerLines owners, boolean isGitlab) {
        String newline = text.contains("\r\n") ? "\r\n" : "\n";
        List<String> section = new ArrayList<>();
        section.add(BEGINNING);
        section.addAll(names.lines());
        if (isGitlab) {
            section.add(GITLAB_HEADER);
        }
        section.addAll(owners.lines());
        section.add(END);
        String written = String.join(newline, section);
        if (begin >= 0) {
            Entry last = lines.get(end);
            String ending = text.substring(last.from() + last.text().length(), last.to());
            return text.substring(0, lines.get(begin).from()) + written + ending + text.substring(last.to());
        }
        if (text.isEmpty()) {
            return written + newline;
        }
        return text + (text.endsWith("\n") ? "" : newline) + newline + written + newline;
    }

    /** The first line after the section that gives a file of the flags another owner, as a sentence. */
    Optional<String> takenAway(OwnerLines owners) {
        for (Map.Entry<String, String> owned : owners.owners().entrySet()) {
            int winner = lastMatching(owned.getKey());
            if (winner > end) {
                return Optional.of(place(winner) + ": \"" + lines.get(winner).text() + "\" comes later and takes \""
                        + owned.getKey() + "\" from " + owned.getValue());
            }
            Matcher entry = ENTRY.matcher(winner < 0 ? "" : lines.get(winner).text());
            if (!entry.matches() || !owned.getValue().equals(entry.group(2))) {
                throw new Misuse(
                        "no CODEOWNERS line can match only \"" + owned.getKey() + "\"",
                        "use only letters, digits, spaces, _ and - in the group's name");
            }
        }
        return Optional.empty();
    }

    /** The index of the last line that matches, in the section or after it; -1 if none matches. */
    private int lastMatching(String path) {
        int last = -1;
        for (int index = begin; index < lines.size(); index++) {
            Entry line = lines.get(index);
            if (index > end && isHeader(line)) {
                break;
            }
            Matcher entry = ENTRY.matcher(line.text().strip());
            if (entry.matches()
                    && !isHeader(line)
                    && OwnerPattern.parse(entry.group(1)).matches(path)) {
                last = index;
            }
        }
        return last;
    }

    private int only(String mark) {
        int found = -1;
        for (int index = 0; index < lines.size(); index++) {
            if (lines.get(index).text().startsWith(mark)) {
                if (found >= 0) {
                    throw new Misuse(place(index) + ": a second line \"" + mark + "\"", "keep only one section");
                }
                found = index;
            }
        }
        return found;
    }

    private String place(int index) {
        return name + ":" + (index + 1);
    }

    private static boolean isHeader(Entry line) {
        return HEADER.matcher(line.text()).matches();
    }

    /**
     * One line of the file.
     *
     * @param from the position at which the line begins
     * @param to the position at which the next line begins
     * @param text the line's text, without spaces at its end
     */
    private record Entry(int from, int to, String text) {}
}
