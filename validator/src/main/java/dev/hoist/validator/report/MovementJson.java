package dev.hoist.validator.report;

import dev.hoist.validator.verdict.Movement;
import dev.hoist.validator.verdict.Share;
import java.util.Map;

/** Writes a movement as JSON for programs. Later versions add keys and never rename one. */
public final class MovementJson {
    private MovementJson() {}

    /** The JSON of a movement: flag, environment, direction, shares, and the number of users. */
    public static JsonObject of(Movement movement) {
        return new JsonObject()
                .text("flag", movement.flag())
                .text("environment", movement.environment())
                .text("direction", movement.direction().text())
                .json("from", share(movement.from()))
                .json("to", share(movement.to()))
                .json(
                        "audience",
                        movement.audience().map(MovementJson::audience).orElse("null"));
    }

    private static String audience(Movement.UserCount audience) {
        return new JsonObject()
                .number("change", audience.change())
                .json("population", Long.toString(audience.population()))
                .toString();
    }

    private static String share(Share share) {
        if (share instanceof Share.Uniform figure) {
            return Figures.exact(figure.percent());
        }
        if (share instanceof Share.Canary canary) {
            return new JsonObject()
                    .json("canary", share(canary.canary()))
                    .json("percentage", share(canary.percentage()))
                    .toString();
        }
        Map<String, Share> parts =
                share instanceof Share.ByRing byRing ? byRing.rings() : ((Share.ByServer) share).servers();
        JsonObject json = new JsonObject();
        parts.forEach((name, part) -> json.json(name, share(part)));
        return json.toString();
    }
}
