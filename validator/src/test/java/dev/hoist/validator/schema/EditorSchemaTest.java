package dev.hoist.validator.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hoist.validator.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema that editors are given for every file under flags. */
class EditorSchemaTest {
    private static final Path ROOT = Path.of("..");
    private static final Schema SCHEMA = load();

    @Test
    void takesThisRepositorysOwnFiles() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("flags"))) {
            List<Path> own = files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.toString().contains("target"))
                    .toList();
            assertThat(own).hasSizeGreaterThan(3);
            for (Path file : own) {
                assertThat(errors(Files.readString(file))).as(file.toString()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flag: a       | environments
            experiment: a | within
            policy: 1     | environments
            name: a       | flag
            """)
    void asksForWhatTheFirstKeyAsksFor(String text, String missing) {
        assertThat(errors(text)).extracting(Error::getProperty).contains(missing);
    }

    private static List<Error> errors(String yaml) {
        return SCHEMA.validate(JsonTrees.of(
                YamlReader.read("a.yaml", yaml.getBytes(UTF_8)).root().orElseThrow()));
    }

    private static Schema load() {
        String place = "https://example.org/schemas/";
        Map<String, String> texts = new HashMap<>();
        try (Stream<Path> schemas = Files.list(ROOT.resolve("schemas"))) {
            for (Path schema : schemas.toList()) {
                texts.put(place + schema.getFileName(), Files.readString(schema));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(texts))
                .getSchema(SchemaLocation.of(place + "hoist.schema.json"));
    }
}
