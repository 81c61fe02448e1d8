package dev.hoist.validator.guardrail;

import dev.hoist.validator.model.Guardrail.OnBreach;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one guardrail said of one flag in one environment at one time.
 *
 * @param reason why there is no data; empty in every other state
 * @param ongoing whether a breach reaches the newest point
 * @param value the newest value, or the worst of a breach that is over; an infinity is a value
 * @param since when a breach began
 * @param at the newest point in time that was asked for
 * @param series labels of the series that the value comes from
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

    /** Whether it answers a question. */
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

        /** As JSON spells it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
