package dev.hoist.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.evaluator.plan.Plan;
import dev.hoist.evaluator.source.SourceGenerator;
import dev.hoist.validator.interpreter.Interpreter;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.MutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The generated provider behind the real SDK. */
class OpenFeatureTest {
    private static final Compiled EVALUATOR = compiled(EvaluatorTest.example());

    @AfterAll
    static void shutDown() {
        OpenFeatureAPI.getInstance().shutdown();
    }

    private static Compiled compiled(Flagbook book) {
        return Compiled.of(SourceGenerator.generate(new Plan(book.input()), Compiled.PACKAGE, true));
    }

    private static Client client(Compiled evaluator, Object flags) {
        try {
            FeatureProvider provider = (FeatureProvider) evaluator
                    .type("FlagsProvider")
                    .getConstructor(evaluator.type("Flags"))
                    .newInstance(flags);
            OpenFeatureAPI.getInstance().setProviderAndWait("test", provider);
            return OpenFeatureAPI.getInstance().getClient("test");
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static Client client(String environment) {
        return client(EVALUATOR, EVALUATOR.flags(environment));
    }

    private static MutableContext context(dev.hoist.validator.interpreter.EvaluationContext subject) {
        MutableContext context = subject.key().map(MutableContext::new).orElseGet(MutableContext::new);
        subject.ring().ifPresent(ring -> context.add("ring", ring));
        subject.server().ifPresent(server -> context.add("server", server));
        return context;
    }

    private static String reason(
            String environment, String key, dev.hoist.validator.interpreter.EvaluationContext subject) {
        FlagEvaluationDetails<Boolean> details = client(environment).getBooleanDetails(key, true, context(subject));
        assertThat(details.getErrorCode()).isNull();
        assertThat(details.getVariant()).isEqualTo(details.getValue() ? "on" : "off");
        return details.getVariant() + " " + details.getReason();
    }

    @Test
    void decidesLikeTheFlags() {
        Random random = new Random(20261122);
        int asked = 0;
        for (int number = 0; number < 12; number++) {
            RandomWorld world = new RandomWorld(random, false);
            Interpreter interpreter = new Interpreter(world.book.tree());
            Compiled evaluator = compiled(world.book);
            for (String environment : RandomWorld.ENVIRONMENTS) {
                Object flags = evaluator.flags(environment);
                Client client = client(evaluator, flags);
                for (int person = 0; person < 60; person++) {
                    dev.hoist.validator.interpreter.EvaluationContext drawn = world.subject();
                    // the SDK itself takes a blank targeting key for none
                    dev.hoist.validator.interpreter.EvaluationContext subject =
                            new dev.hoist.validator.interpreter.EvaluationContext(
                                    drawn.key().filter(key -> !key.trim().isEmpty()), drawn.ring(), drawn.server());
                    EvaluationContext context = context(subject);
                    for (int flag = 0; flag < world.flags; flag++) {
                        FlagEvaluationDetails<Boolean> details =
                                client.getBooleanDetails(RandomWorld.flagKey(flag), person % 2 == 0, context);
                        assertThat(details.getErrorCode()).isNull();
                        assertThat(details.getValue())
                                .as("f%s in %s for %s", flag, environment, subject)
                                .isEqualTo(interpreter.isOn(environment, RandomWorld.flagKey(flag), subject))
                                .isEqualTo(evaluator.isEnabled(
                                        flags, RandomWorld.flagKey(flag), evaluator.context(subject)));
                        asked++;
                    }
                    for (int experiment = 0; experiment < world.experiments; experiment++) {
                        assertThat(client.getStringValue("e" + experiment, "", context))
                                .isEqualTo(interpreter
                                        .variant(environment, "e" + experiment, subject)
                                        .orElse(""));
                    }
                }
            }
        }
        assertThat(asked).isGreaterThan(10_000);
    }

    @Test
    void tellsStaticFromSplitFromTargeted() {
        dev.hoist.validator.interpreter.EvaluationContext inside =
                dev.hoist.validator.interpreter.EvaluationContext.of("user-4");
        assertThat(reason("production", "class", inside)).isEqualTo("on STATIC");
        assertThat(reason("staging", "use_state_persistence", inside)).isEqualTo("on STATIC");
        assertThat(reason("production", "use_state_persistence", inside)).isEqualTo("on SPLIT");
        assertThat(reason(
                        "production",
                        "use_state_persistence",
                        dev.hoist.validator.interpreter.EvaluationContext.of("user-1")))
                .isEqualTo("off SPLIT");
        assertThat(reason("production", "new_renderer", inside.withServer("game-us-1")))
                .isEqualTo("on TARGETING_MATCH");
        assertThat(reason("production", "new_renderer", inside)).isEqualTo("off SPLIT");
        assertThat(reason("production", "enable_state_recovery", inside)).isEqualTo("off TARGETING_MATCH");
        assertThat(reason("staging", "new_renderer", inside)).isEqualTo("off DISABLED");
        assertThat(reason("staging", "enable_state_recovery", inside)).isEqualTo("off STATIC");
    }

    @Test
    void callsAFlagThatAnAncestorSplitsSplit() {
        Flagbook book = new Flagbook()
                .environment("production")
                .flag("grandparent")
                .percentage("production", "50")
                .add()
                .flag("parent")
                .needs("grandparent")
                .percentage("production", "100")
                .add()
                .flag("child")
                .needs("parent")
                .percentage("production", "100")
                .add();
        Compiled evaluator = compiled(book);
        Client client = client(evaluator, evaluator.flags("production"));
        for (int user = 0; user < 20; user++) {
            assertThat(client.getBooleanDetails("child", false, new ImmutableContext("user-" + user))
                            .getReason())
                    .isEqualTo("SPLIT");
        }
    }

    @Test
    void tellsTheRevisionAndWhatBlocks() {
        FlagEvaluationDetails<Boolean> details = client("production")
                .getBooleanDetails(
                        "enable_state_recovery",
                        true,
                        context(dev.hoist.validator.interpreter.EvaluationContext.of("user-2")
                                .withRing("beta")));
        assertThat(details.getValue()).isFalse();
        assertThat(details.getReason()).isEqualTo("SPLIT");
        assertThat(details.getFlagMetadata().getString("blockedBy")).isEqualTo("enable_state_snapshots");
        assertThat(details.getFlagMetadata().getString("version")).isEqualTo(Flagbook.REVISION.id());
        assertThat(details.getFlagMetadata().getString("flagSetId")).isEqualTo("state-persistence");
        assertThat(details.getFlagMetadata().getString("environment")).isEqualTo("production");
    }

    @Test
    void givesVariantsAsStrings() {
        Client staging = client("staging");
        FlagEvaluationDetails<String> arm =
                staging.getStringDetails("recovery_feature_value", "", new ImmutableContext("user-1"));
        assertThat(arm.getValue()).isEqualTo(arm.getVariant()).isIn("no_recovery", "auto_recovery", "manual_recovery");
        assertThat(arm.getReason()).isEqualTo("SPLIT");
        FlagEvaluationDetails<String> nobody =
                staging.getStringDetails("recovery_feature_value", "fallback", new ImmutableContext());
        assertThat(nobody.getValue()).isEqualTo("fallback");
        assertThat(nobody.getReason()).isEqualTo("DEFAULT");
        assertThat(nobody.getVariant()).isNull();
        FlagEvaluationDetails<String> draft =
                staging.getStringDetails("a_draft", "fallback", new ImmutableContext("user-1"));
        assertThat(draft.getValue()).isEqualTo("fallback");
        assertThat(draft.getReason()).isEqualTo("DISABLED");
    }

    @Test
    void saysWhatDoesNotExistAndWhatIsOfAnotherType() {
        Client client = client("production");
        assertThat(client.getBooleanDetails("unheard_of", true).getErrorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
        assertThat(client.getBooleanDetails("unheard_of", true).getValue()).isTrue();
        assertThat(client.getStringDetails("unheard_of", "x").getErrorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
        assertThat(client.getIntegerDetails("unheard_of", 1).getErrorCode()).isEqualTo(ErrorCode.FLAG_NOT_FOUND);
        assertThat(client.getBooleanDetails("a_draft", true).getErrorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
        FlagEvaluationDetails<String> flag = client.getStringDetails("class", "x");
        assertThat(flag.getErrorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
        assertThat(flag.getErrorMessage())
                .isEqualTo("\"class\" is a flag, so a boolean, and was asked for as a string");
        assertThat(flag.getValue()).isEqualTo("x");
        assertThat(client.getIntegerDetails("class", 1).getErrorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
        assertThat(client.getDoubleDetails("class", 1.5).getErrorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
        assertThat(client.getLongDetails("class", 1L).getErrorCode()).isEqualTo(ErrorCode.TYPE_MISMATCH);
        assertThat(client.getObjectDetails("class", new Value("x")).getErrorCode())
                .isEqualTo(ErrorCode.TYPE_MISMATCH);
    }

    @Test
    void takesAttributesOfAnotherTypeForNone() {
        MutableContext context = new MutableContext("user-4");
        context.add("ring", 1);
        context.add("server", true);
        assertThat(client("production")
                        .getBooleanDetails("new_renderer", true, context)
                        .getErrorCode())
                .isNull();
        assertThat(client("production").getBooleanValue("new_renderer", true, context))
                .isFalse();
    }

    @Test
    void servesOverriddenFlagsInTests() {
        Object overriding = Compiled.call(EVALUATOR.type("Flags"), EVALUATOR.flags("production"), "overriding");
        Object on = Compiled.call(EVALUATOR.type("Overriding"), overriding, "on", "enable_state_recovery");
        Client client = client(EVALUATOR, Compiled.call(EVALUATOR.type("Overriding"), on, "build"));
        FlagEvaluationDetails<Boolean> details = client.getBooleanDetails("enable_state_recovery", false);
        assertThat(details.getValue()).isTrue();
        assertThat(details.getReason()).isEqualTo("STATIC");
    }
}
