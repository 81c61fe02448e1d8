package dev.hoist.operate.edit;

import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.model.Target;
import dev.hoist.validator.verdict.CannotJudge;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The edit of {@code hoist target}: it sets how far a flag is meant to go. */
public final class Targeting {
    private Targeting() {}

    /**
     * Sets or removes a target.
     *
     * @param step a percentage or the name of a ring; empty to remove the target
     */
    public static Operation of(Sources sources, String key, String environment, Optional<String> step) {
        FlagFile file = sources.file(key);
        sources.environment(environment);
        Optional<Target> target = step.map(text -> target(sources, text));
        Optional<Block> block = file.flag().block(environment);
        Optional<Target> before = block.flatMap(Block::target).map(Located::value);
        if (before.equals(target)) {
            return Operation.nothing();
        }
        boolean hasRings =
                block.flatMap(Block::form).filter(Form.Rings.class::isInstance).isPresent();
        if (target.isPresent() && target.get() instanceof Target.Through && !hasRings) {
            throw new CannotJudge(
                    "\"" + key + "\" has no rings in " + environment + ", so \"" + target.get() + "\" is no target",
                    "name a percentage, as in \"100\"");
        }
        FlagFile start = block.isPresent()
                ? file
                : file.withNewBlock(
                        environment,
                        new Form.Everyone(
                                new Located<>(Percentage.NONE, file.flag().place())));
        FileEdit edit = start.targeted(environment, target).edit();
        String what = target.map(Targeting::text).orElse("none");
        return new Operation(
                new Edits(List.of(edit)),
                Operation.Effect.NEITHER,
                target.isPresent()
                        ? "Set the target of " + key + " to " + what + " in " + environment
                        : "Remove the target of " + key + " in " + environment,
                List.of(key + " is meant to go to " + what + " in " + environment + "."),
                List.of("Hoist-Flag: " + key, "Hoist-Environment: " + environment),
                List.of(Inverse.of(
                        "target",
                        key,
                        "-e",
                        environment,
                        before.map(Object::toString).orElse("--none"))));
    }

    private static Target target(Sources sources, String text) {
        if (text.matches("(0|[1-9][0-9]{0,2})(\\.[0-9]{1,2})?")
                && new BigDecimal(text).compareTo(new BigDecimal(100)) <= 0) {
            return new Target.UpTo(Percentage.of(new BigDecimal(text)));
        }
        List<String> rings = sources.policy().map(Policy::ringNames).orElse(List.of());
        if (sources.policy().isPresent() && !rings.contains(text)) {
            throw text.matches("[A-Za-z][A-Za-z0-9._-]*")
                    ? Sources.unknown("ring", text, rings)
                    : new CannotJudge("\"" + text + "\" is no target", "name a percentage, as in \"100\", or a ring");
        }
        return new Target.Through(text);
    }

    private static String text(Target target) {
        return target instanceof Target.UpTo ? target + " %" : target.toString();
    }
}
