package dev.hoist.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.evaluator.plan.Plan;
import dev.hoist.evaluator.source.GeneratedFile;
import dev.hoist.evaluator.source.SourceGenerator;
import dev.hoist.validator.interpreter.EvaluationContext;
import dev.hoist.validator.interpreter.Interpreter;
import dev.hoist.validator.model.Experiment.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a file says stays text. */
class InjectionTest {
    private static final String ATTACK = "static { System.setProperty(\"hoist.injected\", \"yes\"); }";

    static List<String> texts() {
        return List.of(
                "\\u000a " + ATTACK + " //",
                "*/ " + ATTACK + " /*",
                "\\u002a\\u002f " + ATTACK + " /*",
                "*\\u002f " + ATTACK + " /*",
                "\\u0022; " + ATTACK + " String s = \\u0022",
                "\"; " + ATTACK + " //",
                "\\\\u0022; " + ATTACK + " //",
                "\\",
                "\\\\\\",
                "C:\\users\\uninstall",
                "\n" + ATTACK + "\n//",
                "\r" + ATTACK,
                "\u2028" + ATTACK + "\u0085\u2029",
                "{@code } } " + ATTACK,
                "<script>&amp; @deprecated",
                "\ud800 half, \ud83d\ude00 whole, \u0000 nothing",
                "x".repeat(60_000),
                "\u4e00".repeat(60_000),
                "\"\\".repeat(30_000),
                "");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void keepsTextsText(String text) {
        System.clearProperty("hoist.injected");
        Map<String, String> variants = new LinkedHashMap<>();
        variants.put(text, "50");
        variants.put(text + "-", "50");
        Flagbook book = new Flagbook()
                .rings(text, "ga")
                .environment(text, Map.of(text, List.of(text + ".")))
                .environment("production")
                .flag(text)
                .describedAs(text)
                .ownedBy(text)
                .salt(text)
                .group(text)
                .rings(text, Map.of(text, "100", "ga", "50"))
                .add()
                .flag("child")
                .needs(text)
                .describedAs(text)
                .canary(text, List.of(text + "."), List.of(text), "50")
                .percentage("production", "100")
                .add()
                .experiment("e" + text, text, text, Status.RUNNING, variants);
        List<GeneratedFile> files = Generation.files(book.input(), Compiled.PACKAGE);
        assertThat(files)
                .allSatisfy(file -> assertThat(file.content()
                                .chars()
                                .allMatch(character -> character == '\n' || (character >= ' ' && character <= '~')))
                        .isTrue());
        Compiled compiled = Compiled.of(files);
        Object flags = compiled.flags(text);
        Object inner = compiled.context(EvaluationContext.of("a").withRing(text));
        assertThat(compiled.isEnabled(flags, text, inner)).isTrue();
        assertThat(compiled.variant(flags, "e" + text, inner).orElseThrow()).startsWith(text);
        assertThat(compiled.explain(flags, text, inner).toString()).contains(text);
        assertThat(System.getProperty("hoist.injected")).isNull();
    }

    @Test
    void givesEveryKeyANameOfItsOwn() {
        List<String> keys = List.of(
                "class",
                "class_",
                "is_enabled",
                "equals",
                "a_b",
                "a-b",
                "aB",
                "a b",
                "1",
                "_1",
                "_",
                "",
                "on",
                "get_class",
                "f".repeat(300),
                "f".repeat(301),
                "yield",
                "var",
                "\u00e9",
                "flags",
                "context",
                "string",
                "override");
        Flagbook book =
                new Flagbook().environment("default").environment("all-on").environment("flags");
        for (String key : keys) {
            book.flag(key).percentage("default", "100").add();
            book.experiment("x" + key, key, Status.RUNNING, Map.of("a", "50", "A", "50"));
        }
        List.of("flags", "context", "string", "optional", "variant", "record")
                .forEach(key -> book.experiment(
                        key + "-", "class", Status.RUNNING, Map.of("key", "50", "KEY", "25", "ka-y", "25")));
        Compiled compiled = Compiled.of(book);
        Object flags = compiled.flags("default");
        Object user = compiled.context(EvaluationContext.of("a"));
        assertThat(keys)
                .allSatisfy(
                        key -> assertThat(compiled.isEnabled(flags, key, user)).isTrue());
        assertThat(keys)
                .allSatisfy(key ->
                        assertThat(compiled.variant(flags, "x" + key, user)).isPresent());
    }

    @Test
    void givesEveryRingAndEnvironmentANameOfItsOwn() {
        List<String> rings = List.of(
                "a-b",
                "a_b",
                "a.b",
                "aB",
                "A_B",
                "1",
                "_1",
                "values",
                "valueOf",
                "name",
                "in-order",
                "class",
                "ring",
                "ga");
        List<String> environments = List.of(
                "a-b",
                "a_b",
                "all-on",
                "all_on",
                "allon",
                "keys",
                "of",
                "new",
                "environment",
                "uniform",
                "overridden",
                "part",
                "flags",
                "string",
                "1");
        List<String> servers = List.of("s-1", "s_1", "s.1", "S-1", "ga", "");
        Flagbook book = new Flagbook().rings(rings.toArray(String[]::new));
        environments.forEach(environment -> book.environment(environment, Map.of("a-b", servers, "a_b", List.of())));
        Flagbook.FlagDraft ringed = book.flag("ringed");
        Flagbook.FlagDraft canary = book.flag("production");
        for (String environment : environments) {
            ringed.rings(environment, Map.of(rings.get(environments.indexOf(environment) % rings.size()), "100"));
            canary.canary(
                    environment,
                    List.of(servers.get(environments.indexOf(environment) % servers.size())),
                    List.of("a_b"),
                    "0");
        }
        ringed.add();
        canary.add();
        List.of("a-b-flags", "a_b_flags_table", "value", "reason", "provider_evaluation", "shares", "environments")
                .forEach(key -> book.experiment(key, "ringed", Status.RUNNING, Map.of("a", "50", "b", "50")));
        Compiled compiled = Compiled.of(SourceGenerator.generate(new Plan(book.input()), Compiled.PACKAGE, true));
        Interpreter interpreter = new Interpreter(book.tree());
        for (String environment : environments) {
            Object flags = compiled.flags(environment);
            for (String ring : rings) {
                for (String server : servers) {
                    EvaluationContext subject =
                            EvaluationContext.of("a").withRing(ring).withServer(server);
                    Object context = compiled.context(subject);
                    for (String key : List.of("ringed", "production")) {
                        assertThat(compiled.isEnabled(flags, key, context))
                                .as("%s in %s for %s", key, environment, subject)
                                .isEqualTo(interpreter.isOn(environment, key, subject));
                    }
                }
            }
        }
    }
}
