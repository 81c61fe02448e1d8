package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.exposure.Bounds;
import dev.hoist.validator.exposure.Cell;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.exposure.PerCell;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A flag's file declares more users than one of its dependencies has. So fewer users have the flag than its file says.
 */
final class CappedByDependency implements TreeWarning {
    @Override
    public Stream<Finding> check(Change change) {
        List<String> environments =
                change.head().policy().map(Policy::environmentNames).orElse(List.of());
        return change.touched().stream()
                .flatMap(key -> change.head().flag(key).stream())
                .flatMap(flag -> environments.stream()
                        .filter(environment -> !change.isFree(environment))
                        .flatMap(environment -> warning(change.head(), flag, environment).stream()));
    }

    @Override
    public Stream<Finding> ofTree(FlagState state, Instant now) {
        List<String> environments = state.policy().map(Policy::environmentNames).orElse(List.of());
        return state.tree()
                .flags()
                .flatMap(flag ->
                        environments.stream().flatMap(environment -> warning(state, flag, environment).stream()));
    }

    /** The warning about the first dependency that some declared users of the flag do not have. */
    private static Optional<Finding> warning(FlagState state, Flag flag, String environment) {
        PerCell<Percentage> declared = state.declared(flag.name(), environment);
        if (declared.all(Percentage::isNone)) {
            return Optional.empty();
        }
        for (String dependency : flag.dependencyKeys()) {
            PerCell<Bounds> reach = state.effective(dependency, environment);
            List<PerCell<?>> both = new ArrayList<>(List.of(declared));
            both.add(reach);
            for (Cell cell : PerCell.cells(both)) {
                if (declared.at(cell).percent().compareTo(reach.at(cell).share()) > 0) {
                    return Optional.of(finding(flag, environment, dependency, declared.at(cell), reach.at(cell)));
                }
            }
        }
        return Optional.empty();
    }

    private static Finding finding(
            Flag flag, String environment, String dependency, Percentage declared, Bounds reach) {
        return Finding.warning(
                        RuleId.of(CappedByDependency.class),
                        flag.block(environment).map(Block::place).orElse(flag.place()),
                        MessageText.quoted(flag.name()) + " is declared at " + MessageText.percent(declared) + " in "
                                + environment
                                + ", but its dependency " + MessageText.quoted(dependency) + " has only "
                                + MessageText.percent(reach.share()))
                .about(flag.name())
                .in(environment)
                .help("the dependency limits the users; lower the percentage to what users really get");
    }
}
