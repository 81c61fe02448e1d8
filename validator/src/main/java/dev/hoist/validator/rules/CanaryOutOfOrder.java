package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.rollout.CanaryStages;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A raise skips a canary stage, does not fulfil the conditions of the stage, or moves the percentage before the last
 * stage.
 */
final class CanaryOutOfOrder implements Rule {
    private static final Form.Canary NOWHERE = new Form.Canary(List.of(), List.of(), Optional.empty());

    @Override
    public Stream<Finding> check(Change change) {
        return change.raises().stream()
                .flatMap(raise ->
                        canary(raise.block()).map(head -> check(raise, head)).orElse(Stream.empty()));
    }

    private Stream<Finding> check(Raise raise, Form.Canary head) {
        if (raise.figures().isEmpty()) {
            return Stream.empty();
        }
        Policy.Environment environment = raise.figures().get();
        CanaryStages stages = CanaryStages.of(environment);
        Form.Canary base = canary(raise.blockBefore()).orElse(NOWHERE);
        boolean listsDiffer = !Set.copyOf(base.servers()).equals(Set.copyOf(head.servers()))
                || !Set.copyOf(base.regions()).equals(Set.copyOf(head.regions()));
        boolean percentageRises = head.elsewhere().isAbove(base.elsewhere());
        Optional<Integer> standing = stages.standing(base);
        if (listsDiffer) {
            return stages(raise, head, base, stages, environment);
        }
        if (percentageRises && !standing.equals(Optional.of(stages.last()))) {
            return Stream.of(error(
                            raise,
                            percentagePlace(raise, head),
                            "the percentage of " + MessageText.quoted(raise.name()) + " rises in " + raise.environment()
                                    + " before the last canary stage is reached")
                    .help(nextStage(raise.name(), stages, standing)));
        }
        return Stream.empty();
    }

    private Stream<Finding> stages(
            Raise raise, Form.Canary head, Form.Canary base, CanaryStages stages, Policy.Environment environment) {
        Optional<Integer> from = stages.standing(base);
        Optional<Integer> to = stages.standing(head);
        if (from.isEmpty() || !to.equals(from.map(stage -> stage + 1))) {
            String message = MessageText.quoted(raise.name()) + " goes from " + lists(base) + " to " + lists(head)
                    + " in " + raise.environment() + ", which is not the next canary stage";
            return Stream.of(error(raise, message).help(nextStage(raise.name(), stages, from)));
        }
        if (!head.elsewhere().equals(base.elsewhere())) {
            return Stream.of(error(
                            raise,
                            percentagePlace(raise, head),
                            "the percentage of " + MessageText.quoted(raise.name()) + " changes in "
                                    + raise.environment() + " together with its canary stage")
                    .help("first enter the stage and leave the percentage unchanged"));
        }
        BigDecimal traffic = traffic(raise, environment);
        return stages.after(from.get()).flatMap(Policy.Stage::traffic).stream()
                .filter(bounds -> !bounds.contains(traffic))
                .map(bounds -> error(
                                raise,
                                "servers with " + MessageText.quoted(raise.name()) + " at 100 would have "
                                        + MessageText.percent(traffic) + " of the traffic in " + raise.environment()
                                        + "; canary stage "
                                        + (from.get() + 1) + " needs " + bounds.least() + " to "
                                        + MessageText.percent(bounds.most()))
                        .help("choose servers or regions whose traffic adds up to that"));
    }

    /** The traffic of all servers on which the flag is at 100, whether or not a list names them. */
    private static BigDecimal traffic(Raise raise, Policy.Environment environment) {
        return environment.regions().stream()
                .flatMap(region -> region.servers().stream())
                .filter(server -> isFullyOn(raise, server.name().value()))
                .map(server -> server.traffic().percent())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static boolean isFullyOn(Raise raise, String server) {
        return raise.exposure()
                .declaredAfter()
                .ring(0)
                .named()
                .getOrDefault(server, raise.exposure().declaredAfter().ring(0).other())
                .isAll();
    }

    private static Optional<Form.Canary> canary(Optional<Block> block) {
        return block.flatMap(Block::live).filter(Form.Canary.class::isInstance).map(Form.Canary.class::cast);
    }

    private static Place percentagePlace(Raise raise, Form.Canary head) {
        return head.percentage()
                .filter(figure -> !figure.value().equals(Percentage.NONE))
                .map(figure -> figure.place())
                .orElseGet(raise::place);
    }

    private static String lists(Form.Canary form) {
        return count(form.servers().size(), "server") + " and "
                + count(form.regions().size(), "region");
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String nextStage(String flag, CanaryStages stages, Optional<Integer> standing) {
        if (stages.last() == 0) {
            return "the policy has no canary stages there: add them, or use percentage";
        }
        if (standing.isEmpty()) {
            return "first lower " + MessageText.quoted(flag) + " to a stage that the policy names";
        }
        int next = standing.get() + 1;
        return next > stages.last()
                ? "the last stage is reached: raise the percentage"
                : "first set the lists to " + count(stages.servers(next), "server") + " and "
                        + count(stages.regions(next), "region") + ", which is stage " + next;
    }
}
