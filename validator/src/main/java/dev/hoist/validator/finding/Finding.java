package dev.hoist.validator.finding;

import dev.hoist.validator.model.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One finding of the judge.
 *
 * @param flag the flag or experiment that the finding is about
 * @param file relative to the repository's root
 * @param place the place in the file, if the finding is about a line
 * @param message what is wrong, with the values. It contains no line number, so that it stays the same when lines move
 * @param help the next action
 * @param notes other places that explain the finding
 * @param passesFrom the earliest time at which the same change passes this rule, if only the time decides
 * @param missing the name that the policy does not have, if that is what is wrong
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
        Optional<Instant> passesFrom,
        Optional<MissingName> missing) {

    /** The order in which findings are reported: by file, line, column and rule, then by all other parts. */
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

    /** An error about a whole file, or about a file that does not exist. */
    public static Finding errorIn(RuleId rule, String file, String message) {
        return new Draft(rule, Severity.ERROR, file, message).finding();
    }

    /** A warning about a whole file. */
    public static Finding warningIn(RuleId rule, String file, String message) {
        return new Draft(rule, Severity.WARNING, file, message).finding();
    }

    private static Finding at(RuleId rule, Severity severity, Place place, String message) {
        Draft draft = new Draft(rule, severity, place.path(), message);
        draft.place = Optional.of(place);
        return draft.finding();
    }

    public Finding about(String flag) {
        Draft draft = draft();
        draft.flag = Optional.of(flag);
        return draft.finding();
    }

    public Finding in(String environment) {
        Draft draft = draft();
        draft.environment = Optional.of(environment);
        return draft.finding();
    }

    public Finding help(String help) {
        Draft draft = draft();
        draft.help = Optional.of(help);
        return draft.finding();
    }

    public Finding note(Place other, String message) {
        Draft draft = draft();
        draft.notes = new ArrayList<>(notes);
        draft.notes.add(new Note(other, message));
        return draft.finding();
    }

    public Finding passesFrom(Instant instant) {
        return passesFrom(Optional.of(instant));
    }

    public Finding passesFrom(Optional<Instant> instant) {
        Draft draft = draft();
        draft.passesFrom = instant;
        return draft.finding();
    }

    /** The same finding, which also says which name the policy does not have. */
    public Finding missing(MissingName name) {
        Draft draft = draft();
        draft.missing = Optional.of(name);
        return draft.finding();
    }

    public Finding as(Severity severity) {
        Draft draft = draft();
        draft.severity = severity;
        return draft.finding();
    }

    /** The warning of another rule that replaces this finding, at the same place. */
    public Finding replacedBy(RuleId other, String message) {
        Draft draft = draft();
        draft.rule = other;
        draft.severity = Severity.WARNING;
        draft.message = message;
        draft.help = Optional.empty();
        draft.passesFrom = Optional.empty();
        return draft.finding();
    }

    /** A finding of the same rule at the same place that replaces several findings. */
    public Finding standingFor(String message, String help) {
        Draft draft = new Draft(rule, severity, file, message);
        draft.flag = flag;
        draft.place = place;
        draft.help = Optional.of(help);
        return draft.finding();
    }

    /** The same finding with all its texts converted by a function. */
    public Finding rewritten(UnaryOperator<String> text) {
        Draft draft = draft();
        draft.environment = environment.map(text);
        draft.message = text.apply(message);
        draft.help = help.map(text);
        draft.notes = new ArrayList<>();
        notes.forEach(note -> draft.notes.add(new Note(note.place(), text.apply(note.message()))));
        return draft.finding();
    }

    private Draft draft() {
        Draft draft = new Draft(rule, severity, file, message);
        draft.flag = flag;
        draft.environment = environment;
        draft.place = place;
        draft.help = help;
        draft.notes = notes;
        draft.passesFrom = passesFrom;
        draft.missing = missing;
        return draft;
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** Whether another finding has the same rule and message for the same file, at any place. */
    public boolean saysTheSameAs(Finding other) {
        return rule.equals(other.rule)
                && flag.equals(other.flag)
                && environment.equals(other.environment)
                && file.equals(other.file)
                && message.equals(other.message);
    }

    /** A finding while it is built, part by part. */
    private static final class Draft {
        private final String file;
        private RuleId rule;
        private Severity severity;
        private String message;
        private Optional<String> flag = Optional.empty();
        private Optional<String> environment = Optional.empty();
        private Optional<Place> place = Optional.empty();
        private Optional<String> help = Optional.empty();
        private List<Note> notes = List.of();
        private Optional<Instant> passesFrom = Optional.empty();
        private Optional<MissingName> missing = Optional.empty();

        Draft(RuleId rule, Severity severity, String file, String message) {
            this.rule = rule;
            this.severity = severity;
            this.file = file;
            this.message = message;
        }

        Finding finding() {
            return new Finding(
                    rule, severity, flag, environment, file, place, message, help, notes, passesFrom, missing);
        }
    }
}
