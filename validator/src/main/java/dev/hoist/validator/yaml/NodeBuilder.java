package dev.hoist.validator.yaml;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.yaml.YamlNode.Entry;
import dev.hoist.validator.yaml.YamlNode.Kind;
import dev.hoist.validator.yaml.YamlNode.Mapping;
import dev.hoist.validator.yaml.YamlNode.Scalar;
import dev.hoist.validator.yaml.YamlNode.Sequence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.StreamEndEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Builds nodes from the parser's events. It has its own stack and uses no recursion, so deep nesting costs no more than
 * other text of the same length. The YAML library resolves, expands and constructs nothing.
 */
final class NodeBuilder {
    /** The depth at which reading stops. The file is already refused then, and the scanner would take seconds. */
    private static final int HOPELESS_LEVELS = 50;

    /** The characters at the beginning of a conflict that git has marked. */
    private static final String CONFLICT = "<<<<<<<";

    private final SanitizedText text;
    private final Lines lines;
    private final List<Finding> findings;
    private final LayoutCheck layout;
    private final Deque<Collection> open = new ArrayDeque<>();
    private @Nullable YamlNode root;
    private int skippedLevels;

    NodeBuilder(SanitizedText text, List<Finding> findings) {
        this.text = text;
        this.lines = text.lines();
        this.findings = findings;
        this.layout = new LayoutCheck(text, findings);
    }

    /** The tree; empty if there is none or if it is not complete. */
    Optional<YamlNode> build() {
        StreamReader reader = new StreamReader(text.text());
        try {
            ParserImpl parser = new ParserImpl(reader, new LoaderOptions());
            boolean started = false;
            for (Event event = parser.getEvent(); !(event instanceof StreamEndEvent); event = parser.getEvent()) {
                if (event instanceof DocumentStartEvent) {
                    if (started) {
                        findings.add(UnsafeYaml.secondDocument(place(event)));
                        return Optional.ofNullable(root);
                    }
                    started = true;
                } else {
                    accept(event);
                }
                if (skippedLevels > HOPELESS_LEVELS) {
                    return Optional.empty();
                }
            }
            layout.checkRest();
            return Optional.ofNullable(root);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            int index = mark == null ? 0 : text.origin(mark.getIndex());
            findings.add(malformed(index, problem(e.getProblem())));
        } catch (YAMLException e) {
            findings.add(YamlSyntax.malformed(lines.place(0, 1), "its characters cannot be read"));
        } catch (IllegalArgumentException e) {
            // the parser turns the digits of an escape into a character unchecked, and stands before them
            int digits = text.origin(reader.getIndex());
            findings.add(YamlSyntax.noCharacter(lines.place(digits - 2, digits + 8)));
        }
        return Optional.empty();
    }

    /** The finding about a syntax error. The most frequent errors have their own messages. */
    private Finding malformed(int index, String problem) {
        OptionalInt conflict = lines.lastThatBeginsWith(CONFLICT, index);
        if (conflict.isPresent()) {
            int start = conflict.getAsInt();
            return YamlSyntax.conflict(lines.place(start, start + CONFLICT.length()));
        }
        Place place = lines.place(index, index + 1);
        return text.originalAt(index) == '\t' && problem.startsWith("found character")
                ? YamlSyntax.tab(place)
                : YamlSyntax.malformed(place, problem);
    }

    private static String problem(@Nullable String problem) {
        if (problem == null) {
            return "it breaks off";
        }
        StringBuilder visible = new StringBuilder();
        problem.codePoints()
                .map(codePoint -> codePoint == '\n' || Characters.isForbidden(codePoint) ? ' ' : codePoint)
                .limit(200)
                .forEach(visible::appendCodePoint);
        return visible.toString();
    }

    private void accept(Event event) {
        if (event instanceof ScalarEvent || event instanceof AliasEvent) {
            layout.checkUpTo(event.getStartMark().getIndex(), event.getEndMark().getIndex());
        }
        if (skippedLevels > 0) {
            if (event instanceof CollectionStartEvent) {
                skippedLevels++;
            } else if (event instanceof CollectionEndEvent) {
                skippedLevels--;
            }
        } else if (event instanceof CollectionStartEvent start) {
            open(start);
        } else if (event instanceof CollectionEndEvent) {
            Collection closed = open.pop();
            YamlNode node = closed.node(event);
            if (closed.isFlow && !isInFlow()) {
                layout.checkFlow(
                        closed.start.getStartMark().getIndex(),
                        event.getEndMark().getIndex(),
                        blockIndent());
            }
            if (!closed.discarded) {
                add(node);
            }
        } else if (event instanceof ScalarEvent scalar) {
            checkProperties(scalar.getAnchor(), scalar.getTag(), scalar);
            if (scalar.getAnchor() == null && scalar.getTag() == null) {
                layout.check(scalar, isInFlow(), blockIndent());
            }
            add(scalar);
        } else if (event instanceof AliasEvent alias) {
            findings.add(UnsafeYaml.alias(word(alias), alias.getAnchor()));
            addBroken(alias);
        }
    }

    private void open(CollectionStartEvent start) {
        checkProperties(start.getAnchor(), start.getTag(), start);
        boolean asKey = awaitsKey();
        if (asKey) {
            findings.add(UnsafeYaml.complexKey(place(start)));
        }
        if (open.size() == UnsafeYaml.MOST_LEVELS) {
            findings.add(UnsafeYaml.tooDeep(place(start)));
            skippedLevels = 1;
            if (asKey) {
                open.getFirst().expectValueOf(null);
            } else {
                addBroken(start);
            }
            return;
        }
        if (asKey) {
            open.getFirst().expectValueOf(null);
        }
        open.push(new Collection(start, asKey));
    }

    private boolean isInFlow() {
        return !open.isEmpty() && open.getFirst().isFlow;
    }

    /** The column of the innermost block collection; -1 outside of block collections. */
    private int blockIndent() {
        for (Collection collection : open) {
            if (!collection.isFlow) {
                return collection.start.getStartMark().getColumn();
            }
        }
        return -1;
    }

    private boolean awaitsKey() {
        Collection parent = open.peek();
        return parent != null && parent.isMapping && !parent.awaitsValue;
    }

    private void checkProperties(@Nullable String anchor, @Nullable String tag, Event event) {
        if (anchor != null) {
            findings.add(UnsafeYaml.anchor(word(event), anchor));
        }
        if (tag != null) {
            findings.add(UnsafeYaml.tag(word(event), written(tag, event)));
        }
    }

    /** A tag as it is written in the file, because the parser returns it expanded. */
    private String written(String tag, Event event) {
        int start = text.origin(event.getStartMark().getIndex());
        return text.originalAt(start) == '!' ? wordAt(start) : tag;
    }

    private void add(ScalarEvent event) {
        Place place = place(event);
        checkEscapes(event, place);
        if (awaitsKey()) {
            addKey(event, place);
        } else {
            add(scalar(event, place));
        }
    }

    private void addKey(ScalarEvent event, Place place) {
        Collection mapping = open.getFirst();
        String key = event.getValue();
        if (!isOneWordOnALine(event)) {
            findings.add(UnsafeYaml.complexKey(place));
            mapping.expectValueOf(null);
        } else if (event.isPlain() && key.equals("<<")) {
            findings.add(UnsafeYaml.mergeKey(place));
            mapping.expectValueOf(null);
        } else {
            Scalar scalar = scalar(event, place);
            Place first = mapping.keys.putIfAbsent(key, place);
            if (first != null) {
                findings.add(YamlSyntax.duplicateKey(shown(key), place, first));
            }
            mapping.expectValueOf(first == null ? scalar : null);
        }
    }

    /** A key in the form of a message. A long key is cut, because it is no name and messages should stay readable. */
    private static String shown(String key) {
        return key.length() > 80 ? key.substring(0, key.offsetByCodePoints(0, 40)) + "…" : key;
    }

    private boolean isOneWordOnALine(ScalarEvent event) {
        int start = text.origin(event.getStartMark().getIndex());
        int end = text.origin(event.getEndMark().getIndex());
        if (event.isLiteral() || event.isFolded() || !lines.onOneLine(start, end)) {
            return false;
        }
        int before = start - 1;
        while (text.originalAt(before) == ' ' || text.originalAt(before) == '\t') {
            before--;
        }
        // an explicit key: nothing else can end in a question mark and a blank right before a key
        return before == start - 1 || text.originalAt(before) != '?';
    }

    private Scalar scalar(ScalarEvent event, Place place) {
        String value = event.getValue();
        if (!event.isPlain()) {
            return new Scalar(value, Kind.TEXT, place);
        }
        Optional<Kind> kind = PlainScalar.kind(value);
        if (kind.isEmpty()) {
            PlainScalar.trap(value).ifPresent(trap -> findings.add(AmbiguousScalar.of(place, shown(value), trap)));
        }
        return new Scalar(value, kind.orElse(Kind.TEXT), place);
    }

    /**
     * Reports forbidden characters in a scalar. They can only come from escapes, because plain ones were removed
     * earlier.
     */
    private void checkEscapes(ScalarEvent event, Place place) {
        String value = event.getValue();
        if (Characters.hasForbidden(value)) {
            value.codePoints()
                    .filter(Characters::isForbidden)
                    .distinct()
                    .forEach(codePoint -> findings.add(UnsafeYaml.escapedCharacter(place, codePoint)));
        }
    }

    private void add(YamlNode node) {
        Collection parent = open.peek();
        if (parent == null) {
            root = node;
        } else {
            parent.add(node);
        }
    }

    /** Adds a placeholder for a refused value. */
    private void addBroken(Event event) {
        if (awaitsKey()) {
            open.getFirst().expectValueOf(null);
        } else {
            add(new Scalar("", Kind.NULL, place(event)));
        }
    }

    private Place place(Event event) {
        return place(event.getStartMark(), event.getEndMark());
    }

    private Place place(Mark start, Mark end) {
        int from = text.origin(start.getIndex());
        int to = end.getIndex() > start.getIndex() ? text.origin(end.getIndex() - 1) + 1 : from + 1;
        return lines.place(from, to);
    }

    /** The place of an anchor, a tag or an alias at the start of an event: up to the next blank. */
    private Place word(Event event) {
        int start = text.origin(event.getStartMark().getIndex());
        return lines.place(start, start + Math.max(1, wordAt(start).length()));
    }

    private String wordAt(int start) {
        StringBuilder word = new StringBuilder();
        for (int index = start; index < start + 80; index++) {
            int codePoint = text.originalAt(index);
            if (codePoint < 0 || Character.isWhitespace(codePoint) || ",]}[{".indexOf(codePoint) >= 0) {
                break;
            }
            word.appendCodePoint(codePoint);
        }
        return word.toString();
    }

    /** A mapping or sequence whose end has not been read yet. */
    private final class Collection {
        private final Event start;
        private final boolean isMapping;
        private final boolean isFlow;
        /** Whether the collection is itself a key. It is then not added to the tree. */
        private final boolean discarded;

        private final List<Entry> entries = new ArrayList<>();
        private final List<YamlNode> items = new ArrayList<>();
        private final Map<String, Place> keys = new LinkedHashMap<>();
        private boolean awaitsValue;
        private @Nullable Scalar key;

        Collection(CollectionStartEvent start, boolean discarded) {
            this.start = start;
            this.isMapping = start instanceof MappingStartEvent;
            this.isFlow = start.isFlow();
            this.discarded = discarded;
        }

        /**
         * Takes the next node as the value of a key.
         *
         * @param of the key; null if the key was refused, and its value is then dropped too
         */
        void expectValueOf(@Nullable Scalar of) {
            key = of;
            awaitsValue = true;
        }

        void add(YamlNode node) {
            if (!isMapping) {
                items.add(node);
                return;
            }
            if (key != null) {
                entries.add(new Entry(key, node));
            }
            awaitsValue = false;
        }

        YamlNode node(Event end) {
            Place place = place(start.getStartMark(), end.getEndMark());
            return isMapping ? new Mapping(entries, place) : new Sequence(items, place);
        }
    }
}
