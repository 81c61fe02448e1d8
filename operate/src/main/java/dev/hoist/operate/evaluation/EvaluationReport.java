package dev.hoist.operate.evaluation;

import dev.hoist.validator.finding.ThousandsSeparator;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.report.AnsiStyle;
import dev.hoist.validator.report.JsonObject;
import dev.hoist.validator.report.VisibleText;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes an evaluation as text for people and as JSON for programs. */
public final class EvaluationReport {
    private EvaluationReport() {}

    /** The evaluation as lines, each with the reason. */
    public static String text(Evaluation evaluation, AnsiStyle style) {
        int width = Stream.concat(
                        evaluation.flags().stream().map(FlagAnswer::flag),
                        evaluation.experiments().stream().map(ExperimentAnswer::experiment))
                .mapToInt(String::length)
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        text.append(style.strong(who(evaluation))).append('\n');
        for (FlagAnswer flag : evaluation.flags()) {
            String value = flag.value() ? style.accepted("on") : style.faint("off");
            text.append("  ").append(padded(flag.flag(), width)).append("  ").append(value);
            text.append(flag.value() ? "   " : "  ")
                    .append(style.faint(why(flag)))
                    .append('\n');
        }
        for (ExperimentAnswer experiment : evaluation.experiments()) {
            text.append("  ").append(padded(experiment.experiment(), width)).append("  ");
            text.append(experiment.variant().orElse("–"));
            text.append("  ")
                    .append(style.faint(VisibleText.of(experiment.reason())))
                    .append('\n');
        }
        if (evaluation.flags().isEmpty() && evaluation.experiments().isEmpty()) {
            text.append("  there is no flag\n");
        }
        return text.toString();
    }

    private static String who(Evaluation evaluation) {
        return VisibleText.of(evaluation
                        .context()
                        .key()
                        .map(key -> "\"" + key + "\"")
                        .orElse("an anonymous user")
                + evaluation.context().ring().map(ring -> " in ring " + ring).orElse("")
                + evaluation.context().server().map(server -> " on " + server).orElse("")
                + ", " + evaluation.environment());
    }

    private static String why(FlagAnswer flag) {
        if (flag.blockedBy().isPresent()) {
            return "\"" + flag.blockedBy().get() + "\", which it depends on, is off";
        }
        String reason = flag.reason().words();
        if (flag.bucket().isPresent()) {
            Percentage threshold = flag.threshold();
            int bucket = flag.bucket().getAsInt();
            return reason + " " + threshold + " %: bucket " + ThousandsSeparator.in(bucket) + " of 10,000 "
                    + (bucket < threshold.hundredths() ? "lies below " : "does not lie below ")
                    + ThousandsSeparator.in(threshold.hundredths());
        }
        return switch (flag.reason()) {
            case PERCENTAGE, RING, CANARY -> reason + " " + flag.threshold() + " %";
            default -> reason;
        };
    }

    /** The evaluation as JSON. */
    public static String json(Evaluation evaluation, String revision) {
        return JsonObject.spread()
                        .text("environment", evaluation.environment())
                        .text("key", evaluation.context().key())
                        .text("ring", evaluation.context().ring())
                        .text("server", evaluation.context().server())
                        .text("revision", revision)
                        .json("flags", JsonObject.lines(evaluation.flags(), EvaluationReport::flag, "  "))
                        .json(
                                "experiments",
                                JsonObject.lines(evaluation.experiments(), EvaluationReport::experiment, "  "))
                + "\n";
    }

    private static String flag(FlagAnswer flag) {
        return new JsonObject()
                .text("flag", flag.flag())
                .json("value", Boolean.toString(flag.value()))
                .text("reason", flag.reason().text())
                .json(
                        "bucket",
                        flag.bucket().isPresent()
                                ? Integer.toString(flag.bucket().getAsInt())
                                : "null")
                .json("threshold", flag.threshold().toString())
                .text("blockedBy", flag.blockedBy())
                .toString();
    }

    private static String experiment(ExperimentAnswer experiment) {
        return new JsonObject()
                .text("experiment", experiment.experiment())
                .text("variant", experiment.variant())
                .text("reason", experiment.reason())
                .toString();
    }

    private static String padded(String text, int width) {
        return IntStream.range(text.length(), width).mapToObj(at -> " ").reduce(text, String::concat);
    }
}
