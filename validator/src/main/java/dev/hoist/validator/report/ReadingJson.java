package dev.hoist.validator.report;

import dev.hoist.validator.guardrail.Reading;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/** Writes guardrail readings as JSON for programs. Later versions add keys and never rename one. */
public final class ReadingJson {
    private ReadingJson() {}

    /** An array with one line for each reading, for use in an object whose keys have an indentation of two. */
    public static String lines(List<Reading> readings) {
        return JsonObject.lines(readings, ReadingJson::of, "  ");
    }

    /** One reading, on one line. */
    public static String of(Reading reading) {
        return new JsonObject()
                .text("guardrail", reading.guardrail())
                .text("flag", reading.flag())
                .text("environment", reading.environment())
                .text("state", reading.state().text())
                .text("reason", reading.reason())
                .json("ongoing", Boolean.toString(reading.ongoing()))
                .json("value", value(reading.value()))
                .number("threshold", reading.threshold())
                .text("unit", reading.unit())
                .text("on_breach", reading.onBreach().text())
                .text("since", reading.since().map(Instant::toString))
                .text("at", reading.at().toString())
                .text("series", reading.series())
                .text("message", reading.message())
                .toString();
    }

    /** A value as JSON. JSON has no infinity, so an infinite value is left to the message. */
    private static String value(OptionalDouble value) {
        if (value.isEmpty() || !Double.isFinite(value.getAsDouble())) {
            return "null";
        }
        BigDecimal exact = new BigDecimal(Double.toString(value.getAsDouble()));
        return exact.precision() <= 17 && Math.abs(exact.scale()) <= 17 ? Figures.exact(exact) : exact.toString();
    }
}
