package dev.hoist.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A YAML file, or a part of one, that has no key twice. */
record ParsedYaml(Object value) {
    static ParsedYaml of(Path file) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            Object value = new Yaml(new SafeConstructor(options)).load(Files.readString(file));
            return new ParsedYaml(Objects.requireNonNull(value, () -> file + " is empty"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The part at a path of keys and positions. */
    ParsedYaml at(Object... path) {
        ParsedYaml part = this;
        for (Object key : path) {
            Object found = key instanceof Integer position
                    ? ((List<?>) part.value).get(position)
                    : part.entries().get(key.toString());
            part = new ParsedYaml(Objects.requireNonNull(found, () -> "there is no \"" + key + "\""));
        }
        return part;
    }

    String text() {
        return (String) value;
    }

    /** A script that is written as a list of lines. */
    String lines() {
        StringBuilder lines = new StringBuilder();
        ((List<?>) value).forEach(line -> lines.append(line).append('\n'));
        return lines.toString();
    }

    Map<String, Object> entries() {
        Map<String, Object> entries = new LinkedHashMap<>();
        // YAML 1.1 takes the key "on" for true
        ((Map<?, ?>) value).forEach((key, entry) -> entries.put(key.equals(true) ? "on" : key.toString(), entry));
        return entries;
    }

    /** Every shell script in a workflow or an action. */
    List<String> scripts() {
        if (value instanceof Map) {
            return entries().entrySet().stream()
                    .flatMap(entry -> entry.getKey().equals("run") && entry.getValue() instanceof String script
                            ? Stream.of(script)
                            : new ParsedYaml(entry.getValue()).scripts().stream())
                    .toList();
        }
        return value instanceof List<?> list
                ? list.stream()
                        .flatMap(each -> new ParsedYaml(each).scripts().stream())
                        .toList()
                : List.of();
    }
}
