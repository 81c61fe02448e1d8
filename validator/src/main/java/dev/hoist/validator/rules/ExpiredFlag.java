package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.tree.FlagTree;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/** A flag or experiment has reached its expiry date. */
final class ExpiredFlag implements TreeWarning {
    @Override
    public Stream<Finding> check(Change change) {
        ZoneId zone = change.judging().map(Policy::zone).orElse(ZoneId.of("UTC"));
        return change.touched().stream()
                .flatMap(key -> warning(change.head().tree(), key, change.now(), zone).stream());
    }

    @Override
    public Stream<Finding> ofTree(FlagState state, Instant now) {
        ZoneId zone = state.policy().map(Policy::zone).orElse(ZoneId.of("UTC"));
        return Stream.concat(
                        state.tree().flags().map(Flag::name),
                        state.tree().experiments().map(Experiment::name))
                .flatMap(key -> warning(state.tree(), key, now, zone).stream());
    }

    /**
     * The warning that a flag or experiment has expired. It comes on the expiry date and after it, in the policy's time
     * zone.
     */
    private static Optional<Finding> warning(FlagTree tree, String key, Instant now, ZoneId zone) {
        Optional<Located<LocalDate>> expires = tree.flag(key)
                .flatMap(flag -> flag.expires())
                .or(() -> tree.experiment(key).flatMap(experiment -> experiment.expires()));
        return expires.filter(day -> !now.atZone(zone).toLocalDate().isBefore(day.value()))
                .map(day -> Finding.warning(
                                RuleId.of(ExpiredFlag.class),
                                day.place(),
                                MessageText.quoted(key) + " expired on " + day.value())
                        .about(key)
                        .help("remove it and the code that asks for it, or set a later expiry date"));
    }
}
