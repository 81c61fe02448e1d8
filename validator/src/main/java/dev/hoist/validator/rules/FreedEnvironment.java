package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Policy;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An environment in which raises are judged becomes free, or a free environment starts as a copy of it. Raises would
 * then no longer be judged. The rule also refuses a judged environment that starts as a copy of a free one.
 */
final class FreedEnvironment implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        return change.judging().isEmpty()
                ? Stream.empty()
                : change.head().tree().policy().stream()
                        .flatMap(policy -> policy.environments().stream())
                        .flatMap(environment -> check(environment, change).stream());
    }

    private Optional<Finding> check(Policy.Environment environment, Change change) {
        if (!environment.free()) {
            return environment.from().flatMap(from -> copied(environment, from, change));
        }
        return wasFree(environment.name().value(), change)
                ? Optional.empty()
                : environment.freedom().flatMap(freedom -> freed(environment, freedom, change));
    }

    /**
     * The finding about a judged environment that starts as a copy of a free one. No rule has judged the raises that
     * led to its exposures.
     */
    private Optional<Finding> copied(Policy.Environment environment, Located<String> from, Change change) {
        String name = environment.name().value();
        return change.comparison()
                .environmentBefore(name)
                .filter(origin -> !origin.equals(name) && wasFree(origin, change))
                .map(origin -> Finding.error(
                                id(),
                                from.place(),
                                "the environment " + MessageText.quoted(name) + " starts as a copy of "
                                        + MessageText.quoted(origin) + ", which is free")
                        .in(name)
                        .help("leave out \"from\", so that it starts empty, or copy a judged environment"));
    }

    private Optional<Finding> freed(Policy.Environment environment, Located<Boolean> freedom, Change change) {
        String name = environment.name().value();
        if (wasJudged(name, change)) {
            return Optional.of(finding(
                    name,
                    freedom,
                    " would become free, but it was not free when it was created",
                    "leave out \"free\", or add a new environment that is free from its beginning"));
        }
        return change.comparison()
                .environmentBefore(name)
                .filter(origin -> !wasFree(origin, change))
                .map(origin -> finding(
                        name,
                        freedom,
                        " would be free, though it starts as a copy of " + MessageText.quoted(origin)
                                + ", which is not",
                        "leave out \"from\", so that it starts empty, or leave out \"free\""));
    }

    private Finding finding(String name, Located<Boolean> freedom, String wrong, String help) {
        return Finding.error(id(), freedom.place(), "the environment " + MessageText.quoted(name) + wrong)
                .in(name)
                .help(help);
    }

    private static boolean wasFree(String name, Change change) {
        return change.figures(name).filter(Policy.Environment::free).isPresent();
    }

    /** Whether some policy on the line had the environment, and it was not free there. */
    private static boolean wasJudged(String name, Change change) {
        return change.history()
                .policyHistory(0)
                .policies()
                .flatMap(policy -> policy.environment(name).stream())
                .anyMatch(environment -> !environment.free());
    }
}
