package dev.hoist.validator.reading;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Experiment.Status;
import dev.hoist.validator.model.Experiment.Variant;
import dev.hoist.validator.model.Located;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Builds an experiment from its file. */
final class ExperimentBuilder {
    private final Fields file;
    private final String group;
    private final List<Finding> findings;

    ExperimentBuilder(Fields file, String group, List<Finding> findings) {
        this.file = file;
        this.group = group;
        this.findings = findings;
    }

    /**
     * Reports what the schema cannot check. The result builds the experiment; it may be used only if there are no
     * errors.
     */
    Supplier<Experiment> check() {
        List<Variant> variants = file.figures("variants")
                .map(figure -> new Variant(figure.name(), figure.percentage()))
                .toList();
        // weights of which some cannot be read have no sum
        file.fields("variants")
                .filter(fields -> !variants.isEmpty() && fields.entries().size() == variants.size())
                .flatMap(fields -> file.keyPlace("variants"))
                .flatMap(place -> UnbalancedWeights.check(variants, place))
                .ifPresent(findings::add);
        OptionalLong sample = file.whole("min_sample_size");
        Optional<Located<LocalDate>> expires = file.date("expires");
        return () -> new Experiment(
                file.text("experiment").orElseThrow(),
                group,
                file.text("description").orElseThrow(),
                file.text("owner").orElseThrow(),
                file.text("within").orElseThrow(),
                file.text("status").map(ExperimentBuilder::status).orElseThrow(),
                variants,
                file.plainTexts("metrics"),
                sample.isPresent() ? OptionalInt.of(Math.toIntExact(sample.getAsLong())) : OptionalInt.empty(),
                file.text("exposures"),
                expires,
                file.links("links"),
                file.plainTexts("tags"));
    }

    private static Located<Status> status(Located<String> text) {
        return Arrays.stream(Status.values())
                .filter(status -> status.text().equals(text.value()))
                .findFirst()
                .map(status -> new Located<>(status, text.place()))
                .orElseThrow();
    }
}
