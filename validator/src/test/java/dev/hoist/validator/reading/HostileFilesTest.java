package dev.hoist.validator.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.change.Evidence;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.fixture.MemoryLine;
import dev.hoist.validator.fixture.ProcessorTime;
import dev.hoist.validator.fixture.Trees;
import dev.hoist.validator.judge.Judge;
import dev.hoist.validator.judge.Proposal;
import dev.hoist.validator.schema.Format;
import dev.hoist.validator.tree.FileReading;
import dev.hoist.validator.verdict.Verdict;
import dev.hoist.validator.yaml.UnsafeYaml;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.ObjectMapper;

/**
 * Files that nobody writes by hand: bytes and structures drawn by a seed, and files of 64 KiB that repeat one thing. Each is read
 * and judged as head and as a commit behind base, in bounded processor time; nothing but a finding may come of it. The full
 * profile draws a million.
 */
class HostileFilesTest {
    private static final int DRAWN = Integer.getInteger("hoist.fuzz.files", 4_000);
    private static final long SEED = Long.getLong("hoist.fuzz.seed", 20_261_128L);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private static final String FLAG = """
        flag: some
        description: A flag # and a comment
        owner: "shop"
        dependencies: [other]
        strategy: ring
        salt: some-old
        environments:
          staging: {percentage: 100, strategy: percentage}
          production: {rings: {internal: 100, ga: 50.5}, target: 75, frozen: {reason: x, since: 2026-01-01}}
          test:
            strategy: canary
            canary:
              servers: [a, b]
              regions: []
            percentage: 2
            enabled: false
        checklist: [one, 'two']
        expires: 2027-03-01
        permanent: false
        links: ["https://wiki.example.com/some"]
        contact: "#shop"
        tags: [|
          a text
          ]
        """;
    private static final String EXPERIMENT = """
        experiment: some
        description: >-
          A question
          on two lines
        owner: shop
        within: other
        status: running
        variants: {a: 33.33, b: 66.67}
        metrics: [orders, "refunds"]
        min_sample_size: 5
        exposures: sum by (variant) (exposed_users_total)
        expires: 2027-03-01
        links: [https://wiki.example.com/some]
        tags: [shop]
        """;
    private static final String POLICY = """
        policy: 1
        zone: Europe/Berlin
        rings: {internal: {population: 5, description: Employees}, ga: {}}
        environments:
          test: {ladder: [0, 100], soak: 0m, free: true}
          staging: {ladder: [0, 100], soak: 0m}
          production:
            after: {environment: staging, at: 100}
            ladder: [0, 50, 100]
            soak: 1h30m
            spacing: 2h
            scope: group
            holds: {50: 4h}
            rings: {internal: {ladder: [0, 100], soak: 1d}}
            regions: {eu: {a: 4, b: 5}, us: {c: 1}}
            canary: [{servers: 1, traffic: [1, 6], soak: 1h}, {regions: 1}]
            peak_hours: [{days: [mon, tue], from: "17:00", to: "24:00"}]
            open_hours: [{days: [mon, fri], from: "22:00", to: "04:00"}]
            checklist: [one, two]
            restore_within: 4h
            live: refs/heads/live
          abroad: {from: production, ladder: [0, 100], soak: 1h}
        freezes: [{from: 2026-01-01, until: 2026-01-02, reason: "x"}]
        metrics: {prometheus: https://prometheus.example.com}
        guardrails:
          errors: {query: errors_total, max: 5, window: 10m, for: 5m, unit: "%", description: Errors, advice: Stop}
          latency:
            query: latency_seconds
            baseline: latency_seconds offset 1d
            max_ratio: 1.2
            settle: 5m
            traffic: {query: requests_total, min: 100}
            no_data: pass
            on_breach: rollback
            environments: [production]
            groups: [g]
            link: https://grafana.example.com
          orders: {query: orders_total, min: 5, flags: [some], observe: true}
          refunds: {query: refunds_total, baseline: orders_total, min_ratio: 0.1}
        stale_after: 90d
        links: [https://wiki.example.com]
        contact: "#release"
        overrides: {allowed: [soak-cut-short], acknowledge: true}
        """;
    private static final String OTHER =
            "flag: other\ndescription: d\nowner: o\nenvironments: {production: {percentage: 0}}\n";

    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ", ",
            ": ",
            ":",
            "\n",
            "\n  ",
            "\n\t",
            "\r\n",
            "\r",
            "- ",
            "-",
            "? ",
            "?",
            "#",
            " #",
            "0",
            "100",
            "50.5",
            "-1",
            "1e3",
            "1E-999999999",
            "1E999999999",
            "010",
            "1:30",
            "yes",
            "true",
            "null",
            "~",
            "\"",
            "'",
            "|\n",
            ">-\n",
            "|9\n",
            "&a ",
            "*a",
            "!!str ",
            "!",
            "<<: ",
            "%YAML 1.1\n",
            "---\n",
            "...\n",
            "\t",
            "\u2028",
            "\u0085",
            "\uFEFF",
            "\u200B",
            "\uD83D\uDE00",
            "\"\\uD83D\"",
            "\"\\u0000\"",
            "\"\\UFFFFFFFF\"",
            "\"\\U00110000\"",
            "\"\\x\"",
            "\"\\N\\_\\L\\P\"",
            "2026-13-40",
            "9999-99-99",
            "+999999999-01-01",
            "99999999999999999999",
            "24:00",
            "99h",
            "99999d",
            "rings: ",
            "percentage: ",
            "regions: ",
            "holds: ",
            "canary: ",
            "environments:",
            "from: staging",
            "a",
            "\u00e4",
            "flag: some\n",
            "policy: 1\n",
            "experiment: some\n",
            "{? a}",
            "[a: b]",
            "a".repeat(300),
            "=",
            "@",
            "`",
            "%",
            "!<tag:yaml.org,2002:int> 1",
            "<<<<<<< HEAD\n");

    private final Trees trees = new Trees();
    private final List<MemoryLine.Commit> base = List.of(
            new MemoryLine.Commit("base", NOW.minus(Duration.ofDays(30)), trees.read(tree("g/some.yaml", FLAG))));

    /** What is not in these texts is never edited, so a new field must be written into one of them. */
    @ParameterizedTest
    @EnumSource
    void drawsFromEveryFieldOfTheFormat(Format format) {
        String text = switch (format) {
            case FLAG -> FLAG;
            case EXPERIMENT -> EXPERIMENT;
            case POLICY -> POLICY;
        };
        Set<String> fields = new TreeSet<>();
        new ObjectMapper()
                .readTree(format.text())
                .findValues("properties")
                .forEach(properties -> fields.addAll(properties.propertyNames()));
        assertThat(fields)
                .isNotEmpty()
                .allSatisfy(field -> assertThat(text).containsPattern("(?m)(^|[ {])" + Pattern.quote(field) + ":"));
    }

    @Test
    void readsOrRefusesWhateverIsDrawn() {
        SplittableRandom dice = new SplittableRandom(SEED);
        for (int number = 0; number < DRAWN; number++) {
            long seed = dice.nextLong();
            SplittableRandom random = new SplittableRandom(seed);
            boolean isPolicy = random.nextInt(3) == 0;
            String path = isPolicy ? "policy.yaml" : "g/some.yaml";
            byte[] bytes = drawn(isPolicy, random);
            within(SOON, "drawn by " + seed, () -> read(path, bytes));
            String text = new String(bytes, StandardCharsets.UTF_8);
            within(SOON, "judged, drawn by " + seed, () -> judge(trees, path, text));
        }
    }

    @Test
    void takesNoLongForSixtyFourKibibytes() {
        hostile().forEach((name, text) -> {
            assertThat(text.getBytes(StandardCharsets.UTF_8)).as(name).hasSizeLessThanOrEqualTo(UnsafeYaml.MOST_BYTES);
            String path = text.startsWith("policy") ? "policy.yaml" : "g/some.yaml";
            within(SOON, name, () -> {
                read(path, text.getBytes(StandardCharsets.UTF_8));
                judge(new Trees(), path, text);
            });
        });
    }

    private void judge(Trees reader, String path, String text) {
        Map<String, String> files = tree(path, text);
        new Judge().judge(new Proposal(Verdict.WORKTREE, reader.read(files), new Evidence(new MemoryLine(base), NOW)));
        List<MemoryLine.Commit> line = new ArrayList<>(base);
        line.add(0, new MemoryLine.Commit("hostile", NOW.minus(Duration.ofDays(2)), reader.read(files)));
        line.add(
                0,
                new MemoryLine.Commit(
                        "mended", NOW.minus(Duration.ofDays(1)), base.get(0).tree()));
        Map<String, String> raised = tree("g/other.yaml", OTHER.replace("percentage: 0", "percentage: 50"));
        new Judge().judge(new Proposal(Verdict.WORKTREE, reader.read(raised), new Evidence(new MemoryLine(line), NOW)));
    }

    private static void read(String path, byte[] bytes) {
        FileReading reading = Read.file("flags/" + path, bytes);
        assertThat(reading.findings())
                .allSatisfy(finding -> assertThat(finding.rule()).isIn(known()));
        assertThat(reading.findings()).extracting(Finding::message).doesNotContain(UnsafeYaml.FAILED);
        if (reading instanceof FileReading.Unreadable) {
            assertThat(reading.findings()).isNotEmpty();
        }
    }

    private static List<Object> known() {
        List<Object> known = new ArrayList<>(FileRules.OF_TEXT);
        known.addAll(FileRules.OF_FIGURES);
        return known;
    }

    private static void within(Duration bound, String what, Runnable work) {
        Duration taken = ProcessorTime.of(() -> {
            try {
                work.run();
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError(what + ": " + e, e);
            }
        });
        assertThat(taken).as(what).isLessThan(bound);
    }

    private static Map<String, String> tree(String path, String text) {
        Map<String, String> files = new LinkedHashMap<>(Map.of(
                "policy.yaml",
                POLICY,
                "g/some.yaml",
                FLAG.replace("tags: [|\n  a text\n  ]\n", ""),
                "g/other.yaml",
                OTHER));
        files.put(path, text);
        return files;
    }

    private static byte[] drawn(boolean isPolicy, SplittableRandom random) {
        if (random.nextInt(8) == 0) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            return bytes;
        }
        StringBuilder text = new StringBuilder(isPolicy ? POLICY : random.nextInt(3) == 0 ? EXPERIMENT : FLAG);
        for (int edits = 1 + random.nextInt(6); edits > 0; edits--) {
            edit(text, random);
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int flips = random.nextInt(12) == 0 ? 1 + random.nextInt(4) : 0; flips > 0 && bytes.length > 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    /** Takes out, repeats, moves or puts in a piece, a line or a word. */
    private static void edit(StringBuilder text, SplittableRandom random) {
        int from = random.nextInt(text.length() + 1);
        int to = random.nextBoolean()
                ? Math.min(text.length(), from + random.nextInt(20))
                : Math.max(from, text.indexOf("\n", from) + 1);
        String part = text.substring(from, to);
        switch (random.nextInt(6)) {
            case 0 -> text.delete(from, to);
            case 1 -> text.insert(from, part.repeat(1 + random.nextInt(5)));
            case 2 -> {
                text.delete(from, to);
                text.insert(random.nextInt(text.length() + 1), part);
            }
            case 3 -> text.replace(from, to, PIECES.get(random.nextInt(PIECES.size())));
            default -> text.insert(from, PIECES.get(random.nextInt(PIECES.size())));
        }
    }

    private static Map<String, String> hostile() {
        String flag = "flag: some\ndescription: d\nowner: o\n";
        String none = flag + "environments: {}\n";
        String policy = "policy: 1\nenvironments:\n  production:\n    ladder: [0, 50, 100]\n    soak: 1h\n";
        Map<String, String> files = new LinkedHashMap<>();
        files.put("one dependency for ever", filled(none + "dependencies: [", number -> "a,", "a]\n"));
        files.put("many dependencies", filled(none + "dependencies: [", number -> "a" + number + ",", "a]\n"));
        files.put("dependencies in pairs", filled(none + "dependencies: [", number -> "a" + number / 2 + ",", "a]\n"));
        files.put("one tick for ever", filled(none + "checklist: [", number -> "a,", "a]\n"));
        files.put("lists that are equal", filled(none + "checklist: [", number -> "[a],", "a]\n"));
        files.put("lists in a list", filled(none + "tags: [", number -> "[],", "a]\n"));
        files.put("numbers as tags", filled(none + "tags: [", number -> "1,", "a]\n"));
        files.put(
                "one server for ever",
                filled(flag + "environments: {production: {canary: {servers: [", number -> "a,", "a]}}}\n"));
        files.put(
                "servers",
                filled(
                        flag + "environments: {production: {percentage: 1, canary: {servers: [",
                        number -> "s" + number + ",",
                        "a]}}}\n"));
        files.put(
                "environments", filled(flag + "environments:\n", number -> "  e" + number + ": {percentage: 5}\n", ""));
        files.put("empty environments", filled(flag + "environments:\n", number -> "  e" + number + ":\n", ""));
        files.put(
                "rings",
                filled(flag + "environments: {production: {rings: {", number -> "r" + number + ": 5,", "a: 1}}}\n"));
        files.put("unknown keys", filled(none, number -> "k" + number + ": 1\n", ""));
        files.put("unknown keys without a value", filled(none, number -> Integer.toString(number, 36) + "k:\n", ""));
        files.put("keys almost right", filled(none, number -> "ownr" + number + ":\n", ""));
        files.put("one key for ever", filled(none, number -> "a:\n", ""));
        files.put("question marks", filled(none, number -> "?  \n", ""));
        files.put("colons", filled(none + "tags: [", number -> ":", "]\n"));
        files.put("dashes", filled(none + "tags: [", number -> "-,", "]\n"));
        files.put("ambiguous words", filled(none + "tags: [", number -> "no,", "a]\n"));
        files.put("anchors", filled(none + "tags: [", number -> "&a,", "a]\n"));
        files.put("aliases", filled(none + "tags: [", number -> "*a,", "a]\n"));
        files.put("tags of YAML", filled(none + "tags: [", number -> "!!a,", "a]\n"));
        files.put("open brackets", filled(none + "tags: ", number -> "[", ""));
        files.put("open braces", filled(none + "tags: ", number -> "{a: ", ""));
        files.put("nested dashes", filled(none + "tags: ", number -> "- ", "a\n"));
        files.put("comments", filled(none, number -> "#\n", ""));
        files.put("comments too near", filled(none + "tags: [", number -> "a,#\n ", "a]\n"));
        files.put("blank lines", filled(none + "tags:\n  - |\n", number -> "\n", "    a\n"));
        files.put("one long line", filled(none + "links: [", number -> "a", "]\n"));
        files.put("a long key", filled(none, number -> "a", ": b\n"));
        files.put("a long joined key", filled(none + "dependencies: [", number -> "a-", "a]\n"));
        files.put("a long number", filled(none + "tags: [", number -> "9", "]\n"));
        files.put("a long quoted number", filled(none + "expires: \"", number -> "9", "\"\n"));
        files.put("a long salt", filled(none + "salt: ", number -> "a ", "a\n"));
        files.put("quoted lines", filled(none + "salt: \"", number -> "\n", "a\"\n"));
        files.put("escapes", filled(none + "salt: \"", number -> "\\0", "a\"\n"));
        files.put("invisible characters", filled(none, number -> "\u200Ba: 1\n", ""));
        files.put("carriage returns", filled(none, number -> "\r", "\n"));
        files.put("documents", filled(none, number -> "---\n", ""));
        files.put("directives", filled("", number -> "%A\n", ""));
        files.put("conflicts", filled(none, number -> "<<<<<<<\n", ""));
        files.put("spaces", filled(none + "tags: [", number -> " ", "a]\n"));
        files.put("tabs", filled(none + "tags: [", number -> "\t", "a]\n"));
        files.put("variants", filled("experiment: some\nvariants: {", number -> "v" + number + ": 1,", "a: 1}\n"));
        files.put("metrics", filled("experiment: some\nmetrics: [", number -> "1,", "a]\n"));
        files.put(
                "policy: days",
                filled(
                        policy + "    peak_hours: [{days: [",
                        number -> "mon,",
                        "mon], from: \"10:00\", to: \"11:00\"}]\n"));
        files.put(
                "policy: windows",
                filled(
                        policy + "    peak_hours:\n",
                        number -> "    - {days: [mon], from: \"10:00\", to: \"11:00\"}\n",
                        ""));
        files.put("policy: overrides", filled(policy + "overrides: {allowed: [", number -> "a,", "a]}\n"));
        files.put(
                "policy: one override",
                filled(policy + "overrides: {allowed: [", number -> "soak-cut-short,", "a]}\n"));
        files.put("policy: ladder", filled(policy + "    holds: {", number -> number + ": 1h,", "1: 1h}\n"));
        files.put(
                "policy: a ladder",
                filled("policy: 1\nenvironments: {production: {soak: 1h, ladder: [", number -> "1,", "1]}}\n"));
        files.put("policy: rings", filled(policy + "rings: {", number -> "r" + number + ": {},", "a: {}}\n"));
        files.put(
                "policy: environments",
                filled(
                        "policy: 1\nenvironments:\n",
                        number -> "  e" + number + ": {ladder: [0, 100], soak: 1h}\n",
                        ""));
        files.put(
                "policy: a chain",
                filled(
                        "policy: 1\nenvironments:\n",
                        number -> "  e" + number + ": {ladder: [0, 100], soak: 1h, from: e" + (number + 1) + "}\n",
                        ""));
        files.put(
                "policy: servers",
                filled(policy + "    regions: {eu: {", number -> "s" + number + ": 0.01,", "a: 1}}\n"));
        files.put(
                "policy: regions",
                filled(
                        policy + "    regions: {",
                        number -> "r" + number + ": {s" + number + ": 0.01},",
                        "a: {b: 1}}\n"));
        files.put("policy: stages", filled(policy + "    canary: [", number -> "{servers: 1},", "{servers: 1}]\n"));
        files.put(
                "policy: freezes",
                filled(policy + "freezes: [", number -> "{from: 2026-01-01, until: 2026-01-02},", "{}]\n"));
        files.put("policy: unknown keys", filled(policy, number -> "k" + number + ": 1\n", ""));
        files.put("policy: a tiny hold", policy + "    holds: {\"1E-999999999\": 4h, \"1E999999999\": 4h}\n");
        return files;
    }

    /** As many pieces as a file holds. */
    private static String filled(String beginning, IntFunction<String> piece, String end) {
        StringBuilder text = new StringBuilder(beginning);
        int size = (beginning + end).getBytes(StandardCharsets.UTF_8).length;
        for (int number = 0; ; number++) {
            String next = piece.apply(number);
            size += next.getBytes(StandardCharsets.UTF_8).length;
            if (size > UnsafeYaml.MOST_BYTES) {
                return text.append(end).toString();
            }
            text.append(next);
        }
    }
}
