package dev.hoist.validator.judge;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.verdict.FreezeChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds what a change freezes and thaws. */
final class FreezeChanges {
    private FreezeChanges() {}

    static List<FreezeChange> of(Change change) {
        List<FreezeChange> found = new ArrayList<>();
        for (String key : new TreeSet<>(change.touched())) {
            Optional<Flag> before = change.base().flag(key);
            Optional<Flag> after = change.head().flag(key);
            Set<String> environments = new TreeSet<>();
            before.ifPresent(flag -> environments.addAll(flag.environments().keySet()));
            after.ifPresent(flag -> environments.addAll(flag.environments().keySet()));
            for (String environment : environments) {
                boolean frozen = isFrozen(after, environment);
                if (frozen != isFrozen(before, environment)) {
                    found.add(new FreezeChange(key, environment, frozen));
                }
            }
        }
        return found;
    }

    private static boolean isFrozen(Optional<Flag> flag, String environment) {
        return flag.flatMap(some -> some.block(environment))
                .filter(Block::isFrozen)
                .isPresent();
    }
}
