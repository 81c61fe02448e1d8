package dev.hoist.guardrails;

import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.model.Guardrail;
import dev.hoist.validator.model.Policy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Formats readings as one line, for people who look at a commit later: {@code error-rate=1.2 % (max 5 %)}. */
public final class ReadingsLine {
    private ReadingsLine() {}

    /**
     * All readings on one line; empty if there are none.
     *
     * @param policy the policy that has the guardrails
     */
    public static Optional<String> of(List<Reading> readings, Policy policy) {
        return readings.isEmpty()
                ? Optional.empty()
                : Optional.of(readings.stream()
                        .map(reading -> of(reading, policy))
                        .distinct()
                        .collect(Collectors.joining(", "))
                        .replaceAll("\\p{Cntrl}", " "));
    }

    private static String of(Reading reading, Policy policy) {
        Optional<Guardrail> guardrail = policy.guardrails().stream()
                .filter(one -> one.name().value().equals(reading.guardrail()))
                .findFirst();
        boolean isRatio =
                guardrail.filter(one -> one.threshold().baseline().isPresent()).isPresent();
        Optional<String> unit = isRatio ? Optional.empty() : reading.unit();
        String value = reading.value().isPresent()
                ? ValueText.beside(reading.threshold(), reading.value().getAsDouble(), unit)
                : reading.reason().orElse("no data");
        String bound = guardrail
                .map(one -> (one.threshold().isMost() ? "max" : "min") + (isRatio ? " ratio" : ""))
                .orElse("threshold");
        return reading.guardrail() + "=" + value + " (" + bound + " "
                + reading.threshold().toPlainString()
                + unit.map(text -> " " + text).orElse("") + ")";
    }
}
