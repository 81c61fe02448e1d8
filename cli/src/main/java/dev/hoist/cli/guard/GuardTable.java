package dev.hoist.cli.guard;

import dev.hoist.guardrails.Measurement;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.model.Guardrail;
import dev.hoist.validator.report.AnsiStyle;
import dev.hoist.validator.report.VisibleText;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Readings as a table, the worst first; flags of which a guardrail says the same share a row. */
record GuardTable(List<Row> rows, ZoneId zone) {
    private static final List<String> HEADINGS =
            List.of("STATE", "GUARDRAIL", "ENVIRONMENT", "FLAG", "VALUE", "SINCE", "WINDOW");
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int WIDEST_LINE = 30;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    static GuardTable of(List<Measurement> measured, ZoneId zone) {
        Map<List<Object>, List<Measurement>> alike = new LinkedHashMap<>();
        for (Measurement one : measured) {
            alike.computeIfAbsent(withoutFlag(one), some -> new ArrayList<>()).add(one);
        }
        return new GuardTable(
                alike.values().stream()
                        .map(Row::new)
                        .sorted(Comparator.comparingInt(row -> urgency(row.reading())))
                        .toList(),
                zone);
    }

    private static List<Object> withoutFlag(Measurement one) {
        Reading reading = one.reading();
        return List.of(
                reading.guardrail(),
                reading.environment(),
                reading.state(),
                reading.ongoing(),
                reading.message(),
                reading.since(),
                reading.series(),
                one.points());
    }

    private static int urgency(Reading reading) {
        return switch (reading.state()) {
            case BREACH -> reading.ongoing() ? 0 : 1;
            case NO_DATA -> 2;
            case PASS -> 3;
        };
    }

    String text(AnsiStyle style) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(HEADINGS);
        rows.forEach(row -> cells.add(row.cells(zone)));
        int[] widths = new int[HEADINGS.size()];
        for (List<String> row : cells) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int index = 0; index < cells.size(); index++) {
            Optional<Row> row = index == 0 ? Optional.empty() : Optional.of(rows.get(index - 1));
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < widths.length; column++) {
                String cell = cells.get(index).get(column);
                String padded = cell + " ".repeat(widths[column] - cell.length() + 2);
                line.append(column == 0 && row.isPresent() ? coloured(row.get().reading(), padded, style) : padded);
            }
            text.append(line.toString().stripTrailing()).append('\n');
            row.ifPresent(some -> some.details(text));
        }
        return text.toString();
    }

    private static String coloured(Reading reading, String cell, AnsiStyle style) {
        return switch (reading.state()) {
            case PASS -> style.accepted(cell);
            case BREACH -> style.error(cell);
            case NO_DATA -> style.warning(cell);
        };
    }

    /** The values of the window, oldest first; a gap where there is none. */
    static String line(List<OptionalDouble> points) {
        List<OptionalDouble> shown = points.subList(Math.max(0, points.size() - WIDEST_LINE), points.size());
        List<Double> finite = shown.stream()
                .filter(OptionalDouble::isPresent)
                .map(OptionalDouble::getAsDouble)
                .filter(Double::isFinite)
                .toList();
        double least = finite.stream().min(Double::compare).orElse(0.0);
        double most = finite.stream().max(Double::compare).orElse(0.0);
        StringBuilder line = new StringBuilder();
        for (OptionalDouble point : shown) {
            if (point.isEmpty()) {
                line.append(' ');
            } else {
                double share = most > least ? (point.getAsDouble() - least) / (most - least) : 0.5;
                int bar = (int) Math.round(Math.max(0, Math.min(1, share)) * (BARS.length() - 1));
                line.append(BARS.charAt(bar));
            }
        }
        return line.toString();
    }

    /** What a guardrail says of some flags in one environment. */
    record Row(List<Measurement> alike) {
        Row {
            alike = List.copyOf(alike);
        }

        Reading reading() {
            return alike.get(0).reading();
        }

        private Guardrail guardrail() {
            return alike.get(0).question().guardrail();
        }

        private List<String> cells(ZoneId zone) {
            Reading reading = reading();
            return List.of(
                    reading.isBreach() && !reading.ongoing()
                            ? "was breach"
                            : reading.state().text(),
                    VisibleText.of(reading.guardrail()),
                    VisibleText.of(reading.environment()),
                    alike.size() == 1 ? VisibleText.of(reading.flag()) : alike.size() + " flags",
                    VisibleText.of(value()),
                    reading.since()
                            .map(since -> TIME.format(since.atZone(zone)))
                            .orElse(""),
                    line(alike.get(0).points()));
        }

        private String value() {
            return reading().hasNoData()
                    ? reading().reason().orElse("")
                    : alike.get(0)
                            .summary()
                            .substring(guardrail().name().value().length() + 1);
        }

        private void details(StringBuilder text) {
            Reading reading = reading();
            if (reading.state() == Reading.State.PASS) {
                return;
            }
            text.append("    ").append(VisibleText.of(reading.message()));
            reading.series().ifPresent(series -> text.append(", ").append(VisibleText.of(series)));
            text.append('\n');
            if (reading.isBreach()) {
                guardrail().advice().ifPresent(advice -> indented(advice, text));
                guardrail().link().ifPresent(link -> indented(link, text));
            }
        }

        private static void indented(String line, StringBuilder text) {
            text.append("    ").append(VisibleText.of(line)).append('\n');
        }
    }
}
