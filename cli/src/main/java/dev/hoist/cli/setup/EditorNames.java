package dev.hoist.cli.setup;

import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.tree.FlagTree;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The names that an editor suggests.
 *
 * @param environments in order of promotion, each with its own names
 * @param rings inner to outer
 * @param checks items of the checklists
 * @param flags keys of flags
 * @param groups groups of flags
 * @param owners owners of flags
 */
record EditorNames(
        Map<String, Place> environments,
        List<String> rings,
        List<String> checks,
        List<String> flags,
        List<String> groups,
        List<String> owners) {

    /**
     * The names of one environment.
     *
     * @param ladder the percentages of its ladder
     * @param servers the servers of all its regions
     */
    record Place(List<BigDecimal> ladder, List<String> servers, List<String> regions) {
        /** A number without needless zeros: 5, not 5.00. */
        private static BigDecimal plain(BigDecimal figure) {
            BigDecimal stripped = figure.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }

        private static Place of(Policy.Environment environment) {
            return new Place(
                    environment.ladder().rungs().stream()
                            .map(Located::value)
                            .map(figure -> plain(figure.percent()))
                            .toList(),
                    environment.regions().stream()
                            .flatMap(region -> region.servers().stream())
                            .map(server -> server.name().value())
                            .toList(),
                    environment.regions().stream()
                            .map(region -> region.name().value())
                            .toList());
        }
    }

    /** The names in a policy and in the flags of its directory. */
    static EditorNames of(Policy policy, FlagTree tree) {
        Map<String, Place> environments = new LinkedHashMap<>();
        policy.environments()
                .forEach(environment -> environments.put(environment.name().value(), Place.of(environment)));
        return new EditorNames(
                environments,
                policy.ringNames(),
                policy.environments().stream()
                        .flatMap(environment -> environment.checklist().stream())
                        .map(Located::value)
                        .distinct()
                        .toList(),
                of(tree, Flag::name),
                of(tree, Flag::group),
                of(tree, flag -> flag.owner().value()));
    }

    /** The same names together with those of one more flag. */
    EditorNames with(String flag, String group, String owner) {
        return new EditorNames(
                environments, rings, checks, with(flags, flag), with(groups, group), with(owners, owner));
    }

    private static List<String> with(List<String> names, String name) {
        return Stream.concat(names.stream(), Stream.of(name))
                .distinct()
                .sorted()
                .toList();
    }

    private static List<String> of(FlagTree tree, Function<Flag, String> name) {
        return tree.flags().map(name).distinct().sorted().toList();
    }
}
