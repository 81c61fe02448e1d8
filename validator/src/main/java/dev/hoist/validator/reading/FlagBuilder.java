package dev.hoist.validator.reading;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Freeze;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.model.Strategy;
import dev.hoist.validator.model.Target;
import dev.hoist.validator.schema.SchemaViolation;
import dev.hoist.validator.yaml.YamlNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Builds a flag from its file. */
final class FlagBuilder {
    private final Fields file;
    private final String group;
    private final List<Finding> findings;

    FlagBuilder(Fields file, String group, List<Finding> findings) {
        this.file = file;
        this.group = group;
        this.findings = findings;
    }

    /** Reports what the schema cannot check. The result builds the flag; it may be used only if there are no errors. */
    Supplier<Flag> check() {
        Optional<Located<Strategy>> strategy = strategy(file);
        Map<String, Block> blocks = new LinkedHashMap<>();
        Optional<Fields> environments = file.fields("environments");
        if (environments.isPresent()) {
            for (YamlNode.Entry entry : environments.get().entries()) {
                Optional<Fields> fields = environments.get().fields(entry.value());
                if (fields.isPresent()) {
                    blocks.put(entry.key().text(), block(entry, fields.get(), strategy));
                }
            }
        }
        Optional<Located<java.time.LocalDate>> expires = file.date("expires");
        return () -> new Flag(
                file.text("flag").orElseThrow(),
                group,
                file.text("description").orElseThrow(),
                file.text("owner").orElseThrow(),
                file.texts("dependencies"),
                strategy,
                file.text("salt"),
                blocks,
                file.texts("checklist"),
                expires,
                file.truth("permanent").orElse(false),
                file.links("links"),
                file.text("contact").map(Located::value),
                file.plainTexts("tags"));
    }

    private Block block(YamlNode.Entry entry, Fields fields, Optional<Located<Strategy>> inherited) {
        Optional<Located<Strategy>> own = strategy(fields);
        Optional<Form> form = form(fields);
        Located<String> environment = Fields.located(entry.key());
        Optional<Located<Strategy>> strategy = own.isPresent() ? own : inherited;
        if (form.isPresent()
                && strategy.isPresent()
                && strategy.get().value() != form.get().strategy()) {
            Place place = formPlace(fields, form.get()).orElse(entry.key().place());
            findings.add(otherForm(environment, place, form.get(), strategy.get()));
        }
        return new Block(
                environment,
                own,
                fields.truth("enabled").orElse(true),
                frozen(fields),
                form,
                target(fields, form, environment));
    }

    /** The target: a percentage, or the name of a ring in the rings form. */
    private Optional<Located<Target>> target(Fields fields, Optional<Form> form, Located<String> environment) {
        Optional<Located<Percentage>> percentage = fields.percentage("target");
        if (percentage.isPresent()) {
            return percentage.map(figure -> new Located<>(new Target.UpTo(figure.value()), figure.place()));
        }
        Optional<Located<String>> ring = fields.text("target");
        if (ring.isPresent() && form.filter(Form.Rings.class::isInstance).isEmpty()) {
            findings.add(SchemaViolation.of(
                            ring.get().place(),
                            "the target is \"" + ring.get() + "\", and the block has no \"rings\"",
                            "write a percentage, or \"rings\" in this block")
                    .in(environment.value()));
        }
        return ring.isEmpty()
                ? Optional.empty()
                : ring.map(name -> new Located<>(new Target.Through(name.value()), name.place()));
    }

    private static Finding otherForm(Located<String> environment, Place place, Form form, Located<Strategy> strategy) {
        return SchemaViolation.of(
                        place,
                        "the strategy is \"" + strategy.value().text() + "\", but the block is written as \""
                                + form.strategy().text() + "\"",
                        "give the block \"strategy: " + form.strategy().text() + "\", or write it as \""
                                + strategy.value().text() + "\"")
                .in(environment.value())
                .note(strategy.place(), "the strategy is stated here");
    }

    private static Optional<Place> formPlace(Fields fields, Form form) {
        return fields.keyPlace(
                switch (form.strategy()) {
                    case PERCENTAGE -> "percentage";
                    case RING -> "rings";
                    case CANARY -> "canary";
                });
    }

    private static Optional<Form> form(Fields fields) {
        if (fields.has("rings")) {
            return Optional.of(new Form.Rings(fields.figures("rings")
                    .map(figure -> new Form.Rings.RingPercentage(figure.name(), figure.percentage()))
                    .toList()));
        }
        Optional<Located<Percentage>> percentage = fields.percentage("percentage");
        Optional<Fields> canary = fields.fields("canary");
        if (canary.isPresent()) {
            Fields lists = canary.get();
            return Optional.of(new Form.Canary(lists.texts("servers"), lists.texts("regions"), percentage));
        }
        return percentage.isPresent() ? Optional.of(new Form.Everyone(percentage.get())) : Optional.empty();
    }

    private static Optional<Located<Strategy>> strategy(Fields fields) {
        Optional<Located<String>> written = fields.text("strategy");
        return written.isEmpty()
                ? Optional.empty()
                : written.flatMap(text -> Arrays.stream(Strategy.values())
                        .filter(strategy -> strategy.text().equals(text.value()))
                        .findFirst()
                        .map(strategy -> new Located<>(strategy, text.place())));
    }

    private static Optional<Freeze> frozen(Fields fields) {
        Optional<Place> place = fields.keyPlace("frozen");
        if (place.isEmpty() || !fields.truth("frozen").orElse(true)) {
            return Optional.empty();
        }
        Optional<Fields> details = fields.fields("frozen");
        return Optional.of(new Freeze(
                details.flatMap(inner -> inner.text("reason")).map(Located::value),
                details.flatMap(inner -> inner.date("since")).map(Located::value),
                place.get()));
    }
}
