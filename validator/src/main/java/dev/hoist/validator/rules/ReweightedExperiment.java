package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Experiment;
import java.util.Optional;
import java.util.stream.Stream;

/** The variants, weights or users of a running experiment change. Its measurements then lose their meaning. */
final class ReweightedExperiment implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        return change.isBaseline()
                ? Stream.empty()
                : change.head()
                        .tree()
                        .experiments()
                        .filter(experiment -> change.touched().contains(experiment.name()))
                        .flatMap(experiment -> reweighted(experiment, change).stream());
    }

    private Optional<Finding> reweighted(Experiment after, Change change) {
        return change.base()
                .tree()
                .experiment(after.name())
                .filter(before -> before.isRunning() && after.isRunning())
                .filter(before -> !before.variants().equals(after.variants())
                        || !before.within().equals(after.within()))
                .map(before -> Finding.error(
                                id(),
                                before.within().equals(after.within())
                                        ? after.variants().get(0).name().place()
                                        : after.within().place(),
                                MessageText.quoted(after.name()) + " is running, and "
                                        + (before.within().equals(after.within())
                                                ? "its variants, their order or their weights change"
                                                : "its \"within\" changes from "
                                                        + MessageText.quoted(
                                                                before.within().value()) + " to "
                                                        + MessageText.quoted(
                                                                after.within().value())))
                        .about(after.name())
                        .help("conclude it first, and start a new experiment under a new key"));
    }
}
