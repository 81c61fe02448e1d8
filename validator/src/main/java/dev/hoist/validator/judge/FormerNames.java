package dev.hoist.validator.judge;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.history.History;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.model.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Names that an earlier policy had. A flag file that still has one is out of date, not misspelt. */
final class FormerNames {
    private final History history;
    private final List<Policy> known = new ArrayList<>();
    private int next;

    FormerNames(History history) {
        this.history = history;
    }

    /** Whether some policy on the line had the name that a finding is about. */
    boolean had(Finding finding) {
        Optional<String> name = finding.place().flatMap(FormerNames::text);
        if (name.isEmpty()) {
            return false;
        }
        for (int policy = 0; policy < known.size() || findAnother(); policy++) {
            if (names(known.get(policy), finding).anyMatch(name.get()::equals)) {
                return true;
            }
        }
        return false;
    }

    /** Walks on to the next policy that differs, so that the line is walked once, whatever is asked. */
    private boolean findAnother() {
        while (next < history.size()) {
            int index = next++;
            if (index == 0 || !history.line().samePolicyFile(index, index - 1)) {
                Optional<Policy> policy = history.policy(index);
                policy.ifPresent(known::add);
                if (policy.isPresent()) {
                    return true;
                }
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
