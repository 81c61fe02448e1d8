package dev.hoist.validator.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.oracle.Oracle.Kind;
import dev.hoist.validator.oracle.Worlds.Scenario;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WorldsTest {
    private static final int DRAWN = 6000;

    @Test
    void everyRuleIsOftenTheOnlyOneThatRefuses() {
        List<Scenario> scenarios = LongStream.range(0, DRAWN / 5)
                .parallel()
                .mapToObj(seed -> Worlds.scenarios(seed, 5))
                .flatMap(List::stream)
                .toList();
        Map<String, Integer> alone = new TreeMap<>();
        Map<String, Integer> overridden = new TreeMap<>();
        Map<Kind, Integer> accepted = new HashMap<>();
        int all = 0;
        for (Scenario scenario : scenarios) {
            Oracle.Opinion opinion = scenario.opinion();
            opinion.overridden().forEach(rule -> overridden.merge(rule, 1, Integer::sum));
            if (opinion.accepted()) {
                all++;
                accepted.merge(opinion.kind(), 1, Integer::sum);
            }
            if (opinion.refusing().size() == 1) {
                alone.merge(opinion.refusing().iterator().next(), 1, Integer::sum);
            }
        }

        assertThat(all).as("accepted").isBetween(DRAWN * 3 / 10, DRAWN * 6 / 10);
        assertThat(accepted).containsKeys(Kind.values());
        assertThat(accepted.get(Kind.RAISE)).isGreaterThan(DRAWN / 8);
        assertThat(alone.keySet())
                .containsAll(Worlds.AIMS.stream()
                        .filter(aim -> aim.contains("-") || aim.equals("invalid-policy"))
                        .toList());
        assertThat(alone.values()).as("%s", alone).allMatch(times -> times >= DRAWN / 1000);
        assertThat(alone).as("%s", alone).containsKey("not-live");
        assertThat(overridden).containsKeys("born-exposed", "several-raises", "soak-cut-short", "not-live");
    }

    @Test
    void theSameSeedGivesTheSameScenario() {
        assertThat(LongStream.range(0, 200).mapToObj(Worlds::scenario).toList())
                .isEqualTo(LongStream.range(0, 200).mapToObj(Worlds::scenario).toList());
    }
}
