package dev.hoist.operate.edit;

import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.rollout.Step;
import dev.hoist.validator.verdict.CannotJudge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The edit of {@code hoist lower}: it lowers percentages, also in a disabled block. */
public final class Lowering {
    private Lowering() {}

    public static Operation of(Sources sources, String key, String environment, Step step) {
        FlagFile file = sources.file(key);
        sources.environment(environment);
        Optional<Block> block = file.flag().block(environment);
        Optional<Form> form = block.flatMap(Block::form);
        FlagFile lowered = form.isEmpty()
                ? absent(file, key, environment, step)
                : lowered(sources, file, form.get(), environment, step);
        FileEdit edit = lowered.edit();
        if (edit.isEmpty()) {
            return Operation.nothing();
        }
        String before = Texts.figures(form.orElseThrow());
        return new Operation(
                new Edits(List.of(edit)),
                Operation.Effect.LOWERS,
                "Lower " + key + " to " + Texts.title(step) + " in " + environment,
                List.of(key + " goes from " + before + " to "
                        + Texts.figures(lowered.flag()
                                .block(environment)
                                .orElseThrow()
                                .form()
                                .orElseThrow()) + " in "
                        + environment + "."),
                Texts.trailers("lower", List.of(key), Optional.of(environment), Optional.of(step.toString())),
                inverse(sources, block.orElseThrow(), key, environment));
    }

    /**
     * The command that reverts the edit. Empty for percentages in a disabled block: lowering them moved no user, so
     * there is nothing to raise again.
     */
    private static List<Inverse> inverse(Sources sources, Block block, String key, String environment) {
        if (!Texts.declaresAnything(block)) {
            return List.of();
        }
        boolean restores = sources.rules(environment)
                .anyMatch(rules -> rules.restoreWithin().isPresent());
        return List.of(restores ? Inverse.restore(environment) : Inverse.of("raise", List.of(key), environment));
    }

    private static FlagFile absent(FlagFile file, String key, String environment, Step step) {
        if (step instanceof Step.To everyone && everyone.percentage().isNone()) {
            return file;
        }
        throw useRaise(key, environment, "0 %", step);
    }

    private static FlagFile lowered(Sources sources, FlagFile file, Form form, String environment, Step step) {
        String key = file.flag().name();
        if (step instanceof Step.AddServer || step instanceof Step.AddRegion) {
            throw new CannotJudge("\"" + step + "\" cannot be lowered to", "\"--to 0\" also empties the canary lists");
        }
        if (form instanceof Form.Rings rings) {
            return rings(sources, file, rings, environment, step);
        }
        if (!(step instanceof Step.To everyone)) {
            throw new CannotJudge(
                    "\"" + key + "\" has no rings in " + environment, "name a percentage, as in \"--to 25\"");
        }
        Percentage figure = everyone.percentage();
        Percentage written = form instanceof Form.Canary canary
                ? canary.elsewhere()
                : ((Form.Everyone) form).percentage().value();
        boolean empties = figure.isNone()
                && form instanceof Form.Canary canary
                && !(canary.servers().isEmpty() && canary.regions().isEmpty());
        if (!written.isAbove(figure) && !written.equals(figure)) {
            throw useRaise(key, environment, written + " %", step);
        }
        FlagFile lowered = written.isAbove(figure) ? file.percentage(environment, figure) : file;
        return empties ? lowered.withoutCanary(environment, List.of()) : lowered;
    }

    private static FlagFile rings(Sources sources, FlagFile file, Form.Rings rings, String environment, Step step) {
        String key = file.flag().name();
        List<String> written =
                rings.figures().stream().map(figure -> figure.ring().value()).toList();
        List<String> order = sources.policy().map(Policy::ringNames).orElse(written);
        List<String> affected = new ArrayList<>(written);
        Percentage figure;
        if (step instanceof Step.RingTo one) {
            if (!order.contains(one.ring())) {
                throw Sources.unknown("ring", one.ring(), order);
            }
            List<String> outside = order.subList(order.indexOf(one.ring()), order.size());
            affected.removeIf(ring -> order.contains(ring) && !outside.contains(ring));
            figure = one.percentage();
        } else {
            figure = ((Step.To) step).percentage();
        }
        FlagFile lowered = file;
        boolean equal = affected.isEmpty() && figure.isNone();
        boolean falls = false;
        for (String ring : affected) {
            Percentage now = rings.figure(ring).orElseThrow().percentage().value();
            equal |= now.equals(figure);
            if (now.isAbove(figure)) {
                falls = true;
                lowered = lowered.ring(environment, ring, figure);
            }
        }
        if (!falls && !equal) {
            throw useRaise(key, environment, Texts.figures(rings), step);
        }
        return lowered;
    }

    private static CannotJudge useRaise(String key, String environment, String now, Step step) {
        return new CannotJudge(
                "\"" + key + "\" stands at " + now + " in " + environment + ", which is not above " + Texts.title(step),
                "use \"hoist raise\" to go up");
    }
}
