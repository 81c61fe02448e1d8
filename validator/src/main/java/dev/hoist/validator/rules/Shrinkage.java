package dev.hoist.validator.rules;

import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds everything that shrinks from base to head in an enabled block, such as a percentage that falls or a server that
 * is removed. A new ring and another strategy count too. A later revert of such a change could raise a flag.
 * Percentages and lists are compared as they are written.
 *
 * @param where the flag and the environment, in the words of a message
 */
record Shrinkage(String where, Block before, Block after) {

    /**
     * One part of a block that shrinks.
     *
     * @param help the next action; if empty, the user lands this part first, in a change of its own
     */
    record Loss(Place place, String message, Optional<String> help) {
        private Loss(Place place, String message) {
            this(place, message, Optional.empty());
        }
    }

    /** Everything that shrinks; nothing if either block is disabled, because its percentages do not count. */
    Stream<Loss> losses() {
        return before.enabled() && after.enabled()
                ? before.form().stream().flatMap(old -> after.form().stream().flatMap(now -> between(old, now)))
                : Stream.empty();
    }

    private Stream<Loss> between(Form old, Form now) {
        if (old instanceof Form.Everyone was && now instanceof Form.Everyone is) {
            return figure("percentage", was.percentage().value(), Optional.of(is.percentage()));
        }
        if (old instanceof Form.Rings was && now instanceof Form.Rings is) {
            return Stream.concat(
                    was.figures().stream().flatMap(figure -> ring(figure, is)),
                    is.figures().stream()
                            .filter(figure -> was.figure(figure.ring().value()).isEmpty())
                            .map(this::newRing));
        }
        if (old instanceof Form.Canary was && now instanceof Form.Canary is) {
            return Stream.of(
                            was.percentage().stream()
                                    .flatMap(figure -> figure("percentage", figure.value(), is.percentage())),
                            names("server", was.servers(), is.servers()),
                            names("region", was.regions(), is.regions()))
                    .flatMap(losses -> losses);
        }
        return old.exposesNobody() ? Stream.empty() : Stream.of(otherForm(old, now));
    }

    private Stream<Loss> figure(String what, Percentage old, Optional<Located<Percentage>> now) {
        if (now.isPresent() && !old.isAbove(now.get().value())) {
            return Stream.empty();
        }
        String to = now.map(figure -> "falls to " + MessageText.percent(figure.value()))
                .orElse("is removed");
        return Stream.of(new Loss(
                now.map(Located::place).orElse(after.place()),
                "the " + what + " of " + where + ", " + MessageText.percent(old) + " at base, " + to
                        + " together with a raise"));
    }

    private Stream<Loss> ring(Form.Rings.RingPercentage figure, Form.Rings now) {
        String ring = figure.ring().value();
        return figure(
                "ring " + MessageText.quoted(ring),
                figure.percentage().value(),
                now.figure(ring).map(Form.Rings.RingPercentage::percentage));
    }

    /**
     * A ring that only head writes. After a revert, it would read as the next ring outside it, whose percentage may be
     * higher by then.
     */
    private Loss newRing(Form.Rings.RingPercentage figure) {
        String ring = MessageText.quoted(figure.ring().value());
        return new Loss(
                figure.ring().place(),
                "ring " + ring + " of " + where + " is written for the first time together with a raise",
                Optional.of("first land a change that writes " + ring
                        + " with its present percentage (that of the next ring outside, else 0), then raise it"));
    }

    private Stream<Loss> names(String what, List<Located<String>> old, List<Located<String>> now) {
        return old.stream()
                .filter(name -> !now.contains(name))
                .map(name -> new Loss(
                        after.place(),
                        what + " " + MessageText.quoted(name.value()) + " of " + where
                                + " is removed together with a raise"));
    }

    private Loss otherForm(Form old, Form now) {
        return new Loss(
                after.place(),
                "the strategy of " + where + " changes from " + old.strategy().text() + " to "
                        + now.strategy().text() + " while a percentage is above 0");
    }
}
