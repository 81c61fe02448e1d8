package dev.hoist.cli.plan;

import dev.hoist.guardrails.ValueText;
import dev.hoist.operate.announce.GuardrailValue;
import dev.hoist.operate.announce.GuardrailValue.State;
import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.guardrail.ReadingSource;
import dev.hoist.validator.judge.GuardedFlags;
import dev.hoist.validator.model.Guardrail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The values of the guardrails for one flag in one environment, for use in an announcement. */
final class GuardrailValues {
    private GuardrailValues() {}

    /** One value for each guardrail that covers the flag there. Guardrails that are only observed are left out. */
    static List<GuardrailValue> read(
            GuardedFlags guarded, String flag, String environment, ReadingSource source, Instant now) {
        List<Question> questions = guarded.questions(List.of(flag), Optional.of(environment)).stream()
                .filter(question -> !question.guardrail().observed())
                .toList();
        List<Reading> readings = questions.isEmpty() ? List.of() : source.read(guarded.policy(), questions, now);
        List<GuardrailValue> values = new ArrayList<>();
        for (int index = 0; index < readings.size(); index++) {
            values.add(of(readings.get(index), questions.get(index).guardrail()));
        }
        return values;
    }

    private static GuardrailValue of(Reading reading, Guardrail guardrail) {
        Optional<String> unit = guardrail.threshold().baseline().isPresent() ? Optional.empty() : guardrail.unit();
        String value = reading.value().isPresent()
                ? ValueText.beside(reading.threshold(), reading.value().getAsDouble(), unit)
                : "no data"
                        + reading.reason().map(reason -> " (" + reason + ")").orElse("");
        return new GuardrailValue(reading.guardrail(), value, state(reading));
    }

    private static State state(Reading reading) {
        return switch (reading.state()) {
            case PASS -> State.PASS;
            case NO_DATA -> State.NO_DATA;
            case BREACH -> reading.onBreach().holds() ? State.BREACH : State.WARNING;
        };
    }
}
