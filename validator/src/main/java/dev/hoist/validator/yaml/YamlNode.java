package dev.hoist.validator.yaml;

import dev.hoist.validator.model.Place;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node of plain YAML with its place. It is a mapping, a sequence or a scalar. */
public sealed interface YamlNode {

    Place place();

    /** Keys and values in the order of the file. No key occurs twice. */
    record Mapping(List<Entry> entries, Place place) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        public Optional<Entry> entry(String key) {
            return Optional.ofNullable(find(key));
        }

        public Optional<YamlNode> value(String key) {
            Entry found = find(key);
            return found == null ? Optional.empty() : Optional.of(found.value());
        }

        /**
         * The entry of a key; null if there is none. Without an {@link java.util.Optional}, because this is called for
         * every file.
         */
        public @Nullable Entry find(String key) {
            for (Entry entry : entries) {
                if (entry.key().text().equals(key)) {
                    return entry;
                }
            }
            return null;
        }
    }

    /** Values in the order of the file. */
    record Sequence(List<YamlNode> items, Place place) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /**
     * A text and its type.
     *
     * @param text as YAML reads it, without quotes and escapes
     */
    record Scalar(String text, Kind kind, Place place) implements YamlNode {}

    /** A key of a mapping and its value. A key is always a text, whatever its type. */
    record Entry(Scalar key, YamlNode value) {}

    /** The type of a scalar. */
    enum Kind {
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        NULL
    }
}
