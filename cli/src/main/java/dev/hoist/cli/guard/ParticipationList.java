package dev.hoist.cli.guard;

import dev.hoist.guardrails.Participation;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.report.JsonObject;
import dev.hoist.validator.report.VisibleText;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** The users who took part in experiments, as text for people and as JSON for programs. */
public record ParticipationList(List<Participation> all) {
    public ParticipationList {
        all = List.copyOf(all);
    }

    /** The running experiments whose users a metrics server counts. */
    public static List<Experiment> counted(List<Experiment> experiments, List<String> flags) {
        return experiments.stream()
                .filter(one -> one.isRunning() && one.exposures().isPresent())
                .filter(one -> flags.isEmpty() || flags.contains(one.within().value()))
                .toList();
    }

    /** The list as a JSON array. A file of readings contains this array too. */
    public String json() {
        return JsonObject.array(all, ParticipationList::json);
    }

    private static String json(Participation one) {
        Experiment experiment = one.experiment();
        OptionalInt least = experiment.minSampleSize();
        return new JsonObject()
                .text("experiment", experiment.name())
                .text("within", experiment.within().value())
                .text("status", experiment.status().value().text())
                .json("exposures", JsonObject.array(one.exposures(), ParticipationList::json))
                .json("p", one.p().map(String::valueOf).orElse("null"))
                .json("mismatch", one.mismatch().map(String::valueOf).orElse("null"))
                .json("min_sample_size", least.isPresent() ? Integer.toString(least.getAsInt()) : "null")
                .json("enough", one.enough().map(String::valueOf).orElse("null"))
                .text("enough_from", one.enoughFrom().map(Object::toString))
                .text("state", one.state().text())
                .text("reason", one.reason())
                .toString();
    }

    private static String json(Participation.Exposure exposure) {
        return new JsonObject()
                .text("variant", exposure.variant())
                .json("users", String.valueOf(exposure.users()))
                .json("expected", String.valueOf(exposure.expected()))
                .toString();
    }

    /** A few lines for each experiment. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (Participation one : all) {
            text.append(sentence(one)).append('\n');
            one.exposures()
                    .forEach(exposure -> text.append(String.format(
                            Locale.ROOT,
                            "    %s: %d users, %.1f expected\n",
                            VisibleText.of(exposure.variant()),
                            exposure.users(),
                            exposure.expected())));
        }
        return text.toString();
    }

    /** A heading and one line for each experiment, for use in a longer list; empty if there is no experiment. */
    public List<String> lines() {
        return all.stream().map(ParticipationList::sentence).toList();
    }

    private static String sentence(Participation one) {
        return one.state().text() + "  " + VisibleText.of(one.experiment().name()) + ": "
                + VisibleText.of(one.reason())
                + one.p().map(p -> String.format(Locale.ROOT, " (p = %.3g)", p)).orElse("")
                + one.enoughFrom().map(at -> ", at this rate from " + at).orElse("");
    }
}
