package dev.hoist.validator.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * The three formats of files. The jar contains a schema for each. A schema is loaded when the first file of its format
 * is read.
 */
public enum Format {
    FLAG,
    EXPERIMENT,
    POLICY;

    private final String key = name().toLowerCase(Locale.ROOT);

    /** The first key of a file in this format, such as {@code flag}. */
    public String key() {
        return key;
    }

    /** The text of the schema in the jar. */
    public String text() {
        String resource = "/dev/hoist/schemas/" + key() + ".schema.json";
        try (InputStream in = Format.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema as fast checks, for files without a mistake. */
    CompiledSchema compiled() {
        return Quick.BY_FORMAT.computeIfAbsent(this, format -> CompiledSchema.of(format.text()));
    }

    Loaded loaded() {
        return Loaded.BY_FORMAT.computeIfAbsent(this, Loaded::of);
    }

    /** The fast checks, in a class of their own, so that their use does not load the JSON Schema library. */
    private static final class Quick {
        private static final Map<Format, CompiledSchema> BY_FORMAT = new ConcurrentHashMap<>();
    }

    /** A loaded schema, and its text as a tree. */
    record Loaded(Schema schema, JsonNode text) {
        private static final Map<Format, Loaded> BY_FORMAT = new ConcurrentHashMap<>();

        private static Loaded of(Format format) {
            JsonNode text = JsonTrees.parse(format.text());
            // the validator turns nodes into text for the keywords enum, not and const, which starts the whole of
            // Jackson's databinding: a third of a cold start; the schemas use patterns and else instead
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text);
            return new Loaded(schema, text);
        }
    }
}
