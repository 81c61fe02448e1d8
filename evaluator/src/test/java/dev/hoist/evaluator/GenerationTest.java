package dev.hoist.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hoist.evaluator.source.GeneratedFile;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.interpreter.EvaluationContext;
import dev.hoist.validator.reading.YamlFileReader;
import dev.hoist.validator.rules.RuleBook;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GenerationTest {
    private static final String POLICY = """
        policy: 1
        rings:
          internal: {description: Employees, population: 200}
          ga: {description: All users}
        environments:
          staging:
            ladder: [0, 50, 100]
            soak: 30m
          production:
            ladder: [0, 25, 100]
            soak: 1h
            regions:
              eu-west: {game-eu-1: 4}
        """;

    private static final String PARENT = """
        flag: use_state_persistence
        description: Master switch
        owner: game-platform
        environments:
          staging: {percentage: 100}
          production: {rings: {internal: 100, ga: 25}}
        """;

    @TempDir
    Path repository;

    private final Hoist hoist = new Hoist(new YamlFileReader(RuleBook.overridable()));

    @BeforeEach
    void writeFlags() throws IOException {
        write("flags/policy.yaml", POLICY);
        write("flags/state-persistence/use_state_persistence.yaml", PARENT);
    }

    @Test
    void evaluatesEveryFieldThatAFileCanHave() throws IOException {
        EveryField.write(repository);
        Generated generated = generate();
        assertThat(generated.structure().findings())
                .filteredOn(Finding::isError)
                .isEmpty();
        Compiled compiled = Compiled.of(files());
        Object production = compiled.flags("production");
        Object employee =
                compiled.context(EvaluationContext.of("a").withRing("internal").withServer("game-eu-1"));
        assertThat(compiled.isOn(production, "enable_state_snapshots", "enableStateSnapshots", employee))
                .isTrue();
        assertThat(compiled.variant(production, "snapshot_rate", employee)).contains("often");
        Object elsewhere = compiled.context(EvaluationContext.of("a").withRing("internal"));
        assertThat(compiled.isOn(production, "enable_state_snapshots", "enableStateSnapshots", elsewhere))
                .isFalse();
    }

    @Test
    void knowsEveryFieldThatAFileCanHave() {
        String written = String.join("\n", EveryField.files().values());
        List<String> fields = Stream.of("flag", "experiment", "policy")
                .flatMap(format -> fields(JsonMapper.shared()
                        .readTree(
                                Path.of("../schemas/" + format + ".schema.json").toFile())))
                .distinct()
                .toList();
        assertThat(fields).contains("frozen", "min_sample_size", "restore_within", "traffic");
        assertThat(fields)
                .allSatisfy(
                        field -> assertThat(written).containsPattern("(?m)(^|[ {])" + Pattern.quote(field) + ":( |$)"));
    }

    private static Stream<String> fields(JsonNode schema) {
        Stream<String> own = schema.path("properties").propertyNames().stream();
        return Stream.concat(own, schema.valueStream().flatMap(GenerationTest::fields));
    }

    @Test
    void namesTheCommitAndMarksFlagsThatDifferFromIt() throws IOException, GitAPIException {
        generate();
        assertThat(revision()).isEqualTo("none");
        String commit;
        try (Git git = Git.init().setDirectory(repository.toFile()).call()) {
            write(".gitignore", "out/\n");
            git.add().addFilepattern(".").call();
            commit = git.commit()
                    .setMessage("Add flags")
                    .setAuthor("A", "a@example.com")
                    .setCommitter("A", "a@example.com")
                    .setSign(false)
                    .call()
                    .name();
        }
        write("README.md", "no flag");
        generate();
        assertThat(revision()).isEqualTo(commit);
        write("flags/state-persistence/use_state_persistence.yaml", PARENT.replace("25", "0"));
        generate();
        assertThat(revision()).isEqualTo(commit + "-dirty");
    }

    @Test
    void leavesTheLastGoodOutputWhereFlagsBreakAStructureRule() throws IOException {
        generate();
        List<GeneratedFile> good = files();
        write("flags/state-persistence/other.yaml", PARENT.replace("use_state_persistence", "other") + "nonsense: 1\n");
        Generated generated = generate();
        assertThat(generated.isRefused()).isTrue();
        assertThat(generated.structure().findings())
                .extracting(Finding::rule)
                .extracting(Object::toString)
                .contains("schema-violation");
        assertThat(files()).isEqualTo(good);
    }

    @Test
    void readsNamesThatThePolicyDoesNotHaveAsNobody() throws IOException {
        write("flags/state-persistence/use_state_persistence.yaml", PARENT.replace("ga: 25", "nightly: 25"));
        Generated generated = generate();
        assertThat(generated.structure().accepted()).isFalse();
        assertThat(generated.isRefused()).isFalse();
        Compiled compiled = Compiled.of(files());
        Object production = compiled.flags("production");
        assertThat(compiled.isEnabled(production, "use_state_persistence", compiled.context(EvaluationContext.of("a"))))
                .isFalse();
    }

    @Test
    void refusesWhatIsNoPackage() {
        for (String name : List.of(
                "",
                ".",
                "com..example",
                "com.class",
                "com.true",
                "com._",
                "com/example",
                "../example",
                "com.example.",
                "1a",
                "a b",
                "a\n",
                "a;b",
                "\u00e9",
                "c\u043em.example",
                "com.\uff45xample")) {
            assertThatExceptionOfType(CannotJudge.class)
                    .isThrownBy(() -> Generation.run(request(name), hoist))
                    .withMessage("\"" + name + "\" is no name for a Java package");
        }
        for (String name : List.of("java", "java.lang", "java.example")) {
            assertThatExceptionOfType(CannotJudge.class)
                    .isThrownBy(() -> Generation.run(request(name), hoist))
                    .withMessageContaining("belongs to Java");
        }
        assertThat(repository.resolve("out")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"javax.example", "com.record.var.yield", "flags", "Flags", "Context.Ring", "com.__._1"})
    void takesAnyNameThatAPackageMayHave(String name) throws IOException {
        assertThat(Generation.run(request(name), hoist).isRefused()).isFalse();
        assertThat(Compiled.of(files()).named(name + ".Flags")).isNotNull();
    }

    private GenerationRequest request(String packageName) {
        return new GenerationRequest(
                repository,
                "flags",
                packageName,
                repository.resolve("out"),
                false,
                Instant.parse("2026-11-22T12:00:00Z"));
    }

    private Generated generate() {
        return Generation.run(request(Compiled.PACKAGE), hoist);
    }

    private Object revision() throws IOException {
        try {
            return Compiled.of(files()).type("Flags").getField("REVISION").get(null);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private List<GeneratedFile> files() throws IOException {
        Path out = repository.resolve("out");
        TreeMap<String, String> byPath = new TreeMap<>();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byPath.put(out.relativize(file).toString().replace('\\', '/'), Files.readString(file));
            }
        }
        return byPath.entrySet().stream()
                .map(entry -> new GeneratedFile(entry.getKey(), entry.getValue()))
                .toList();
    }

    private void write(String path, String text) throws IOException {
        Path file = repository.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
