package dev.hoist.operate.yaml;

import dev.hoist.operate.yaml.Collection.Member;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML text in which single values are replaced, inserted and deleted. Each edit gives a new text, in which nothing
 * else differs. A path lists the keys from the root. The text must be one that the ordinary reader accepts. The result
 * of an edit is read again as a check.
 */
public final class YamlText {
    private static final int USUAL_INDENT = 2;

    private final String text;
    private final Points points;
    private final MappingNode root;

    private YamlText(String text, MappingNode root) {
        this.text = text;
        this.points = new Points(text);
        this.root = root;
    }

    public static YamlText of(String text) {
        try {
            if (new Yaml(new LoaderOptions()).compose(new StringReader(text)) instanceof MappingNode mapping) {
                return new YamlText(text, mapping);
            }
            throw new UneditableText("the text is no mapping");
        } catch (YAMLException e) {
            throw new UneditableText("the text is not YAML");
        }
    }

    public String text() {
        return text;
    }

    public boolean has(List<String> path) {
        Node at = root;
        for (String key : path) {
            Optional<NodeTuple> entry = entry(at, key);
            if (entry.isEmpty()) {
                return false;
            }
            at = entry.get().getValueNode();
        }
        return true;
    }

    /** The keys of a mapping, in order. */
    public List<String> keys(List<String> path) {
        return mapping(path).getValue().stream().map(YamlText::key).toList();
    }

    /** The scalars of a sequence, in order. */
    public List<String> items(List<String> path) {
        return sequence(path).getValue().stream()
                .map(item -> item instanceof ScalarNode scalar ? scalar.getValue() : "")
                .toList();
    }

    /** Replaces a value. The old value must be a scalar or in flow style. */
    public YamlText replace(List<String> path, NewValue value) {
        return replaceEntry(path, path.get(path.size() - 1), value);
    }

    /** Replaces a key and its value. The old value must be a scalar or in flow style. */
    public YamlText replaceEntry(List<String> path, String newKey, NewValue value) {
        MappingNode parent = mapping(path.subList(0, path.size() - 1));
        NodeTuple entry = required(parent, path.get(path.size() - 1));
        Node old = entry.getValueNode();
        if (old instanceof CollectionNode<?> && !Collection.isFlow(old)) {
            throw new UneditableText("what is to be replaced spans lines of its own");
        }
        Splices splices = new Splices();
        int keyStart = entry.getKeyNode().getStartMark().getIndex();
        int keyEnd = entry.getKeyNode().getEndMark().getIndex();
        if (!newKey.equals(key(entry))) {
            splices.replace(keyStart, keyEnd, newKey);
        }
        int from = old.getStartMark().getIndex();
        int to = old.getEndMark().getIndex();
        if (isBlock(parent) && isBlockStyled(value, parent)) {
            splices.remove(colon(entry) + 1, to);
            int indent = points.column(keyStart);
            splices.insert(points.lineEnd(to), lines(value, indent + step(parent), points.lineEnding(to)));
        } else {
            splices.replace(from, to, (from == to ? " " : "") + value.flow());
        }
        return spliced(splices);
    }

    /** Inserts a key before all other keys of a mapping. */
    public YamlText insertFirst(List<String> path, String key, NewValue value) {
        MappingNode node = mapping(path);
        Collection mapping = Collection.of(node, points);
        Splices splices = new Splices();
        if (mapping.members().isEmpty()) {
            insertOnly(mapping, new NewValue.Entry(key, value).flow(), splices);
        } else if (mapping.isFlow()) {
            insertBefore(mapping.members().get(0), new NewValue.Entry(key, value).flow(), splices);
        } else {
            int first = mapping.members().get(0).start();
            int at = path.isEmpty() ? points.lineStart(first) : points.nextLine(colon(parentEntry(path)));
            String ending = points.lineEnding(path.isEmpty() ? at : at - 1);
            splices.insert(at, block(node, key, value, ending) + ending);
        }
        return spliced(splices);
    }

    /** Inserts a key after all other keys of a mapping. */
    public YamlText insertLast(List<String> path, String key, NewValue value) {
        MappingNode node = mapping(path);
        return insertAfter(node, node.getValue().size() - 1, key, value);
    }

    /** Inserts a key directly after another key of a mapping. */
    public YamlText insertAfter(List<String> path, String before, String key, NewValue value) {
        MappingNode node = mapping(path);
        return insertAfter(node, node.getValue().indexOf(required(node, before)), key, value);
    }

    /** Adds an item after all other items of a sequence. */
    public YamlText append(List<String> path, NewValue item) {
        SequenceNode node = sequence(path);
        Collection sequence = Collection.of(node, points);
        Splices splices = new Splices();
        int last = sequence.members().size() - 1;
        if (last < 0) {
            insertOnly(sequence, item.flow(), splices);
        } else if (sequence.isFlow()) {
            insertBehind(sequence, last, item.flow(), splices);
        } else {
            int indent = points.column(sequence.members().get(0).start());
            insertLine(sequence.members().get(last), " ".repeat(indent) + "- " + item.flow(), splices);
        }
        return spliced(splices);
    }

    /** Removes a key and its value, together with its line or separator. */
    public YamlText delete(List<String> path) {
        List<String> parentPath = path.subList(0, path.size() - 1);
        MappingNode parent = mapping(parentPath);
        int index = parent.getValue().indexOf(required(parent, path.get(path.size() - 1)));
        return deleteMember(parentPath, Collection.of(parent, points), index, "{}");
    }

    /** Removes an item of a sequence, together with its line or separator. */
    public YamlText deleteItem(List<String> path, int index) {
        return deleteMember(path, Collection.of(sequence(path), points), index, "[]");
    }

    private YamlText deleteMember(List<String> path, Collection from, int index, String empty) {
        Splices splices = new Splices();
        if (from.isFlow()) {
            deleteInFlow(from, index, splices);
        } else {
            boolean belowScalar = index > 0 && from.members().get(index - 1).ownsLines();
            deleteLines(from.members().get(index), belowScalar, splices);
            if (from.members().size() == 1) {
                if (path.isEmpty()) {
                    throw new UneditableText("nothing would be left of the file");
                }
                splices.insert(colon(parentEntry(path)) + 1, " " + empty);
            }
        }
        return spliced(splices);
    }

    private YamlText insertAfter(MappingNode node, int index, String key, NewValue value) {
        Collection mapping = Collection.of(node, points);
        Splices splices = new Splices();
        if (index < 0) {
            insertOnly(mapping, new NewValue.Entry(key, value).flow(), splices);
        } else if (mapping.isFlow()) {
            insertBehind(mapping, index, new NewValue.Entry(key, value).flow(), splices);
        } else {
            Member before = mapping.members().get(index);
            insertLine(before, block(node, key, value, points.lineEnding(before.start())), splices);
        }
        return spliced(splices);
    }

    /** Inserts a member between brackets that contain at most comments. */
    private void insertOnly(Collection empty, String member, Splices splices) {
        int closing = empty.end() - 1;
        boolean plain = points.afterBlanks(empty.start() + 1) == closing;
        splices.insert(plain ? empty.start() + 1 : closing, member);
    }

    /** Inserts a member before another one, in flow style. */
    private void insertBefore(Member next, String member, Splices splices) {
        String separator = points.beginsLine(next.start())
                ? "," + points.lineEnding(next.start()) + indentation(next.start())
                : ", ";
        splices.insert(next.start(), member + separator);
    }

    /** Inserts a member after another one, in flow style. */
    private void insertBehind(Collection flow, int index, String member, Splices splices) {
        if (index + 1 < flow.members().size()) {
            insertBefore(flow.members().get(index + 1), member, splices);
            return;
        }
        Member last = flow.members().get(index);
        int comma = points.afterGap(last.end());
        boolean trailing = points.at(comma) == ',';
        int behind = trailing ? comma + 1 : last.end();
        if (points.beginsLine(last.start()) && points.endsLine(behind)) {
            if (!trailing) {
                splices.insert(last.end(), ",");
            }
            String line = points.lineEnding(last.start()) + indentation(last.start()) + member + (trailing ? "," : "");
            splices.insert(points.lineEnd(behind), line);
        } else {
            splices.insert(last.end(), ", " + member);
        }
    }

    /** Inserts a line in block style, below a member if that is possible. */
    private void insertLine(Member above, String line, Splices splices) {
        String ending = points.lineEnding(above.start());
        if (above.ownsLines() && points.lineStart(above.end()) == above.end()) {
            splices.insert(above.end(), line + ending);
        } else if (above.ownsLines()) {
            // a block scalar that ends the file without a line ending would gain one
            splices.insert(points.lineStart(above.start()), line + ending);
        } else {
            splices.insert(points.lineEnd(above.end()), ending + line);
        }
    }

    private void deleteInFlow(Collection flow, int index, Splices splices) {
        Member gone = flow.members().get(index);
        boolean last = index + 1 == flow.members().size();
        int behind = points.afterGap(gone.end());
        boolean comma = points.at(behind) == ',';
        int end = comma ? behind + 1 : gone.end();
        boolean needsNoComma = last && !comma && index > 0;
        if (points.beginsLine(gone.start()) && points.endsLine(end) && points.lineEnd(gone.end()) >= end) {
            splices.remove(points.lineStart(gone.start()), points.nextLine(end));
            if (needsNoComma) {
                removeCommaBehind(flow.members().get(index - 1), splices);
            }
        } else if (last && index > 0) {
            Member before = flow.members().get(index - 1);
            if (isPlainSeparator(before.end(), gone.start())) {
                splices.remove(before.end(), gone.end());
            } else {
                splices.remove(gone.start(), end);
                if (needsNoComma) {
                    removeCommaBehind(before, splices);
                }
            }
        } else if (comma && points.afterBlanks(gone.end()) == behind) {
            splices.remove(gone.start(), last ? end : points.afterBlanks(end));
        } else {
            splices.remove(gone.start(), gone.end());
            if (comma) {
                splices.remove(behind, end);
            }
        }
    }

    private void removeCommaBehind(Member member, Splices splices) {
        int comma = points.afterGap(member.end());
        splices.remove(comma, comma + 1);
    }

    private boolean isPlainSeparator(int from, int to) {
        int comma = points.afterBlanks(from);
        return points.at(comma) == ',' && points.afterBlanks(comma + 1) == to;
    }

    private void deleteLines(Member gone, boolean belowScalar, Splices splices) {
        int from = points.lineStart(gone.start());
        int to = gone.ownsLines() && points.lineStart(gone.end()) == gone.end()
                ? gone.end()
                : points.nextLine(gone.end());
        boolean unfinished = to == points.length() && points.at(to - 1) != '\n';
        if (unfinished && from > 0 && !belowScalar) {
            // the line before becomes the last one, and it has no line ending either; in a block scalar that would
            // count
            splices.remove(from - points.lineEnding(from - 1).length(), to);
        } else {
            splices.remove(from, to);
        }
    }

    private String block(MappingNode parent, String key, NewValue value, String ending) {
        int indent = parent.getValue().isEmpty()
                ? 0
                : points.column(
                        parent.getValue().get(0).getKeyNode().getStartMark().getIndex());
        String line = " ".repeat(indent) + key + ":";
        return isBlockStyled(value, parent)
                ? line + lines(value, indent + step(parent), ending)
                : line + " " + value.flow();
    }

    /** The lines of a value. A line ending stands before each line. */
    private static String lines(NewValue value, int indent, String ending) {
        StringBuilder lines = new StringBuilder();
        String start = ending + " ".repeat(indent);
        if (value instanceof NewValue.Mapping mapping) {
            mapping.entries().forEach(entry -> lines.append(start).append(entry.flow()));
        } else if (value instanceof NewValue.Items items) {
            items.items().forEach(item -> lines.append(start).append("- ").append(item.flow()));
        }
        return lines.toString();
    }

    /**
     * Whether a new value is written in block style: like its siblings of the same kind; if there are none, like any
     * sibling; if there is none, like the mapping.
     */
    private static boolean isBlockStyled(NewValue value, MappingNode parent) {
        boolean mapping =
                value instanceof NewValue.Mapping some && !some.entries().isEmpty();
        boolean sequence = value instanceof NewValue.Items some && !some.items().isEmpty();
        if (Collection.isFlow(parent) || !(mapping || sequence)) {
            return false;
        }
        Optional<Boolean> sameKind = Optional.empty();
        Optional<Boolean> any = Optional.empty();
        for (NodeTuple entry : parent.getValue()) {
            if (entry.getValueNode() instanceof CollectionNode<?> sibling
                    && !sibling.getValue().isEmpty()) {
                any = Optional.of(!Collection.isFlow(sibling));
                if (sibling instanceof MappingNode == mapping) {
                    sameKind = any;
                }
            }
        }
        return sameKind.orElse(any.orElse(true));
    }

    /** How many columns the values of a block mapping are indented. */
    private int step(MappingNode parent) {
        for (MappingNode mapping : List.of(parent, root)) {
            if (Collection.isFlow(mapping)) {
                continue;
            }
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getValueNode() instanceof MappingNode inner
                        && !Collection.isFlow(inner)
                        && !inner.getValue().isEmpty()) {
                    return points.column(inner.getStartMark().getIndex())
                            - points.column(entry.getKeyNode().getStartMark().getIndex());
                }
            }
        }
        return USUAL_INDENT;
    }

    private String indentation(int index) {
        return points.between(points.lineStart(index), index);
    }

    private int colon(NodeTuple entry) {
        int at = points.afterBlanks(entry.getKeyNode().getEndMark().getIndex());
        if (points.at(at) != ':') {
            throw new UneditableText("the colon behind \"" + key(entry) + "\" is not where it is looked for");
        }
        return at;
    }

    private NodeTuple parentEntry(List<String> path) {
        return required(mapping(path.subList(0, path.size() - 1)), path.get(path.size() - 1));
    }

    private MappingNode mapping(List<String> path) {
        if (node(path) instanceof MappingNode mapping) {
            return mapping;
        }
        throw new UneditableText("\"" + String.join(".", path) + "\" is no mapping");
    }

    private SequenceNode sequence(List<String> path) {
        if (node(path) instanceof SequenceNode sequence) {
            return sequence;
        }
        throw new UneditableText("\"" + String.join(".", path) + "\" is no list");
    }

    private Node node(List<String> path) {
        Node at = root;
        for (String key : path) {
            at = required(at, key).getValueNode();
        }
        return at;
    }

    private static boolean isBlock(MappingNode mapping) {
        return !Collection.isFlow(mapping);
    }

    private static NodeTuple required(Node node, String key) {
        return entry(node, key).orElseThrow(() -> new UneditableText("there is no \"" + key + "\" to edit"));
    }

    private static Optional<NodeTuple> entry(Node node, String key) {
        return node instanceof MappingNode mapping
                ? mapping.getValue().stream()
                        .filter(entry -> key(entry).equals(key))
                        .findFirst()
                : Optional.empty();
    }

    private static String key(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private YamlText spliced(Splices splices) {
        return of(splices.applyTo(points.all()));
    }
}
