package dev.hoist.operate.edit;

import dev.hoist.validator.model.Located;
import dev.hoist.validator.verdict.CannotJudge;
import java.util.List;
import java.util.stream.Stream;

/** The edits of {@code hoist tick} and {@code untick}: they tick and untick items of one flag's checklist. */
public final class Checking {
    private Checking() {}

    /**
     * Ticks items.
     *
     * @param items empty for all items of the policy
     */
    public static Operation tick(Sources sources, String key, List<String> items) {
        FlagFile file = sources.file(key);
        List<String> ticked = ticked(file);
        List<String> wanted = (items.isEmpty() ? sources.checks() : known(sources, items))
                .stream().distinct().filter(item -> !ticked.contains(item)).toList();
        if (items.isEmpty() && sources.checks().isEmpty()) {
            throw new CannotJudge("the policy names no check", "name the checks to tick");
        }
        return wanted.isEmpty()
                ? Operation.nothing()
                : operation(file.ticked(wanted), "Tick", "ticked", wanted, "untick");
    }

    /** Removes ticks. */
    public static Operation untick(Sources sources, String key, List<String> items) {
        FlagFile file = sources.file(key);
        List<String> ticked = ticked(file);
        List<String> unknown =
                items.stream().filter(item -> !ticked.contains(item)).toList();
        known(sources, unknown);
        List<String> wanted = items.stream().distinct().filter(ticked::contains).toList();
        return wanted.isEmpty()
                ? Operation.nothing()
                : operation(file.unticked(wanted), "Untick", "not ticked any more", wanted, "tick");
    }

    private static Operation operation(FlagFile edited, String verb, String state, List<String> items, String inverse) {
        String key = edited.flag().name();
        return new Operation(
                new Edits(List.of(edited.edit())),
                Operation.Effect.NEITHER,
                verb + " " + items.size() + (items.size() == 1 ? " check of " : " checks of ") + key,
                items.stream().map(item -> item + " is " + state + ".").toList(),
                List.of("Hoist-Flag: " + key),
                List.of(new Inverse(
                        inverse, Stream.concat(Stream.of(key), items.stream()).toList())));
    }

    private static List<String> ticked(FlagFile file) {
        return file.flag().checklist().stream().map(Located::value).toList();
    }

    private static List<String> known(Sources sources, List<String> items) {
        List<String> checks = sources.checks();
        for (String item : items) {
            if (sources.policy().isPresent() && !checks.contains(item)) {
                throw Sources.unknown("check", item, checks);
            }
        }
        return items;
    }
}
