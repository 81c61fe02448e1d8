package dev.hoist.validator.reading;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Link;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.schema.SchemaViolation;
import dev.hoist.validator.yaml.YamlNode;
import dev.hoist.validator.yaml.YamlNode.Kind;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The values of a mapping by key. A value of the wrong type reads as absent: the schema has already refused the value,
 * and the rest of the file is still checked.
 */
final class Fields {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    /** A number without an exponent. With an exponent, rounding 1E-999999999 to two decimals would use all memory. */
    private static final Pattern FIGURE = Pattern.compile("-?[0-9]{1,9}(\\.[0-9]{1,9})?");

    private final YamlNode.Mapping mapping;
    private final List<Finding> findings;

    /**
     * Fields of a mapping.
     *
     * @param findings the list to which mistakes are added that the schema cannot find
     */
    Fields(YamlNode.Mapping mapping, List<Finding> findings) {
        this.mapping = mapping;
        this.findings = findings;
    }

    boolean has(String key) {
        return mapping.find(key) != null;
    }

    Optional<Place> keyPlace(String key) {
        YamlNode.Entry entry = mapping.find(key);
        return entry == null ? Optional.empty() : Optional.of(entry.key().place());
    }

    /** Key and value of every field, in the order of the file. */
    List<YamlNode.Entry> entries() {
        return mapping.entries();
    }

    /** The fields of the mapping under a key. */
    Optional<Fields> fields(String key) {
        YamlNode.Entry entry = mapping.find(key);
        return entry == null ? Optional.empty() : fields(entry.value());
    }

    /** The fields of a node, if the node is a mapping. */
    Optional<Fields> fields(YamlNode node) {
        return node instanceof YamlNode.Mapping inner ? Optional.of(new Fields(inner, findings)) : Optional.empty();
    }

    List<YamlNode> items(String key) {
        YamlNode.Entry entry = mapping.find(key);
        return entry != null && entry.value() instanceof YamlNode.Sequence sequence ? sequence.items() : List.of();
    }

    Optional<Located<String>> text(String key) {
        YamlNode.Entry entry = mapping.find(key);
        return entry == null ? Optional.empty() : text(entry.value());
    }

    List<Located<String>> texts(String key) {
        List<YamlNode> items = items(key);
        if (items.isEmpty()) {
            return List.of();
        }
        List<Located<String>> texts = new ArrayList<>(items.size());
        for (YamlNode item : items) {
            if (isOf(item, Kind.TEXT)) {
                texts.add(located((YamlNode.Scalar) item));
            }
        }
        return Collections.unmodifiableList(texts);
    }

    List<String> plainTexts(String key) {
        List<Located<String>> texts = texts(key);
        if (texts.isEmpty()) {
            return List.of();
        }
        List<String> plain = new ArrayList<>(texts.size());
        for (Located<String> text : texts) {
            plain.add(text.value());
        }
        return Collections.unmodifiableList(plain);
    }

    /** The links under a key; they have names if they are written as a mapping. */
    List<Link> links(String key) {
        Optional<Fields> named = fields(key);
        if (named.isEmpty()) {
            List<String> plain = plainTexts(key);
            return plain.isEmpty()
                    ? List.of()
                    : plain.stream()
                            .map(link -> new Link(Optional.empty(), link))
                            .toList();
        }
        return named.get().entries().stream()
                .flatMap(entry -> text(entry.value()).stream()
                        .map(link -> new Link(Optional.of(entry.key().text()), link.value())))
                .toList();
    }

    Optional<Located<Percentage>> percentage(String key) {
        YamlNode.Entry entry = mapping.find(key);
        return entry == null ? Optional.empty() : percentage(entry.value());
    }

    /** A number with at most two decimals; it may be negative. */
    Optional<Located<BigDecimal>> number(String key) {
        return mapping.value(key)
                .filter(YamlNode.Scalar.class::isInstance)
                .map(YamlNode.Scalar.class::cast)
                .filter(scalar -> scalar.kind() == Kind.INTEGER || scalar.kind() == Kind.DECIMAL)
                .map(scalar -> new Located<>(new BigDecimal(scalar.text()), scalar.place()));
    }

    Optional<Boolean> truth(String key) {
        YamlNode.Entry entry = mapping.find(key);
        return entry != null && isOf(entry.value(), Kind.BOOLEAN)
                ? Optional.of(((YamlNode.Scalar) entry.value()).text().equals("true"))
                : Optional.empty();
    }

    Optional<Located<Duration>> duration(String key) {
        return text(key).flatMap(Fields::duration);
    }

    static Optional<Located<Duration>> duration(Located<String> text) {
        return Durations.parse(text.value()).map(duration -> new Located<>(duration, text.place()));
    }

    /**
     * A number that is written without a decimal point. JSON Schema counts 5.0 as a whole number too, but this method
     * does not.
     */
    OptionalLong whole(String key) {
        Optional<YamlNode.Scalar> decimal = scalar(mapping.value(key), Kind.DECIMAL);
        decimal.filter(scalar -> isWhole(scalar.text()))
                .ifPresent(scalar -> findings.add(SchemaViolation.of(
                        scalar.place(), scalar.text() + " is not a whole number", "write it without a decimal point")));
        return scalar(mapping.value(key), Kind.INTEGER)
                .filter(scalar -> scalar.text().length() <= 15)
                .map(scalar -> OptionalLong.of(Long.parseLong(scalar.text())))
                .orElse(OptionalLong.empty());
    }

    private static boolean isWhole(String decimal) {
        return new BigDecimal(decimal).stripTrailingZeros().scale() <= 0;
    }

    Optional<Located<LocalDate>> date(String key) {
        return text(key).flatMap(text -> {
            try {
                return Optional.of(new Located<>(LocalDate.parse(text.value()), text.place()));
            } catch (DateTimeParseException e) {
                if (text.value().length() == 10) {
                    findings.add(SchemaViolation.notA(
                                    text.place(), "\"" + text.value() + "\"", "a day that the calendar has")
                            .help("write a date such as 2027-03-01"));
                }
                return Optional.empty();
            }
        });
    }

    static Optional<Located<String>> text(YamlNode node) {
        return isOf(node, Kind.TEXT) ? Optional.of(located((YamlNode.Scalar) node)) : Optional.empty();
    }

    static Optional<Located<Percentage>> percentage(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar
                        && (scalar.kind() == Kind.INTEGER || scalar.kind() == Kind.DECIMAL)
                ? percentage(scalar)
                : Optional.empty();
    }

    /** The percentage in the text of a scalar, whatever the type of the scalar is, because keys are always texts. */
    static Optional<Located<Percentage>> percentage(YamlNode.Scalar scalar) {
        String text = scalar.text();
        if (!text.isEmpty()
                && text.length() <= 2
                && isDigit(text.charAt(0))
                && isDigit(text.charAt(text.length() - 1))) {
            return Optional.of(new Located<>(Percentage.of(Integer.parseInt(text)), scalar.place()));
        }
        if (!FIGURE.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            BigDecimal percent = new BigDecimal(scalar.text());
            boolean within = percent.signum() >= 0 && percent.compareTo(HUNDRED) <= 0;
            return within ? Optional.of(new Located<>(Percentage.of(percent), scalar.place())) : Optional.empty();
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    /** The percentages in a mapping, with their keys. */
    Stream<NamedPercentage> figures(String key) {
        return fields(key).stream()
                .flatMap(fields -> fields.entries().stream())
                .flatMap(entry -> percentage(entry.value()).stream()
                        .map(percentage -> new NamedPercentage(located(entry.key()), percentage)));
    }

    static Located<String> located(YamlNode.Scalar key) {
        return new Located<>(key.text(), key.place());
    }

    private static boolean isOf(YamlNode node, Kind kind) {
        return node instanceof YamlNode.Scalar scalar && scalar.kind() == kind;
    }

    private static Optional<YamlNode.Scalar> scalar(Optional<YamlNode> node, Kind kind) {
        return node.filter(YamlNode.Scalar.class::isInstance)
                .map(YamlNode.Scalar.class::cast)
                .filter(scalar -> scalar.kind() == kind);
    }

    /** A name and its percentage. */
    record NamedPercentage(Located<String> name, Located<Percentage> percentage) {}
}
