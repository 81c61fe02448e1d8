package dev.hoist.operate.plan;

import dev.hoist.operate.plan.FlagStatus.UserCount;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Freeze;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Target;
import dev.hoist.validator.report.JsonObject;
import dev.hoist.validator.report.ReadingJson;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Writes plans as JSON for programs. Later versions add keys and never rename one. */
public final class PlanJson {
    private PlanJson() {}

    /** The JSON of {@code hoist next}. */
    public static String next(Instant now, ZoneId zone, List<NextMove> moves) {
        return list(now, zone, JsonObject.lines(moves, move -> next(move).toString(), "  "));
    }

    /**
     * The JSON of {@code hoist status}.
     *
     * @param finished warnings about expired and stale flags
     * @param experiments the users who took part in experiments, as a JSON array; empty if nobody has counted them
     */
    public static String status(
            Instant now, ZoneId zone, List<FlagStatus> flags, List<Finding> finished, Optional<String> experiments) {
        JsonObject said = top(
                        now, zone, JsonObject.lines(flags, flag -> status(flag).toString(), "  "))
                .json("warnings", JsonObject.array(finished, PlanJson::warning));
        return experiments.map(json -> said.json("experiments", json)).orElse(said) + "\n";
    }

    private static String warning(Finding warning) {
        return new JsonObject()
                .text("rule", warning.rule().text())
                .text("flag", warning.flag())
                .text("file", warning.file())
                .json(
                        "line",
                        warning.place()
                                .map(place -> Integer.toString(place.line()))
                                .orElse("null"))
                .text("message", warning.message())
                .text("help", warning.help())
                .toString();
    }

    private static String list(Instant now, ZoneId zone, String flags) {
        return top(now, zone, flags) + "\n";
    }

    private static JsonObject top(Instant now, ZoneId zone, String flags) {
        return JsonObject.spread()
                .text("now", now.toString())
                .text("zone", zone.getId())
                .json("flags", flags);
    }

    /** One flag in one environment, in the form of {@code next} and {@code advance}. */
    public static JsonObject next(NextMove move) {
        return new JsonObject()
                .text("flag", move.flag())
                .text("environment", move.environment())
                .text("state", move.state().text())
                .text("step", move.step().map(Object::toString))
                .text("from", move.from().map(Instant::toString))
                .json("reasons", JsonObject.array(move.reasons(), PlanJson::reason));
    }

    private static JsonObject status(FlagStatus status) {
        Optional<Freeze> frozen = status.block().flatMap(Block::frozen);
        return next(status.next())
                .text("group", status.flag().group())
                .text("owner", status.flag().owner().value())
                .text("strategy", status.strategy().text())
                .json("enabled", Boolean.toString(status.enabled()))
                .json("frozen", frozen.map(PlanJson::freeze).orElse("null"))
                .json("declared", portion(status.declared()))
                .json("effective", portion(status.effective()))
                .text("since", status.since().map(Instant::toString))
                .json("users", users(status.users()))
                .json(
                        "target",
                        status.block()
                                .flatMap(Block::target)
                                .map(Located::value)
                                .map(PlanJson::target)
                                .orElse("null"))
                .json("guardrails", JsonObject.array(status.readings(), ReadingJson::of));
    }

    /** The JSON of {@code hoist schedule}. */
    public static String schedule(Schedule schedule) {
        return JsonObject.spread()
                        .text("flag", schedule.flag())
                        .text("environment", schedule.environment())
                        .json(
                                "steps",
                                JsonObject.lines(
                                        schedule.steps(),
                                        entry -> new JsonObject()
                                                .text("step", entry.step().toString())
                                                .text("at", entry.at().toString())
                                                .json(
                                                        "users",
                                                        entry.users()
                                                                .map(users -> Long.toString(users.on()))
                                                                .orElse("null"))
                                                .toString(),
                                        "  "))
                        .text("complete", schedule.complete().map(Instant::toString))
                        .json(
                                "blocked",
                                schedule.blocked().map(PlanJson::reason).orElse("null"))
                + "\n";
    }

    private static String reason(Finding finding) {
        return new JsonObject()
                .text("rule", finding.rule().text())
                .text("message", finding.message())
                .text("help", finding.help())
                .toString();
    }

    private static String freeze(Freeze freeze) {
        return new JsonObject()
                .text("reason", freeze.reason())
                .text("since", freeze.since().map(Object::toString))
                .toString();
    }

    private static String users(Optional<UserCount> users) {
        return new JsonObject()
                .json("on", users.map(count -> Long.toString(count.on())).orElse("null"))
                .json("of", users.map(count -> Long.toString(count.of())).orElse("null"))
                .toString();
    }

    private static String target(Target target) {
        return target instanceof Target.Through through ? JsonObject.quoted(through.ring()) : target.toString();
    }

    private static String portion(Portion portion) {
        if (portion instanceof Portion.Uniform uniform) {
            return uniform.percent().toPlainString();
        }
        JsonObject json = new JsonObject();
        ((Portion.Split) portion).parts().forEach((name, part) -> json.json(name, portion(part)));
        return json.toString();
    }
}
