package dev.hoist.evaluator.plan;

import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Policy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The content of the generated source in numbers. Flags, salts, servers and rings have numbers. The exposure of each
 * flag is combined with those of its dependencies.
 */
public final class Plan {
    private final EvaluatorInput input;
    private final Map<String, Integer> flagNumbers = new HashMap<>();
    private final Map<String, Integer> serverNumbers = new LinkedHashMap<>();
    private final Salts salts;
    private final Families families;
    private final List<EnvironmentPlan> environments = new ArrayList<>();

    public Plan(EvaluatorInput input) {
        this.input = input;
        TreeSet<String> salts = new TreeSet<>();
        for (Flag flag : input.flags()) {
            flagNumbers.put(flag.name(), flagNumbers.size());
            salts.add(flag.salt());
        }
        input.experiments().forEach(experiment -> salts.add(experiment.name()));
        this.salts = new Salts(salts);
        this.families = new Families(input.flags(), flagNumbers);
        for (Policy.Environment environment : input.policy().environments()) {
            environment.regions().stream()
                    .flatMap(region -> region.servers().stream())
                    .forEach(server -> serverNumbers.putIfAbsent(server.name().value(), serverNumbers.size() + 1));
        }
        input.policy().environments().forEach(environment -> environments.add(plan(environment)));
    }

    public EvaluatorInput input() {
        return input;
    }

    public List<Flag> flags() {
        return input.flags();
    }

    public List<Experiment> experiments() {
        return input.experiments();
    }

    /** The number of a flag; empty if there is no flag with this key. */
    public Optional<Integer> flagNumber(String key) {
        return Optional.ofNullable(flagNumbers.get(key));
    }

    /**
     * The direct dependencies of each flag by number, in the order of its file. The number -1 stands for a dependency
     * that does not exist.
     */
    public List<List<Integer>> dependencies() {
        return families.dependencies();
    }

    public Salts salts() {
        return salts;
    }

    /** The rings, inner to outer. */
    public List<String> rings() {
        return input.policy().ringNames();
    }

    /**
     * The servers of all environments, by number. The first one has number 1. The number 0 stands for all other
     * servers.
     */
    public List<String> servers() {
        return List.copyOf(serverNumbers.keySet());
    }

    /** The environments in order of promotion. */
    public List<EnvironmentPlan> environments() {
        return environments;
    }

    /** The environment with a name; empty if the policy does not have it. */
    public Optional<EnvironmentPlan> environment(String name) {
        return environments.stream()
                .filter(environment -> environment.name().equals(name))
                .findFirst();
    }

    /**
     * The declared exposures of a flag and of everything that it depends on. A user gets the flag if the user is inside
     * all of them.
     */
    public List<Exposure> unfolded(EnvironmentPlan environment, int flag) {
        return families.family(flag).stream()
                .map(member -> member == Families.UNKNOWN ? nobody() : own(environment.declared(), member))
                .toList();
    }

    private Exposure own(List<Declared> declared, int number) {
        return Exposure.of(
                declared.get(number), salts.number(input.flags().get(number).salt()), rings().size());
    }

    private Exposure nobody() {
        return Exposure.same(ExposureLimits.NOBODY, rings().size());
    }

    private EnvironmentPlan plan(Policy.Environment environment) {
        int rings = rings().size();
        List<Declared> declared = new ArrayList<>();
        for (Flag flag : input.flags()) {
            declared.add(declared(flag, environment));
        }
        List<Exposure> effective = new ArrayList<>();
        Exposure unfolded = Exposure.same(ExposureLimits.MANY, rings);
        input.flags().forEach(flag -> effective.add(unfolded));
        for (int number : families.order()) {
            Exposure exposure = own(declared, number);
            for (int dependency : families.dependencies().get(number)) {
                exposure = exposure.and(dependency == Families.UNKNOWN ? nobody() : effective.get(dependency));
            }
            effective.set(number, exposure);
        }
        return new EnvironmentPlan(environment.name().value(), declared, effective);
    }

    private Declared declared(Flag flag, Policy.Environment environment) {
        Optional<Block> block = flag.block(environment.name().value());
        if (block.isEmpty()) {
            return new Declared.Absent();
        }
        Optional<Form> form = block.get().live();
        if (form.isEmpty()) {
            return new Declared.Disabled();
        }
        return switch (form.get().strategy()) {
            case PERCENTAGE -> new Declared.Everyone(hundredths(form.get(), 0));
            case RING ->
                new Declared.Rings(IntStream.range(0, rings().size())
                        .mapToObj(ring -> hundredths(form.get(), ring))
                        .toList());
            case CANARY -> {
                BitSet servers = new BitSet();
                form.get().servers(environment).forEach(server -> servers.set(serverNumbers.getOrDefault(server, 0)));
                yield new Declared.Canary(servers, hundredths(form.get(), 0));
            }
        };
    }

    private int hundredths(Form form, int ring) {
        return form.declared(rings(), ring).hundredths();
    }
}
