package dev.hoist.operate.yaml;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.CollectionNode;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A mapping or a sequence in a text, with the positions of its members.
 *
 * @param start the start of the collection
 * @param end in flow style, the position after the closing bracket; in block style, do not use it
 */
record Collection(boolean isFlow, int start, int end, List<Member> members) {

    /**
     * One member: a key with its value, or an item with its dash.
     *
     * @param end the position after the last character of the value
     * @param ownsLines whether the value is a block scalar, which ends where the next line begins
     */
    record Member(int start, int end, boolean ownsLines) {}

    static Collection of(Node node, Points points) {
        boolean flow = isFlow(node);
        List<Member> members = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                members.add(member(entry.getKeyNode().getStartMark().getIndex(), entry.getValueNode()));
            }
        } else if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                int start = item.getStartMark().getIndex();
                members.add(member(flow ? start : dash(start, points), item));
            }
        }
        return new Collection(
                flow, node.getStartMark().getIndex(), node.getEndMark().getIndex(), members);
    }

    static boolean isFlow(Node node) {
        return node instanceof CollectionNode<?> collection && collection.getFlowStyle() == FlowStyle.FLOW;
    }

    private static Member member(int start, Node value) {
        Node last = last(value);
        return new Member(start, last.getEndMark().getIndex(), isBlockScalar(last));
    }

    /**
     * The last node inside a node. The end mark of a block collection cannot be used, because it stands after comments
     * that follow.
     */
    private static Node last(Node node) {
        Node last = node;
        while (last instanceof CollectionNode<?> collection
                && !isFlow(last)
                && !collection.getValue().isEmpty()) {
            if (last instanceof MappingNode mapping) {
                last = mapping.getValue().get(mapping.getValue().size() - 1).getValueNode();
            } else {
                List<Node> items = ((SequenceNode) last).getValue();
                last = items.get(items.size() - 1);
            }
        }
        return last;
    }

    private static boolean isBlockScalar(Node node) {
        return node instanceof ScalarNode scalar
                && (scalar.getScalarStyle() == ScalarStyle.LITERAL || scalar.getScalarStyle() == ScalarStyle.FOLDED);
    }

    private static int dash(int item, Points points) {
        int at = item - 1;
        while (points.at(at) == ' ' || points.at(at) == '\t' || points.at(at) == '\r' || points.at(at) == '\n') {
            at--;
        }
        if (points.at(at) != '-') {
            throw new UneditableText("the dash before an item is not where it is looked for");
        }
        return at;
    }
}
