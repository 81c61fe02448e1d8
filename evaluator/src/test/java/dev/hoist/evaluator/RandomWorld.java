package dev.hoist.evaluator;

import dev.hoist.validator.interpreter.EvaluationContext;
import dev.hoist.validator.model.Experiment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Random flags, with dependencies on one another, unknown ones and circles included. */
final class RandomWorld {
    static final List<String> ENVIRONMENTS = List.of("staging", "production");
    private static final List<String> FIGURES =
            List.of("0", "0", "0.01", "1", "10", "25", "33.33", "50", "75", "99.99", "100", "100", "100", "100");

    private final Random random;
    private final boolean ascii;
    final Flagbook book = new Flagbook();
    private final List<String> rings = new ArrayList<>();
    private final List<String> servers = new ArrayList<>();
    private final List<String> regions = new ArrayList<>();
    final int flags;
    final int experiments;

    /**
     * Flags as the numbers fall.
     *
     * @param ascii whether no salt and no key goes beyond ASCII
     */
    RandomWorld(Random random, boolean ascii) {
        this.random = random;
        this.ascii = ascii;
        int count = 1 + random.nextInt(4);
        for (int ring = 0; ring < count; ring++) {
            rings.add("r" + ring);
        }
        book.rings(rings.toArray(String[]::new));
        // at times more servers than the bits of a word
        int most = random.nextBoolean() ? 3 : 80;
        for (String environment : ENVIRONMENTS) {
            Map<String, List<String>> places = new LinkedHashMap<>();
            int here = random.nextInt(4);
            for (int region = 0; region < here; region++) {
                List<String> names = new ArrayList<>();
                int size = random.nextInt(most);
                for (int server = 0; server < size; server++) {
                    names.add("s" + region + "-" + server);
                }
                servers.addAll(names);
                regions.add("region" + region);
                places.put("region" + region, names);
            }
            book.environment(environment, places);
        }
        flags = 2 + random.nextInt(24);
        boolean circles = random.nextInt(6) == 0;
        int salts = random.nextInt(4) == 0 ? 20 : 3;
        for (int number = 0; number < flags; number++) {
            addFlag(number, circles, salts);
        }
        experiments = random.nextInt(4);
        for (int number = 0; number < experiments; number++) {
            Map<String, String> weights = new LinkedHashMap<>();
            weights.put("a-1", "33.33");
            weights.put("a_1", "16.67");
            weights.put("default", "50");
            book.experiment(
                    "e" + number,
                    flagKey(random.nextInt(flags + 1)),
                    random.nextInt(4) == 0 ? Experiment.Status.CONCLUDED : Experiment.Status.RUNNING,
                    weights);
        }
    }

    /** The key of a flag by its number, in one of the shapes that keys have. */
    static String flagKey(int number) {
        return switch (number % 4) {
            case 0 -> "f" + number;
            case 1 -> "newFlag.v" + number + "-2027";
            case 2 -> "F_" + number;
            default -> "EU-flag_" + number;
        };
    }

    /** The method of the generated code for the flag of a number. */
    static String flagMethod(int number) {
        return switch (number % 4) {
            case 0, 2 -> "f" + number;
            case 1 -> "newFlagV" + number + "_2027";
            default -> "euFlag" + number;
        };
    }

    private void addFlag(int number, boolean circles, int salts) {
        Flagbook.FlagDraft flag = book.flag(flagKey(number)).group("g" + random.nextInt(salts));
        if (random.nextInt(5) == 0) {
            flag.salt((ascii ? "salt" : "s\u00e4lt") + random.nextInt(3));
        }
        int reach = circles ? flags : number;
        int needed = reach == 0 ? 0 : random.nextInt(4);
        for (int dependency = 0; dependency < needed; dependency++) {
            flag.needs(flagKey(random.nextInt(reach)));
        }
        if (random.nextInt(40) == 0) {
            flag.needs("unheard_of");
        }
        for (String environment : ENVIRONMENTS) {
            addBlock(flag, environment);
        }
        flag.add();
    }

    private void addBlock(Flagbook.FlagDraft flag, String environment) {
        switch (random.nextInt(12)) {
            case 0 -> flag.disabled(environment, "50");
            case 1 -> {}
            case 2, 3, 4 -> {
                Map<String, String> figures = new LinkedHashMap<>();
                rings.stream().filter(ring -> random.nextInt(3) > 0).forEach(ring -> figures.put(ring, figure()));
                figures.put("unheard-of", "100");
                flag.rings(environment, figures);
            }
            case 5, 6, 7 -> flag.canary(environment, some(servers), some(regions), figure());
            default -> flag.percentage(environment, figure());
        }
    }

    private List<String> some(List<String> names) {
        List<String> some = new ArrayList<>(List.of("unheard-of"));
        names.stream().distinct().filter(name -> random.nextInt(4) == 0).forEach(some::add);
        return some;
    }

    private String figure() {
        return FIGURES.get(random.nextInt(FIGURES.size()));
    }

    EvaluationContext subject() {
        return new EvaluationContext(
                random.nextInt(8) == 0 ? Optional.empty() : Optional.of(key()),
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of("r" + random.nextInt(5)),
                random.nextInt(4) == 0 || servers.isEmpty()
                        ? Optional.of("unheard-of").filter(name -> random.nextBoolean())
                        : Optional.of(servers.get(random.nextInt(servers.size()))));
    }

    private String key() {
        StringBuilder key = new StringBuilder();
        for (int size = random.nextInt(20); size > 0; size--) {
            key.append((char)
                    (random.nextInt(5) == 0 ? random.nextInt(ascii ? 0x80 : 0x10000) : 'a' + random.nextInt(26)));
        }
        return key.toString();
    }
}
