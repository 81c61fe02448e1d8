package dev.hoist.validator.rules;

import dev.hoist.validator.exposure.Side;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.tree.FileReading;
import java.util.List;
import java.util.stream.Stream;

/** A canary list names a server that its environment does not have. */
final class UnknownServer implements StructureRule {
    @Override
    public Stream<Finding> check(FileReading file, Side side) {
        if (!(file instanceof FileReading.OfFlag known)) {
            return Stream.empty();
        }
        return known.flag().environments().values().stream()
                .flatMap(block ->
                        side
                                .policy()
                                .flatMap(policy ->
                                        policy.environment(block.environment().value()))
                                .stream()
                                .flatMap(rules -> unknown(known.flag(), block, rules)));
    }

    private Stream<Finding> unknown(Flag flag, Block block, Policy.Environment rules) {
        List<String> names = rules.regions().stream()
                .flatMap(region -> region.servers().stream())
                .map(server -> server.name().value())
                .toList();
        return block.form().stream()
                .filter(Form.Canary.class::isInstance)
                .flatMap(form -> ((Form.Canary) form).servers().stream())
                .filter(name -> !names.contains(name.value()))
                .map(name -> UnknownName.finding(id(), "server", name, names, flag)
                        .in(block.environment().value()));
    }
}
