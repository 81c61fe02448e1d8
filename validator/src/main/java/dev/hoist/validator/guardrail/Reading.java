package dev.hoist.validator.guardrail;

import dev.hoist.validator.model.Guardrail.OnBreach;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one guardrail said about one flag in one environment at one time.
 *
 * @param reason why there is no data; empty in every other state
 * @param ongoing whether a breach lasts until the newest point
 * @param value the newest value; for a breach that is over, the worst value of the breach. It can be infinite
 * @param since the time at which a breach began
 * @param at the newest point in time in the metrics server's answer
 * @param series labels of the series that has the value
 * @param message a sentence for people
 */
public record Reading(
        String guardrail,
        String flag,
        String environment,
        State state,
        Optional<String> reason,
        boolean ongoing,
        OptionalDouble value,
        BigDecimal threshold,
        Optional<String> unit,
        OnBreach onBreach,
        Optional<Instant> since,
        Instant at,
        Optional<String> series,
        String message) {

    public boolean isBreach() {
        return state == State.BREACH;
    }

    public boolean hasNoData() {
        return state == State.NO_DATA;
    }

    /** Whether this is the reading for a question. */
    public boolean answers(Question question) {
        return guardrail.equals(question.guardrail().name().value())
                && environment.equals(question.environment())
                && flag.equals(question.flag().name());
    }

    /** The states of a reading, from the worst to the best. */
    public enum State {
        BREACH,
        NO_DATA,
        PASS;

        /** The name of the state in JSON. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
