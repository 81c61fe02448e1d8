package dev.hoist.operate.edit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Flag files as people might lay them out: both styles, comments everywhere, odd spacing, CRLF, no final newline. */
final class RandomLayout {
    private final Random random;
    private final StringBuilder text = new StringBuilder();

    private RandomLayout(Random random) {
        this.random = random;
    }

    static String of(Random random) {
        RandomLayout layout = new RandomLayout(random);
        layout.file();
        String text = layout.text.toString();
        if (random.nextInt(4) == 0) {
            text = text.stripTrailing();
        }
        return random.nextInt(4) == 0 ? text.replace("\n", "\r\n") : text;
    }

    private void file() {
        comments(0);
        if (random.nextInt(20) == 0) {
            text.append("---\n");
        }
        line(0, "flag: some");
        List<Runnable> keys = new ArrayList<>(List.of(this::description, this::owner, this::environments));
        maybe(keys, this::dependencies);
        maybe(keys, this::checklist);
        maybe(keys, () -> line(0, "tags: [a, b]"));
        maybe(keys, () -> line(0, "permanent: true"));
        Collections.shuffle(keys, random);
        keys.forEach(Runnable::run);
        comments(0);
    }

    private void maybe(List<Runnable> keys, Runnable key) {
        if (random.nextBoolean()) {
            keys.add(key);
        }
    }

    private void description() {
        switch (random.nextInt(6)) {
            case 0 -> line(0, "description: A flag");
            case 1 -> line(0, "description: \"a: flag # \uD83C\uDFF3\uFE0F 'x'\"");
            case 2 -> line(0, "description: 'it''s {a} \uD83D\uDE80'");
            case 3 -> text.append("description: >-\n  folded text\n  percentage: 25\n\n  # no comment\n");
            case 4 -> text.append("description: |\n  literal\n    deeper\n");
            default -> text.append("description: plain\n  over lines \uD83D\uDE80\n");
        }
        comments(0);
    }

    private void owner() {
        line(0, random.nextBoolean() ? "owner: shop" : "owner:   \"shop\"");
    }

    private void dependencies() {
        sequence("dependencies", List.of("one", "two"));
    }

    private void checklist() {
        switch (random.nextInt(4)) {
            case 0 -> line(0, "checklist: []");
            case 1 -> sequence("checklist", List.of("dashboards-ready"));
            default -> sequence("checklist", List.of("dashboards-ready", "rollback-tested", "alerts"));
        }
    }

    private void sequence(String key, List<String> items) {
        if (random.nextBoolean()) {
            line(0, key + ": " + flowItems(items, 0));
            return;
        }
        line(0, key + ":");
        int indent = random.nextInt(3);
        for (String item : items) {
            line(indent, "-" + " ".repeat(1 + random.nextInt(2)) + quoted(item));
        }
    }

    private String quoted(String item) {
        return switch (random.nextInt(5)) {
            case 0 -> '"' + item + '"';
            case 1 -> '\'' + item + '\'';
            default -> item;
        };
    }

    private void environments() {
        List<String> names = new ArrayList<>(List.of("staging", "production", "canary"));
        Collections.shuffle(names, random);
        names = names.subList(0, random.nextInt(4));
        if (names.isEmpty()) {
            line(0, "environments: {" + " ".repeat(random.nextInt(2)) + "}");
        } else if (random.nextInt(6) == 0) {
            Map<String, String> blocks = new LinkedHashMap<>();
            for (String name : names) {
                blocks.put(name, flow(block(), 0));
            }
            line(0, "environments: " + flow(blocks, 2));
        } else {
            line(0, "environments:");
            int indent = 1 + random.nextInt(4);
            for (String name : names) {
                environment(name, indent);
            }
        }
    }

    private void environment(String name, int indent) {
        String key = quoted(name) + ":";
        Map<String, String> block = block();
        if (random.nextInt(3) > 0) {
            line(indent, key + " ".repeat(1 + random.nextInt(5)) + flow(block, indent));
            return;
        }
        line(indent, key);
        int deeper = indent + 1 + random.nextInt(4);
        block.forEach((figure, value) -> {
            if (figure.equals("rings") && random.nextBoolean()) {
                line(deeper, "rings:");
                value.replaceAll("[{}]", "").lines().forEach(line -> {
                    for (String ring : line.split(",", -1)) {
                        if (!ring.isBlank()) {
                            line(deeper + 2, ring.strip().replace("\":", "\": "));
                        }
                    }
                });
            } else if (figure.equals("frozen") && random.nextInt(3) == 0) {
                line(deeper, "frozen:");
                text.append(" ".repeat(deeper + 2)).append(random.nextBoolean() ? "reason: |\n" : "reason: >\n");
                text.append(" ".repeat(deeper + 4)).append("why\n");
                comments(deeper);
            } else if (figure.equals("canary") && random.nextInt(3) == 0) {
                line(deeper, "canary:");
                line(deeper + 2, "servers:");
                line(deeper + 2 + random.nextInt(3), "- eu-1");
            } else {
                line(deeper, quoted(figure) + ": " + value);
            }
        });
    }

    private Map<String, String> block() {
        Map<String, String> keys = new LinkedHashMap<>();
        switch (random.nextInt(4)) {
            case 0 -> {
                Map<String, String> rings = new LinkedHashMap<>();
                rings.put("internal", "100");
                rings.put("beta", random.nextBoolean() ? "50" : "50.5");
                if (random.nextBoolean()) {
                    rings.put("ga", "0");
                }
                keys.put("rings", flow(rings, 6));
            }
            case 1 -> {
                keys.put(
                        "canary",
                        random.nextInt(4) == 0 ? "{}" : "{servers: " + flowItems(List.of("eu-1", "eu-2"), 8) + "}");
                if (random.nextBoolean()) {
                    keys.put("percentage", "2.5");
                }
            }
            default -> keys.put("percentage", random.nextBoolean() ? "25" : "0");
        }
        if (random.nextInt(3) == 0) {
            keys.put("enabled", Boolean.toString(random.nextBoolean()));
        }
        if (random.nextInt(3) == 0) {
            keys.put(
                    "frozen",
                    switch (random.nextInt(4)) {
                        case 0 -> "true";
                        case 1 -> "false";
                        case 2 -> "{reason: \"a, b: c # \uD83D\uDE80\"}";
                        default -> "{since: 2026-01-01, reason: why}";
                    });
        }
        List<String> order = new ArrayList<>(keys.keySet());
        Collections.shuffle(order, random);
        Map<String, String> shuffled = new LinkedHashMap<>();
        order.forEach(key -> shuffled.put(key, keys.getOrDefault(key, "")));
        return shuffled;
    }

    private String flow(Map<String, String> entries, int indent) {
        List<String> members = new ArrayList<>();
        entries.forEach((key, value) -> {
            boolean json = random.nextInt(10) == 0;
            members.add(json ? '"' + key + "\":" + value : key + ": " + value);
        });
        return flow("{", members, "}", indent);
    }

    private String flowItems(List<String> items, int indent) {
        return flow("[", items.stream().map(this::quoted).toList(), "]", indent);
    }

    private String flow(String open, List<String> members, String close, int indent) {
        StringBuilder flow = new StringBuilder(open);
        boolean lines = random.nextInt(5) == 0;
        boolean trailing = random.nextInt(6) == 0;
        String pad = random.nextInt(4) == 0 ? " " : "";
        String inner = "\n" + " ".repeat(indent + 2);
        for (int index = 0; index < members.size(); index++) {
            boolean last = index + 1 == members.size();
            flow.append(lines ? inner : index == 0 ? pad : random.nextInt(8) == 0 ? "" : " ")
                    .append(members.get(index));
            if (!last || trailing) {
                flow.append(random.nextInt(12) == 0 ? " ," : ",");
            }
            if (lines && random.nextInt(4) == 0) {
                flow.append(" # in\tflow \uD83D\uDE80, x");
            }
        }
        return flow.append(lines ? "\n" + " ".repeat(indent + 1) : pad)
                .append(close)
                .toString();
    }

    private void line(int indent, String content) {
        comments(indent);
        text.append(" ".repeat(indent)).append(content);
        switch (random.nextInt(8)) {
            case 0 -> text.append(" # why\tthis, {x}: \uD83C\uDFF3\uFE0F");
            case 1 -> text.append("  ");
            default -> {}
        }
        text.append('\n');
    }

    private void comments(int indent) {
        if (random.nextInt(8) == 0) {
            text.append(" ".repeat(random.nextInt(2) * indent)).append("#\tnote: {a, b} \uD83D\uDE80\n");
        }
        if (random.nextInt(10) == 0) {
            text.append('\n');
        }
    }
}
