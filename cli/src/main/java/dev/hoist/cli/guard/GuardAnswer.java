package dev.hoist.cli.guard;

import dev.hoist.guardrails.Measurement;
import dev.hoist.guardrails.ReadingsFile;
import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.report.AnsiStyle;
import dev.hoist.validator.report.ReadingJson;
import dev.hoist.validator.report.VisibleText;
import java.time.Instant;
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
import java.util.stream.Collectors;

/**
 * What {@code hoist guard} says.
 *
 * @param moved the last movement of each flag and environment that was asked about
 * @param actions what was done about breaches, a sentence each
 */
public record GuardAnswer(
        Policy policy,
        Instant now,
        List<Measurement> measured,
        Map<List<String>, Optional<Instant>> moved,
        List<String> actions) {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int WIDEST_LINE = 30;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    /** 0 where all pass, 1 on a breach that holds, else 2 where some have no data. */
    public int exitCode() {
        boolean breach = counting().anyMatch(one -> one.reading().isBreach());
        boolean noData = counting()
                .anyMatch(one ->
                        one.reading().hasNoData() && !one.question().guardrail().passesWithoutData());
        return breach ? 1 : noData ? 2 : 0;
    }

    private java.util.stream.Stream<Measurement> counting() {
        return measured.stream()
                .filter(one -> !one.question().guardrail().observed()
                        && one.reading().onBreach().holds());
    }

    private Optional<Reading> worst() {
        return measured.stream()
                .filter(one ->
                        one.reading().isBreach() && !one.question().guardrail().observed())
                .map(Measurement::reading)
                .max(Comparator.comparing(Reading::onBreach));
    }

    /** For programs, and for {@code --metrics FILE}. */
    public String json() {
        StringBuilder json = new StringBuilder("{\n  \"now\": ").append(quoted(now.toString()));
        json.append(",\n  \"worst\": ")
                .append(worst().map(reading -> "{\"guardrail\": " + quoted(reading.guardrail()) + ", \"environment\": "
                                + quoted(reading.environment()) + ", \"on_breach\": "
                                + quoted(reading.onBreach().text()) + "}")
                        .orElse("null"));
        json.append(",\n  \"guardrails\": ")
                .append(ReadingJson.lines(
                        measured.stream().map(Measurement::reading).toList()));
        json.append(",\n  \"policy\": ").append(quoted(ReadingsFile.fingerprint(policy)));
        json.append(",\n  \"moved\": [")
                .append(moved.entrySet().stream()
                        .map(entry -> "{\"flag\": " + quoted(entry.getKey().get(0)) + ", \"environment\": "
                                + quoted(entry.getKey().get(1)) + ", \"at\": "
                                + entry.getValue()
                                        .map(at -> quoted(at.toString()))
                                        .orElse("null")
                                + "}")
                        .collect(Collectors.joining(", ")))
                .append("],\n  \"actions\": [")
                .append(actions.stream().map(GuardAnswer::quoted).collect(Collectors.joining(", ")))
                .append("]\n}\n");
        return json.toString();
    }

    private static String quoted(String text) {
        return ReadingJson.quoted(text);
    }

    /** For people, during an incident. */
    public String text(AnsiStyle style) {
        StringBuilder text = new StringBuilder();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("STATE", "GUARDRAIL", "ENVIRONMENT", "FLAG", "VALUE", "SINCE", "WINDOW"));
        ZoneId zone = policy.zone();
        for (Measurement one : measured) {
            Reading reading = one.reading();
            rows.add(List.of(
                    state(reading),
                    VisibleText.of(reading.guardrail()),
                    VisibleText.of(reading.environment()),
                    VisibleText.of(reading.flag()),
                    VisibleText.of(value(one)),
                    reading.since()
                            .map(since -> TIME.format(since.atZone(zone)))
                            .orElse(""),
                    line(one.points())));
        }
        int[] widths = new int[7];
        rows.forEach(row -> {
            for (int column = 0; column < 7; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        });
        for (int index = 0; index < rows.size(); index++) {
            List<String> row = rows.get(index);
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < 7; column++) {
                String cell = row.get(column)
                        + " ".repeat(widths[column] - row.get(column).length() + 2);
                boolean colours = column == 0 && index > 0;
                line.append(colours ? coloured(measured.get(index - 1).reading(), cell, style) : cell);
            }
            text.append(line.toString().stripTrailing()).append('\n');
            if (index > 0) {
                details(measured.get(index - 1), text);
            }
        }
        if (measured.isEmpty()) {
            text.setLength(0);
            text.append(
                    policy.guardrails().isEmpty()
                            ? "the policy has no guardrails\n"
                            : "no guardrail watches a flag that anyone has\n");
        }
        actions.forEach(action -> text.append(VisibleText.of(action)).append('\n'));
        return text.toString();
    }

    private static void details(Measurement one, StringBuilder text) {
        Reading reading = one.reading();
        if (reading.state() == Reading.State.PASS) {
            return;
        }
        text.append("    ").append(VisibleText.of(reading.message()));
        reading.series().ifPresent(series -> text.append(", ").append(VisibleText.of(series)));
        text.append('\n');
        if (reading.isBreach()) {
            one.question()
                    .guardrail()
                    .advice()
                    .ifPresent(advice ->
                            text.append("    ").append(VisibleText.of(advice)).append('\n'));
            one.question()
                    .guardrail()
                    .link()
                    .ifPresent(link ->
                            text.append("    ").append(VisibleText.of(link)).append('\n'));
        }
    }

    private static String state(Reading reading) {
        return reading.isBreach() && !reading.ongoing()
                ? "was breach"
                : reading.state().text();
    }

    private static String coloured(Reading reading, String cell, AnsiStyle style) {
        return switch (reading.state()) {
            case PASS -> style.accepted(cell);
            case BREACH -> style.error(cell);
            case NO_DATA -> style.warning(cell);
        };
    }

    private static String value(Measurement one) {
        return one.reading().hasNoData()
                ? one.reading().reason().orElse("")
                : one.summary()
                        .substring(one.question().guardrail().name().value().length() + 1);
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

    /** The last movements that readings depend on, by flag and environment. */
    public static Map<List<String>, Optional<Instant>> moved(List<Measurement> measured) {
        Map<List<String>, Optional<Instant>> moved = new LinkedHashMap<>();
        for (Measurement one : measured) {
            Question question = one.question();
            moved.merge(
                    List.of(question.flag().name(), question.environment()),
                    question.moved(),
                    (first, second) -> first.or(() -> second));
        }
        return moved;
    }
}
