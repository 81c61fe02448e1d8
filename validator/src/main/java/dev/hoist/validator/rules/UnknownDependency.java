package dev.hoist.validator.rules;

import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.tree.FileReading;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A flag depends on a flag that does not exist, or an experiment divides the users of a flag that does not exist. */
final class UnknownDependency implements StructureRule {
    @Override
    public Stream<Finding> check(FileReading file, FlagState state) {
        if (file instanceof FileReading.OfFlag known) {
            Flag flag = known.flag();
            return flag.dependencies().stream()
                    .filter(dependency -> state.flag(dependency.value()).isEmpty())
                    .map(dependency -> Finding.error(
                                    id(),
                                    dependency.place(),
                                    MessageText.quoted(flag.name()) + " depends on "
                                            + MessageText.quoted(dependency.value()) + ", which does not exist")
                            .about(flag.name())
                            .help(meant(dependency.value(), flag.name(), state)
                                    .orElse("correct the key, or remove the dependency")));
        }
        if (file instanceof FileReading.OfExperiment known
                && state.flag(known.experiment().within().value()).isEmpty()) {
            Experiment experiment = known.experiment();
            return Stream.of(Finding.error(
                            id(),
                            experiment.within().place(),
                            MessageText.quoted(experiment.name()) + " divides the users of "
                                    + MessageText.quoted(experiment.within().value()) + ", which does not exist")
                    .about(experiment.name())
                    .help(meant(experiment.within().value(), experiment.name(), state)
                            .orElse("name a flag that exists")));
        }
        return Stream.empty();
    }

    /** The known key that a misspelt one may mean. A flag's own key is never suggested. */
    private static Optional<String> meant(String key, String self, FlagState state) {
        List<String> others = state.tree()
                .flags()
                .map(Flag::name)
                .filter(name -> !name.equals(self))
                .toList();
        return Spelling.didYouMean(key, others);
    }
}
