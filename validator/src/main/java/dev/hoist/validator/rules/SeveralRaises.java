package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.finding.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** More than one flag rises, or one flag rises in more than one environment. */
final class SeveralRaises implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        List<Raise> raises = change.raises();
        List<Raise> acting = new ArrayList<>(raises);
        acting.addAll(change.imports());
        List<String> names = acting.stream().map(SeveralRaises::name).toList();
        Stream<Finding> besideOthers =
                acting.size() > 1 ? raises.stream().map(raise -> besideOthers(raise, names)) : Stream.empty();
        return Stream.concat(besideOthers, uncapped(change, acting));
    }

    /** Whether an override counts: only if the uncapped rises all come from one raise, or from imports. */
    @Override
    public boolean allowsOverride(Change change) {
        return change.raises().isEmpty()
                || (change.raises().size() == 1 && change.imports().isEmpty());
    }

    private Finding besideOthers(Raise raise, List<String> names) {
        List<String> others = new ArrayList<>(names);
        others.remove(name(raise));
        return error(
                        raise,
                        MessageText.quoted(raise.name()) + " rises in " + raise.environment() + " together with "
                                + MessageText.list(others))
                .help("raise one flag in one environment at a time: split this change");
    }

    private Stream<Finding> uncapped(Change change, List<Raise> acting) {
        Map<String, Raise> causes = new HashMap<>();
        List<Raise> open = new ArrayList<>(change.uncapped());
        for (Iterator<Raise> next = acting.iterator(); next.hasNext() && !open.isEmpty(); ) {
            Raise cause = next.next();
            Set<String> reached = change.head().tree().withDependents(List.of(cause.name()));
            open.removeIf(raise -> {
                boolean caused = raise.environment().equals(cause.environment()) && reached.contains(raise.name());
                if (caused) {
                    causes.put(name(raise), cause);
                }
                return caused;
            });
        }
        return change.uncapped().stream().map(raise -> uncapped(raise, causes.getOrDefault(name(raise), raise)));
    }

    /**
     * The finding about an uncapped rise. It is about the flag that causes the rise, because the change touches that
     * flag's file.
     */
    private Finding uncapped(Raise raise, Raise cause) {
        Finding finding = error(
                cause,
                "raising " + MessageText.quoted(cause.name()) + " in " + raise.environment() + " also raises "
                        + MessageText.quoted(raise.name()) + ", because " + MessageText.quoted(cause.name())
                        + " limited " + MessageText.quoted(raise.name()));
        return finding.note(raise.place(), MessageText.quoted(raise.name()) + " is declared here")
                .help("first lower " + MessageText.quoted(raise.name()) + " to " + reached(raise) + ", then raise "
                        + MessageText.quoted(cause.name()));
    }

    /** What the flag reaches before the change. If that differs by ring or server, without a percentage. */
    private static String reached(Raise raise) {
        List<String> shares = raise.exposure()
                .reachBefore()
                .values()
                .map(reach -> MessageText.percent(reach.share()))
                .distinct()
                .toList();
        return "what it reaches now" + (shares.size() == 1 ? ", " + shares.get(0) : "");
    }

    private static String name(Raise raise) {
        return MessageText.quoted(raise.name()) + " in " + raise.environment();
    }
}
