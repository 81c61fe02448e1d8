package dev.hoist.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.model.Policy;
import dev.hoist.validator.reading.YamlFileReader;
import dev.hoist.validator.rules.RuleBook;
import dev.hoist.validator.tree.FileReading;
import dev.hoist.validator.tree.RawEntry;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policy in sentences, for people who do not read YAML. */
class PolicySentencesTest {
    private static final Map<String, String> ORDINARY = Map.of(
            "rings", "{internal: {}, ga: {}}",
            "metrics", "{prometheus: https://prometheus.example.com}",
            "environments", "{staging: {ladder: [0, 100], soak: 0m}, production: {PRODUCTION}}");

    private static final Map<String, String> PRODUCTION =
            Map.of("ladder", "[0, 10, 100]", "soak", "1h", "regions", "{eu: {a: 4, b: 4}}");

    /** For each field of a policy, what a policy says of it in YAML. */
    private static final Map<String, String> POLICY = Map.of(
            "zone", "zone: Europe/Berlin",
            "rings", "rings: {all: {}}",
            "environments", "environments: {test: {ladder: [0, 100], soak: 0m}}",
            "freezes", "freezes: [{from: 2026-12-21, until: 2027-01-04}]",
            "staleAfter", "stale_after: 90d",
            "overridable", "overrides: {allowed: [soak-cut-short]}",
            "acknowledging", "overrides: {acknowledge: true}",
            "guardrails", "guardrails: {errors: {query: errors_total, max: 5}}");

    private static final Set<String> POLICY_WITHOUT_A_SENTENCE = Set.of("metrics", "links", "contact", "place");

    private static final Map<String, String> ENVIRONMENT = Map.ofEntries(
            Map.entry("after", "after: {environment: staging}"),
            Map.entry("ladder", "ladder: [0, 100]"),
            Map.entry("soak", "soak: 2h"),
            Map.entry("holds", "holds: {10: 4h}"),
            Map.entry("spacing", "spacing: 30m"),
            Map.entry("rings", "rings: {internal: {soak: 7d}}"),
            Map.entry("canary", "canary: [{servers: 1, traffic: [2, 5]}]"),
            Map.entry("peakHours", "peak_hours: [{days: [mon], from: '17:00', to: '20:00'}]"),
            Map.entry("openHours", "open_hours: [{days: [mon], from: '09:00', to: '16:00'}]"),
            Map.entry("checklist", "checklist: [rollback-tested]"),
            Map.entry("freedom", "free: true"),
            Map.entry("restoreWithin", "restore_within: 4h"),
            Map.entry("live", "live: refs/heads/live"));

    private static final Set<String> SAID_WITH_ANOTHER_FIELD = Set.of("name", "scope");
    private static final Set<String> ENVIRONMENT_WITHOUT_A_SENTENCE = Set.of("regions", "from");

    @TestFactory
    Stream<DynamicTest> saysEveryFieldOfThePolicy() {
        return POLICY.entrySet().stream()
                .map(field -> DynamicTest.dynamicTest(
                        field.getKey(),
                        () -> assertThat(sentences(field.getValue())).isNotEqualTo(sentences(""))));
    }

    @TestFactory
    Stream<DynamicTest> saysEveryFieldOfAnEnvironment() {
        return ENVIRONMENT.entrySet().stream()
                .map(field -> DynamicTest.dynamicTest(
                        field.getKey(),
                        () -> assertThat(sentences("", field.getValue())).isNotEqualTo(sentences(""))));
    }

    @Test
    void saysWhatASpacingKeepsApart() {
        assertThat(sentences("", "spacing: 45m"))
                .contains("The raises of two flags of one group are 45m apart.")
                .isNotEqualTo(sentences("", "spacing: 45m", "scope: environment"));
    }

    /** Whoever adds a field decides here whether the report has a sentence about it. */
    @Test
    void decidesOfEveryField() {
        assertThat(components(Policy.class)).isEqualTo(union(POLICY.keySet(), POLICY_WITHOUT_A_SENTENCE));
        assertThat(components(Policy.Environment.class))
                .isEqualTo(union(ENVIRONMENT.keySet(), SAID_WITH_ANOTHER_FIELD, ENVIRONMENT_WITHOUT_A_SENTENCE));
    }

    @Test
    void saysOfAFreeEnvironmentThatStructureAloneIsJudged() {
        assertThat(sentences("", "free: true", "checklist: [rollback-tested]"))
                .contains("It is free: structure alone is judged.")
                .noneMatch(sentence -> sentence.contains("rollback-tested"));
    }

    @ParameterizedTest
    @CsvSource({"0m,0m", "90m,1h30m", "168h,7d"})
    void writesADurationAsAPolicyDoes(String written, String said) {
        assertThat(sentences("", "soak: " + written))
                .contains("Flags rise 0, 10, 100 %, and wait " + said + " between two steps.");
    }

    private static Set<String> components(Class<? extends Record> type) {
        Set<String> names = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            names.add(component.getName());
        }
        return names;
    }

    @SafeVarargs
    private static Set<String> union(Set<String>... sets) {
        Set<String> union = new TreeSet<>();
        for (Set<String> set : sets) {
            union.addAll(set);
        }
        return union;
    }

    /** The sentences of a small policy, with these fields of its own and of production; empty for none. */
    private static List<String> sentences(String ofPolicy, String... ofProduction) {
        Map<String, String> production = new LinkedHashMap<>(PRODUCTION);
        List.of(ofProduction).forEach(field -> put(production, field));
        Map<String, String> policy = new LinkedHashMap<>(ORDINARY);
        policy.computeIfPresent(
                "environments", (key, value) -> value.replace("PRODUCTION", String.join(", ", lines(production))));
        put(policy, ofPolicy);
        return PolicySentences.of(policy("policy: 1\n" + String.join("\n", lines(policy)) + "\n")).stream()
                .flatMap(section -> section.sentences().stream())
                .toList();
    }

    private static void put(Map<String, String> fields, String field) {
        if (!field.isEmpty()) {
            String[] parts = field.split(": ", 2);
            fields.put(parts[0], parts[1]);
        }
    }

    private static List<String> lines(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + ": " + field.getValue())
                .toList();
    }

    private static Policy policy(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        FileReading reading = new YamlFileReader(RuleBook.overridable())
                .read("flags/policy.yaml", "", new RawEntry.File("policy.yaml", text, bytes.length, () -> bytes));
        assertThat(reading).as(text + reading.findings()).isInstanceOf(FileReading.OfPolicy.class);
        return ((FileReading.OfPolicy) reading).policy();
    }
}
