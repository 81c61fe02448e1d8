package dev.hoist.operate.edit;

import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.rollout.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats percentages for commit messages and answers. */
final class Texts {
    private Texts() {}

    /** A step in the form of a commit's title. */
    static String title(Step step) {
        return step instanceof Step.To || step instanceof Step.RingTo ? step + " %" : step.toString();
    }

    static String figures(Form form) {
        if (form instanceof Form.Rings rings) {
            return rings.figures().stream()
                    .map(figure ->
                            figure.ring().value() + "=" + figure.percentage().value() + " %")
                    .collect(Collectors.joining(", "));
        }
        if (form instanceof Form.Canary canary) {
            String names = Stream.concat(
                            canary.servers().stream().map(server -> "server=" + server.value()),
                            canary.regions().stream().map(region -> "region=" + region.value()))
                    .collect(Collectors.joining(", "));
            return names.isEmpty() ? canary.elsewhere() + " %" : names + " and " + canary.elsewhere() + " % elsewhere";
        }
        return ((Form.Everyone) form).percentage().value() + " %";
    }

    /** What a block declares, as text; {@code off} for a disabled block. */
    static String declared(Optional<Block> block) {
        return block.flatMap(Block::live).map(Texts::figures).orElse(block.isEmpty() ? "0 %" : "off");
    }

    /** Whether a block is enabled and declares some users. */
    static boolean declaresAnything(Block block) {
        return block.live().filter(form -> !form.exposesNobody()).isPresent();
    }

    static List<String> trailers(
            String action, List<String> keys, Optional<String> environment, Optional<String> step) {
        List<String> trailers = new ArrayList<>();
        trailers.add("Hoist-Action: " + action);
        keys.forEach(key -> trailers.add("Hoist-Flag: " + key));
        environment.ifPresent(name -> trailers.add("Hoist-Environment: " + name));
        step.ifPresent(name -> trailers.add("Hoist-Step: " + name));
        return trailers;
    }
}
