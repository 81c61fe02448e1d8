package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Rise;
import dev.hoist.validator.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** More than one flag rises, or one flag in more than one environment. */
final class SeveralRaises implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        List<Rise> raises = change.raises();
        boolean several = raises.size() > 1 || (!change.imports().isEmpty() && !raises.isEmpty());
        Stream<Finding> besideOthers =
                several ? raises.stream().map(rise -> besideOthers(rise, change)) : Stream.empty();
        return Stream.concat(besideOthers, change.uncapped().stream().map(rise -> uncapped(rise, change)));
    }

    private Finding besideOthers(Rise rise, Change change) {
        List<Rise> all = new ArrayList<>(change.raises());
        all.addAll(change.imports());
        List<String> others = all.stream()
                .filter(other -> !other.equals(rise))
                .map(SeveralRaises::name)
                .toList();
        return error(
                        rise,
                        Words.quoted(rise.name()) + " rises in " + rise.environment() + " together with "
                                + String.join(", ", others))
                .help("raise one flag in one environment at a time: split this change");
    }

    /** Told of the flag that does it, since its file is the one that the change touches. */
    private Finding uncapped(Rise rise, Change change) {
        Rise cause = Stream.concat(change.raises().stream(), change.imports().stream())
                .filter(raise -> raise.environment().equals(rise.environment()))
                .filter(raise -> change.head().tree().ancestors(rise.flag()).contains(raise.name()))
                .findFirst()
                .orElse(rise);
        Finding finding = error(
                cause,
                "raising " + Words.quoted(cause.name()) + " in " + rise.environment() + " raises "
                        + Words.quoted(rise.name()) + " too, which it held down");
        return finding.note(rise.place(), Words.quoted(rise.name()) + " is declared here")
                .help("lower " + Words.quoted(rise.name()) + " to what it reaches now first, then raise "
                        + Words.quoted(cause.name()));
    }

    private static String name(Rise rise) {
        return Words.quoted(rise.name()) + " in " + rise.environment();
    }
}
