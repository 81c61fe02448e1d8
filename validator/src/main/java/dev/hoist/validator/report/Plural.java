package dev.hoist.validator.report;

/** A number with the noun that it counts. */
final class Plural {
    private Plural() {}

    static String of(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
