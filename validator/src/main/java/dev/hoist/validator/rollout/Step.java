package dev.hoist.validator.rollout;

import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Form.Rings.RingPercentage;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.model.Strategy;
import dev.hoist.validator.verdict.CannotJudge;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The next edit that can raise a flag in an environment. It is written {@code 25}, {@code beta=50},
 * {@code server=game-eu-1} or {@code region=eu-west}.
 */
public sealed interface Step {

    /** A new percentage for everyone; in the canary form, for all other servers. */
    record To(Percentage percentage) implements Step {
        @Override
        public String toString() {
            return percentage.toString();
        }
    }

    /** A new percentage for a ring. */
    record RingTo(String ring, Percentage percentage) implements Step {
        @Override
        public String toString() {
            return ring + "=" + percentage;
        }
    }

    /** One more canary server. */
    record AddServer(String server) implements Step {
        @Override
        public String toString() {
            return "server=" + server;
        }
    }

    /** One more canary region. */
    record AddRegion(String region) implements Step {
        @Override
        public String toString() {
            return "region=" + region;
        }
    }

    /**
     * Reads a step from its text.
     *
     * @throws CannotJudge if the text is not a step
     */
    static Step parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            return new To(percentage(text, text));
        }
        String name = text.substring(0, equals);
        String value = text.substring(equals + 1);
        if (name.isEmpty() || value.isEmpty()) {
            throw noStep(text);
        }
        // names begin with a letter, so that a ring may be named "server"
        if (Character.isLetter(value.codePointAt(0))) {
            return switch (name) {
                case "server" -> new AddServer(value);
                case "region" -> new AddRegion(value);
                default -> throw noStep(text);
            };
        }
        return new RingTo(name, percentage(value, text));
    }

    private static Percentage percentage(String figure, String text) {
        if (!figure.matches("(0|[1-9][0-9]{0,2})(\\.[0-9]{1,2})?")
                || new BigDecimal(figure).compareTo(Percentage.ALL.percent()) > 0) {
            throw noStep(text);
        }
        return Percentage.of(new BigDecimal(figure));
    }

    private static CannotJudge noStep(String text) {
        String figure = text.replaceFirst(" ?%$", "");
        boolean hasSign = figure.length() < text.length() && figure.matches("([^=]+=)?[0-9]+(\\.[0-9]+)?");
        return new CannotJudge(
                "\"" + text + "\" is no step",
                hasSign
                        ? "write " + figure
                        : "write a percentage as in 25, a ring's as in beta=50, server=NAME or region=NAME");
    }

    /**
     * The steps that could be proposed, in order. They are not judged yet, and most of them may be refused.
     *
     * @param policy the policy whose ladders, rings, servers and regions count
     */
    static List<Step> candidates(Flag flag, String environment, Policy policy) {
        Optional<Policy.Environment> figures = policy.environment(environment);
        if (figures.isEmpty()) {
            return List.of();
        }
        Form form = startingForm(flag, environment, policy);
        if (form instanceof Form.Rings rings) {
            return rings(rings, policy, figures.get());
        }
        if (form instanceof Form.Canary canary) {
            return canary(canary, figures.get());
        }
        return rung(((Form.Everyone) form).percentage().value(), figures.get()).toList();
    }

    private static Stream<Step> rung(Percentage stands, Policy.Environment figures) {
        return figures.ladder().nextAbove(stands.percent()).map(To::new).map(Step.class::cast).stream();
    }

    private static List<Step> rings(Form.Rings rings, Policy policy, Policy.Environment figures) {
        List<Step> steps = new ArrayList<>();
        List<String> names = policy.ringNames();
        Percentage outer = Percentage.NONE;
        for (int ring = names.size() - 1; ring >= 0; ring--) {
            String name = names.get(ring);
            outer = rings.figure(name)
                    .map(figure -> figure.percentage().value())
                    .orElse(outer);
            figures.ladderOf(name).nextAbove(outer.percent()).ifPresent(rung -> steps.add(0, new RingTo(name, rung)));
        }
        return steps;
    }

    private static List<Step> canary(Form.Canary canary, Policy.Environment figures) {
        CanaryStages stages = CanaryStages.of(figures);
        Set<String> servers = names(canary.servers());
        Set<String> regions = names(canary.regions());
        Optional<Integer> standing = stages.standing(canary);
        boolean open = standing.isEmpty();
        int next = standing.map(stage -> Math.min(stage + 1, stages.last())).orElse(0);
        List<Step> steps = new ArrayList<>();
        if (open || stages.servers(next) > servers.size()) {
            figures.regions().stream()
                    .flatMap(region -> region.servers().stream())
                    .map(server -> server.name().value())
                    .filter(name -> !servers.contains(name))
                    .forEach(name -> steps.add(new AddServer(name)));
        }
        if (open || stages.regions(next) > regions.size()) {
            List<Step> apart = new ArrayList<>();
            for (Policy.Region region : figures.regions()) {
                String name = region.name().value();
                boolean holds = region.servers().stream()
                        .anyMatch(server -> servers.contains(server.name().value()));
                if (!regions.contains(name)) {
                    (holds ? steps : apart).add(new AddRegion(name));
                }
            }
            steps.addAll(apart);
        }
        rung(canary.elsewhere(), figures).forEach(steps::add);
        return steps;
    }

    /**
     * The flag after this step. If its block is disabled, the step first sets the percentages to 0 and enables the
     * block.
     *
     * @throws CannotJudge if this step is not possible in the flag's form
     */
    default Flag appliedTo(Flag flag, String environment, Policy policy) {
        Block before = flag.block(environment)
                .orElseGet(() -> new Block(
                        new Located<>(environment, flag.place()),
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        Form form = form(startingForm(flag, environment, policy), flag, environment, policy);
        Map<String, Block> blocks = new LinkedHashMap<>(flag.environments());
        blocks.put(environment, before.withEnabled(true).withForm(form));
        return flag.withEnvironments(blocks);
    }

    private Form form(Form form, Flag flag, String environment, Policy policy) {
        Place place = flag.place();
        if (this instanceof To to) {
            Located<Percentage> figure = new Located<>(to.percentage(), place(form, place));
            if (form instanceof Form.Canary canary) {
                return new Form.Canary(canary.servers(), canary.regions(), Optional.of(figure));
            }
            if (form instanceof Form.Rings) {
                throw otherForm(
                        flag,
                        environment,
                        "name a ring, as in " + policy.ringNames().get(0) + "=100");
            }
            return new Form.Everyone(figure);
        }
        if (this instanceof RingTo to) {
            Form.Rings rings = form instanceof Form.Rings written
                    ? written
                    : fresh(form, zeroRings(policy, Optional.empty(), place), flag, environment);
            return withRing(rings, to, place);
        }
        Form.Canary canary = form instanceof Form.Canary written
                ? written
                : fresh(
                        form,
                        new Form.Canary(
                                List.of(), List.of(), Optional.of(new Located<>(Percentage.NONE, place(form, place)))),
                        flag,
                        environment);
        if (this instanceof AddServer add) {
            return new Form.Canary(with(canary.servers(), add.server(), place), canary.regions(), canary.percentage());
        }
        String region = ((AddRegion) this).region();
        return new Form.Canary(canary.servers(), with(canary.regions(), region, place), canary.percentage());
    }

    /** A new form that replaces one in which no user is exposed. */
    private static <F extends Form> F fresh(Form form, F other, Flag flag, String environment) {
        if (!form.exposesNobody()) {
            throw otherForm(flag, environment, "give a step of that form, or lower the flag to 0 first");
        }
        return other;
    }

    private static CannotJudge otherForm(Flag flag, String environment, String help) {
        String form = flag.block(environment)
                .flatMap(Block::form)
                .map(some -> some.strategy().text())
                .orElse(Strategy.PERCENTAGE.text());
        return new CannotJudge(
                "the strategy of \"" + flag.name() + "\" in " + environment + " is " + form
                        + ", which has no such step",
                help);
    }

    private static Form.Rings withRing(Form.Rings rings, RingTo to, Place place) {
        List<RingPercentage> figures = new ArrayList<>();
        boolean written = false;
        for (RingPercentage figure : rings.figures()) {
            boolean same = figure.ring().value().equals(to.ring());
            figures.add(
                    same
                            ? new RingPercentage(
                                    figure.ring(),
                                    new Located<>(
                                            to.percentage(), figure.percentage().place()))
                            : figure);
            written |= same;
        }
        if (!written) {
            figures.add(new RingPercentage(new Located<>(to.ring(), place), new Located<>(to.percentage(), place)));
        }
        return new Form.Rings(figures);
    }

    private static List<Located<String>> with(List<Located<String>> names, String name, Place place) {
        return Stream.concat(names.stream(), Stream.of(new Located<>(name, place)))
                .distinct()
                .toList();
    }

    private static Set<String> names(List<Located<String>> written) {
        Set<String> names = new LinkedHashSet<>();
        written.forEach(name -> names.add(name.value()));
        return names;
    }

    private static Place place(Form form, Place otherwise) {
        if (form instanceof Form.Everyone everyone) {
            return everyone.percentage().place();
        }
        return form instanceof Form.Canary canary
                ? canary.percentage().map(Located::place).orElse(otherwise)
                : otherwise;
    }

    /**
     * The percentages that a step changes: the written ones if the block is enabled, else the same form with all
     * percentages at 0.
     */
    private static Form startingForm(Flag flag, String environment, Policy policy) {
        Optional<Block> block = flag.block(environment);
        Optional<Form> live = block.flatMap(Block::live);
        if (live.isPresent()) {
            return live.get();
        }
        Optional<Form> parked = block.flatMap(Block::form);
        Strategy strategy = parked.map(Form::strategy)
                .or(() -> block.flatMap(Block::strategy).or(flag::strategy).map(Located::value))
                .orElse(Strategy.PERCENTAGE);
        Located<Percentage> none = new Located<>(
                Percentage.NONE, parked.map(form -> place(form, flag.place())).orElse(flag.place()));
        return switch (strategy) {
            case PERCENTAGE -> new Form.Everyone(none);
            case RING -> zeroRings(policy, parked, flag.place());
            case CANARY -> new Form.Canary(List.of(), List.of(), Optional.of(none));
        };
    }

    private static Form.Rings zeroRings(Policy policy, Optional<Form> parked, Place place) {
        Map<String, RingPercentage> figures = new LinkedHashMap<>();
        policy.ringNames()
                .forEach(ring -> figures.put(
                        ring, new RingPercentage(new Located<>(ring, place), new Located<>(Percentage.NONE, place))));
        parked.filter(Form.Rings.class::isInstance)
                .ifPresent(form -> ((Form.Rings) form)
                        .figures()
                        .forEach(figure -> figures.put(
                                figure.ring().value(),
                                new RingPercentage(
                                        figure.ring(),
                                        new Located<>(
                                                Percentage.NONE,
                                                figure.percentage().place())))));
        return new Form.Rings(List.copyOf(figures.values()));
    }
}
