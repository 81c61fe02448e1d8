package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.cli.command.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchemaCommandTest {
    private static final String POLICY = """
            policy: 1
            rings: {staff: {}, all: {}}
            environments:
              qa: {ladder: [0, 100], soak: 0m}
              live:
                ladder: [0, 12.5, 100]
                soak: 1h
                regions: {eu: {eu-1: 4}}
                checklist: [tested]
            """;

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void land() throws IOException {
        Git.run(directory, "init", "-q", "-b", "main");
        write("flags/policy.yaml", POLICY);
        write("flags/shop/use_cart.yaml", "flag: use_cart\ndescription: d\nowner: shop-team\nenvironments: {}\n");
        Git.run(directory, "add", ".");
        Git.run(directory, "commit", "-q", "-m", "Begin");
    }

    @Test
    void offersTheNamesOfTheRepository() {
        assertThat(run("schema", "flag")).isZero();
        JsonNode schema = json();
        JsonNode environments = schema.at("/properties/environments");
        assertThat(environments.at("/properties").propertyNames()).containsExactly("qa", "live");
        JsonNode live = schema.at("/$defs/block.live/properties");
        assertThat(live.at("/percentage/examples").toString()).isEqualTo("[0,12.5,100]");
        assertThat(live.at("/rings/properties").propertyNames()).containsExactly("staff", "all");
        assertThat(live.at("/canary/properties/servers/items/examples").toString())
                .isEqualTo("[\"eu-1\"]");
        assertThat(live.at("/canary/properties/regions/items/examples").toString())
                .isEqualTo("[\"eu\"]");
        assertThat(schema.at("/$defs/block.qa/properties/canary/properties/servers/items")
                        .has("examples"))
                .isFalse();
        assertThat(schema.at("/properties/checklist/items/examples").toString()).isEqualTo("[\"tested\"]");
        assertThat(schema.at("/properties/dependencies/items/examples").toString())
                .isEqualTo("[\"use_cart\"]");
        assertThat(schema.at("/properties/owner/examples").toString()).isEqualTo("[\"shop-team\"]");
        assertThat(out.toString())
                .doesNotContain("propertyNames", "use_state_persistence", "game-eu-1", "\"internal\"");
    }

    @Test
    void offersFlagsToExperimentsAndEnvironmentsToThePolicy() {
        run("schema", "experiment");
        assertThat(json().at("/properties/within/examples").toString()).isEqualTo("[\"use_cart\"]");
        out.getBuffer().setLength(0);
        run("schema", "policy");
        assertThat(json().at("/$defs/environment/properties/after/properties/environment/examples")
                        .toString())
                .isEqualTo("[\"qa\",\"live\"]");
        assertThat(json().at("/$defs/guardrail/properties/groups/items/examples")
                        .toString())
                .isEqualTo("[\"shop\"]");
    }

    @Test
    void takesTheNamesFromThePolicyOfBase() throws IOException {
        write("flags/policy.yaml", POLICY.replace("  qa:", "  other:"));
        assertThat(run("schema", "flag")).isZero();
        assertThat(json().at("/properties/environments/properties").propertyNames())
                .containsExactly("qa", "live");
    }

    @Test
    void takesThePolicyOnTheDiskWhereNothingHasLanded() throws IOException {
        Path fresh = Files.createDirectory(directory.resolve("fresh"));
        Git.run(fresh, "init", "-q");
        Files.createDirectories(fresh.resolve("flags"));
        Files.writeString(fresh.resolve("flags/policy.yaml"), POLICY);
        assertThat(run("schema", "flag", "--repo", fresh.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("\"qa\"");
    }

    @Test
    void writesThemWhereInitPutsThemAndOverwritesThem() throws IOException {
        write(".vscode/hoist/flag.schema.json", "{}");
        assertThat(run("schema", "--write")).isZero();
        assertThat(out.toString()).isEqualTo("""
            wrote .vscode/hoist/hoist.schema.json
            wrote .vscode/hoist/policy.schema.json
            wrote .vscode/hoist/flag.schema.json
            wrote .vscode/hoist/experiment.schema.json
            """);
        assertThat(directory.resolve(".vscode/hoist/flag.schema.json"))
                .content()
                .contains("\"live\"");
        out.getBuffer().setLength(0);
        assertThat(run("schema", "--write", "--out", "editors/")).isZero();
        assertThat(directory.resolve("editors/hoist.schema.json")).exists();
    }

    @Test
    void writesThemWhereTheyLieAlready() throws IOException {
        write(".hoist/schemas/hoist.schema.json", "{}");
        assertThat(run("schema", "--write")).isZero();
        assertThat(out.toString()).contains("wrote .hoist/schemas/flag.schema.json\n");
    }

    @Test
    void refusesWhatItCannotDo() throws IOException {
        assertThat(run("schema")).isEqualTo(2);
        assertThat(err.toString()).contains("which schema?");
        assertThat(run("schema", "falg")).isEqualTo(2);
        assertThat(err.toString()).contains("did you mean \"flag\"?");
        assertThat(run("schema", "flag", "--write")).isEqualTo(2);
        write("editors", "a file");
        assertThat(run("schema", "--write", "--out", "editors")).isEqualTo(2);
        assertThat(err.toString()).contains("cannot be written");
        write("flags/policy.yaml", "policy: 2\n");
        assertThat(run("schema", "flag", "--base", "nowhere")).isEqualTo(2);
        assertThat(err.toString()).contains("nowhere");
    }

    private JsonNode json() {
        return JsonMapper.builder().build().readTree(out.toString());
    }

    private int run(String... arguments) {
        Terminal terminal = WithoutInput.terminal(
                out, new PrintWriter(err, true), false, false, Map.of(), directory, Clock.systemUTC());
        return new Main(terminal).run(arguments);
    }

    private void write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
