package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.exposure.Cell;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.exposure.PerCell;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Among a flag and its ancestors (the flags on which it depends, directly or through others), two flags have different
 * salts, and both stand strictly between 0 and 100. Their users are selected independently. So the share of users who
 * get the first flag is a product, such as 10 % of 25 %, which no file shows. This is an error for the flags that a
 * raise affects, and a warning for others.
 */
final class MismatchedSalt implements TreeWarning {
    @Override
    public Stream<Finding> check(Change change) {
        List<Finding> findings = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (String environment : environments(change)) {
            raised(change, environment, told, findings);
        }
        for (String key : change.touched()) {
            for (String environment :
                    change.head().policy().map(Policy::environmentNames).orElse(List.of())) {
                if (!change.isFree(environment) && !told.contains(key + "\n" + environment)) {
                    warning(change.head(), key, environment).ifPresent(findings::add);
                }
            }
        }
        return findings.stream();
    }

    @Override
    public Stream<Finding> ofTree(FlagState state, Instant now) {
        List<String> environments = state.policy().map(Policy::environmentNames).orElse(List.of());
        return state.tree()
                .flags()
                .map(Flag::name)
                .flatMap(
                        key -> environments.stream().flatMap(environment -> warning(state, key, environment).stream()));
    }

    private static Set<String> environments(Change change) {
        return change.raises().stream().map(Raise::environment).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Adds the findings about raises in one environment. Each raise reports every flag that it affects. */
    private void raised(Change change, String environment, Set<String> told, List<Finding> findings) {
        List<Raise> raises = change.raises().stream()
                .filter(raise -> raise.environment().equals(environment))
                .toList();
        Map<String, Map<String, String>> mixed = new HashMap<>();
        for (String key : change.head()
                .tree()
                .withDependents(raises.stream().map(Raise::name).toList())) {
            mismatch(change.head(), key, environment).ifPresent(salts -> mixed.put(key, salts));
        }
        if (mixed.isEmpty()) {
            return;
        }
        for (Raise raise : raises) {
            for (String key : change.head().tree().withDependents(List.of(raise.name()))) {
                Map<String, String> salts = mixed.get(key);
                if (salts != null) {
                    told.add(key + "\n" + environment);
                    findings.add(raised(raise, key, salts));
                }
            }
        }
    }

    private Finding raised(Raise raise, String key, Map<String, String> salts) {
        String who = key.equals(raise.name())
                ? MessageText.quoted(key) + " and its dependencies"
                : MessageText.quoted(key) + ", which depends on " + MessageText.quoted(raise.name())
                        + ", and its dependencies";
        return error(
                        raise,
                        who + " would stand between 0 and 100 in " + raise.environment() + " with different salts, "
                                + salts(salts))
                .help(
                        "raise one of them to 100 % first, or give them one salt; a salt may change while its flag is at 0 or 100 everywhere");
    }

    /** The warning about a flag that no raise affects. */
    private static Optional<Finding> warning(FlagState state, String key, String environment) {
        return mismatch(state, key, environment)
                .map(
                        salts -> Finding.warning(
                                        RuleId.of(MismatchedSalt.class),
                                        state.flag(key).orElseThrow().place(),
                                        MessageText.quoted(key)
                                                + " and its dependencies stand between 0 and 100 in " + environment
                                                + " with different salts, " + salts(salts))
                                .about(key)
                                .in(environment)
                                .help(
                                        "their percentages multiply; give them one salt; a salt may change while its flag is at 0 or 100 everywhere"));
    }

    private static String salts(Map<String, String> salts) {
        return String.join(
                " and ",
                salts.entrySet().stream()
                        .map(entry ->
                                MessageText.quoted(entry.getKey()) + " of " + MessageText.quoted(entry.getValue()))
                        .toList());
    }

    /**
     * The different salts that count together in some cell where the flag is exposed, each with a flag that has this
     * salt.
     */
    private static Optional<Map<String, String>> mismatch(FlagState state, String key, String environment) {
        if (!state.effective(key, environment).any(reach -> reach.partial().size() >= 2)) {
            return Optional.empty();
        }
        Optional<Flag> flag = state.flag(key);
        if (flag.isEmpty()) {
            return Optional.empty();
        }
        List<Flag> family = new ArrayList<>(List.of(flag.get()));
        state.tree().ancestors(flag.get()).forEach(other -> state.flag(other).ifPresent(family::add));
        for (Cell cell : PerCell.cells(List.of(state.effective(key, environment)))) {
            if (state.effective(key, environment).at(cell).partial().size() >= 2) {
                Map<String, String> salts = new TreeMap<>();
                state.effective(key, environment)
                        .at(cell)
                        .partial()
                        .keySet()
                        .forEach(salt -> family.stream()
                                .filter(member -> member.salt().equals(salt)
                                        && state.declared(member.name(), environment)
                                                .any(figure -> figure.isPartial()))
                                .findFirst()
                                .ifPresent(member -> salts.put(salt, member.name())));
                return Optional.of(salts);
            }
        }
        return Optional.empty();
    }
}
