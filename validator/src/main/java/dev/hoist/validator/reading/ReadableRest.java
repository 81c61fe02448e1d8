package dev.hoist.validator.reading;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.schema.Format;
import dev.hoist.validator.schema.SchemaViolation;
import dev.hoist.validator.yaml.AmbiguousScalar;
import dev.hoist.validator.yaml.YamlNode;
import dev.hoist.validator.yaml.YamlNode.Entry;
import dev.hoist.validator.yaml.YamlNode.Kind;
import dev.hoist.validator.yaml.YamlNode.Mapping;
import dev.hoist.validator.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The readable rest of a file with mistakes: its keys and environments that have no mistake. Empty if a mistake is in a
 * part on which the rest depends.
 */
final class ReadableRest {
    private static final List<String> FLAG_NEEDS =
            List.of("flag", "dependencies", "salt", "strategy", "checklist", "environments");
    private static final List<String> EXPERIMENT_NEEDS = List.of("experiment", "within", "status", "variants");

    private final List<String> needed;
    private final long[] mistakes;

    private ReadableRest(List<String> needed, long[] mistakes) {
        this.needed = needed;
        this.mistakes = mistakes;
    }

    /**
     * The readable rest of a file.
     *
     * @param findings everything that is wrong with the file
     */
    static Optional<Mapping> of(Mapping file, Format format, List<Finding> findings) {
        boolean isPlain = findings.stream()
                .allMatch(finding -> finding.place().isPresent()
                        && (finding.rule().equals(AmbiguousScalar.ID)
                                || finding.rule().equals(SchemaViolation.ID)));
        if (!isPlain || format == Format.POLICY) {
            return Optional.empty();
        }
        long[] mistakes = findings.stream()
                .mapToLong(finding -> position(finding.place().orElseThrow()))
                .sorted()
                .toArray();
        return new ReadableRest(format == Format.FLAG ? FLAG_NEEDS : EXPERIMENT_NEEDS, mistakes).of(file);
    }

    private Optional<Mapping> of(Mapping file) {
        List<Entry> kept = new ArrayList<>();
        for (int index = 0; index < file.entries().size(); index++) {
            Entry entry = file.entries().get(index);
            String key = entry.key().text();
            long end = end(file, index, Long.MAX_VALUE);
            if (index == 0
                    && isText(entry.value())
                    && !hasMistake(position(entry.key().place()) + 1, end)) {
                // what is missing is told of at the first key
                kept.add(entry);
            } else if (key.equals("environments")
                    && entry.value() instanceof Mapping blocks
                    && isSound(entry, blocks)) {
                kept.add(new Entry(entry.key(), withoutMistakes(blocks, end)));
            } else if (!hasMistake(position(entry.key().place()), end)) {
                kept.add(entry);
            } else if (needed.contains(key) || Spelling.nearest(key, needed).isPresent()) {
                return Optional.empty();
            }
        }
        Mapping rest = new Mapping(kept, file.place());
        boolean isWhole = needed.stream()
                .filter(key -> needed.equals(EXPERIMENT_NEEDS) || key.equals("flag"))
                .allMatch(key -> rest.entry(key).isPresent());
        return isWhole ? Optional.of(described(rest)) : Optional.empty();
    }

    private static boolean isText(YamlNode node) {
        return node instanceof Scalar scalar && scalar.kind() == Kind.TEXT;
    }

    private boolean isSound(Entry environments, Mapping blocks) {
        long first = blocks.entries().isEmpty()
                ? Long.MAX_VALUE
                : position(blocks.entries().get(0).key().place());
        return !hasMistake(position(environments.key().place()), first);
    }

    private Mapping withoutMistakes(Mapping blocks, long end) {
        List<Entry> kept = new ArrayList<>();
        for (int index = 0; index < blocks.entries().size(); index++) {
            Entry block = blocks.entries().get(index);
            if (!hasMistake(position(block.key().place()), end(blocks, index, end))) {
                kept.add(block);
            }
        }
        return new Mapping(kept, blocks.place());
    }

    /**
     * The same mapping with empty texts in place of descriptions that are missing or wrong. Such texts do not affect
     * verdicts.
     */
    private static Mapping described(Mapping rest) {
        Place start = rest.entries().get(0).key().place();
        Stream<Entry> added = Stream.of("description", "owner")
                .filter(key -> rest.entry(key).isEmpty())
                .map(key -> new Entry(new Scalar(key, Kind.TEXT, start), new Scalar("", Kind.TEXT, start)));
        return new Mapping(Stream.concat(rest.entries().stream(), added).toList(), rest.place());
    }

    private boolean hasMistake(long from, long to) {
        int found = Arrays.binarySearch(mistakes, from);
        int next = found >= 0 ? found : -found - 1;
        return next < mistakes.length && mistakes[next] < to;
    }

    private static long end(Mapping mapping, int index, long last) {
        List<YamlNode.Entry> entries = mapping.entries();
        return index + 1 < entries.size()
                ? position(entries.get(index + 1).key().place())
                : last;
    }

    private static long position(Place place) {
        return (long) place.line() << 32 | place.column();
    }
}
