package dev.hoist.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.evaluator.plan.EvaluatorInput;
import dev.hoist.evaluator.source.GeneratedFile;
import dev.hoist.validator.fixture.ProcessorTime;
import dev.hoist.validator.interpreter.EvaluationContext;
import dev.hoist.validator.interpreter.Interpreter;
import dev.hoist.validator.model.Experiment.Status;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void takesAThousandFlagsInThirtyGroups() throws IOException {
        generatesAndDecides(1_000, 30);
    }

    @Test
    @Tag("slow")
    void takesTenThousandFlagsInThreeHundredGroups() throws IOException {
        generatesAndDecides(10_000, 300);
    }

    @Test
    void takesTimeInProportionToTheFlags() {
        long some = leastNanos(1_000, 30);
        long eightTimesAsMany = leastNanos(8_000, 240);
        // eight times the work, and room for caches that no longer hold it; a step for each pair of flags would take 64
        // times
        assertThat(eightTimesAsMany).isLessThan(some * 24);
    }

    /** The processor time of a generation, the shortest of a few. */
    private static long leastNanos(int count, int groups) {
        EvaluatorInput input = book(count, groups).input();
        long least = Long.MAX_VALUE;
        for (int time = 0; time < 5; time++) {
            Duration took = ProcessorTime.of(
                    () -> assertThat(Generation.files(input, Compiled.PACKAGE)).isNotEmpty());
            least = Math.min(least, took.toNanos());
        }
        return least;
    }

    @Test
    void takesAChainOfDependenciesOfAnyDepth() throws IOException {
        Flagbook book = new Flagbook().environment("production");
        int depth = 10_000;
        for (int number = 0; number < depth; number++) {
            Flagbook.FlagDraft flag = book.flag("f" + number);
            // as many salts as flags: nothing can be folded
            flag.salt("s" + number).percentage("production", "99.99");
            if (number > 0) {
                flag.needs("f" + (number - 1));
            }
            flag.add();
        }
        Compiled compiled = Compiled.of(book);
        checkMethods(compiled);
        Object flags = compiled.flags("production");
        Object all = Compiled.call(compiled.type("Flags"), flags, "overriding");
        Object on = Compiled.call(
                compiled.type("Overriding"),
                Compiled.call(compiled.type("Overriding"), all, "on", "f" + (depth - 1)),
                "build");
        assertThat(compiled.isOn(on, "f0", "f0", compiled.context(EvaluationContext.anonymous())))
                .isTrue();
        Interpreter interpreter = new Interpreter(book.tree());
        for (int person = 0; person < 20; person++) {
            EvaluationContext subject = EvaluationContext.of("user-" + person);
            Object context = compiled.context(subject);
            for (String key : List.of("f5", "f500", "f" + (depth - 1))) {
                assertThat(compiled.isOn(flags, key, key, context))
                        .isEqualTo(interpreter.isOn("production", key, subject));
            }
        }
    }

    private static void generatesAndDecides(int count, int groups) throws IOException {
        Flagbook book = book(count, groups);
        EvaluatorInput input = book.input();
        List<GeneratedFile> files = Generation.files(input, Compiled.PACKAGE);
        Compiled compiled = Compiled.of(files);
        checkMethods(compiled);
        Interpreter interpreter = new Interpreter(book.tree());
        for (String environment : List.of("staging", "production")) {
            Object flags = compiled.flags(environment);
            for (int person = 0; person < 10; person++) {
                EvaluationContext subject = EvaluationContext.of("user-" + person)
                        .withRing(person % 2 == 0 ? "beta" : "ga")
                        .withServer("eu-" + person);
                Object context = compiled.context(subject);
                for (int number = person; number < count; number += 37) {
                    assertThat(compiled.isEnabled(flags, "flag_" + number, context))
                            .as("flag_%s in %s for %s", number, environment, subject)
                            .isEqualTo(interpreter.isOn(environment, "flag_" + number, subject));
                }
                for (int number = 0; number < count / 50; number++) {
                    assertThat(compiled.variant(flags, "experiment_" + number, context))
                            .isEqualTo(interpreter.variant(environment, "experiment_" + number, subject));
                }
            }
        }
    }

    private static Flagbook book(int count, int groups) {
        Flagbook book = new Flagbook()
                .rings("internal", "beta", "ga")
                .environment("staging")
                .environment("production", Map.of("eu", List.of("eu-1", "eu-2", "eu-3"), "us", List.of("us-1")));
        for (int number = 0; number < count; number++) {
            Flagbook.FlagDraft flag = book.flag("flag_" + number)
                    .group("group-" + number % groups)
                    .describedAs("Does thing number " + number)
                    .percentage("staging", "100");
            if (number >= groups && number % 5 != 0) {
                flag.needs("flag_" + (number - groups));
            }
            switch (number % 7) {
                case 0 -> flag.rings("production", Map.of("internal", "100", "beta", "50"));
                case 1 -> flag.canary("production", List.of("eu-" + number % 4), List.of(), "5");
                case 2 -> flag.percentage("production", "100");
                default -> flag.percentage("production", number % 2 == 0 ? "25" : "50");
            }
            flag.add();
        }
        for (int number = 0; number < count / 50; number++) {
            book.experiment(
                    "experiment_" + number,
                    "flag_" + number * 3,
                    Status.RUNNING,
                    Map.of("control", "50", "test", "50"));
        }
        return book;
    }

    /** The virtual machine compiles no method above 8,000 bytes. */
    private static void checkMethods(Compiled compiled) throws IOException {
        for (Map.Entry<String, byte[]> type : compiled.classes().entrySet()) {
            assertThat(ClassFile.longestMethod(type.getValue()))
                    .as(type.getKey())
                    .isLessThan(4_000);
        }
    }

    /** As much of a class file's format as it takes to find the code. */
    private static final class ClassFile {
        private ClassFile() {}

        static int longestMethod(byte[] bytes) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            in.readInt();
            in.readInt();
            String[] texts = constants(in);
            in.skipBytes(6);
            in.skipBytes(2 * in.readUnsignedShort());
            members(in, texts);
            return members(in, texts);
        }

        private static int members(DataInputStream in, String[] texts) throws IOException {
            int longest = 0;
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                in.skipBytes(6);
                for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                    String name = texts[in.readUnsignedShort()];
                    int length = in.readInt();
                    if (name.equals("Code")) {
                        in.skipBytes(4);
                        longest = Math.max(longest, in.readInt());
                        in.skipBytes(length - 8);
                    } else {
                        in.skipBytes(length);
                    }
                }
            }
            return longest;
        }

        private static String[] constants(DataInputStream in) throws IOException {
            String[] texts = new String[in.readUnsignedShort()];
            for (int number = 1; number < texts.length; number++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts[number] = in.readUTF();
                    case 5, 6 -> {
                        in.skipBytes(8);
                        number++;
                    }
                    case 7, 8, 16, 19, 20 -> in.skipBytes(2);
                    case 15 -> in.skipBytes(3);
                    default -> in.skipBytes(4);
                }
            }
            return texts;
        }
    }
}
