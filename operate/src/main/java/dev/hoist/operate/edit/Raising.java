package dev.hoist.operate.edit;

import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.rollout.Step;
import dev.hoist.validator.verdict.CannotJudge;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The edit of {@code hoist raise}: one step up. The judge decides whether the step is allowed. */
public final class Raising {
    private final Sources sources;
    private final String environment;
    private final FlagFile file;

    private Raising(Sources sources, String environment, FlagFile file) {
        this.sources = sources;
        this.environment = environment;
        this.file = file;
    }

    public static Operation of(Sources sources, String key, String environment, Step step) {
        FlagFile file = sources.file(key);
        sources.environment(environment);
        Optional<Block> before = file.flag().block(environment);
        FlagFile raised = new Raising(sources, environment, file).raised(step);
        FileEdit edit = raised.edit();
        if (edit.isEmpty()) {
            return Operation.nothing();
        }
        boolean wasOn = before.filter(Texts::declaresAnything).isPresent();
        return new Operation(
                new Edits(List.of(edit)),
                Operation.Effect.RAISES,
                "Raise " + key + " to " + Texts.title(step) + " in " + environment,
                List.of(key + " goes from " + Texts.declared(before) + " to "
                        + Texts.declared(raised.flag().block(environment)) + " in " + environment + "."),
                Texts.trailers("raise", List.of(key), Optional.of(environment), Optional.of(step.toString())),
                List.of(
                        wasOn
                                ? inverse(before.flatMap(Block::form).orElseThrow(), step, key, environment)
                                : Inverse.of("disable", List.of(key), environment)));
    }

    /** The command that lowers the flag to where it stood. Servers and regions can be removed only all together. */
    private static Inverse inverse(Form before, Step step, String key, String environment) {
        if (before instanceof Form.Everyone everyone) {
            return lower(key, environment, everyone.percentage().value().toString());
        }
        if (before instanceof Form.Rings rings && step instanceof Step.RingTo ring) {
            Percentage stood = rings.figure(ring.ring())
                    .map(figure -> figure.percentage().value())
                    .orElse(Percentage.NONE);
            return lower(key, environment, ring.ring() + "=" + stood);
        }
        return Inverse.of("disable", List.of(key), environment);
    }

    private static Inverse lower(String key, String environment, String to) {
        return Inverse.of("lower", key, "-e", environment, "--to", to);
    }

    private FlagFile raised(Step step) {
        Optional<Block> block = file.flag().block(environment);
        if (block.isEmpty()) {
            Form.Everyone nobody =
                    new Form.Everyone(new Located<>(Percentage.NONE, file.flag().place()));
            return new Raising(sources, environment, file.withNewBlock(environment, nobody))
                    .figures(step, nobody, true);
        }
        boolean off = !block.get().enabled();
        Form form = block.get()
                .form()
                .orElseGet(() -> new Form.Everyone(
                        new Located<>(Percentage.NONE, file.flag().place())));
        return off
                ? new Raising(sources, environment, file.withEnabled(environment, true)).figures(step, form, true)
                : figures(step, form, false);
    }

    /** Writes a step. If the block was disabled, its percentages count as 0. */
    private FlagFile figures(Step step, Form form, boolean fromOff) {
        if (step instanceof Step.RingTo ring) {
            return ring(ring, form, fromOff);
        }
        if (step instanceof Step.AddServer server) {
            return canary(false, server.server(), form, fromOff);
        }
        if (step instanceof Step.AddRegion region) {
            return canary(true, region.region(), form, fromOff);
        }
        Percentage figure = ((Step.To) step).percentage();
        if (form instanceof Form.Rings rings) {
            throw new CannotJudge(
                    "\"" + file.flag().name() + "\" has rings in " + environment + ", so \"" + step
                            + "\" names no step",
                    "name a ring as well, as in \"--to "
                            + rings.figures().get(0).ring().value() + "=" + step + "\"");
        }
        Percentage written = form instanceof Form.Canary canary
                ? canary.elsewhere()
                : ((Form.Everyone) form).percentage().value();
        requireUp(fromOff ? Percentage.NONE : written, figure, step);
        return written.equals(figure) && hasFigures() ? file : file.percentage(environment, figure);
    }

    private FlagFile ring(Step.RingTo step, Form form, boolean fromOff) {
        List<String> rings = sources.policy()
                .map(Policy::ringNames)
                .orElseGet(() -> form instanceof Form.Rings some
                        ? some.figures().stream()
                                .map(figure -> figure.ring().value())
                                .toList()
                        : List.of());
        if (!rings.contains(step.ring())) {
            throw Sources.unknown("ring", step.ring(), rings);
        }
        if (!(form instanceof Form.Rings written)) {
            boolean nobody = fromOff
                    || !Texts.declaresAnything(file.flag().block(environment).orElseThrow());
            if (!nobody) {
                throw new CannotJudge(
                        "\"" + file.flag().name() + "\" stands at " + Texts.figures(form) + " in " + environment
                                + " without rings",
                        "use a percentage, or first lower the flag to 0");
            }
            Map<String, Percentage> figures = new LinkedHashMap<>();
            rings.forEach(ring -> figures.put(ring, ring.equals(step.ring()) ? step.percentage() : Percentage.NONE));
            return file.rings(environment, figures);
        }
        requireNoneFollows(step, written, rings, fromOff);
        Percentage stands = fromOff ? Percentage.NONE : figure(written, step.ring(), rings);
        requireUp(stands, step.percentage(), step);
        FlagFile raised = file;
        if (fromOff) {
            for (Form.Rings.RingPercentage figure : written.figures()) {
                boolean parked = !figure.percentage().value().isNone()
                        && !figure.ring().value().equals(step.ring());
                if (parked) {
                    raised = raised.ring(environment, figure.ring().value(), Percentage.NONE);
                }
            }
        }
        boolean isSo = written.figure(step.ring())
                .filter(figure -> figure.percentage().value().equals(step.percentage()))
                .isPresent();
        return isSo ? raised : raised.ring(environment, step.ring(), step.percentage());
    }

    /** Refuses a step of a ring if another ring is left out and would rise too, because it reads as this ring. */
    private void requireNoneFollows(Step.RingTo step, Form.Rings written, List<String> rings, boolean fromOff) {
        int index = rings.indexOf(step.ring()) - 1;
        if (index >= 0 && written.figure(rings.get(index)).isEmpty()) {
            Percentage stands = fromOff ? Percentage.NONE : figure(written, rings.get(index), rings);
            throw new CannotJudge(
                    "ring \"" + rings.get(index) + "\" has no percentage of its own in " + environment
                            + ", so it would rise together with \"" + step.ring() + "\"",
                    "write \"" + rings.get(index) + ": " + stands + "\" into its rings first, and land that");
        }
    }

    private static Percentage figure(Form.Rings written, String ring, List<String> rings) {
        return rings.subList(rings.indexOf(ring), rings.size()).stream()
                .flatMap(name -> written.figure(name).stream())
                .map(figure -> figure.percentage().value())
                .findFirst()
                .orElse(Percentage.NONE);
    }

    private FlagFile canary(boolean isRegion, String wanted, Form form, boolean fromOff) {
        List<String> known = sources.rules(environment)
                .flatMap(rules -> rules.regions().stream())
                .flatMap(region -> isRegion
                        ? List.of(region.name().value()).stream()
                        : region.servers().stream().map(server -> server.name().value()))
                .toList();
        if (!known.contains(wanted)) {
            throw Sources.unknown(isRegion ? "region" : "server", wanted, known);
        }
        if (form instanceof Form.Rings) {
            throw new CannotJudge(
                    "\"" + file.flag().name() + "\" has rings in " + environment + ", and no canary",
                    "name a ring, as in \"--to beta=50\"");
        }
        FlagFile start = file;
        if (fromOff && form instanceof Form.Canary parked) {
            start = start.withoutCanary(environment, List.of(wanted));
            if (!parked.elsewhere().isNone()) {
                start = start.percentage(environment, Percentage.NONE);
            }
        }
        boolean listed = form instanceof Form.Canary canary
                && (isRegion ? canary.regions() : canary.servers())
                        .stream().anyMatch(name -> name.value().equals(wanted));
        return listed ? start : start.canary(environment, isRegion, wanted);
    }

    private boolean hasFigures() {
        return file.flag().block(environment).flatMap(Block::form).isPresent();
    }

    private void requireUp(Percentage now, Percentage wanted, Step step) {
        if (now.isAbove(wanted)) {
            throw new CannotJudge(
                    "\"" + file.flag().name() + "\" stands at " + now + " % in " + environment + ", above "
                            + Texts.title(step),
                    "use \"hoist lower\" to go down");
        }
    }
}
