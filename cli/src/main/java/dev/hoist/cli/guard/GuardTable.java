package dev.hoist.cli.guard;

import dev.hoist.guardrails.Measurement;
import dev.hoist.operate.plan.PlanTimes;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.report.AnsiStyle;
import dev.hoist.validator.report.VisibleText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Readings as one table for each environment. In each table, the worst readings come first. If a guardrail says the
 * same about several flags, these flags share one row.
 *
 * @param hindrances the ongoing breaches for which {@code hoist guard --act} stops no flag, each with the reason
 * @param acts whether flags have just been stopped
 * @param width how many columns the terminal has
 */
record GuardTable(
        List<Measurement> measured,
        Map<Measurement, String> hindrances,
        boolean acts,
        PlanTimes times,
        int width,
        AnsiStyle style) {
    private static final List<String> HEADINGS = List.of("STATE", "GUARDRAIL", "VALUE", "THRESHOLD", "SINCE");
    private static final String FLAGS = "FLAGS";
    private static final String WINDOW = "WINDOW";
    private static final int LEAST_BARS = 8;
    private static final int MOST_BARS = 30;
    private static final String INDENT = "      ";

    GuardTable {
        measured = List.copyOf(measured);
        hindrances = Map.copyOf(hindrances);
    }

    String text() {
        Map<String, List<Measurement>> environments = measured.stream()
                .collect(Collectors.groupingBy(
                        one -> one.reading().environment(), LinkedHashMap::new, Collectors.toList()));
        StringBuilder text = new StringBuilder();
        environments.forEach((environment, some) -> {
            List<GuardRow> rows = rows(some);
            text.append(style.strong(VisibleText.of(environment)))
                    .append("  ")
                    .append(counts(rows))
                    .append('\n');
            table(rows, text);
            text.append('\n');
        });
        return text.append("now: ").append(times.fullNow()).append('\n').toString();
    }

    private static List<GuardRow> rows(List<Measurement> measured) {
        Map<List<Object>, List<Measurement>> alike = new LinkedHashMap<>();
        for (Measurement one : measured) {
            Reading reading = one.reading();
            List<Object> said = List.of(
                    reading.guardrail(),
                    reading.state(),
                    reading.ongoing(),
                    reading.message(),
                    reading.since(),
                    reading.series(),
                    one.points());
            alike.computeIfAbsent(said, some -> new ArrayList<>()).add(one);
        }
        return alike.values().stream()
                .map(GuardRow::new)
                .sorted(Comparator.comparingInt(GuardRow::urgency)
                        .thenComparing(row -> row.reading().onBreach(), Comparator.reverseOrder()))
                .toList();
    }

    /** How many rows are in each state: {@code 1 breach, 2 pass}. */
    private static String counts(List<GuardRow> rows) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        rows.forEach(row -> counts.merge(row.state(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    private void table(List<GuardRow> rows, StringBuilder text) {
        List<List<String>> cells = new ArrayList<>(List.of(HEADINGS));
        rows.forEach(row -> cells.add(List.of(
                row.state(),
                VisibleText.of(row.reading().guardrail()),
                row.value(),
                row.threshold(),
                row.since(times))));
        // a column without anything in it is left out
        int[] widths = new int[HEADINGS.size()];
        int used = 2;
        for (int column = 0; column < widths.length; column++) {
            int at = column;
            int longest = cells.stream()
                    .skip(1)
                    .mapToInt(row -> row.get(at).length())
                    .max()
                    .orElse(0);
            widths[column] =
                    longest == 0 ? 0 : Math.max(longest, HEADINGS.get(column).length());
            used += longest == 0 ? 0 : widths[column] + 2;
        }
        int bars = Math.max(LEAST_BARS, Math.min(MOST_BARS, width - used - 1));
        int mostFlags = rows.stream().mapToInt(row -> flags(row).length()).max().orElse(0);
        boolean hasFlags = used + bars + 2 + Math.max(mostFlags, FLAGS.length()) < width;
        boolean hasWindow =
                rows.stream().anyMatch(row -> !row.alike().get(0).points().isEmpty());
        Set<String> said = new HashSet<>();
        for (int index = 0; index < cells.size(); index++) {
            StringBuilder line = new StringBuilder("  ");
            GuardRow row = rows.get(Math.max(0, index - 1));
            for (int column = 0; column < widths.length; column++) {
                String cell = cells.get(index).get(column);
                if (widths[column] > 0) {
                    String padded = padded(cell, widths[column]);
                    line.append(column == 0 && index > 0 ? row.styled(padded, style) : padded);
                }
            }
            String window = index == 0
                    ? WINDOW
                    : Sparkline.of(row.alike().get(0).points(), row.guardrail().threshold(), bars);
            line.append(padded(hasWindow ? window : "", hasWindow ? bars : 0));
            if (hasFlags) {
                line.append(index == 0 ? FLAGS : flags(row));
            }
            text.append(line.toString().stripTrailing()).append('\n');
            if (index > 0) {
                details(row, hasFlags, said, text);
            }
        }
    }

    private static String padded(String cell, int size) {
        return cell + " ".repeat(Math.max(0, size - cell.length()) + 2);
    }

    private static String flags(GuardRow row) {
        return String.join(", ", row.flags());
    }

    private static String someFlags(GuardRow row) {
        List<String> flags = row.flags();
        return flags.size() <= 3
                ? flags(row)
                : String.join(", ", flags.subList(0, 2)) + " and " + (flags.size() - 2) + " more flags";
    }

    /**
     *
     * @param said sentences that the table contains already
     */
    private void details(GuardRow row, boolean hasFlags, Set<String> said, StringBuilder text) {
        List<String> details = new ArrayList<>(row.details(hindrances, acts));
        if (!hasFlags && !details.isEmpty()) {
            details.add(0, someFlags(row));
        }
        for (String detail : details) {
            boolean isNew = said.add(detail);
            if (isNew || row.reading().isBreach()) {
                line(detail, text);
            }
        }
    }

    private void line(String sentence, StringBuilder text) {
        int most = Math.max(40, width - INDENT.length() - 1);
        String rest = sentence;
        while (rest.length() > most && rest.lastIndexOf(' ', most) > 0) {
            int end = rest.lastIndexOf(' ', most);
            text.append(INDENT).append(style.faint(rest.substring(0, end))).append('\n');
            rest = rest.substring(end + 1);
        }
        text.append(INDENT).append(style.faint(rest)).append('\n');
    }
}
