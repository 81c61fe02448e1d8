package dev.hoist.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hoist.evaluator.export.FlagdDefinition;
import dev.hoist.evaluator.export.OpenFeatureManifest;
import dev.hoist.evaluator.plan.Plan;
import dev.hoist.validator.model.Experiment.Status;
import dev.hoist.validator.verdict.CannotJudge;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ExportTest {
    private static final Plan EXAMPLE = new Plan(EvaluatorTest.example().input());

    @Test
    void givesAFlagThatIsOnForAllOrNobodyNoTargeting() {
        JsonNode on = flag("production", "class");
        assertThat(on.at("/defaultVariant").stringValue()).isEqualTo("on");
        assertThat(on.has("targeting")).isFalse();
        JsonNode disabled = flag("staging", "new_renderer");
        assertThat(disabled.at("/state").stringValue()).isEqualTo("ENABLED");
        assertThat(disabled.at("/defaultVariant").stringValue()).isEqualTo("off");
        assertThat(disabled.has("targeting")).isFalse();
    }

    @Test
    void cutsBucketsByTheSaltOfTheFamily() {
        assertThat(flag("production", "use_state_persistence").get("targeting")).isEqualTo(json("""
                        {"if": [
                            {"!==": [{"var": "targetingKey"}, null]},
                            {"fractional": [
                                {"cat": ["state-persistence:", {"var": "targetingKey"}]},
                                ["on", 2500], ["off", 7500]]},
                            "off"]}
                        """));
    }

    @Test
    void foldsDependenciesOfOneSaltAndReadsAnAbsentRingAsTheOutermost() {
        assertThat(flag("production", "enable_state_recovery").get("targeting")).isEqualTo(json("""
                        {"if": [
                            {"in": [{"var": "ring"}, ["internal", "beta"]]},
                            {"if": [
                                {"!==": [{"var": "targetingKey"}, null]},
                                {"fractional": [
                                    {"cat": ["state-persistence:", {"var": "targetingKey"}]},
                                    ["on", 1000], ["off", 9000]]},
                                "off"]},
                            "off"]}
                        """));
    }

    @Test
    void namesTheServersOfARegion() {
        assertThat(flag("production", "new_renderer").at("/targeting/if/0"))
                .isEqualTo(json("{\"in\": [{\"var\": \"server\"}, [\"game-eu-1\", \"game-us-1\"]]}"));
    }

    @Test
    void asksEachSaltWhereDependenciesHaveOthers() {
        Flagbook book = new Flagbook()
                .environment("production")
                .flag("parent")
                .salt("a")
                .percentage("production", "50")
                .add()
                .flag("child")
                .salt("b")
                .needs("parent")
                .percentage("production", "10")
                .add();
        JsonNode targeting =
                json(FlagdDefinition.file(new Plan(book.input()), "production")).at("/flags/child/targeting");
        assertThat(targeting.at("/if/0/and/1/===/0/fractional/0/cat/0").stringValue())
                .isEqualTo("a:");
        assertThat(targeting.at("/if/1/fractional/0/cat/0").stringValue()).isEqualTo("b:");
        assertThat(targeting.at("/if/2").stringValue()).isEqualTo("off");
    }

    @Test
    void givesWhoeverTakesNoPartAnEmptyTextUnderANameThatNoVariantHas() {
        Map<String, String> weights = new LinkedHashMap<>();
        weights.put("none", "50");
        weights.put("some", "50");
        Flagbook book = new Flagbook()
                .environment("production")
                .flag("base")
                .percentage("production", "100")
                .add()
                .experiment("running", "base", Status.RUNNING, weights)
                .experiment("draft", "base", Status.DRAFT, weights)
                .experiment("adrift", "unheard_of", Status.RUNNING, weights);
        JsonNode flags =
                json(FlagdDefinition.file(new Plan(book.input()), "production")).get("flags");
        for (String experiment : List.of("running", "draft", "adrift")) {
            assertThat(flags.get(experiment).get("variants"))
                    .isEqualTo(json("{\"none\": \"none\", \"some\": \"some\", \"none_\": \"\"}"));
            assertThat(flags.get(experiment).get("defaultVariant").stringValue())
                    .isEqualTo("none_");
        }
        assertThat(flags.get("running").has("targeting")).isTrue();
        assertThat(flags.get("draft").has("targeting")).isFalse();
        assertThat(flags.get("adrift").has("targeting")).isFalse();
    }

    /** What config/crd/bases/core.openfeature.dev_featureflags.yaml of the operator asks of a resource. */
    @Test
    void writesAResourceThatTheOperatorTakes() {
        JsonNode resource = json(FlagdDefinition.resource(EXAMPLE, "production"));
        assertThat(resource.propertyNames()).containsExactly("apiVersion", "kind", "metadata", "spec");
        assertThat(resource.get("apiVersion").stringValue()).isEqualTo("core.openfeature.dev/v1beta1");
        assertThat(resource.get("kind").stringValue()).isEqualTo("FeatureFlag");
        assertThat(resource.at("/metadata/name").stringValue()).isEqualTo("hoist-production");
        assertThat(resource.at("/metadata/annotations/hoist.dev~1version").stringValue())
                .isEqualTo(Flagbook.REVISION.id());
        assertThat(resource.get("spec").propertyNames()).containsExactly("flagSpec");
        assertThat(resource.at("/spec/flagSpec").propertyNames()).containsExactly("flags");
        JsonNode flags = resource.at("/spec/flagSpec/flags");
        assertThat(flags.propertyNames())
                .containsExactly(
                        "class",
                        "enable_state_recovery",
                        "enable_state_snapshots",
                        "new_renderer",
                        "use_state_persistence",
                        "a_draft",
                        "recovery_feature_value");
        flags.forEach(flag -> {
            assertThat(flag.propertyNames())
                    .contains("state", "variants", "defaultVariant")
                    .isSubsetOf("state", "variants", "defaultVariant", "targeting");
            assertThat(flag.get("state").stringValue()).isIn("ENABLED", "DISABLED");
            assertThat(flag.get("variants").isObject()).isTrue();
            assertThat(flag.get("variants").propertyNames())
                    .contains(flag.get("defaultVariant").stringValue());
            assertThat(!flag.has("targeting") || flag.get("targeting").isObject())
                    .isTrue();
        });
        JsonNode inAFile = json(FlagdDefinition.file(EXAMPLE, "production")).get("flags");
        inAFile.forEach(
                flag -> assertThat(((ObjectNode) flag).remove("metadata")).isNotNull());
        assertThat(flags).isEqualTo(inAFile);
    }

    @Test
    void namesAResourceAsKubernetesTakesIt() {
        for (String environment : List.of("Prod_EU.1", "p--", "a" + "b".repeat(63))) {
            Flagbook book = new Flagbook().environment(environment);
            assertThat(json(FlagdDefinition.resource(new Plan(book.input()), environment))
                            .at("/metadata/name")
                            .stringValue())
                    .matches("hoist-[a-z0-9]([-a-z0-9]*[a-z0-9])?")
                    .hasSizeLessThanOrEqualTo(253);
        }
    }

    @Test
    void tellsTheRevisionInAFile() {
        JsonNode file = json(FlagdDefinition.file(EXAMPLE, "staging"));
        assertThat(file.get("metadata"))
                .isEqualTo(json("{\"environment\": \"staging\", \"version\": \"" + Flagbook.REVISION.id() + "\"}"));
    }

    @Test
    void namesTheEnvironmentsThatThereAre() {
        assertThatExceptionOfType(CannotJudge.class)
                .isThrownBy(() -> FlagdDefinition.file(EXAMPLE, "prod"))
                .withMessage("the policy has no environment \"prod\"")
                .satisfies(problem -> assertThat(problem.help()).isEqualTo("name one of \"staging\", \"production\""));
    }

    /** What schema/v0/flag-manifest.json of the OpenFeature command asks of a manifest. */
    @Test
    void listsFlagsAndExperimentsForTheOpenFeatureCommand() {
        JsonNode flags = json(OpenFeatureManifest.of(EXAMPLE)).get("flags");
        assertThat(flags.size()).isEqualTo(7);
        flags.forEach(
                flag -> assertThat(flag.propertyNames()).isEqualTo(Set.of("flagType", "defaultValue", "description")));
        assertThat(flags.get("use_state_persistence")).isEqualTo(json("""
                        {"flagType": "boolean", "defaultValue": false,
                         "description": "Master switch for state persistence"}"""));
        assertThat(flags.at("/recovery_feature_value/flagType").stringValue()).isEqualTo("string");
        assertThat(flags.at("/recovery_feature_value/defaultValue").stringValue())
                .isEmpty();
    }

    private static JsonNode flag(String environment, String key) {
        return json(FlagdDefinition.file(EXAMPLE, environment)).get("flags").get(key);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
