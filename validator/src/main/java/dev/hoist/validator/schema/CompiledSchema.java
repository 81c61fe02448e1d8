package dev.hoist.validator.schema;

import dev.hoist.validator.yaml.YamlNode;
import dev.hoist.validator.yaml.YamlNode.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One schema, compiled to checks of YAML nodes. It tells whether a node fits the schema, with the same result as the
 * JSON Schema library. It does not tell why a node does not fit: the library does that. Most files fit, so mostly the
 * library is not needed. Starting the library takes longer than reading the files.
 */
final class CompiledSchema {
    /** Keywords that only describe and never refuse anything. */
    private static final Set<String> ANNOTATIONS =
            Set.of("$schema", "$id", "$comment", "$defs", "title", "description", "examples");

    /** The most characters of a whole number, with its sign, that always fits into an int. */
    private static final int MOST_DIGITS = 9;

    private static final BigDecimal SMALLEST_INT = BigDecimal.valueOf(Integer.MIN_VALUE);
    private static final BigDecimal LARGEST_INT = BigDecimal.valueOf(Integer.MAX_VALUE);

    private static final CompiledSchema ANYTHING = new CompiledSchema(Optional.of(true));
    private static final CompiledSchema NOTHING = new CompiledSchema(Optional.of(false));

    /** The answer for every node, if the schema is just true or false. */
    private final Optional<Boolean> always;

    private final List<CompiledSchema> all = new ArrayList<>();
    private final List<CompiledSchema> any = new ArrayList<>();
    private @Nullable CompiledSchema condition;
    private CompiledSchema then = ANYTHING;
    private CompiledSchema otherwise = ANYTHING;
    private @Nullable Set<String> types;
    private @Nullable Object constant;

    private String[] required = {};
    private final Map<String, CompiledSchema> properties = new HashMap<>();
    private CompiledSchema otherProperties = ANYTHING;
    private CompiledSchema propertyNames = ANYTHING;
    private CompiledSchema items = ANYTHING;
    private boolean distinctItems;
    private int fewest;
    private int most = Integer.MAX_VALUE;

    private int shortest;
    private int longest = Integer.MAX_VALUE;
    private @Nullable Pattern pattern;
    private boolean fromStart;
    private boolean toEnd;
    private @Nullable BigDecimal least;
    private @Nullable BigDecimal greatest;
    private @Nullable BigDecimal divisor;
    /** Whether all bounds are whole numbers, so that a whole number can be compared with them as an int. */
    private boolean boundsAreWhole;

    private int wholeLeast = Integer.MIN_VALUE;
    private int wholeGreatest = Integer.MAX_VALUE;

    private CompiledSchema(Optional<Boolean> always) {
        this.always = always;
    }

    /**
     * Compiles a schema.
     *
     * @throws IllegalStateException if the schema has a keyword that this class does not know
     */
    static CompiledSchema of(String text) {
        return new Compiler(SchemaText.parse(text)).compiled("#");
    }

    /** Whether the schema allows a node. */
    boolean fits(YamlNode node) {
        if (always.isPresent()) {
            return always.get();
        }
        if (!fitsEverywhere(node)) {
            return false;
        }
        if (node instanceof YamlNode.Mapping mapping) {
            return mappingFits(mapping);
        }
        if (node instanceof YamlNode.Sequence sequence) {
            return sequenceFits(sequence);
        }
        return scalarFits((YamlNode.Scalar) node);
    }

    private boolean fitsEverywhere(YamlNode node) {
        if (types != null && !hasType(types, node)) {
            return false;
        }
        if (constant != null && !isConstant(constant, node)) {
            return false;
        }
        for (CompiledSchema one : all) {
            if (!one.fits(node)) {
                return false;
            }
        }
        if (!any.isEmpty() && !fitsAny(node)) {
            return false;
        }
        return condition == null || (condition.fits(node) ? then : otherwise).fits(node);
    }

    private boolean fitsAny(YamlNode node) {
        for (CompiledSchema one : any) {
            if (one.fits(node)) {
                return true;
            }
        }
        return false;
    }

    private boolean mappingFits(YamlNode.Mapping mapping) {
        List<YamlNode.Entry> entries = mapping.entries();
        if (entries.size() < fewest || entries.size() > most) {
            return false;
        }
        for (String key : required) {
            if (mapping.find(key) == null) {
                return false;
            }
        }
        for (YamlNode.Entry entry : entries) {
            CompiledSchema value = properties.get(entry.key().text());
            if (!(value == null ? otherProperties : value).fits(entry.value()) || !hasFittingName(entry.key())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the name of a key fits. A key is always a text, even if the same characters would be a number as a value.
     */
    private boolean hasFittingName(YamlNode.Scalar key) {
        return propertyNames == ANYTHING
                || propertyNames.fits(
                        key.kind() == Kind.TEXT ? key : new YamlNode.Scalar(key.text(), Kind.TEXT, key.place()));
    }

    private boolean sequenceFits(YamlNode.Sequence sequence) {
        List<YamlNode> nodes = sequence.items();
        if (nodes.size() < fewest || nodes.size() > most) {
            return false;
        }
        for (YamlNode node : nodes) {
            if (!items.fits(node)) {
                return false;
            }
        }
        return !distinctItems || nodes.size() < 2 || areDistinctTexts(nodes);
    }

    private static boolean areDistinctTexts(List<YamlNode> nodes) {
        Set<String> seen = new HashSet<>();
        for (YamlNode node : nodes) {
            if (!(node instanceof YamlNode.Scalar scalar) || scalar.kind() != Kind.TEXT || !seen.add(scalar.text())) {
                return false;
            }
        }
        return true;
    }

    private boolean scalarFits(YamlNode.Scalar scalar) {
        return switch (scalar.kind()) {
            case TEXT -> fitsText(scalar.text());
            case INTEGER, DECIMAL -> fitsNumber(scalar);
            case BOOLEAN, NULL -> true;
        };
    }

    private boolean fitsText(String text) {
        if (shortest > 0 || longest < Integer.MAX_VALUE) {
            int length = text.codePointCount(0, text.length());
            if (length < shortest || length > longest) {
                return false;
            }
        }
        if (pattern == null) {
            return true;
        }
        // as the library searches: anchors mean the ends of the text, and no line feed there
        Matcher matcher = pattern.matcher(text);
        return matcher.find() && (!fromStart || matcher.start() == 0) && (!toEnd || matcher.end() == text.length());
    }

    private boolean fitsNumber(YamlNode.Scalar scalar) {
        if (least == null && greatest == null && divisor == null) {
            return true;
        }
        if (scalar.kind() == Kind.INTEGER && scalar.text().length() <= MOST_DIGITS && boundsAreWhole) {
            int number = Integer.parseInt(scalar.text());
            return number >= wholeLeast && number <= wholeGreatest;
        }
        BigDecimal number = new BigDecimal(scalar.text());
        return (least == null || number.compareTo(least) >= 0)
                && (greatest == null || number.compareTo(greatest) <= 0)
                && (divisor == null || number.remainder(divisor).signum() == 0);
    }

    private static boolean hasType(Set<String> types, YamlNode node) {
        if (node instanceof YamlNode.Mapping) {
            return types.contains("object");
        }
        if (node instanceof YamlNode.Sequence) {
            return types.contains("array");
        }
        YamlNode.Scalar scalar = (YamlNode.Scalar) node;
        return switch (scalar.kind()) {
            case TEXT -> types.contains("string");
            case BOOLEAN -> types.contains("boolean");
            case NULL -> types.contains("null");
            case INTEGER -> types.contains("number") || types.contains("integer");
            // 5.0 is an integer to the schema language
            case DECIMAL ->
                types.contains("number") || (types.contains("integer") && isWhole(new BigDecimal(scalar.text())));
        };
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    private static boolean isConstant(Object constant, YamlNode node) {
        if (!(node instanceof YamlNode.Scalar scalar)) {
            return false;
        }
        return switch (scalar.kind()) {
            case TEXT -> constant.equals(scalar.text());
            case BOOLEAN -> constant.equals(scalar.text().equals("true"));
            case INTEGER, DECIMAL ->
                constant instanceof BigDecimal number && number.compareTo(new BigDecimal(scalar.text())) == 0;
            case NULL -> false;
        };
    }

    /** Compiles the parts of one schema, each part once. */
    private static final class Compiler {
        private final Object root;
        private final Map<String, CompiledSchema> byReference = new HashMap<>();

        Compiler(Object root) {
            this.root = root;
        }

        /** The part that a reference such as {@code #/$defs/key} names. A part can refer to itself. */
        CompiledSchema compiled(String reference) {
            CompiledSchema known = byReference.get(reference);
            if (known != null) {
                return known;
            }
            Object part = root;
            for (String name : reference.substring(1).split("/", -1)) {
                part = name.isEmpty()
                        ? part
                        : Objects.requireNonNull(object(part).get(name), reference);
            }
            CompiledSchema made = new CompiledSchema(Optional.empty());
            byReference.put(reference, made);
            fill(made, object(part));
            return made;
        }

        private CompiledSchema compile(Object part) {
            if (part instanceof Boolean possible) {
                return possible ? ANYTHING : NOTHING;
            }
            CompiledSchema made = new CompiledSchema(Optional.empty());
            fill(made, object(part));
            return made;
        }

        private void fill(CompiledSchema made, Map<String, Object> keywords) {
            keywords.forEach((keyword, value) -> add(made, keyword, value));
            BigDecimal least = made.least == null ? SMALLEST_INT : made.least;
            BigDecimal greatest = made.greatest == null ? LARGEST_INT : made.greatest;
            made.boundsAreWhole = isInt(least)
                    && isInt(greatest)
                    && (made.divisor == null
                            || BigDecimal.ONE.remainder(made.divisor).signum() == 0);
            if (made.boundsAreWhole) {
                made.wholeLeast = least.intValueExact();
                made.wholeGreatest = greatest.intValueExact();
            }
        }

        private static boolean isInt(BigDecimal number) {
            return isWhole(number) && number.compareTo(SMALLEST_INT) >= 0 && number.compareTo(LARGEST_INT) <= 0;
        }

        private void add(CompiledSchema to, String keyword, Object value) {
            switch (keyword) {
                case "$ref" -> to.all.add(compiled((String) value));
                case "allOf" -> list(value).forEach(one -> to.all.add(compile(one)));
                case "anyOf" -> list(value).forEach(one -> to.any.add(compile(one)));
                case "if" -> to.condition = compile(value);
                case "then" -> to.then = compile(value);
                case "else" -> to.otherwise = compile(value);
                case "type" -> to.types = value instanceof String one ? Set.of(one) : Set.copyOf(texts(value));
                case "const" -> to.constant = value;
                case "required" -> to.required = texts(value).toArray(String[]::new);
                case "properties" -> object(value).forEach((name, part) -> to.properties.put(name, compile(part)));
                case "additionalProperties" -> to.otherProperties = compile(value);
                case "propertyNames" -> to.propertyNames = compile(value);
                case "items" -> to.items = compile(value);
                case "uniqueItems" -> to.distinctItems = (Boolean) value;
                case "minProperties", "minItems" -> to.fewest = whole(value);
                case "maxProperties", "maxItems" -> to.most = whole(value);
                case "minLength" -> to.shortest = whole(value);
                case "maxLength" -> to.longest = whole(value);
                case "pattern" -> addPattern(to, (String) value);
                case "minimum" -> to.least = (BigDecimal) value;
                case "maximum" -> to.greatest = (BigDecimal) value;
                case "multipleOf" -> to.divisor = (BigDecimal) value;
                default -> {
                    if (!ANNOTATIONS.contains(keyword)) {
                        throw new IllegalStateException("a schema has the keyword " + keyword);
                    }
                }
            }
        }

        private static void addPattern(CompiledSchema to, String text) {
            to.pattern = Pattern.compile(text);
            to.fromStart = text.startsWith("^");
            to.toEnd = text.endsWith("$");
        }

        private static int whole(Object value) {
            return ((BigDecimal) value).intValueExact();
        }

        private static List<String> texts(Object value) {
            return list(value).stream().map(String.class::cast).toList();
        }

        private static List<?> list(Object value) {
            return (List<?>) value;
        }

        @SuppressWarnings("unchecked") // the keys of every object are texts
        private static Map<String, Object> object(Object value) {
            return (Map<String, Object>) value;
        }
    }
}
