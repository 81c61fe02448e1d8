package dev.hoist.evaluator.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A generated file whose text is the same for all flags, except for values. A value stands in the template as
 * {@code @LIKE_THIS@}.
 */
final class Template implements Emitter {
    private static final Pattern VALUE = Pattern.compile("@([A-Z_]+)@");

    private final String name;
    private final Function<Blueprint, Map<String, String>> values;

    Template(String name, Function<Blueprint, Map<String, String>> values) {
        this.name = name;
        this.values = values;
    }

    Template(String name) {
        this(name, blueprint -> Map.of());
    }

    @Override
    public Stream<GeneratedFile> emit(Blueprint blueprint) {
        return Stream.of(emit(blueprint, name, values.apply(blueprint)));
    }

    /** The file of a class, with values in the template. */
    GeneratedFile emit(Blueprint blueprint, String type, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("PACKAGE", blueprint.packageName());
        String source = VALUE.matcher(text())
                .replaceAll(match -> Matcher.quoteReplacement(
                        Objects.requireNonNull(all.get(match.group(1)), () -> name + " has no " + match.group())));
        return blueprint.file(type, JavaSource.MARK + source);
    }

    private String text() {
        try (InputStream in = Template.class.getResourceAsStream(name + ".java.template")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
