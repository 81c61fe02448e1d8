package dev.hoist.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hoist.validator.interpreter.EvaluationContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Over many users the share that is on is the share of the exposure. */
class ShareTest {
    private static final int USERS = 100_000;

    /** Five standard deviations of a share of 100,000 independent users are at most 0.8 of a percent. */
    private static final double TOLERANCE = 0.8;

    @Test
    void reachesTheShareOfItsExposure() {
        Flagbook book = new Flagbook()
                .rings("internal", "ga")
                .environment("production", Map.of("eu", List.of("eu-1")))
                .flag("parent")
                .group("family")
                .percentage("production", "25")
                .add()
                .flag("child")
                .group("family")
                .needs("parent")
                .percentage("production", "10")
                .add()
                .flag("eager")
                .group("family")
                .needs("parent")
                .percentage("production", "90")
                .add()
                .flag("stranger")
                .group("other")
                .needs("parent")
                .percentage("production", "40")
                .add()
                .flag("rare")
                .group("family")
                .percentage("production", "0.05")
                .add()
                .flag("ringed")
                .group("family")
                .rings("production", Map.of("internal", "100", "ga", "5"))
                .add()
                .flag("canary")
                .group("family")
                .canary("production", List.of("eu-1"), List.of(), "33.33")
                .add();
        Compiled compiled = Compiled.of(book);
        Object flags = compiled.flags("production");
        Map<String, Double> shares = Map.of(
                "parent",
                25.0,
                "child",
                10.0,
                "eager",
                25.0,
                "stranger",
                10.0,
                "rare",
                0.05,
                "ringed",
                5.0,
                "canary",
                33.33);
        int[] on = new int[shares.size()];
        List<String> keys = shares.keySet().stream().sorted().toList();
        for (int user = 0; user < USERS; user++) {
            Object context = compiled.context(EvaluationContext.of("user-" + user));
            boolean parent = compiled.isEnabled(flags, "parent", context);
            for (int number = 0; number < on.length; number++) {
                if (compiled.isEnabled(flags, keys.get(number), context)) {
                    on[number]++;
                    assertThat(parent || !List.of("child", "eager", "stranger").contains(keys.get(number)))
                            .isTrue();
                }
            }
        }
        for (int number = 0; number < on.length; number++) {
            assertThat(on[number] * 100.0 / USERS)
                    .as(keys.get(number))
                    .isCloseTo(shares.getOrDefault(keys.get(number), -1.0), within(TOLERANCE));
        }
        assertThat(on[keys.indexOf("rare")]).isBetween(15, 90);
    }
}
