package dev.hoist.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.evaluator.export.FlagdDefinition;
import dev.hoist.evaluator.plan.EvaluatorInput;
import dev.hoist.evaluator.plan.Plan;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.interpreter.EvaluationContext;
import dev.hoist.validator.interpreter.Interpreter;
import dev.hoist.validator.tree.FlagTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes down what the interpreter decides, beside the exported definitions, into {@code target/flagd}:
 * {@code src/test/flagd/agree.cjs} has the real flagd decide the same.
 */
class FlagdCasesTest {
    private static final Path CASES = Path.of("target/flagd/cases");
    private static final int WORLDS = 60;
    private static final int USERS = 200;

    private static final List<String> RINGS = List.of("internal", "beta", "ga", "unheard-of");
    private static final List<String> SERVERS = List.of("game-eu-1", "game-eu-3", "game-us-2", "unheard-of");

    @BeforeAll
    static void forgetEarlierCases() throws IOException {
        if (Files.exists(CASES)) {
            try (Stream<Path> files = Files.list(CASES)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(CASES);
    }

    @Test
    void writesCasesOfThisRepositorysFlags() throws IOException {
        FlagTree tree = new Hoist()
                .standing(Path.of(".."), "flags", Instant.parse("2026-11-22T12:00:00Z"))
                .tree();
        Random random = new Random(20261122);
        write(
                "repository",
                tree,
                1_000,
                () -> new EvaluationContext(
                        random.nextInt(10) == 0 ? Optional.empty() : Optional.of("user-" + random.nextInt(1_000_000)),
                        some(RINGS, random),
                        some(SERVERS, random)));
    }

    @Test
    void writesCasesOfRandomFlags() throws IOException {
        Random random = new Random(20261123);
        int on = 0;
        int asked = 0;
        for (int number = 0; number < WORLDS; number++) {
            RandomWorld world = new RandomWorld(random, true);
            Tally tally = write("world-" + number, world.book.tree(), USERS, world::subject);
            on += tally.on();
            asked += tally.asked();
        }
        assertThat(WORLDS * USERS * RandomWorld.ENVIRONMENTS.size()).isGreaterThanOrEqualTo(20_000);
        // neither answer is rare, or agreement would mean little
        assertThat(on).isBetween(asked / 20, asked * 19 / 20);
    }

    private record Tally(int asked, int on) {}

    private static Optional<String> some(List<String> names, Random random) {
        return random.nextInt(4) == 0 ? Optional.empty() : Optional.of(names.get(random.nextInt(names.size())));
    }

    private static Tally write(String name, FlagTree tree, int users, Supplier<EvaluationContext> subjects)
            throws IOException {
        Plan plan = new Plan(EvaluatorInput.of(tree, Flagbook.REVISION));
        Interpreter interpreter = new Interpreter(tree);
        List<String> flags = tree.flags().map(flag -> flag.name()).toList();
        List<String> experiments =
                tree.experiments().map(experiment -> experiment.name()).toList();
        int asked = 0;
        int on = 0;
        for (String environment : RandomWorld.ENVIRONMENTS) {
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            root.put("definition", FlagdDefinition.file(plan, environment));
            root.put("resource", FlagdDefinition.resource(plan, environment));
            ArrayNode cases = root.putArray("cases");
            for (int user = 0; user < users; user++) {
                EvaluationContext subject = subjects.get();
                ObjectNode one = cases.addObject();
                ObjectNode context = one.putObject("context");
                subject.key().ifPresent(key -> context.put("targetingKey", key));
                subject.ring().ifPresent(ring -> context.put("ring", ring));
                subject.server().ifPresent(server -> context.put("server", server));
                ObjectNode expected = one.putObject("flags");
                for (String flag : flags) {
                    boolean isOn = interpreter.isOn(environment, flag, subject);
                    expected.put(flag, isOn);
                    asked++;
                    on += isOn ? 1 : 0;
                }
                ObjectNode variants = one.putObject("experiments");
                for (String experiment : experiments) {
                    variants.put(
                            experiment,
                            interpreter
                                    .variant(environment, experiment, subject)
                                    .orElse(""));
                }
            }
            Files.writeString(
                    CASES.resolve(name + "-" + environment + ".json"),
                    JsonMapper.shared().writeValueAsString(root));
        }
        return new Tally(asked, on);
    }
}
