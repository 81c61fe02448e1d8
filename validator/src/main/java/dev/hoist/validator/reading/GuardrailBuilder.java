package dev.hoist.validator.reading;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.model.Guardrail;
import dev.hoist.validator.model.Guardrail.OnBreach;
import dev.hoist.validator.model.Guardrail.Threshold;
import dev.hoist.validator.model.Guardrail.Traffic;
import dev.hoist.validator.model.Located;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Builds one guardrail of the policy, and reports settings that contradict each other. */
final class GuardrailBuilder {
    private static final List<String> THRESHOLDS = List.of("max", "min", "max_ratio", "min_ratio");
    private static final Duration WINDOW = Duration.ofMinutes(30);
    private static final Duration SUSTAINED = Duration.ofMinutes(5);

    /**
     * The longest window. It has one point for each minute, and a Prometheus server answers with at most 11,000 points.
     */
    private static final Duration LONGEST_WINDOW = Duration.ofDays(7);

    private final Located<String> name;
    private final Fields fields;
    private final List<Finding> findings;

    GuardrailBuilder(Located<String> name, Fields fields, List<Finding> findings) {
        this.name = name;
        this.fields = fields;
        this.findings = findings;
    }

    /**
     * Reports what the schema cannot check. The result builds the guardrail; it may be used only if there are no
     * errors.
     */
    Supplier<Guardrail> check(Collection<String> environments) {
        checkThreshold();
        fields.duration("window")
                .filter(window -> window.value().compareTo(LONGEST_WINDOW) > 0)
                .ifPresent(window -> findings.add(InvalidPolicy.of(
                        window.place(),
                        "the window of the guardrail \"" + name.value() + "\" is longer than 7d",
                        "write at most 7d")));
        for (Located<String> environment : fields.texts("environments")) {
            if (!environments.contains(environment.value())) {
                findings.add(InvalidPolicy.of(
                        environment.place(),
                        "the guardrail \"" + name.value() + "\" names an unknown environment, \"" + environment.value()
                                + "\"",
                        Spelling.didYouMean(environment.value(), environments)
                                .orElse("the environments are " + String.join(", ", environments))));
            }
        }
        return () -> new Guardrail(
                name,
                fields.text("query").orElseThrow(),
                threshold().orElseThrow(),
                duration("window", WINDOW),
                duration("settle", Duration.ZERO),
                duration("for", SUSTAINED),
                traffic(),
                fields.text("no_data")
                        .filter(text -> text.value().equals("pass"))
                        .isPresent(),
                fields.text("on_breach")
                        .map(text -> OnBreach.valueOf(text.value().toUpperCase(Locale.ROOT)))
                        .orElse(OnBreach.HOLD),
                fields.texts("environments"),
                fields.texts("groups"),
                fields.texts("flags"),
                fields.truth("observe").orElse(false),
                text("unit"),
                text("description"),
                text("advice"),
                text("link"));
    }

    private void checkThreshold() {
        List<String> written = THRESHOLDS.stream().filter(fields::has).toList();
        if (written.isEmpty()) {
            report(
                    fields.has("baseline") ? "baseline" : "query",
                    "the guardrail \"" + name.value() + "\" has no threshold",
                    fields.has("baseline")
                            ? "add \"max_ratio\" or \"min_ratio\""
                            : "add \"max\" or \"min\", or \"baseline\" with \"max_ratio\" or \"min_ratio\"");
        } else if (written.size() > 1) {
            report(
                    written.get(1),
                    "the guardrail \"" + name.value() + "\" has two thresholds, \"" + written.get(0) + "\" and \""
                            + written.get(1) + "\"",
                    "keep one of the two; a second threshold is a guardrail of its own");
        } else if (isRatio(written.get(0)) && !fields.has("baseline")) {
            report(
                    written.get(0),
                    "the guardrail \"" + name.value() + "\" has a ratio and no baseline",
                    "add \"baseline\": the query that the value is divided by");
        } else if (!isRatio(written.get(0)) && fields.has("baseline")) {
            report(
                    "baseline",
                    "the guardrail \"" + name.value() + "\" has a baseline and no ratio",
                    "write \"" + written.get(0) + "_ratio\" instead of \"" + written.get(0)
                            + "\", or delete \"baseline\"");
        }
    }

    private static boolean isRatio(String threshold) {
        return threshold.endsWith("_ratio");
    }

    private void report(String key, String message, String help) {
        findings.add(InvalidPolicy.of(fields.keyPlace(key).orElse(name.place()), message, help));
    }

    private Optional<Threshold> threshold() {
        return THRESHOLDS.stream()
                .filter(fields::has)
                .findFirst()
                .flatMap(key -> fields.number(key)
                        .map(figure -> new Threshold(key.startsWith("max"), figure.value(), fields.text("baseline"))));
    }

    private Optional<Traffic> traffic() {
        return fields.fields("traffic")
                .map(traffic -> new Traffic(
                        traffic.text("query").orElseThrow(),
                        traffic.number("min").map(Located::value).orElseThrow()));
    }

    private Duration duration(String key, Duration otherwise) {
        return fields.duration(key).map(Located::value).orElse(otherwise);
    }

    private Optional<String> text(String key) {
        return fields.text(key).map(Located::value);
    }
}
