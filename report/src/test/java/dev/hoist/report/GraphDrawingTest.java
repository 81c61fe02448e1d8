package dev.hoist.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.hoist.report.GraphDrawing.Edge;
import dev.hoist.report.GraphDrawing.Node;
import dev.hoist.report.RolloutReport.Flag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GraphDrawingTest {
    /** Flags by key with what they depend on, in the order given. */
    private static List<Flag> flags(Map<String, List<String>> dependencies) {
        List<Flag> flags = new ArrayList<>();
        dependencies.forEach((key, needed) -> flags.add(new Flag(
                key,
                "g",
                "o",
                "d",
                needed,
                dependencies.keySet().stream()
                        .filter(other ->
                                dependencies.getOrDefault(other, List.of()).contains(key))
                        .toList(),
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                false,
                false,
                "flags/g/" + key + ".yaml",
                1,
                List.of())));
        return flags;
    }

    private static Node at(Map<String, Node> nodes, String key) {
        return Optional.ofNullable(nodes.get(key)).orElseThrow();
    }

    private static Map<String, Node> nodes(GraphDrawing drawing) {
        return drawing.nodes().stream().collect(Collectors.toMap(Node::key, Function.identity()));
    }

    @Test
    void putsAFlagToTheRightOfAllThatItDependsOn() {
        GraphDrawing drawing = GraphDrawing.of(
                flags(new TreeMap<>(Map.of(
                        "a",
                        List.of(),
                        "b",
                        List.of("a"),
                        "c",
                        List.of("a", "b"),
                        "d",
                        List.of("a"),
                        "lonely",
                        List.of()))),
                "production");
        Map<String, Node> nodes = nodes(drawing);
        assertThat(nodes).containsOnlyKeys("a", "b", "c", "d");
        assertThat(drawing.edges()).hasSize(4);
        for (Edge edge : drawing.edges()) {
            assertThat(at(nodes, edge.from()).x())
                    .isLessThan(at(nodes, edge.to()).x());
        }
    }

    @Test
    void doesNotDependOnTheOrderInWhichFlagsCome() {
        List<Flag> flags =
                new ArrayList<>(flags(new TreeMap<>(Map.of("z", List.of(), "y", List.of("z"), "x", List.of("y")))));
        Collections.reverse(flags);
        Map<String, Node> reversed = nodes(GraphDrawing.of(flags, "production"));
        Collections.reverse(flags);
        Map<String, Node> nodes = nodes(GraphDrawing.of(flags, "production"));
        assertThat(at(reversed, "x").x()).isEqualTo(at(nodes, "x").x());
        assertThat(at(nodes, "z").x()).isLessThan(at(nodes, "y").x());
        assertThat(at(nodes, "y").x()).isLessThan(at(nodes, "x").x());
    }

    @Test
    void drawsACycleToo() {
        GraphDrawing drawing = assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> GraphDrawing.of(
                        flags(new TreeMap<>(Map.of(
                                "a", List.of("c"), "b", List.of("a"), "c", List.of("b"), "self", List.of("self")))),
                        "production"));
        assertThat(nodes(drawing)).containsOnlyKeys("a", "b", "c", "self");
    }

    @Test
    void leavesOutAnEdgeFromAFlagThatIsNotShown() {
        GraphDrawing drawing = GraphDrawing.of(flags(Map.of("a", List.of("gone"))), "production");
        assertThat(drawing.nodes()).hasSize(1);
        assertThat(drawing.edges()).isEmpty();
    }

    @Test
    void laysOutThreeHundredFlagsWithoutOverlap() {
        Map<String, List<String>> dependencies = new TreeMap<>();
        for (int number = 0; number < 300; number++) {
            String key = String.format(java.util.Locale.ROOT, "f%03d", number);
            dependencies.put(
                    key,
                    number < 20
                            ? List.of()
                            : List.of(String.format(
                                    java.util.Locale.ROOT, "f%03d", number * 7 % 20 + number / 60 * 20 % number)));
        }
        GraphDrawing drawing = GraphDrawing.of(flags(dependencies), "production");
        Set<String> places = new HashSet<>();
        for (Node node : drawing.nodes()) {
            assertThat(places.add(node.x() + " " + node.y())).isTrue();
            assertThat(node.x() + GraphDrawing.NODE_WIDTH).isLessThanOrEqualTo(drawing.width());
            assertThat(node.y() + GraphDrawing.NODE_HEIGHT).isLessThanOrEqualTo(drawing.height());
        }
    }

    @Test
    void ordersALayerSoThatEdgesDoNotCross() {
        GraphDrawing drawing = GraphDrawing.of(
                flags(new TreeMap<>(Map.of(
                        "p1",
                        List.of(),
                        "p2",
                        List.of(),
                        "p3",
                        List.of(),
                        "q1",
                        List.of("p3"),
                        "q2",
                        List.of("p2"),
                        "q3",
                        List.of("p1")))),
                "production");
        Map<String, Node> nodes = nodes(drawing);
        for (Edge one : drawing.edges()) {
            for (Edge other : drawing.edges()) {
                int from = at(nodes, one.from()).y() - at(nodes, other.from()).y();
                int to = at(nodes, one.to()).y() - at(nodes, other.to()).y();
                assertThat((long) from * to).isGreaterThanOrEqualTo(0);
            }
        }
    }

    @Test
    void anEmptyGraphHasASize() {
        GraphDrawing drawing = GraphDrawing.of(List.of(), "production");
        assertThat(drawing.nodes()).isEmpty();
        assertThat(drawing.width()).isPositive();
        assertThat(drawing.height()).isPositive();
    }
}
