package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.guardrail.SampleReading;
import dev.hoist.validator.model.Experiment;
import java.util.Optional;
import java.util.stream.Stream;

/** An experiment is concluded before enough users have taken part. */
final class UnderpoweredExperiment implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        return change.readings().samples().stream()
                .filter(sample -> !sample.enough())
                .flatMap(sample -> concluded(sample, change).stream());
    }

    private Optional<Finding> concluded(SampleReading sample, Change change) {
        return change.concluded().stream()
                .filter(experiment -> experiment.name().equals(sample.experiment()))
                .findFirst()
                .flatMap(experiment -> change.head().tree().experiment(experiment.name()))
                .map(experiment -> finding(experiment, sample));
    }

    private Finding finding(Experiment experiment, SampleReading sample) {
        return Finding.warning(
                        id(),
                        experiment.status().place(),
                        MessageText.quoted(experiment.name()) + " is concluded with too few users: " + sample.message())
                .about(experiment.name())
                .help("let it run longer, or do not rely on its result; \"hoist experiment " + experiment.name()
                        + "\" says when there are enough");
    }
}
