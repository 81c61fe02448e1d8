package dev.hoist.validator.report;

import dev.hoist.validator.diff.Diff;
import dev.hoist.validator.diff.EnvironmentDiff;
import dev.hoist.validator.diff.ExperimentDiff;
import dev.hoist.validator.diff.ExposureRow;
import dev.hoist.validator.diff.FlagDiff;
import dev.hoist.validator.effect.Segment;
import dev.hoist.validator.effect.Shift;
import dev.hoist.validator.effect.Users;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Freeze;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.verdict.NextStep;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Writes a diff as JSON for programs. Later versions add keys and never rename one. Numbers are exact. */
final class DiffJson implements DiffReport {

    @Override
    public void write(Diff diff, Appendable out) throws IOException {
        Verdict verdict = diff.verdict();
        out.append(JsonObject.spread()
                        .text("verdict", verdict.outcome())
                        .text("kind", verdict.kind().text())
                        .text("base", verdict.base().commit())
                        .text("head", verdict.head())
                        .text("now", verdict.now().toString())
                        .text("timeSource", verdict.timeSource().text())
                        .text("baseName", verdict.base().name())
                        .text("baseReason", verdict.base().reason())
                        .text("zone", verdict.zone().getId())
                        .text("passesFrom", diff.passesFrom().map(Object::toString))
                        .json("environments", JsonObject.lines(diff.environments(), DiffJson::environment, "  "))
                        .json("findings", JsonObject.lines(verdict.findings(), JsonReport::finding, "  "))
                        .toString())
                .append('\n');
    }

    private static String environment(EnvironmentDiff environment) {
        return new JsonObject()
                .text("environment", environment.environment())
                .json("population", number(environment.population()))
                .json(
                        "rings",
                        JsonObject.array(
                                environment.populations(),
                                population -> new JsonObject()
                                        .text("ring", population.ring())
                                        .json("population", number(population.users()))
                                        .toString()))
                .json("flags", JsonObject.lines(environment.flags(), DiffJson::flag, "    "))
                .json("experiments", JsonObject.lines(environment.experiments(), DiffJson::experiment, "    "))
                .toString();
    }

    private static String flag(FlagDiff flag) {
        return new JsonObject()
                .text("flag", flag.flag())
                .text("presence", flag.presence().text())
                .text("direction", flag.direction().text())
                .text("cause", flag.cause().text())
                .json("movedBy", JsonObject.array(flag.movedBy(), JsonObject::quoted))
                .json("reshuffled", Boolean.toString(flag.reshuffled()))
                .json("rows", JsonObject.array(flag.rows(), DiffJson::row))
                .json("total", flag.total().map(DiffJson::users).orElse("null"))
                .json("parked", flag.parked().map(DiffJson::form).orElse("null"))
                .text("hold", flag.hold().text())
                .text("reason", flag.freeze().flatMap(Freeze::reason))
                .json("next", flag.next().map(DiffJson::next).orElse("null"))
                .json("waits", JsonObject.array(flag.waits(), JsonReport::finding))
                .toString();
    }

    private static String row(ExposureRow row) {
        return shift(part(row.part()), row.shift())
                .number("declaredFrom", row.declaredFrom().percent())
                .number("declaredTo", row.declaredTo().percent())
                .json("users", row.users().map(DiffJson::users).orElse("null"))
                .json("capped", row.capped().map(DiffJson::cap).orElse("null"))
                .toString();
    }

    private static JsonObject part(Segment part) {
        return new JsonObject()
                .text("ring", part.ring())
                .text("where", part.where().text())
                .json("servers", JsonObject.array(part.servers(), JsonObject::quoted));
    }

    private static JsonObject shift(JsonObject json, Shift shift) {
        return json.number("from", shift.from())
                .number("to", shift.to())
                .number("gain", shift.gain())
                .number("lose", shift.lose());
    }

    private static String users(Users users) {
        return new JsonObject()
                .number("population", users.population())
                .number("before", users.before())
                .number("after", users.after())
                .number("gain", users.gain())
                .number("lose", users.lose())
                .json("expected", Boolean.toString(users.expected()))
                .toString();
    }

    private static String cap(ExposureRow.Cap cap) {
        return new JsonObject()
                .json("by", JsonObject.array(cap.by(), JsonObject::quoted))
                .json("newly", Boolean.toString(cap.newly()))
                .toString();
    }

    private static String next(NextStep next) {
        return new JsonObject()
                .text("ring", next.ring())
                .json("rung", number(next.rung().map(Percentage::percent)))
                .number("stage", next.stage())
                .text("from", next.from().toString())
                .toString();
    }

    // as a flag's file writes them
    private static String form(Form form) {
        JsonObject json = new JsonObject();
        if (form instanceof Form.Everyone everyone) {
            json.number("percentage", everyone.percentage().value().percent());
        } else if (form instanceof Form.Rings rings) {
            JsonObject figures = new JsonObject();
            rings.figures()
                    .forEach(figure -> figures.number(
                            figure.ring().value(), figure.percentage().value().percent()));
            json.json("rings", figures.toString());
        } else {
            Form.Canary canary = (Form.Canary) form;
            json.json(
                            "canary",
                            new JsonObject()
                                    .json("servers", names(canary.servers()))
                                    .json("regions", names(canary.regions()))
                                    .toString())
                    .number("percentage", canary.elsewhere().percent());
        }
        return json.toString();
    }

    private static String names(List<Located<String>> names) {
        return JsonObject.array(names, name -> JsonObject.quoted(name.value()));
    }

    private static String experiment(ExperimentDiff experiment) {
        return new JsonObject()
                .text("experiment", experiment.experiment())
                .text("within", experiment.within())
                .json(
                        "rows",
                        JsonObject.array(
                                experiment.rows(),
                                row -> shift(part(row.part()), row.shift())
                                        .number("reassigned", row.reassigned())
                                        .json(
                                                "users",
                                                row.users().map(DiffJson::users).orElse("null"))
                                        .toString()))
                .json("total", experiment.total().map(DiffJson::users).orElse("null"))
                .json("reassigned", number(experiment.reassigned()))
                .json(
                        "variants",
                        JsonObject.array(
                                experiment.variants(),
                                variant -> new JsonObject()
                                        .text("variant", variant.name())
                                        .json("from", number(variant.from().map(Percentage::percent)))
                                        .json("to", number(variant.to().map(Percentage::percent)))
                                        .json(
                                                "users",
                                                variant.users()
                                                        .map(DiffJson::users)
                                                        .orElse("null"))
                                        .toString()))
                .toString();
    }

    private static String number(Optional<BigDecimal> number) {
        return number.map(Figures::exact).orElse("null");
    }
}
