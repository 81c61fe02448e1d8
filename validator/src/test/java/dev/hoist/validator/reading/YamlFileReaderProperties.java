package dev.hoist.validator.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.model.SourceText;
import dev.hoist.validator.tree.FileReading;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a file holds, it reads, or somebody is told where it does not. */
class YamlFileReaderProperties {
    private static final String FLAG = """
            flag: some
            description: A flag
            owner: shop
            strategy: ring
            environments:
              staging: {percentage: 100, strategy: percentage}
              production: {rings: {internal: 100, beta: 50.5}, frozen: {reason: x, since: 2026-01-01}}
              canary: {strategy: canary, canary: {servers: [a, b]}, percentage: 2, enabled: false}
            checklist: [one]
            expires: 2027-03-01
            """;

    private static final String POLICY = """
            policy: 1
            zone: UTC
            rings: {internal: {population: 5}, ga: {}}
            environments:
              staging: {ladder: [0, 100], soak: 0m, free: false}
              production:
                after: {environment: staging}
                ladder: [0, 50, 100]
                soak: 1h
                holds: {50: 4h}
                rings: {internal: {ladder: [0, 100]}}
                regions: {eu: {a: 4, b: 5}}
                canary: [{servers: 1, traffic: [1, 6]}, {regions: 1}]
                peak_hours: [{days: [mon], from: "17:00", to: "24:00"}]
            freezes: [{from: 2026-01-01, until: 2026-01-02}]
            overrides: {allowed: [soak-cut-short]}
            """;

    private static final String EXPERIMENT = """
            experiment: some
            description: A question
            owner: shop
            within: other
            status: draft
            variants: {a: 50, b: 50}
            min_sample_size: 5
            """;

    @Property(tries = 500)
    void arbitraryBytesReadOrAreRefused(@ForAll byte[] bytes) {
        check(Read.file("flags/g/some.yaml", bytes));
        check(Read.file("flags/policy.yaml", bytes));
    }

    @Property(tries = 500)
    void arbitraryTextsReadOrAreRefused(@ForAll String text) {
        check(Read.file("flags/g/some.yaml", text));
    }

    @Property(tries = 1500)
    void whatLooksLikeYamlReadsOrIsRefused(@ForAll("pieces") List<String> pieces) {
        check(Read.file("flags/g/some.yaml", String.join("", pieces)));
        check(Read.file("flags/policy.yaml", String.join("", pieces)));
    }

    @Property(tries = 2000)
    void mutilatedFilesReadOrAreRefused(
            @ForAll("files") String text,
            @ForAll("pieces") List<String> pieces,
            @ForAll int where,
            @ForAll byte length) {
        int from = Math.floorMod(where, text.length());
        int to = Math.min(text.length(), from + Math.floorMod(length, 24));
        String mutilated = text.substring(0, from)
                + String.join("", pieces.subList(0, Math.min(1, pieces.size())))
                + text.substring(to);
        check(Read.file(text.startsWith("policy") ? "flags/policy.yaml" : "flags/g/some.yaml", mutilated));
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of(FLAG, POLICY, EXPERIMENT);
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of(
                        "flag: some\n",
                        "policy: 1\n",
                        "experiment: some\n",
                        "environments:",
                        "  staging: ",
                        "ladder: ",
                        "{",
                        "}",
                        "[",
                        "]",
                        ", ",
                        ": ",
                        "\n",
                        "\n  ",
                        "- ",
                        "? ",
                        "percentage: ",
                        "rings: ",
                        "canary: ",
                        "0",
                        "100",
                        "50.5",
                        "-1",
                        "1.5e3",
                        "yes",
                        "true",
                        "null",
                        "~",
                        "\"",
                        "'",
                        "|\n",
                        ">\n",
                        "&a ",
                        "*a",
                        "!!str ",
                        "<<: ",
                        "%YAML 1.1\n",
                        "---\n",
                        "...\n",
                        "# x",
                        "\t",
                        "\r",
                        "\u2028",
                        "\uFEFF",
                        "😀",
                        "\\u0000",
                        "2026-13-40",
                        "99999999999999999999",
                        "holds: ",
                        "4h",
                        "regions: ",
                        "a",
                        "b")
                .list()
                .ofMaxSize(14);
    }

    private static void check(FileReading reading) {
        if (!(reading instanceof FileReading.Unreadable)) {
            assertThat(reading.findings()).isEmpty();
            return;
        }
        assertThat(reading.findings()).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.isError()).isTrue();
            assertThat(finding.message()
                            + finding.help().orElse("")
                            + finding.flag().orElse(""))
                    .matches("[^\\p{Cntrl}]*");
            checkPlace(finding);
        });
    }

    private static void checkPlace(Finding finding) {
        Place place = finding.place().orElseThrow();
        SourceText source = place.source();
        String line = source.line(place.line()).orElseThrow();
        int length = line.codePointCount(0, line.length());
        assertThat(place.column()).isBetween(1, length + 1);
        assertThat(place.column() + place.length()).isLessThanOrEqualTo(Math.max(length, place.column()) + 1);
    }
}
