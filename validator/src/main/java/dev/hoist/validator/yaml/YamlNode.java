package dev.hoist.validator.yaml;

import dev.hoist.validator.model.Place;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node of plain YAML, a mapping, a sequence or a scalar, with its place. */
public sealed interface YamlNode {

    Place place();

    /** Keys and values in the order written, no key twice. */
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

        /** The entry of a key, null where there is none: for what looks into every file. */
        public @Nullable Entry find(String key) {
            for (Entry entry : entries) {
                if (entry.key().text().equals(key)) {
                    return entry;
                }
            }
            return null;
        }
    }

    /** Values in the order written. */
    record Sequence(List<YamlNode> items, Place place) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /**
     * A text and what it stands for.
     *
     * @param text as YAML reads it, without quotes and escapes
     */
    record Scalar(String text, Kind kind, Place place) implements YamlNode {}

    /** One key of a mapping and its value; a key is its text, whatever its kind. */
    record Entry(Scalar key, YamlNode value) {}

    /** What a scalar stands for. */
    enum Kind {
        TEXT,
        INTEGER,
        DECIMAL,
        BOOLEAN,
        NULL
    }
}
