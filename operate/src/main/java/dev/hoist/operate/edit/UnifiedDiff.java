package dev.hoist.operate.edit;

import java.util.ArrayList;
import java.util.List;

/** The difference between a file's texts in the format of {@code git diff}. */
public final class UnifiedDiff {
    private static final int CONTEXT = 3;

    private final List<String> old;
    private final List<String> edited;
    private final List<Line> lines = new ArrayList<>();

    private UnifiedDiff(List<String> old, List<String> edited) {
        this.old = old;
        this.edited = edited;
        compare();
    }

    /** The differences of all files, one after another. */
    public static String of(Edits edits) {
        StringBuilder diff = new StringBuilder();
        edits.files().forEach(file -> diff.append(of(file)));
        return diff.toString();
    }

    private static String of(FileEdit file) {
        List<String> old = file.before().map(UnifiedDiff::lines).orElse(List.of());
        String from = file.before().isPresent() ? "a/" + file.path() : "/dev/null";
        return "--- " + from + "\n+++ b/" + file.path() + "\n" + new UnifiedDiff(old, lines(file.after())).hunks();
    }

    /** The lines of a text, each with its line ending if it has one. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end + 1;
            lines.add(text.substring(start, end));
            start = end;
        }
        return lines;
    }

    /** Compares the lines between the common start and the common end, by their longest common subsequence. */
    private void compare() {
        int start = 0;
        while (start < old.size() && start < edited.size() && old.get(start).equals(edited.get(start))) {
            start++;
        }
        int end = 0;
        while (end < old.size() - start
                && end < edited.size() - start
                && old.get(old.size() - 1 - end).equals(edited.get(edited.size() - 1 - end))) {
            end++;
        }
        old.subList(0, start).forEach(line -> lines.add(new Line(' ', line)));
        middle(old.subList(start, old.size() - end), edited.subList(start, edited.size() - end));
        old.subList(old.size() - end, old.size()).forEach(line -> lines.add(new Line(' ', line)));
    }

    private void middle(List<String> before, List<String> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int row = before.size() - 1; row >= 0; row--) {
            for (int column = after.size() - 1; column >= 0; column--) {
                common[row][column] = before.get(row).equals(after.get(column))
                        ? common[row + 1][column + 1] + 1
                        : Math.max(common[row + 1][column], common[row][column + 1]);
            }
        }
        int row = 0;
        int column = 0;
        while (row < before.size() || column < after.size()) {
            if (row < before.size() && column < after.size() && before.get(row).equals(after.get(column))) {
                lines.add(new Line(' ', before.get(row++)));
                column++;
            } else if (row < before.size()
                    && (column == after.size() || common[row + 1][column] >= common[row][column + 1])) {
                lines.add(new Line('-', before.get(row++)));
            } else {
                lines.add(new Line('+', after.get(column++)));
            }
        }
    }

    private String hunks() {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < lines.size()) {
            int change = at;
            while (change < lines.size() && lines.get(change).sign == ' ') {
                change++;
            }
            if (change == lines.size()) {
                break;
            }
            int from = Math.max(at, change - CONTEXT);
            int to = change;
            for (int line = change; line < lines.size() && line - to <= 2 * CONTEXT; line++) {
                to = lines.get(line).sign == ' ' ? to : line;
            }
            int end = Math.min(lines.size(), to + 1 + CONTEXT);
            hunk(from, end, text);
            at = end;
        }
        return text.toString();
    }

    private void hunk(int from, int to, StringBuilder text) {
        List<Line> shown = lines.subList(from, to);
        text.append("@@ -").append(range(lines.subList(0, from), shown, '+'));
        text.append(" +").append(range(lines.subList(0, from), shown, '-')).append(" @@\n");
        for (Line line : shown) {
            text.append(line.sign).append(line.text);
            if (!line.text.endsWith("\n")) {
                text.append("\n\\ No newline at end of file\n");
            }
        }
    }

    private static String range(List<Line> before, List<Line> shown, char others) {
        long start = before.stream().filter(line -> line.sign != others).count();
        long count = shown.stream().filter(line -> line.sign != others).count();
        return (count == 0 ? start : start + 1) + (count == 1 ? "" : "," + count);
    }

    private record Line(char sign, String text) {}
}
