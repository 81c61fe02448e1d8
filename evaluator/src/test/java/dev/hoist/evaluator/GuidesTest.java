package dev.hoist.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.evaluator.export.FlagdDefinition;
import dev.hoist.evaluator.plan.EvaluatorInput;
import dev.hoist.evaluator.plan.Plan;
import dev.hoist.evaluator.source.GeneratedFile;
import dev.hoist.evaluator.source.SourceGenerator;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.LoadedFlags;
import dev.openfeature.sdk.OpenFeatureAPI;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The guides' code is compiled against evaluators of the sample flags; its tests run, and its programs print what the guides
 * say. {@code -Dhoist.golden=write} replaces the text behind a program by what it prints now.
 */
class GuidesTest {
    private static final Path GUIDES = Path.of("../docs/guides");
    private static final Pattern BLOCK = Pattern.compile("```(java|text|json)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern ANY_BLOCK = Pattern.compile("```([a-z]+)\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TYPE = Pattern.compile("^(?:public )?(?:final )?class (\\w+)", Pattern.MULTILINE);
    private static final String PACKAGE = "com.example.shop.";

    private static final Plan SAMPLE = sample();
    private static final List<Program> PROGRAMS = programs();
    private static final Compiled COMPILED = compiled();

    /**
     * A class in a guide.
     *
     * @param printed the text that follows it
     */
    private record Program(Path guide, String type, String source, Optional<String> printed) {}

    @AfterAll
    static void shutDown() {
        OpenFeatureAPI.getInstance().shutdown();
    }

    @TestFactory
    Stream<DynamicTest> printsWhatTheGuideSays() {
        List<Program> printing = PROGRAMS.stream()
                .filter(program -> program.source().contains("void main("))
                .toList();
        assertThat(printing).hasSize(4);
        return printing.stream()
                .map(program -> DynamicTest.dynamicTest(program.type(), () -> {
                    String printed = run(program.type());
                    if ("write".equals(System.getProperty("hoist.golden"))) {
                        replace(program.guide(), program.printed().orElseThrow(), printed);
                    } else {
                        assertThat(program.printed()).contains(printed);
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> passesTheTestsOfTheGuides() throws ReflectiveOperationException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Program program : PROGRAMS) {
            Class<?> type = COMPILED.named(PACKAGE + program.type());
            for (Method method : type.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Test.class)) {
                    Constructor<?> constructor = type.getDeclaredConstructor();
                    constructor.setAccessible(true);
                    method.setAccessible(true);
                    tests.add(DynamicTest.dynamicTest(
                            program.type() + "." + method.getName(), () -> method.invoke(constructor.newInstance())));
                }
            }
        }
        assertThat(tests).hasSize(7);
        return tests.stream();
    }

    @Test
    void showsWhatIsExportedForFlagd() throws IOException {
        Path guide = GUIDES.resolve("flagd.md");
        Matcher block = BLOCK.matcher(Files.readString(guide));
        assertThat(block.find()).isTrue();
        String exported = JsonMapper.shared()
                        .readTree(FlagdDefinition.file(SAMPLE, "production"))
                        .at("/flags/express_payment")
                        .toPrettyString()
                        .replace(" : ", ": ")
                + "\n";
        if ("write".equals(System.getProperty("hoist.golden"))) {
            replace(guide, block.group(2), exported);
        } else {
            assertThat(block.group(2)).isEqualTo(exported);
        }
    }

    private static String run(String type) throws ReflectiveOperationException {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            System.setOut(out);
            COMPILED.named(PACKAGE + type).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            throw new AssertionError(type + " failed", e.getCause());
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static Plan sample() {
        LoadedFlags standing =
                new Hoist().standing(GUIDES.resolve("sample"), "docs/guides/sample/flags", Instant.EPOCH);
        assertThat(standing.structure().findings()).isEmpty();
        return new Plan(EvaluatorInput.of(standing.tree(), Flagbook.REVISION));
    }

    private static Compiled compiled() {
        List<GeneratedFile> files = new ArrayList<>(SourceGenerator.generate(SAMPLE, Compiled.PACKAGE, true));
        PROGRAMS.forEach(program ->
                files.add(new GeneratedFile((PACKAGE + program.type()).replace('.', '/') + ".java", program.source())));
        return Compiled.of(files);
    }

    private static List<Program> programs() {
        try (Stream<Path> guides = Files.list(GUIDES)) {
            return guides.filter(guide -> guide.toString().endsWith(".md"))
                    .sorted()
                    .flatMap(guide -> programs(guide).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Program> programs(Path guide) {
        List<Program> programs = new ArrayList<>();
        try {
            Matcher block = ANY_BLOCK.matcher(Files.readString(guide));
            String before = "";
            while (block.find()) {
                if (block.group(1).equals("java")) {
                    Matcher type = TYPE.matcher(block.group(2));
                    assertThat(type.find()).as(block.group(2)).isTrue();
                    programs.add(new Program(guide, type.group(1), block.group(2), Optional.empty()));
                } else if (block.group(1).equals("text") && before.equals("java")) {
                    Program last = programs.remove(programs.size() - 1);
                    programs.add(new Program(guide, last.type(), last.source(), Optional.of(block.group(2))));
                }
                before = block.group(1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return programs;
    }

    private static void replace(Path guide, String before, String after) throws IOException {
        Files.writeString(guide, Files.readString(guide).replace(before, after));
    }
}
