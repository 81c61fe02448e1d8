package dev.hoist.validator.model;

import java.time.LocalDate;
import java.util.Optional;

/** A freeze of one flag in one environment: the flag may go down, but not up. */
public record Freeze(Optional<String> reason, Optional<LocalDate> since, Place place) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Freeze that && reason.equals(that.reason) && since.equals(that.since);
    }

    @Override
    public int hashCode() {
        return reason.hashCode() * 31 + since.hashCode();
    }
}
