package dev.hoist.validator.judge;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.tree.FileReading;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Describes in words what a change of kind {@code none} edits. */
final class Edits {
    private static final int NAMED_AT_MOST = 3;

    private Edits() {}

    /** A phrase for each edit, such as {@code adds 12 flags}; empty for a change of another kind. */
    static List<String> of(Change change) {
        if (change.kind() != Kind.NONE) {
            return List.of();
        }
        FlagTree before = change.base().tree();
        FlagTree after = change.head().tree();
        Map<String, List<String>> done = new LinkedHashMap<>();
        for (String path : change.comparison().differingPaths()) {
            Optional<FileReading> old = before.reading(path);
            Optional<FileReading> now = after.reading(path);
            FileReading one = now.or(() -> old).orElseThrow();
            String what = now.isEmpty() ? "removes" : old.isEmpty() ? "adds" : "edits";
            done.computeIfAbsent(what + " " + noun(one), key -> new ArrayList<>())
                    .add(one.key().map(key -> "\"" + key.value() + "\"").orElse(path));
        }
        List<String> phrases = new ArrayList<>();
        done.forEach((what, names) -> phrases.add(phrase(what, names)));
        return phrases.isEmpty() ? List.of(Verdict.NO_FLAG_CHANGES) : phrases;
    }

    private static String phrase(String what, List<String> names) {
        if (what.endsWith(" policy")) {
            return what;
        }
        if (names.size() == 1) {
            return what + " " + names.get(0);
        }
        String counted = what.replaceFirst(" ", " " + names.size() + " ") + "s";
        return names.size() > NAMED_AT_MOST ? counted : counted + " " + String.join(", ", names);
    }

    private static String noun(FileReading file) {
        if (file instanceof FileReading.OfPolicy) {
            return "the policy";
        }
        if (file instanceof FileReading.OfFlag) {
            return "flag";
        }
        return file instanceof FileReading.OfExperiment ? "experiment" : "file";
    }
}
