package dev.hoist.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.hoist.validator.interpreter.EvaluationContext;
import dev.hoist.validator.model.Experiment.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EvaluatorTest {
    private static final Compiled EVALUATOR = Compiled.of(example());

    static Flagbook example() {
        Map<String, String> thirds = new LinkedHashMap<>();
        thirds.put("no_recovery", "33.33");
        thirds.put("auto_recovery", "33.33");
        thirds.put("manual_recovery", "33.34");
        return new Flagbook()
                .rings("internal", "beta", "ga")
                .environment("staging")
                .environment(
                        "production",
                        Map.of("eu-west", List.of("game-eu-1", "game-eu-2"), "us-east", List.of("game-us-1")))
                .flag("use_state_persistence")
                .group("state-persistence")
                .describedAs("Master switch for state persistence")
                .ownedBy("game-platform")
                .percentage("staging", "100")
                .percentage("production", "25")
                .add()
                .flag("enable_state_snapshots")
                .group("state-persistence")
                .needs("use_state_persistence")
                .percentage("staging", "100")
                .percentage("production", "10")
                .add()
                .flag("enable_state_recovery")
                .group("state-persistence")
                .needs("use_state_persistence", "enable_state_snapshots")
                .rings("production", Map.of("internal", "100", "beta", "50"))
                .add()
                .flag("new_renderer")
                .group("rendering")
                .canary("production", List.of("game-eu-1"), List.of("us-east"), "0.5")
                .disabled("staging", "50")
                .add()
                .flag("class")
                .group("rendering")
                .percentage("staging", "100")
                .percentage("production", "100")
                .add()
                .experiment("recovery_feature_value", "use_state_persistence", Status.RUNNING, thirds)
                .experiment("a_draft", "class", Status.DRAFT, Map.of("one", "100"));
    }

    private static Object user(String key) {
        return EVALUATOR.context(EvaluationContext.of(key));
    }

    private static String sentence(String environment, String key, EvaluationContext subject) {
        return EVALUATOR
                .explain(EVALUATOR.flags(environment), key, EVALUATOR.context(subject))
                .toString()
                .replace(" (revision " + Flagbook.REVISION.id() + ")", "");
    }

    @Test
    void explainsWhatDecided() {
        EvaluationContext inside = EvaluationContext.of("user-4");
        EvaluationContext outside = EvaluationContext.of("user-2");
        assertThat(sentence("production", "use_state_persistence", inside))
                .isEqualTo("\"use_state_persistence\" is on in production: it has 25 % and bucket 1413 is below 2500");
        assertThat(sentence("production", "use_state_persistence", EvaluationContext.of("user-1")))
                .isEqualTo("\"use_state_persistence\" is off in production: it has 25 % and bucket 4823 is not below"
                        + " 2500");
        assertThat(sentence("production", "use_state_persistence", EvaluationContext.anonymous()))
                .isEqualTo("\"use_state_persistence\" is off in production:"
                        + " it has 25 % and there is no key to take a bucket from");
        assertThat(sentence("production", "enable_state_recovery", outside.withRing("internal")))
                .isEqualTo("\"enable_state_recovery\" is off in production: it depends on \"enable_state_snapshots\","
                        + " which is off because it has 10 % and bucket 2339 is not below 1000");
        assertThat(sentence("production", "enable_state_recovery", inside))
                .isEqualTo("\"enable_state_recovery\" is off in production: ring ga has 0 %");
        assertThat(sentence("production", "new_renderer", inside.withServer("game-us-1")))
                .isEqualTo("\"new_renderer\" is on in production: server game-us-1 is a canary");
        assertThat(sentence("production", "new_renderer", inside))
                .isEqualTo("\"new_renderer\" is off in production:"
                        + " on servers that are no canary it has 0.5 % and bucket 8571 is not below 50");
        assertThat(sentence("staging", "new_renderer", inside))
                .isEqualTo("\"new_renderer\" is off in staging: it is disabled here");
        assertThat(sentence("staging", "enable_state_recovery", inside))
                .isEqualTo("\"enable_state_recovery\" is off in staging: its file leaves this environment out");
        assertThat(sentence("staging", "unheard_of", inside))
                .isEqualTo("\"unheard_of\" is off in staging: there is no flag of that key");
    }

    @Test
    void explainsInValuesWhatItSaysInWords() {
        Object explanation = EVALUATOR.explain(
                EVALUATOR.flags("production"),
                "enable_state_recovery",
                EVALUATOR.context(EvaluationContext.of("user-2").withRing("beta")));
        assertThat(call(explanation, "value")).isEqualTo(false);
        assertThat(call(explanation, "reason").toString()).isEqualTo("DEPENDENCY");
        assertThat(call(explanation, "blockedBy")).isEqualTo(Optional.of("enable_state_snapshots"));
        assertThat(call(explanation, "bucket")).isEqualTo(OptionalInt.of(2339));
        assertThat(call(explanation, "threshold")).isEqualTo(OptionalInt.of(1000));
        assertThat(call(explanation, "revision")).isEqualTo(Flagbook.REVISION.id());
        assertThat(call(explanation, "environment")).isEqualTo("production");
    }

    @Test
    void givesEveryReasonThatThereIs() {
        Map<String, Object> explanations = new LinkedHashMap<>();
        Object production = EVALUATOR.flags("production");
        Object staging = EVALUATOR.flags("staging");
        Object anyone = user("user-4");
        explanations.put("UNKNOWN_FLAG", EVALUATOR.explain(production, "unheard_of", anyone));
        explanations.put("NOT_IN_ENVIRONMENT", EVALUATOR.explain(staging, "enable_state_recovery", anyone));
        explanations.put("DISABLED", EVALUATOR.explain(staging, "new_renderer", anyone));
        explanations.put("PERCENTAGE", EVALUATOR.explain(production, "use_state_persistence", anyone));
        explanations.put("RING", EVALUATOR.explain(production, "enable_state_recovery", anyone));
        explanations.put("CANARY", EVALUATOR.explain(production, "new_renderer", anyone));
        explanations.put(
                "DEPENDENCY",
                EVALUATOR.explain(
                        production,
                        "enable_state_recovery",
                        EVALUATOR.context(EvaluationContext.of("user-2").withRing("beta"))));
        explanations.put(
                "OVERRIDDEN", EVALUATOR.explain(built(overriding("production"), "on", "class"), "class", anyone));
        explanations.forEach((reason, explanation) ->
                assertThat(call(explanation, "reason").toString()).isEqualTo(reason));
        assertThat(EVALUATOR.type("Explanation$Reason").getEnumConstants())
                .extracting(Object::toString)
                .containsExactlyInAnyOrderElementsOf(explanations.keySet());
    }

    @Test
    void namesTheEnvironmentsThatThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EVALUATOR.flags("prod"))
                .withMessage("there is no environment \"prod\"; there are staging, production");
    }

    @Test
    void turnsDependenciesOnWithAFlag() {
        Object flags = built(overriding("production"), "on", "enable_state_recovery");
        Object anyone = EVALUATOR.context(EvaluationContext.anonymous());
        assertThat(EVALUATOR.isOn(flags, "enable_state_recovery", "enableStateRecovery", anyone))
                .isTrue();
        assertThat(EVALUATOR.isOn(flags, "enable_state_snapshots", "enableStateSnapshots", anyone))
                .isTrue();
        assertThat(EVALUATOR.isOn(flags, "use_state_persistence", "useStatePersistence", anyone))
                .isTrue();
        assertThat(EVALUATOR.isOn(flags, "new_renderer", "newRenderer", anyone)).isFalse();
        assertThat(EVALUATOR.explain(flags, "use_state_persistence", anyone).toString())
                .contains("\"enable_state_recovery\" was turned on");
    }

    @Test
    void turnsDependentsOffWithAFlag() {
        Object flags = built(
                Compiled.call(
                        EVALUATOR.type("Flags"), Compiled.call(EVALUATOR.type("Flags"), null, "allOn"), "overriding"),
                "off",
                "enable_state_snapshots");
        Object anyone = EVALUATOR.context(EvaluationContext.anonymous());
        assertThat(EVALUATOR.isOn(flags, "enable_state_recovery", "enableStateRecovery", anyone))
                .isFalse();
        assertThat(EVALUATOR.isOn(flags, "enable_state_snapshots", "enableStateSnapshots", anyone))
                .isFalse();
        assertThat(EVALUATOR.isOn(flags, "use_state_persistence", "useStatePersistence", anyone))
                .isTrue();
    }

    @Test
    void refusesOverridesThatContradictOrDoNotExist() {
        Object both =
                call(call(overriding("production"), "on", "enable_state_snapshots"), "off", "use_state_persistence");
        assertThatIllegalStateException()
                .isThrownBy(() -> call(both, "build"))
                .withMessage(
                        "\"enable_state_snapshots\" is turned on and needs \"use_state_persistence\", which is turned"
                                + " off");
        assertThatIllegalStateException()
                .isThrownBy(() -> call(call(overriding("production"), "on", "class"), "off", "class"))
                .withMessage("\"class\" is turned both on and off");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> call(overriding("production"), "on", "unheard_of"))
                .withMessage("there is no flag \"unheard_of\"");
    }

    @Test
    void givesEveryoneAVariantThatIsAskedFor() {
        Object auto = arm("RecoveryFeatureValue", "AUTO_RECOVERY");
        Object flags = call(call(overriding("production"), "variant", "recovery_feature_value", auto), "build");
        Object anyone = EVALUATOR.context(EvaluationContext.anonymous());
        assertThat(EVALUATOR.variant(flags, "recovery_feature_value", anyone)).contains("auto_recovery");
        assertThat(EVALUATOR.isEnabled(flags, "use_state_persistence", anyone)).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> call(overriding("production"), "variant", "a_draft", auto))
                .withMessage("the variant \"auto_recovery\" is one of \"recovery_feature_value\", not of \"a_draft\"");
    }

    @Test
    void handsOutVariantsOnlyWhileRunningAndOnlyWithinTheFlag() {
        Object staging = EVALUATOR.flags("staging");
        assertThat(EVALUATOR.variant(staging, "recovery_feature_value", user("user-1")))
                .isPresent();
        assertThat(EVALUATOR.variant(
                        staging, "recovery_feature_value", EVALUATOR.context(EvaluationContext.anonymous())))
                .isEmpty();
        assertThat(EVALUATOR.variant(staging, "a_draft", user("user-1"))).isEmpty();
        assertThat(EVALUATOR.variant(staging, "unheard_of", user("user-1"))).isEmpty();
    }

    @Test
    void givesAReservedWordAnUnderscore() {
        assertThat(Compiled.call(EVALUATOR.type("Flags"), EVALUATOR.flags("staging"), "class_", user("a")))
                .isEqualTo(true);
    }

    @Test
    void namesMethodsForTheWordsOfAKey() {
        Map<String, String> methods = Map.of(
                "checkout.v2-2027", "checkoutV2_2027",
                "newSearch", "newSearch",
                "NEW_CHECKOUT", "newCheckout",
                "URLCheck.mobileApp", "urlCheckMobileApp",
                "promo_2", "promo2",
                "A", "a",
                "To-String", "toString_");
        Flagbook book = new Flagbook().environment("staging");
        methods.keySet()
                .forEach(key -> book.flag(key)
                        .group("checkout")
                        .percentage("staging", "100")
                        .add());
        Compiled evaluator = Compiled.of(book);
        Object flags = evaluator.flags("staging");
        Object user = evaluator.context(EvaluationContext.of("a"));
        assertThat(methods).allSatisfy((key, method) -> {
            assertThat(evaluator.isOn(flags, key, method, user)).isTrue();
            assertThat(evaluator.isEnabled(flags, key.toLowerCase(java.util.Locale.ROOT) + "_", user))
                    .isFalse();
        });
    }

    @Test
    void tellsWhatItWasGeneratedFrom() throws ReflectiveOperationException {
        Class<?> flags = EVALUATOR.type("Flags");
        assertThat(flags.getField("REVISION").get(null)).isEqualTo(Flagbook.REVISION.id());
        assertThat((String) flags.getField("DIGEST").get(null)).matches("[0-9a-f]{64}");
        assertThat(Compiled.call(flags, null, "keys"))
                .isEqualTo(List.of(
                        "class",
                        "enable_state_recovery",
                        "enable_state_snapshots",
                        "new_renderer",
                        "use_state_persistence"));
        assertThat(Compiled.call(flags, null, "has", "class")).isEqualTo(true);
        assertThat(Compiled.call(flags, null, "has", "unheard_of")).isEqualTo(false);
    }

    @Test
    void keepsTheKeyTheRingAndTheServerOfAContext() {
        Object context =
                EVALUATOR.context(EvaluationContext.of("a").withRing("beta").withServer("anywhere"));
        assertThat(call(context, "key")).isEqualTo(Optional.of("a"));
        assertThat(call(context, "ring").toString()).isEqualTo("BETA");
        assertThat(call(context, "server")).isEqualTo(Optional.of("anywhere"));
        assertThat(call(user("a"), "ring").toString()).isEqualTo("GA");
    }

    @Test
    void namesWhatIsNull() {
        Object flags = EVALUATOR.flags("production");
        Object user = user("a");
        Class<?> type = EVALUATOR.type("Flags");
        refusesNull("name", () -> Compiled.call(type, null, "forEnvironment", (Object) null));
        refusesNull("key", () -> Compiled.call(type, null, "has", (Object) null));
        refusesNull("key", () -> Compiled.call(type, flags, "explain", null, user));
        // also where nobody would be asked for it
        refusesNull("context", () -> Compiled.call(type, flags, "explain", "class", null));
        refusesNull("context", () -> Compiled.call(type, flags, "explain", "unheard_of", null));
        // the path on which nothing is allocated leaves it to the virtual machine to say what was null
        assertThatNullPointerException().isThrownBy(() -> Compiled.call(type, flags, "isEnabled", null, user));
        refusesNull("experiment", () -> Compiled.call(type, flags, "variant", null, user));
        refusesNull("context", () -> Compiled.call(type, flags, "variant", "a_draft", null));
        refusesNull("key", () -> Compiled.call(EVALUATOR.type("Context"), null, "of", (Object) null));
        refusesNull("ring", () -> call(user, "withRing", (Object) null));
        refusesNull("name", () -> call(user, "withServer", (Object) null));
        refusesNull("key", () -> call(overriding("production"), "on", (Object) null));
        refusesNull("key", () -> call(overriding("production"), "off", (Object) null));
        refusesNull("variant", () -> call(overriding("production"), "variant", "a_draft", null));
    }

    private static void refusesNull(String name, ThrowingCallable call) {
        assertThatNullPointerException().isThrownBy(call).withMessage(name);
    }

    @Test
    void decidesRightWhereThreadsShareAContext() throws Exception {
        List<String> keys = List.of("use_state_persistence", "enable_state_snapshots", "new_renderer");
        Object flags = EVALUATOR.flags("production");
        int users = 20_000;
        List<Object> shared = IntStream.range(0, users)
                .mapToObj(number -> user("user-" + number))
                .toList();
        List<Boolean> expected = new ArrayList<>();
        for (int number = 0; number < users; number++) {
            for (String key : keys) {
                expected.add(EVALUATOR.isEnabled(flags, key, user("user-" + number)));
            }
        }
        assertThat(expected).contains(true, false);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            CyclicBarrier start = new CyclicBarrier(4);
            List<Future<List<Boolean>>> answers = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int first = thread;
                answers.add(threads.submit(() -> {
                    List<Boolean> seen = new ArrayList<>(Collections.nCopies(users * keys.size(), false));
                    start.await(1, TimeUnit.MINUTES);
                    for (int number = 0; number < users; number++) {
                        // each thread asks for the salts in another order, and twice
                        for (int turn = 0; turn < keys.size() * 2; turn++) {
                            int key = (first + turn * (1 + first % 2)) % keys.size();
                            seen.set(
                                    number * keys.size() + key,
                                    EVALUATOR.isEnabled(flags, keys.get(key), shared.get(number)));
                        }
                    }
                    return seen;
                }));
            }
            for (Future<List<Boolean>> answer : answers) {
                assertThat(answer.get(5, TimeUnit.MINUTES)).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Object overriding(String environment) {
        return call(EVALUATOR.flags(environment), "overriding");
    }

    private static Object built(Object overriding, String what, String key) {
        return call(call(overriding, what, key), "build");
    }

    private static Object call(Object target, String name, @Nullable Object... arguments) {
        // the public supertype, where the object's own class is not public
        Class<?> type = target.getClass();
        while (!java.lang.reflect.Modifier.isPublic(type.getModifiers())) {
            type = type.getSuperclass();
        }
        return Compiled.call(type, target, name, arguments);
    }

    private static Object arm(String type, String name) {
        for (Object arm : EVALUATOR.type(type).getEnumConstants()) {
            if (arm.toString().equals(name)) {
                return arm;
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void anUnknownKeyIsOffUnlessItIsToldOf() {
        Class<?> type = EVALUATOR.type("Flags");
        Object flags = EVALUATOR.flags("production");
        Object anyone = EVALUATOR.context(EvaluationContext.anonymous());
        List<String> heard = new ArrayList<>();
        try {
            java.util.function.Consumer<String> action = heard::add;
            Compiled.call(type, null, "onUnknownKey", action);
            assertThat(EVALUATOR.isEnabled(flags, "unheard_of", anyone)).isFalse();
            Compiled.call(type, flags, "variant", "no_experiment", anyone);
            EVALUATOR.isEnabled(flags, "use_state_persistence", anyone);
            assertThat(heard).containsExactly("unheard_of", "no_experiment");
            Compiled.call(type, null, "refuseUnknownKeys");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Compiled.call(type, flags, "isEnabled", "unheard_of", anyone))
                    .withMessage("there is no flag and no experiment \"unheard_of\"");
        } finally {
            Compiled.call(type, null, "onUnknownKey", (Object) null);
        }
        assertThat(EVALUATOR.isEnabled(flags, "unheard_of", anyone)).isFalse();
    }
}
