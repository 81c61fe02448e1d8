package dev.hoist.validator.schema;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.model.Place;
import java.util.Collection;

/** The rule {@code schema-violation}: a file contains something that its format does not allow. */
public final class SchemaViolation {
    public static final RuleId ID = RuleId.of(SchemaViolation.class);

    private SchemaViolation() {}

    /**
     * A value of the wrong kind.
     *
     * @param found the value, such as {@code "lots"}, {@code 150}, {@code a list}
     * @param wanted what is allowed, as a noun phrase: {@code a percentage: 0 to 100, with at most two decimals}
     */
    public static Finding notA(Place place, String found, String wanted) {
        return Finding.error(ID, place, found + " is not " + wanted);
    }

    /** A mistake with its own message. */
    public static Finding of(Place place, String message, String help) {
        return Finding.error(ID, place, message).help(help);
    }

    static Finding missing(Place place, String key, String description) {
        Finding finding = Finding.error(ID, place, "the key \"" + key + "\" is missing");
        return finding.help(
                description.isEmpty() ? "add \"" + key + "\"" : "add \"" + key + "\": " + firstSentence(description));
    }

    static Finding noFigures(Place place) {
        return of(
                place,
                "no figures: percentage, rings or canary is missing",
                "add \"percentage: 0\", or \"enabled: false\"");
    }

    static Finding twoForms(Place place, String key) {
        return of(
                place,
                "\"" + key + "\" beside \"rings\": a block has one form",
                "keep one of percentage, rings and canary; only canary may have percentage beside it");
    }

    static Finding unknownKey(Place place, String key, Collection<String> known) {
        return of(
                place,
                "unknown key \"" + key + "\"",
                Spelling.didYouMean(key, known).orElseGet(() -> "the keys here are " + String.join(", ", known)));
    }

    static Finding count(Place place, String key, int found, String bound, String most) {
        return of(
                place,
                "\"" + key + "\" has " + found + (found == 1 ? " entry" : " entries") + ", and " + bound + " " + most,
                "add or remove entries");
    }

    static Finding twice(Place again, String text, Place first) {
        return Finding.error(ID, again, "\"" + text + "\" is listed twice")
                .help("keep one of the two")
                .note(first, "\"" + text + "\" stands here first");
    }

    /** The first sentence of a description, in the form that follows a colon. */
    private static String firstSentence(String description) {
        String text = description.split("[.]( |$)", 2)[0];
        return text.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + text.substring(1);
    }
}
