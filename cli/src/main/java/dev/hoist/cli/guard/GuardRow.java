package dev.hoist.cli.guard;

import dev.hoist.guardrails.Measurement;
import dev.hoist.guardrails.ValueText;
import dev.hoist.operate.plan.PlanTimes;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.model.Guardrail;
import dev.hoist.validator.model.Guardrail.OnBreach;
import dev.hoist.validator.report.AnsiStyle;
import dev.hoist.validator.report.VisibleText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a guardrail says about some flags in one environment, if it says the same about all of them. */
record GuardRow(List<Measurement> alike) {
    GuardRow {
        alike = List.copyOf(alike);
    }

    Reading reading() {
        return alike.get(0).reading();
    }

    Guardrail guardrail() {
        return alike.get(0).question().guardrail();
    }

    /** Whether it refuses raises. */
    boolean holds() {
        return counts()
                && (reading().isBreach()
                        || (reading().hasNoData() && !guardrail().passesWithoutData()));
    }

    private boolean counts() {
        return !guardrail().observed() && reading().onBreach().holds();
    }

    /** How urgent the row is; 0 is the most urgent. */
    int urgency() {
        Reading reading = reading();
        if (reading.isBreach()) {
            return counts() ? (reading.ongoing() ? 0 : 1) : 3;
        }
        return reading.hasNoData() ? (holds() ? 2 : 4) : 5;
    }

    String state() {
        Reading reading = reading();
        if (!reading.isBreach() || counts()) {
            return reading.state().text();
        }
        return guardrail().observed() ? "observed" : "warning";
    }

    String styled(String cell, AnsiStyle style) {
        return switch (reading().state()) {
            case PASS -> style.accepted(cell);
            case BREACH -> counts() ? style.error(cell) : style.warning(cell);
            case NO_DATA -> style.warning(cell);
        };
    }

    String value() {
        Reading reading = reading();
        return reading.value().isPresent()
                ? VisibleText.of(
                        ValueText.beside(reading.threshold(), reading.value().getAsDouble(), unit()))
                : reading.reason().orElse("");
    }

    String threshold() {
        return VisibleText.of(
                guardrail().threshold().words() + unit().map(one -> " " + one).orElse(""));
    }

    /** The unit of the values; empty for a ratio. */
    private Optional<String> unit() {
        return guardrail().threshold().baseline().isPresent()
                ? Optional.empty()
                : reading().unit();
    }

    String since(PlanTimes times) {
        Reading reading = reading();
        return reading.since()
                .map(since -> times.past(since)
                        + (reading.ongoing()
                                ? " (" + ValueText.duration(Duration.between(since, reading.at())) + ")"
                                : ", over"))
                .orElse("");
    }

    List<String> flags() {
        return alike.stream().map(one -> VisibleText.of(one.reading().flag())).toList();
    }

    /**
     * Lines with details for people who must react; empty if the guardrail passes.
     *
     * @param hindrances the ongoing breaches for which {@code hoist guard --act} stops no flag, each with the reason
     * @param acts whether flags have just been stopped
     */
    List<String> details(Map<Measurement, String> hindrances, boolean acts) {
        Reading reading = reading();
        if (reading.state() == Reading.State.PASS) {
            return List.of();
        }
        List<String> details = new ArrayList<>();
        if (reading.hasNoData()) {
            details.add(reason());
            if (holds()) {
                details.add("raises wait until it has data");
            }
            return details;
        }
        reading.series().map(VisibleText::of).ifPresent(details::add);
        details.add(consequence(hindrances, acts));
        guardrail().advice().map(VisibleText::of).ifPresent(details::add);
        guardrail().link().map(VisibleText::of).ifPresent(details::add);
        return details;
    }

    /** The reading's message without the guardrail's name and the reason, which the row already shows. */
    private String reason() {
        String message = reading().message();
        String known =
                reading().guardrail() + " has no data (" + reading().reason().orElse("") + "): ";
        return VisibleText.of(message.startsWith(known) ? message.substring(known.length()) : message);
    }

    private String consequence(Map<Measurement, String> hindrances, boolean acts) {
        if (guardrail().observed()) {
            return "only observed: it stops nothing";
        }
        if (!counts()) {
            return "a raise gets a warning";
        }
        if (!reading().ongoing()) {
            return "raises wait while it lies in the window of "
                    + ValueText.duration(guardrail().window());
        }
        if (acts || !reading().onBreach().acts()) {
            return "raises wait";
        }
        List<Measurement> stopped =
                alike.stream().filter(one -> !hindrances.containsKey(one)).toList();
        if (stopped.isEmpty()) {
            return "raises wait; "
                    + alike.stream().map(hindrances::get).distinct().collect(Collectors.joining("; "));
        }
        return "raises wait; \"hoist guard --act\" "
                + (reading().onBreach() == OnBreach.ROLLBACK ? "disables and freezes " : "freezes ")
                + stopped.stream()
                        .map(one -> VisibleText.of(one.reading().flag()))
                        .distinct()
                        .collect(Collectors.joining(", "));
    }
}
