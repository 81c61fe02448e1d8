package dev.hoist.validator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hoist.validator.model.Place;
import dev.hoist.validator.model.SourceText;
import dev.hoist.validator.yaml.YamlNode;
import dev.hoist.validator.yaml.YamlNode.Entry;
import dev.hoist.validator.yaml.YamlNode.Kind;
import dev.hoist.validator.yaml.YamlNode.Mapping;
import dev.hoist.validator.yaml.YamlNode.Scalar;
import dev.hoist.validator.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.JsonNode;

/** The compiled schema and the JSON Schema library accept and refuse the same trees. */
class CompiledSchemaProperties {
    private static final Place PLACE = new Place(new SourceText("flags/x.yaml", ""), 1, 1, 1);

    private static final List<Scalar> SCALARS = List.of(
            text(""),
            text("a"),
            text("a\n"),
            text("a b"),
            text("a..b"),
            text("a\u0001"),
            text("checkout.v2-2027"),
            text("internal"),
            text("percentage"),
            text("ring\n"),
            text("canary"),
            text("30m"),
            text("1h30m"),
            text("1h 30m"),
            text("5%"),
            text("2027-03-01"),
            text("2027-03-01\n"),
            text("17:00"),
            text("mon"),
            text("running"),
            text("pause"),
            text("https://example.com"),
            text("😀".repeat(64)),
            text("k".repeat(64)),
            text("k".repeat(65)),
            text("k".repeat(100)),
            text("k".repeat(101)),
            text("😀".repeat(200)),
            text("x".repeat(201)),
            text("x".repeat(2001)),
            new Scalar("0", Kind.INTEGER, PLACE),
            new Scalar("1", Kind.INTEGER, PLACE),
            new Scalar("-1", Kind.INTEGER, PLACE),
            new Scalar("100", Kind.INTEGER, PLACE),
            new Scalar("101", Kind.INTEGER, PLACE),
            new Scalar("1000000000000", Kind.INTEGER, PLACE),
            new Scalar("1000000000001", Kind.INTEGER, PLACE),
            new Scalar("9".repeat(90), Kind.INTEGER, PLACE),
            new Scalar("1.0", Kind.DECIMAL, PLACE),
            new Scalar("33.33", Kind.DECIMAL, PLACE),
            new Scalar("100.01", Kind.DECIMAL, PLACE),
            new Scalar("-0.5", Kind.DECIMAL, PLACE),
            new Scalar("true", Kind.BOOLEAN, PLACE),
            new Scalar("false", Kind.BOOLEAN, PLACE),
            new Scalar("", Kind.NULL, PLACE));

    private final Map<Format, JsonNode> schemas = new LinkedHashMap<>();

    CompiledSchemaProperties() {
        for (Format format : Format.values()) {
            schemas.put(format, JsonTrees.parse(format.text()));
        }
    }

    @Property
    void agreesWithTheLibraryOnTreesOfTheSchema(@ForAll Format format, @ForAll long seed) {
        Random random = new Random(seed);
        YamlNode tree = grown(format, random);
        int edits = random.nextInt(3);
        for (int edit = 0; edit < edits; edit++) {
            tree = edited(tree, random);
        }
        assertAgreement(format, tree);
    }

    @Example
    void agreesOnEveryScalarInPlaceOfEveryValue() {
        for (Format format : Format.values()) {
            for (int seed = 0; seed < 20; seed++) {
                Random random = new Random(seed);
                YamlNode tree = grown(format, random);
                if (tree instanceof Mapping mapping) {
                    for (Scalar scalar : SCALARS) {
                        for (int at = 0; at < mapping.entries().size(); at++) {
                            List<Entry> entries = new ArrayList<>(mapping.entries());
                            entries.set(at, new Entry(entries.get(at).key(), scalar));
                            assertAgreement(format, new Mapping(entries, PLACE));
                        }
                    }
                }
            }
        }
    }

    @Example
    void acceptsAndRefusesSomething() {
        int accepted = 0;
        int refused = 0;
        for (int seed = 0; seed < 300; seed++) {
            for (Format format : Format.values()) {
                Random random = new Random(seed);
                YamlNode tree = grown(format, random);
                if (format.compiled().fits(tree)) {
                    accepted++;
                } else {
                    refused++;
                }
            }
        }
        assertThat(accepted).isGreaterThan(100);
        assertThat(refused).isGreaterThan(100);
    }

    @Example
    void knowsNoOtherKeyword() {
        assertThatThrownBy(() -> CompiledSchema.of("{\"type\": \"string\", \"maxlength\": 5}"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a schema has the keyword maxlength");
    }

    private static void assertAgreement(Format format, YamlNode tree) {
        boolean accepted = format.loaded().schema().validate(JsonTrees.of(tree)).isEmpty();
        assertThat(format.compiled().fits(tree))
                .as("%s, which the library %s", tree, accepted ? "accepts" : "refuses")
                .isEqualTo(accepted);
    }

    private YamlNode grown(Format format, Random random) {
        JsonNode schema = Objects.requireNonNull(schemas.get(format));
        return new Grown(schema, random).node(schema);
    }

    private static Scalar text(String text) {
        return new Scalar(text, Kind.TEXT, PLACE);
    }

    /** The same tree with one node, key or entry changed somewhere. */
    private static YamlNode edited(YamlNode node, Random random) {
        if (node instanceof Mapping mapping && !mapping.entries().isEmpty()) {
            List<Entry> entries = new ArrayList<>(mapping.entries());
            int at = random.nextInt(entries.size());
            Entry entry = entries.get(at);
            switch (random.nextInt(5)) {
                case 0 -> entries.remove(at);
                case 1 -> {
                    Scalar name = SCALARS.get(random.nextInt(SCALARS.size()));
                    if (mapping.find(name.text()) == null) {
                        entries.set(at, new Entry(name, entry.value()));
                    }
                }
                default -> entries.set(at, new Entry(entry.key(), edited(entry.value(), random)));
            }
            return new Mapping(entries, PLACE);
        }
        if (node instanceof Sequence sequence && !sequence.items().isEmpty() && random.nextBoolean()) {
            List<YamlNode> items = new ArrayList<>(sequence.items());
            if (random.nextBoolean()) {
                items.add(items.get(random.nextInt(items.size())));
            } else {
                int at = random.nextInt(items.size());
                items.set(at, edited(items.get(at), random));
            }
            return new Sequence(items, PLACE);
        }
        return switch (random.nextInt(5)) {
            case 0 -> new Mapping(List.of(), PLACE);
            case 1 -> new Sequence(List.of(), PLACE);
            default -> SCALARS.get(random.nextInt(SCALARS.size()));
        };
    }

    /** Trees grown along a schema, most of which nearly fit. */
    private record Grown(JsonNode schema, Random random) {
        YamlNode node(JsonNode part) {
            JsonNode reference = part.get("$ref");
            if (reference != null) {
                return node(schema.at(reference.asString().substring(1)));
            }
            JsonNode type = part.get("type");
            String kind = type == null
                    ? ""
                    : type.isArray() ? type.get(random.nextInt(type.size())).asString() : type.asString();
            return switch (kind) {
                case "object" -> mapping(part);
                case "array" -> {
                    List<YamlNode> items = new ArrayList<>();
                    for (int left = random.nextInt(3); left > 0; left--) {
                        items.add(node(part.get("items")));
                    }
                    yield new Sequence(items, PLACE);
                }
                case "boolean" -> fitting(Kind.BOOLEAN, part);
                case "number", "integer" -> fitting(Kind.INTEGER, part);
                default -> fitting(Kind.TEXT, part);
            };
        }

        private Mapping mapping(JsonNode part) {
            Map<String, YamlNode> values = new LinkedHashMap<>();
            JsonNode properties = part.get("properties");
            if (properties != null) {
                List<String> required = new ArrayList<>();
                if (part.has("required")) {
                    part.get("required").forEach(name -> required.add(name.asString()));
                }
                properties.properties().forEach(property -> {
                    if (required.contains(property.getKey()) || random.nextInt(4) == 0) {
                        values.put(property.getKey(), node(property.getValue()));
                    }
                });
            }
            JsonNode others = part.get("additionalProperties");
            if (others != null && others.isObject()) {
                for (int left = random.nextInt(3); left > 0; left--) {
                    values.put(
                            List.of("production", "staging", "ga", "50", "a b").get(random.nextInt(5)), node(others));
                }
            }
            List<Entry> entries = new ArrayList<>();
            values.forEach((name, value) -> entries.add(new Entry(text(name), value)));
            return new Mapping(entries, PLACE);
        }

        /** Now and then an example of the schema, or any scalar of the kind. */
        private YamlNode fitting(Kind kind, JsonNode part) {
            JsonNode examples = part.get("examples");
            if (examples != null && examples.get(0).isString()) {
                return text(examples.get(0).asString());
            }
            JsonNode pattern = part.get("pattern");
            List<Scalar> ofKind = SCALARS.stream()
                    .filter(scalar -> scalar.kind() == kind)
                    .filter(scalar -> pattern == null
                            || scalar.text().matches(pattern.asString().replace("$(?!\\n)", "")))
                    .toList();
            return ofKind.isEmpty()
                    ? SCALARS.get(random.nextInt(SCALARS.size()))
                    : ofKind.get(random.nextInt(ofKind.size()));
        }
    }
}
