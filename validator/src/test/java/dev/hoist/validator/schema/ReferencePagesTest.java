package dev.hoist.validator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.rules.RuleBook;
import dev.hoist.validator.schema.ReferencePage.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The reference pages are what the schemas say, and the schemas say enough of each field. */
class ReferencePagesTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final boolean WRITE = "write".equals(System.getProperty("hoist.golden"));
    private static final Map<Format, String> EXAMPLES = Map.of(
            Format.POLICY, "policy.yaml",
            Format.FLAG, "state-persistence/enable_state_snapshots.yaml",
            Format.EXPERIMENT, "experiments/recovery_feature_value.yaml");

    /** A mention of code on a rule's page. A path, a rule or a line of a commit message names no field. */
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private static final Pattern VALUE = Pattern.compile(": [^{,}]+");

    private static final Pattern WORD = Pattern.compile("[a-z_]+");

    @ParameterizedTest
    @EnumSource
    void thePageIsWhatTheSchemaSays(Format format) throws IOException {
        Path page = DOCS.resolve("reference").resolve(format.key() + ".md");
        String example = Files.readString(DOCS.resolve("rules/example/flags").resolve(EXAMPLES.get(format)));
        String text = new ReferencePage(format).text(example);
        if (WRITE) {
            Files.writeString(page, text);
        }
        assertThat(Files.readString(page)).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource
    void everyFieldSaysWhatItDoesItsDefaultAndAnExample(Format format) {
        for (Field field : new ReferencePage(format).fields()) {
            assertThat(field.type()).as(field.path() + ": title").isNotEmpty();
            assertThat(field.meaning()).as(field.path() + ": description").endsWith(".");
            assertThat(field.fallback())
                    .as(field.path() + ": a description that ends with \"Default: …\", unless it is required")
                    .isNotEmpty();
            assertThat(field.fallback().equals("required")).as(field.path()).isEqualTo(field.required());
            assertThat(field.hasExample()).as(field.path() + ": examples").isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyExampleIsValid(Format format) {
        ReferencePage page = new ReferencePage(format);
        for (Field field : page.fields()) {
            Schema alone = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(page.schemaOf(field));
            assertThat(alone.validate(field.example())).as(field.path()).isEmpty();
        }
    }

    @Test
    void everySettingThatARulesPageNamesLeadsToThatPage() throws IOException {
        Map<String, List<Field>> fields = Stream.of(Format.values())
                .flatMap(format -> new ReferencePage(format).fields().stream())
                .collect(Collectors.groupingBy(Field::name));
        TreeSet<String> ofFields = new TreeSet<>();
        fields.forEach((name, same) ->
                same.forEach(field -> field.rules().forEach(rule -> ofFields.add(rule + " reads " + name))));
        TreeSet<String> ofPages = new TreeSet<>();
        for (RuleId rule : RuleBook.ids()) {
            String settings = settings(rule.text());
            CODE.matcher(settings)
                    .results()
                    .map(code -> code.group(1))
                    .filter(code -> !code.startsWith("Hoist-") && !code.contains("/") && !code.contains("-"))
                    .map(code -> VALUE.matcher(code).replaceAll(""))
                    .flatMap(code -> WORD.matcher(code).results().map(MatchResult::group))
                    .filter(fields::containsKey)
                    .forEach(name -> ofPages.add(rule.text() + " reads " + name));
        }
        assertThat(ofFields).containsAll(ofPages);
        assertThat(fields.values().stream().flatMap(List::stream).flatMap(field -> field.rules().stream()))
                .isSubsetOf(RuleBook.ids().stream().map(RuleId::text).toList());
    }

    private static String settings(String rule) throws IOException {
        String page = Files.readString(DOCS.resolve("rules").resolve(rule + ".md"));
        return page.substring(page.indexOf("## Settings"));
    }
}
