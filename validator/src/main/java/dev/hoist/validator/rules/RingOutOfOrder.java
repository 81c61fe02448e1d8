package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.exposure.Bounds;
import dev.hoist.validator.exposure.PerCell;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.model.Policy;
import java.util.List;
import java.util.stream.Stream;

/** A ring rises before the rings inside it stand at 100, or two rings of one flag rise at once. */
final class RingOutOfOrder implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        return change.raises().stream()
                .flatMap(raise -> raise.form()
                        .filter(Form.Rings.class::isInstance)
                        .map(Form.Rings.class::cast)
                        .map(form -> check(raise, form, change))
                        .orElse(Stream.empty()));
    }

    private Stream<Finding> check(Raise raise, Form.Rings form, Change change) {
        List<String> rising = raise.risingRings();
        if (rising.size() > 1) {
            return Stream.of(error(
                            raise,
                            place(raise, form, rising.get(rising.size() - 1)),
                            "rings " + MessageText.quoted(rising) + " of " + MessageText.quoted(raise.name())
                                    + " rise together in " + raise.environment())
                    .help("raise " + MessageText.quoted(rising.get(0)) + " alone first"));
        }
        List<String> order = change.judging().map(Policy::ringNames).orElse(List.of());
        return rising.stream()
                .flatMap(ring -> order.subList(0, Math.max(0, order.indexOf(ring))).stream()
                        .filter(inner -> !standsAtAll(raise, inner))
                        .map(inner -> error(
                                        raise,
                                        place(raise, form, ring),
                                        "ring " + MessageText.quoted(ring) + " of " + MessageText.quoted(raise.name())
                                                + " rises in "
                                                + raise.environment() + " while " + MessageText.quoted(inner)
                                                + " inside it does not stand at 100 %")
                                .help("bring " + MessageText.quoted(inner) + " to 100 % first")));
    }

    private static boolean standsAtAll(Raise raise, String ring) {
        PerCell<Bounds> reach = raise.exposure().reachBefore();
        int index = raise.exposure().rings().indexOf(ring);
        return reach.ring(index).other().isEverybody()
                && reach.ring(index).named().values().stream().allMatch(Bounds::isEverybody);
    }

    private static Place place(Raise raise, Form.Rings form, String ring) {
        return form.figure(ring).map(figure -> figure.percentage().place()).orElseGet(raise::place);
    }
}
