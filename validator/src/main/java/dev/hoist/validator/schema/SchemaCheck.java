package dev.hoist.validator.schema;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.yaml.YamlNode;
import dev.hoist.validator.yaml.YamlNode.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Checks a YAML tree against its schema. It reports each mistake once, at the value or key that causes it. */
public final class SchemaCheck {
    private static final int LONGEST_SHOWN = 60;
    private static final BigDecimal HUNDRED = new BigDecimal(100);
    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,3}(?:[.,][0-9]{1,2})?) ?%?");

    private final JsonNode schema;
    private final YamlNode root;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Long> blamed = new HashSet<>();
    private final Set<NodePath> listedTwice = new HashSet<>();
    private final Map<String, List<String>> knownKeys = new HashMap<>();
    /**
     * The entries of each mapping object, by key, because a mapping with thousands of entries is searched for each
     * mistake in it.
     */
    private final IdentityHashMap<YamlNode.Mapping, Map<String, YamlNode.Entry>> entries = new IdentityHashMap<>();

    private SchemaCheck(JsonNode schema, YamlNode root, List<Finding> earlier) {
        this.schema = schema;
        this.root = root;
        earlier.forEach(finding -> finding.place().ifPresent(place -> blamed.add(start(place))));
    }

    /**
     * The findings of the schema.
     *
     * @param earlier findings about the same file; a place with such a finding gets no second one
     */
    public static List<Finding> violations(Format format, YamlNode root, List<Finding> earlier) {
        if (format.compiled().fits(root)) {
            return List.of();
        }
        return violationsByLibrary(format, root, earlier);
    }

    /** The same, but only with the JSON Schema library, which can tell what is wrong. */
    static List<Finding> violationsByLibrary(Format format, YamlNode root, List<Finding> earlier) {
        Format.Loaded loaded = format.loaded();
        SchemaCheck check = new SchemaCheck(loaded.text(), root, earlier);
        List<Error> errors = loaded.schema().validate(JsonTrees.of(root));
        Map<NodePath, List<String>> misspelt = check.misspeltKeys(errors);
        for (Error error : errors) {
            check.report(error, misspelt);
        }
        return List.copyOf(check.findings);
    }

    /** The known keys that misspelt keys probably mean, by mapping. They are not reported as missing too. */
    private Map<NodePath, List<String>> misspeltKeys(List<Error> errors) {
        Map<NodePath, List<String>> meant = new HashMap<>();
        for (Error error : errors) {
            if (error.getKeyword().equals("additionalProperties")) {
                Spelling.nearest(error.getProperty(), knownKeys(error))
                        .ifPresent(key -> meant.computeIfAbsent(error.getInstanceLocation(), path -> new ArrayList<>())
                                .add(key));
            }
        }
        return meant;
    }

    private void report(Error error, Map<NodePath, List<String>> misspelt) {
        Spot spot = spot(error.getInstanceLocation());
        String property = error.getProperty() == null ? "" : error.getProperty();
        switch (error.getKeyword()) {
            case "required" -> {
                if (property.equals("percentage") && fragment(error).contains("/else/")) {
                    add(spot, SchemaViolation.noFigures(spot.place()), false);
                } else if (!misspelt.getOrDefault(error.getInstanceLocation(), List.of())
                        .contains(property)) {
                    add(spot, SchemaViolation.missing(spot.place(), property, description(error, property)), false);
                }
            }
            case "additionalProperties" ->
                add(spot, SchemaViolation.unknownKey(keyPlace(spot, property), property, knownKeys(error)), true);
            case "propertyNames" -> {
                String wanted = title(resolve(error.getSchemaNode())).orElse("a name");
                Finding finding = SchemaViolation.notA(keyPlace(spot, property), quoted(property), wanted);
                YamlNode key = entry((YamlNode.Mapping) spot.node(), property).key();
                add(spot, finding.help(meant(key, wanted).orElse("rename it to " + wanted)), true);
            }
            case "false" -> add(spot, SchemaViolation.twoForms(spot.keyOrPlace(), spot.key()), true);
            case "uniqueItems" -> {
                // one error for each item that repeats another
                if (listedTwice.add(error.getInstanceLocation())) {
                    reportTwice(spot);
                }
            }
            case "minItems", "minProperties" -> add(spot, count(spot, error, "needs at least"), true);
            case "maxItems", "maxProperties" -> add(spot, count(spot, error, "may have at most"), true);
            default -> add(spot, wrongValue(spot, error), true);
        }
    }

    private void reportTwice(Spot spot) {
        Map<String, Place> seen = new HashMap<>();
        if (spot.node() instanceof YamlNode.Sequence sequence) {
            for (YamlNode item : sequence.items()) {
                if (item instanceof YamlNode.Scalar scalar) {
                    Place first = seen.putIfAbsent(scalar.text(), scalar.place());
                    if (first != null) {
                        add(spot, SchemaViolation.twice(scalar.place(), scalar.text(), first), true);
                    }
                }
            }
        }
    }

    private static Finding count(Spot spot, Error error, String bound) {
        int found = spot.node() instanceof YamlNode.Mapping mapping
                ? mapping.entries().size()
                : ((YamlNode.Sequence) spot.node()).items().size();
        return SchemaViolation.count(
                spot.place(), spot.key(), found, bound, error.getSchemaNode().asString());
    }

    private Finding wrongValue(Spot spot, Error error) {
        String wanted = titleAbove(error).orElse("what belongs here");
        Finding finding = SchemaViolation.notA(spot.place(), shown(spot.node()), wanted);
        return finding.help(meant(spot.node(), wanted)
                .orElse(spot.key().isEmpty() ? "write " + wanted : "give \"" + spot.key() + "\" " + wanted));
    }

    /** The number that a text such as {@code 1%}, {@code "25"} or {@code 0,5} means in place of a percentage. */
    private static Optional<String> meant(YamlNode node, String wanted) {
        if (!wanted.startsWith("a percentage") || !(node instanceof YamlNode.Scalar scalar)) {
            return Optional.empty();
        }
        Matcher number = NUMBER.matcher(scalar.text());
        if (!number.matches()) {
            return Optional.empty();
        }
        BigDecimal figure = new BigDecimal(number.group(1).replace(',', '.')).stripTrailingZeros();
        return figure.compareTo(HUNDRED) > 0 ? Optional.empty() : Optional.of("write " + figure.toPlainString());
    }

    /**
     * Adds a finding.
     *
     * @param once whether to leave the finding out if there is another at the same place
     */
    private void add(Spot spot, Finding finding, boolean once) {
        long start = start(finding.place().orElseThrow());
        if (once && (isBlamedAlias(spot.node()) || !blamed.add(start))) {
            return;
        }
        if (!once && spot.node() instanceof YamlNode.Scalar) {
            return;
        }
        findings.add(spot.environment().map(finding::in).orElse(finding));
    }

    /** Whether a node replaces an alias that was refused. That the node is empty is then no second mistake. */
    private boolean isBlamedAlias(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar
                && scalar.kind() == Kind.NULL
                && blamed.contains(start(scalar.place()));
    }

    private static long start(Place place) {
        return (long) place.line() << 32 | place.column();
    }

    private static String shown(YamlNode node) {
        if (node instanceof YamlNode.Mapping) {
            return "a mapping";
        }
        if (node instanceof YamlNode.Sequence) {
            return "a list";
        }
        YamlNode.Scalar scalar = (YamlNode.Scalar) node;
        if (scalar.kind() == Kind.NULL) {
            return "an empty value";
        }
        return scalar.kind() == Kind.TEXT ? quoted(scalar.text()) : shortened(scalar.text());
    }

    private static String quoted(String text) {
        return "\"" + shortened(text) + "\"";
    }

    private static String shortened(String text) {
        int length = text.codePointCount(0, text.length());
        return length <= LONGEST_SHOWN ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST_SHOWN)) + "…";
    }

    private Spot spot(NodePath path) {
        YamlNode node = root;
        YamlNode.@Nullable Scalar key = null;
        String name = "";
        String environment = "";
        for (int index = 0; index < path.getNameCount(); index++) {
            Object element = path.getElement(index);
            if (node instanceof YamlNode.Mapping mapping) {
                YamlNode.Entry entry = entry(mapping, String.valueOf(element));
                node = entry.value();
                key = entry.key();
                name = key.text();
                if (index == 1 && "environments".equals(path.getElement(0))) {
                    environment = name;
                }
            } else {
                node = ((YamlNode.Sequence) node).items().get(((Number) element).intValue());
                key = null;
            }
        }
        return new Spot(
                node, Optional.ofNullable(key), name, Optional.of(environment).filter(text -> !text.isEmpty()));
    }

    private Place keyPlace(Spot spot, String key) {
        return entry((YamlNode.Mapping) spot.node(), key).key().place();
    }

    private YamlNode.Entry entry(YamlNode.Mapping mapping, String key) {
        Map<String, YamlNode.Entry> byKey = entries.computeIfAbsent(
                mapping,
                of -> of.entries().stream()
                        .collect(Collectors.toMap(entry -> entry.key().text(), entry -> entry, (one, two) -> one)));
        return Objects.requireNonNull(byKey.get(key), key);
    }

    private static String fragment(Error error) {
        String location = error.getSchemaLocation().toString();
        return location.substring(location.indexOf('#') + 1);
    }

    /** The node of the schema that contains the keyword of an error. */
    private JsonNode holder(Error error) {
        String pointer = fragment(error);
        return schema.at(pointer.substring(0, pointer.lastIndexOf('/')));
    }

    private Optional<String> titleAbove(Error error) {
        String pointer = fragment(error);
        while (!pointer.isEmpty()) {
            pointer = pointer.substring(0, pointer.lastIndexOf('/'));
            Optional<String> title = title(schema.at(pointer));
            if (title.isPresent()) {
                return title;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> title(JsonNode node) {
        return text(node, "title");
    }

    private static Optional<String> text(JsonNode node, String field) {
        JsonNode text = node.get(field);
        return text == null ? Optional.empty() : Optional.of(text.asString());
    }

    private JsonNode resolve(JsonNode node) {
        return text(node, "$ref").map(ref -> schema.at(ref.substring(1))).orElse(node);
    }

    private List<String> knownKeys(Error error) {
        return knownKeys.computeIfAbsent(fragment(error), pointer -> findKnownKeys(error));
    }

    private List<String> findKnownKeys(Error error) {
        JsonNode properties = holder(error).get("properties");
        return properties == null
                ? List.of()
                : StreamSupport.stream(properties.propertyNames().spliterator(), false)
                        .toList();
    }

    private String description(Error error, String property) {
        JsonNode described = holder(error).at("/properties/" + property);
        return text(described, "description")
                .or(() -> text(resolve(described), "description"))
                .orElse("");
    }

    /**
     * The place that an error is about.
     *
     * @param keyNode the key whose value the node is, if there is one
     * @param key the nearest key above, empty at the top
     * @param environment the environment in whose block the node is
     */
    private record Spot(YamlNode node, Optional<YamlNode.Scalar> keyNode, String key, Optional<String> environment) {

        /** The place of a scalar. For a collection or an empty value, the place of its key. */
        Place place() {
            return node instanceof YamlNode.Scalar scalar && scalar.kind() != Kind.NULL ? node.place() : keyOrPlace();
        }

        Place keyOrPlace() {
            return keyNode.map(YamlNode.Scalar::place).orElse(node.place());
        }
    }
}
