package dev.hoist.validator.judge;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.model.Policy;
import java.util.Optional;
import java.util.stream.Stream;

/** Names that a policy had once: a flag file that still has one is left over, not misspelt. */
final class FormerNames {
    private FormerNames() {}

    /** Whether some policy on the line had the name that a finding is about. */
    static boolean had(Finding finding, Change change) {
        Optional<String> name = finding.place().flatMap(FormerNames::text);
        if (name.isEmpty()) {
            return false;
        }
        for (int index = 0; index < change.history().size(); index++) {
            boolean sameAsNewer = index > 0 && change.history().line().sameTree(index, index - 1);
            if (!sameAsNewer
                    && change.history().side(index).policy().stream()
                            .flatMap(policy -> names(policy, finding))
                            .anyMatch(name.get()::equals)) {
                return true;
            }
        }
        return false;
    }

    /** The names of the kind that a finding is about: servers and regions are those of one environment. */
    private static Stream<String> names(Policy policy, Finding finding) {
        Stream<Policy.Environment> environments = policy.environments().stream();
        Stream<Policy.Environment> own = finding.environment().flatMap(policy::environment).stream();
        return switch (finding.rule().text()) {
            case "unknown-ring" -> policy.ringNames().stream();
            case "unknown-check" ->
                environments
                        .flatMap(environment -> environment.checklist().stream())
                        .map(Located::value);
            case "unknown-region" ->
                own.flatMap(environment -> environment.regions().stream())
                        .map(region -> region.name().value());
            case "unknown-server" ->
                own.flatMap(environment -> environment.regions().stream())
                        .flatMap(region -> region.servers().stream())
                        .map(server -> server.name().value());
            default -> policy.environmentNames().stream();
        };
    }

    private static Optional<String> text(Place place) {
        return place.source().line(place.line()).map(line -> {
            int start = line.offsetByCodePoints(0, place.column() - 1);
            return line.substring(start, line.offsetByCodePoints(start, place.length()));
        });
    }
}
