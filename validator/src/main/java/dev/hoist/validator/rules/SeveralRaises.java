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
                acting.size() > 1 ? raises.stream().map(rise -> besideOthers(rise, names)) : Stream.empty();
        return Stream.concat(besideOthers, uncapped(change, acting));
    }

    /** Whether an override counts: only if the uncapped rises all come from one raise, or from imports. */
    @Override
    public boolean allowsOverride(Change change) {
        return change.raises().isEmpty()
                || (change.raises().size() == 1 && change.imports().isEmpty());
    }

    private Finding besideOthers(Raise rise, List<String> names) {
        List<String> others = new ArrayList<>(names);
        others.remove(name(rise));
        return error(
                        rise,
                        MessageText.quoted(rise.name()) + " rises in " + rise.environment() + " together with "
                                + MessageText.list(others))
                .help("raise one flag in one environment at a time: split this change");
    }

    private Stream<Finding> uncapped(Change change, List<Raise> acting) {
        Map<String, Raise> causes = new HashMap<>();
        List<Raise> open = new ArrayList<>(change.uncapped());
        for (Iterator<Raise> next = acting.iterator(); next.hasNext() && !open.isEmpty(); ) {
            Raise cause = next.next();
            Set<String> reached = change.head().tree().withDependents(List.of(cause.name()));
            open.removeIf(rise -> {
                boolean caused = rise.environment().equals(cause.environment()) && reached.contains(rise.name());
                if (caused) {
                    causes.put(name(rise), cause);
                }
                return caused;
            });
        }
        return change.uncapped().stream().map(rise -> uncapped(rise, causes.getOrDefault(name(rise), rise)));
    }

    /**
     * The finding about an uncapped rise. It is about the flag that causes the rise, because the change touches that
     * flag's file.
     */
    private Finding uncapped(Raise rise, Raise cause) {
        Finding finding = error(
                cause,
                "raising " + MessageText.quoted(cause.name()) + " in " + rise.environment() + " raises "
                        + MessageText.quoted(rise.name()) + " too, which it held down");
        return finding.note(rise.place(), MessageText.quoted(rise.name()) + " is declared here")
                .help("first lower " + MessageText.quoted(rise.name())
                        + " to its present effective percentage, then raise "
                        + MessageText.quoted(cause.name()));
    }

    private static String name(Raise rise) {
        return MessageText.quoted(rise.name()) + " in " + rise.environment();
    }
}
