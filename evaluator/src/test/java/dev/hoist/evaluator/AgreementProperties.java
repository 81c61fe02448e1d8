package dev.hoist.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.interpreter.EvaluationContext;
import dev.hoist.validator.interpreter.Interpreter;
import dev.hoist.validator.tree.FlagTree;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The generated code decides as the interpreter does, whatever the flags and whoever asks. */
class AgreementProperties {
    @Property(tries = 40, seed = "20261102")
    void decidesLikeTheInterpreter(@ForAll long seed) {
        Random random = new Random(seed);
        RandomWorld world = new RandomWorld(random, false);
        FlagTree tree = world.book.tree();
        Interpreter interpreter = new Interpreter(tree);
        Compiled compiled = Compiled.of(world.book);
        for (String environment : RandomWorld.ENVIRONMENTS) {
            Object flags = compiled.flags(environment);
            for (int person = 0; person < 40; person++) {
                EvaluationContext subject = world.subject();
                Object context = compiled.context(subject);
                for (int number = 0; number < world.flags; number++) {
                    String key = RandomWorld.flagKey(number);
                    boolean on = interpreter.isOn(environment, key, subject);
                    assertThat(compiled.isOn(flags, key, RandomWorld.flagMethod(number), context))
                            .as("%s in %s for %s", key, environment, subject)
                            .isEqualTo(on);
                    // law 3: a child that is on has every dependency on
                    if (on) {
                        assertThat(tree.flag(key).orElseThrow().dependencyKeys())
                                .allMatch(dependency -> interpreter.isOn(environment, dependency, subject));
                    }
                }
                for (int number = 0; number < world.experiments; number++) {
                    assertThat(compiled.variant(flags, "e" + number, context))
                            .as("e%s in %s for %s", number, environment, subject)
                            .isEqualTo(interpreter.variant(environment, "e" + number, subject));
                }
            }
        }
    }
}
