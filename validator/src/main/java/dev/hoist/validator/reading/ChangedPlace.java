package dev.hoist.validator.reading;

import dev.hoist.validator.model.Place;
import dev.hoist.validator.model.SourceText;
import dev.hoist.validator.yaml.YamlNode;
import dev.hoist.validator.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the first place at which a file differs in meaning from an earlier version. Comments and layout have no
 * meaning.
 */
public final class ChangedPlace {
    /** Keys whose values do not affect verdicts. */
    private static final Set<String> TEXTS = Set.of("description", "links", "contact");

    private final Set<String> ignored;

    private ChangedPlace(Set<String> ignored) {
        this.ignored = ignored;
    }

    /**
     * Compares two versions of a file.
     *
     * @param before a place in the earlier version
     * @param after a place in the later version, which is the answer if the versions do not differ
     * @param path the keys that lead to the part to compare; empty for the whole file
     * @return the place of the first difference. If one version lacks the part, the place of the last key of the path
     *     that exists
     */
    public static Place between(Place before, Place after, String... path) {
        Optional<YamlNode> old = root(before.source());
        Optional<YamlNode> now = root(after.source());
        Place holder = after.source().start();
        for (String key : path) {
            Optional<YamlNode.Entry> entry = now.flatMap(node -> entry(node, key));
            holder = entry.map(found -> found.key().place()).orElse(holder);
            now = entry.map(YamlNode.Entry::value);
            old = old.flatMap(node -> entry(node, key)).map(YamlNode.Entry::value);
        }
        if (now.isEmpty() || old.isEmpty()) {
            return holder;
        }
        Optional<Place> decisive = new ChangedPlace(TEXTS).first(old.get(), now.get(), holder);
        return (decisive.isPresent() ? decisive : new ChangedPlace(Set.of()).first(old.get(), now.get(), holder))
                .orElse(after);
    }

    private static Optional<YamlNode> root(SourceText source) {
        return YamlReader.read(source.path(), source.text().getBytes(StandardCharsets.UTF_8))
                .root();
    }

    private static Optional<YamlNode.Entry> entry(YamlNode node, String key) {
        return node instanceof YamlNode.Mapping mapping ? mapping.entry(key) : Optional.empty();
    }

    /**
     * The place of the first difference between two nodes.
     *
     * @param holder the key of the value; it gives the place if something is gone from the value
     */
    private Optional<Place> first(YamlNode old, YamlNode now, Place holder) {
        if (old instanceof YamlNode.Mapping before && now instanceof YamlNode.Mapping after) {
            return first(before, after, holder);
        }
        if (old instanceof YamlNode.Sequence before && now instanceof YamlNode.Sequence after) {
            return first(before.items(), after.items(), holder);
        }
        return old instanceof YamlNode.Scalar before
                        && now instanceof YamlNode.Scalar after
                        && before.text().equals(after.text())
                        && before.kind() == after.kind()
                ? Optional.empty()
                : Optional.of(now.place());
    }

    private Optional<Place> first(YamlNode.Mapping before, YamlNode.Mapping after, Place holder) {
        for (YamlNode.Entry entry : after.entries()) {
            String key = entry.key().text();
            if (!ignored.contains(key)) {
                Place place = entry.key().place();
                Optional<Place> changed = before.value(key)
                        .map(value -> first(value, entry.value(), place))
                        .orElse(Optional.of(place));
                if (changed.isPresent()) {
                    return changed;
                }
            }
        }
        List<YamlNode.Entry> kept = kept(after, before);
        List<YamlNode.Entry> old = kept(before, after);
        if (old.size() < kept(before, before).size()) {
            return Optional.of(holder);
        }
        for (int index = 0; index < kept.size(); index++) {
            if (!kept.get(index).key().text().equals(old.get(index).key().text())) {
                return Optional.of(kept.get(index).key().place());
            }
        }
        return Optional.empty();
    }

    /** The entries of a mapping whose keys another mapping has too, in their order. */
    private List<YamlNode.Entry> kept(YamlNode.Mapping mapping, YamlNode.Mapping other) {
        return mapping.entries().stream()
                .filter(entry -> !ignored.contains(entry.key().text())
                        && other.entry(entry.key().text()).isPresent())
                .toList();
    }

    private Optional<Place> first(List<YamlNode> before, List<YamlNode> after, Place holder) {
        for (int index = 0; index < after.size(); index++) {
            YamlNode item = after.get(index);
            Optional<Place> changed =
                    index < before.size() ? first(before.get(index), item, item.place()) : Optional.of(item.place());
            if (changed.isPresent()) {
                return changed;
            }
        }
        return after.size() < before.size() ? Optional.of(holder) : Optional.empty();
    }
}
