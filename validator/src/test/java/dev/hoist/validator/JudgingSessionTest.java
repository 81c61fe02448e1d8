package dev.hoist.validator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.git.GitFixture;
import dev.hoist.validator.verdict.CannotJudge;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgingSessionTest {
    private static final String A = "flags/group/a.yaml";
    private static final String B = "flags/group/b.yaml";
    private static final Instant NOW = GitFixture.START.plus(Duration.ofDays(2));
    private static final String POLICY = """
        policy: 1
        environments:
          production: {ladder: [0, 5, 25, 100], soak: 1h, spacing: 1h}
        overrides: {allowed: [soak-cut-short]}
        """;

    private final Hoist hoist = new Hoist();

    @TempDir
    private Path directory;

    private GitFixture git;

    @BeforeEach
    void create() {
        git = GitFixture.create(directory.resolve("repository"));
        git.commit("one", Map.of("flags/policy.yaml", POLICY, A, flag("a", 0), B, flag("b", 0)));
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void saysOfEditsWhatValidateSaysOnceTheyAreWritten() {
        Map<String, byte[]> edits = Map.of(A, bytes("a", 25));
        try (JudgingSession session = hoist.open(request(NOW))) {
            Verdict before = session.judge(edits);
            assertThat(rules(before)).containsExactly("skipped-step");
            assertThat(session.judge(Map.of(A, bytes("a", 5))).accepted()).isTrue();
            assertThat(session.judge()).isEqualTo(hoist.validate(request(NOW)));
            git.write(A, flag("a", 25));
            assertThat(before).isEqualTo(hoist.validate(request(NOW)));
        }
    }

    @Test
    void readsNewFilesAndRefusesNames() {
        try (JudgingSession session = hoist.open(request(NOW))) {
            assertThat(session.judge(Map.of("flags/group/c.yaml", bytes("c", 0)))
                            .kind())
                    .isEqualTo(Kind.NONE);
            assertThat(rules(session.judge(Map.of("flags/new/c.yaml", bytes("c", 5)))))
                    .containsExactly("born-exposed");
            assertThat(rules(session.judge(Map.of("flags/group/deeper/c.yaml", bytes("c", 0)))))
                    .containsExactly("misnamed-file");
            assertThat(rules(session.judge(Map.of("flags/c.yaml", bytes("c", 0)))))
                    .containsExactly("misnamed-file");
            assertThat(rules(session.judge(Map.of("flags/group/a.yaml", "a: [".getBytes(UTF_8)))))
                    .containsExactly("yaml-syntax");
            assertThatThrownBy(() -> session.judge(Map.of("README", new byte[0])))
                    .isInstanceOf(CannotJudge.class)
                    .hasMessage("\"README\" is not below \"flags\"");
        }
    }

    @Test
    void takesWhatWasWrittenBackForNoChange() {
        git.write(A, flag("a", 5));
        try (JudgingSession session = hoist.open(request(NOW))) {
            assertThat(session.judge().kind()).isEqualTo(Kind.RAISE);
            assertThat(session.judge(Map.of(A, bytes("a", 0))).kind()).isEqualTo(Kind.NONE);
        }
    }

    @Test
    void judgesWhatACommitWouldHaveWithoutTheRestOfTheWorkingTree() {
        git.write(B, flag("b", 25));
        try (JudgingSession session = hoist.openCommitted(request(NOW))) {
            assertThat(session.judge(Map.of(A, bytes("a", 5))).accepted()).isTrue();
        }
        try (JudgingSession session = hoist.open(request(NOW))) {
            assertThat(rules(session.judge(Map.of(A, bytes("a", 5))))).contains("several-raises");
        }
    }

    @Test
    void hearsTheTrailersOfTheCommitToCome() {
        git.at(NOW).commit("two", Map.of(A, flag("a", 5)));
        Instant soon = NOW.plus(Duration.ofMinutes(5));
        Map<String, byte[]> edits = Map.of(A, bytes("a", 25));
        try (JudgingSession session = hoist.open(request(soon))) {
            assertThat(rules(session.judge(edits))).containsExactly("soak-cut-short");
            assertThat(rules(session.judge(
                            edits, soon, Optional.of("Raise a\n\nHoist-Override: soak-cut-short because we have to"))))
                    .contains("overridden");
        }
    }

    @Test
    void judgesOnTopOfWhatWillHaveLanded() {
        Map<String, byte[]> five = Map.of(A, bytes("a", 5));
        try (JudgingSession session = hoist.open(request(NOW))) {
            JudgingSession next = session.landed(five, NOW);
            assertThat(next.judge().kind()).isEqualTo(Kind.NONE);
            Map<String, byte[]> more = Map.of(A, bytes("a", 25));
            assertThat(rules(next.judge(more))).containsExactly("soak-cut-short");
            Instant later = NOW.plus(Duration.ofHours(1));
            assertThat(next.judge(more, later, Optional.empty()).accepted()).isTrue();
            assertThat(rules(next.judge(Map.of(B, bytes("b", 5))))).containsExactly("crowded-raise");
            JudgingSession last = next.landed(more, later).landed(Map.of(), later.plusSeconds(60));
            assertThat(last.baseState().orElseThrow().flag("a")).isPresent();
            assertThat(rules(last.judge(Map.of(A, bytes("a", 100)), later.plusSeconds(120), Optional.empty())))
                    .containsExactly("soak-cut-short");
            assertThat(session.judge(five).accepted()).isTrue();
        }
    }

    @Test
    void saysTheSameAsTheHistoryThatComesTrue() {
        Instant later = NOW.plus(Duration.ofHours(1));
        Verdict foreseen;
        try (JudgingSession session = hoist.open(request(NOW))) {
            foreseen = session.landed(Map.of(A, bytes("a", 5)), NOW)
                    .judge(Map.of(A, bytes("a", 25)), later, Optional.empty());
        }
        git.at(NOW).commit("two", Map.of(A, flag("a", 5)));
        git.write(A, flag("a", 25));
        Verdict verdict = hoist.validate(request(later));
        assertThat(foreseen.findings()).isEqualTo(verdict.findings());
        assertThat(foreseen.movements()).isEqualTo(verdict.movements());
        assertThat(foreseen.kind()).isEqualTo(verdict.kind());
    }

    @Test
    void answersTwoThousandQuestionsOfAThousandFlags() {
        int flags = 1_000;
        Map<String, String> files = new HashMap<>();
        for (int index = 0; index < flags; index++) {
            files.put("flags/group/f" + index + ".yaml", flag("f" + index, 0));
        }
        git.commit("many", files);
        try (JudgingSession session = hoist.open(request(NOW))) {
            session.judge();
            long start = threadTime();
            for (int question = 0; question < 2 * flags; question++) {
                String key = "f" + question % flags;
                int figure = question < flags ? 5 : 25;
                Verdict verdict = session.judge(Map.of("flags/group/" + key + ".yaml", bytes(key, figure)));
                assertThat(verdict.accepted()).isEqualTo(figure == 5);
            }
            assertThat(Duration.ofNanos(threadTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    private static long threadTime() {
        return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private ValidateRequest request(Instant now) {
        return new ValidateRequest(git.root(), "flags", Optional.empty(), Optional.empty(), now, Map.of());
    }

    private static List<String> rules(Verdict verdict) {
        return verdict.findings().stream()
                .map(Finding::rule)
                .map(rule -> rule.text())
                .toList();
    }

    private static byte[] bytes(String key, int figure) {
        return flag(key, figure).getBytes(UTF_8);
    }

    private static String flag(String key, int figure) {
        return "flag: " + key + "\ndescription: x\nowner: team\nenvironments:\n  production: {percentage: " + figure
                + "}\n";
    }
}
