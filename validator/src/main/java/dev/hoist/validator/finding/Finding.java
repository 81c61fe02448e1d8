package dev.hoist.validator.finding;

import dev.hoist.validator.model.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One finding of the judge.
 *
 * @param flag the flag or experiment that it is about
 * @param file relative to the repository's root
 * @param place the place in that file, if a line can be named
 * @param message what is wrong, with the values; contains no line number, so that it stays the same when lines move
 * @param help the next action
 * @param notes other places that explain it
 * @param passesFrom the earliest time at which the change passes this rule, if only time refuses it
 */
public record Finding(
        RuleId rule,
        Severity severity,
        Optional<String> flag,
        Optional<String> environment,
        String file,
        Optional<Place> place,
        String message,
        Optional<String> help,
        List<Note> notes,
        Optional<Instant> passesFrom) {

    /** The order in which findings are reported: by file, line, column, rule; then whatever makes it total. */
    public static final Comparator<Finding> ORDER = Comparator.comparing(Finding::file)
            .thenComparing(finding -> finding.place().map(Place::line).orElse(0))
            .thenComparing(finding -> finding.place().map(Place::column).orElse(0))
            .thenComparing(Finding::rule)
            .thenComparing(finding -> finding.flag().orElse(""))
            .thenComparing(finding -> finding.environment().orElse(""))
            .thenComparing(Finding::message);

    public Finding {
        notes = List.copyOf(notes);
    }

    public static Finding error(RuleId rule, Place place, String message) {
        return at(rule, Severity.ERROR, place, message);
    }

    public static Finding warning(RuleId rule, Place place, String message) {
        return at(rule, Severity.WARNING, place, message);
    }

    /** A finding about a file as a whole, or one that is not there. */
    public static Finding errorIn(RuleId rule, String file, String message) {
        return new Finding(
                rule,
                Severity.ERROR,
                Optional.empty(),
                Optional.empty(),
                file,
                Optional.empty(),
                message,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    private static Finding at(RuleId rule, Severity severity, Place place, String message) {
        return new Finding(
                rule,
                severity,
                Optional.empty(),
                Optional.empty(),
                place.path(),
                Optional.of(place),
                message,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    public Finding about(String flag) {
        return new Finding(
                rule, severity, Optional.of(flag), environment, file, place, message, help, notes, passesFrom);
    }

    public Finding in(String environment) {
        return new Finding(
                rule, severity, flag, Optional.of(environment), file, place, message, help, notes, passesFrom);
    }

    public Finding help(String help) {
        return new Finding(
                rule, severity, flag, environment, file, place, message, Optional.of(help), notes, passesFrom);
    }

    public Finding note(Place other, String message) {
        List<Note> more = new ArrayList<>(notes);
        more.add(new Note(other, message));
        return new Finding(rule, severity, flag, environment, file, place, this.message, help, more, passesFrom);
    }

    public Finding passesFrom(Instant instant) {
        return new Finding(rule, severity, flag, environment, file, place, message, help, notes, Optional.of(instant));
    }

    public Finding as(Severity severity) {
        return new Finding(rule, severity, flag, environment, file, place, message, help, notes, passesFrom);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** Whether another finding says the same thing of the same file, wherever in it. */
    public boolean saysTheSameAs(Finding other) {
        return rule.equals(other.rule)
                && flag.equals(other.flag)
                && environment.equals(other.environment)
                && file.equals(other.file)
                && message.equals(other.message);
    }
}
