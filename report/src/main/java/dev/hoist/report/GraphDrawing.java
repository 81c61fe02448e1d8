package dev.hoist.report;

import dev.hoist.report.RolloutReport.Bar;
import dev.hoist.report.RolloutReport.Flag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The graph of dependencies in layers. A flag stands to the right of the flags that it depends on. The layer of a node
 * is given by the longest path to it. In a layer, nodes are ordered by the barycentre of their neighbours (Sugiyama,
 * Tagawa and Toda 1981), so that few edges cross.
 *
 * @param width in the coordinates of the picture
 * @param height in the coordinates of the picture
 */
record GraphDrawing(int width, int height, List<Node> nodes, List<Edge> edges) {
    static final int NODE_WIDTH = 220;
    static final int NODE_HEIGHT = 40;

    private static final int GAP_ACROSS = 70;
    private static final int GAP_DOWN = 14;
    private static final int MARGIN = 8;
    private static final int SWEEPS = 8;
    private static final int LABEL_AT_MOST = 32;

    GraphDrawing {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /**
     * A flag with its position.
     *
     * @param effective the effective exposure in percent, in the environment that is shown
     * @param declared the declared exposure in percent
     */
    record Node(String key, String label, int x, int y, double effective, double declared) {
        /** The width of the part of a node that shows an exposure. */
        String filled(double percent) {
            return ChartDrawing.number(NODE_WIDTH * percent / 100);
        }
    }

    /** An edge from a flag to a flag that depends on it. */
    record Edge(String from, String to, String data) {}

    /** Places the flags that have dependencies or dependents. */
    static GraphDrawing of(List<Flag> flags, String environment) {
        Map<String, Flag> linked = new LinkedHashMap<>();
        for (Flag flag : flags) {
            if (!flag.dependencies().isEmpty() || !flag.dependents().isEmpty()) {
                linked.put(flag.key(), flag);
            }
        }
        List<List<String>> layers = layers(linked);
        order(layers, linked);
        Map<String, int[]> places = new HashMap<>();
        int tallest = layers.stream().mapToInt(List::size).max().orElse(0);
        for (int layer = 0; layer < layers.size(); layer++) {
            List<String> keys = layers.get(layer);
            int offset = (tallest - keys.size()) * (NODE_HEIGHT + GAP_DOWN) / 2;
            for (int row = 0; row < keys.size(); row++) {
                places.put(keys.get(row), new int[] {
                    MARGIN + layer * (NODE_WIDTH + GAP_ACROSS), MARGIN + offset + row * (NODE_HEIGHT + GAP_DOWN)
                });
            }
        }
        List<Node> nodes = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        for (List<String> keys : layers) {
            for (String key : keys) {
                Flag flag = linked.get(key);
                if (flag == null) {
                    continue;
                }
                int[] place = places.getOrDefault(key, new int[] {0, 0});
                nodes.add(node(flag, environment, place));
                for (String dependency : flag.dependencies()) {
                    int[] from = places.get(dependency);
                    if (from != null) {
                        edges.add(new Edge(dependency, key, curve(from, place)));
                    }
                }
            }
        }
        return new GraphDrawing(
                2 * MARGIN + Math.max(1, layers.size()) * (NODE_WIDTH + GAP_ACROSS) - GAP_ACROSS,
                2 * MARGIN + Math.max(1, tallest) * (NODE_HEIGHT + GAP_DOWN) - GAP_DOWN,
                nodes,
                edges);
    }

    private static Node node(Flag flag, String environment, int[] place) {
        List<Bar> bars = flag.placements().stream()
                .filter(placement -> placement.environment().equals(environment))
                .flatMap(placement -> placement.bars().stream())
                .toList();
        double effective = bars.stream().mapToDouble(Bar::effective).max().orElse(0);
        double declared = bars.stream().mapToDouble(Bar::declared).max().orElse(0);
        String label =
                flag.key().length() <= LABEL_AT_MOST ? flag.key() : flag.key().substring(0, LABEL_AT_MOST - 1) + "…";
        return new Node(flag.key(), label, place[0], place[1], effective, declared);
    }

    private static String curve(int[] from, int[] to) {
        int x1 = from[0] + NODE_WIDTH;
        int y1 = from[1] + NODE_HEIGHT / 2;
        int x2 = to[0];
        int y2 = to[1] + NODE_HEIGHT / 2;
        int middle = (x1 + x2) / 2;
        return "M" + x1 + " " + y1 + "C" + middle + " " + y1 + " " + middle + " " + y2 + " " + x2 + " " + y2;
    }

    /**
     * The keys by layer. Each key is in the layer after the last of its dependencies. A dependency that closes a cycle
     * does not count.
     */
    private static List<List<String>> layers(Map<String, Flag> flags) {
        Map<String, Integer> depth = new HashMap<>();
        List<List<String>> layers = new ArrayList<>();
        for (String key : flags.keySet()) {
            int layer = depth(key, flags, depth);
            while (layers.size() <= layer) {
                layers.add(new ArrayList<>());
            }
            layers.get(layer).add(key);
        }
        return layers;
    }

    // with a stack of its own: a chain of dependencies may be as long as there are flags
    private static int depth(String key, Map<String, Flag> flags, Map<String, Integer> depth) {
        Set<String> open = new HashSet<>();
        Deque<String> stack = new ArrayDeque<>(List.of(key));
        while (!stack.isEmpty()) {
            String top = stack.element();
            List<String> dependencies = dependencies(top, flags);
            open.add(top);
            Optional<String> first = dependencies.stream()
                    .filter(dependency -> !depth.containsKey(dependency) && !open.contains(dependency))
                    .findFirst();
            if (first.isPresent()) {
                stack.push(first.get());
                continue;
            }
            stack.pop();
            depth.put(
                    top,
                    dependencies.stream()
                            .filter(depth::containsKey)
                            .mapToInt(dependency -> depth.getOrDefault(dependency, -1) + 1)
                            .max()
                            .orElse(0));
        }
        return depth.getOrDefault(key, 0);
    }

    private static List<String> dependencies(String key, Map<String, Flag> flags) {
        Flag flag = flags.get(key);
        return flag == null
                ? List.of()
                : flag.dependencies().stream().filter(flags::containsKey).toList();
    }

    private static void order(List<List<String>> layers, Map<String, Flag> flags) {
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean forward = sweep % 2 == 0;
            for (int index = 1; index < layers.size(); index++) {
                int layer = forward ? index : layers.size() - 1 - index;
                List<String> fixed = layers.get(forward ? layer - 1 : layer + 1);
                Map<String, Integer> rows = new HashMap<>();
                for (int row = 0; row < fixed.size(); row++) {
                    rows.put(fixed.get(row), row);
                }
                Map<String, Double> centres = new HashMap<>();
                List<String> keys = layers.get(layer);
                for (int row = 0; row < keys.size(); row++) {
                    Flag flag = flags.get(keys.get(row));
                    List<String> neighbours =
                            flag == null ? List.of() : forward ? flag.dependencies() : flag.dependents();
                    centres.put(
                            keys.get(row),
                            neighbours.stream()
                                    .filter(rows::containsKey)
                                    .mapToInt(rows::get)
                                    .average()
                                    .orElse(row));
                }
                keys.sort(Comparator.comparingDouble((String key) -> centres.getOrDefault(key, 0.0)));
            }
        }
    }
}
