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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProposedEditsTest {
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
        Verdict before = judge(Map.of(A, bytes("a", 25)));
        assertThat(rules(before)).containsExactly("skipped-step");
        assertThat(judge(Map.of(A, bytes("a", 5))).accepted()).isTrue();
        assertThat(judge(Map.of())).isEqualTo(hoist.validate(request(NOW)));
        git.write(A, flag("a", 25));
        assertThat(before).isEqualTo(hoist.validate(request(NOW)));
    }

    @Test
    void readsNewFilesAndRefusesNames() {
        assertThat(judge(Map.of("flags/group/c.yaml", bytes("c", 0))).kind()).isEqualTo(Kind.NONE);
        assertThat(rules(judge(Map.of("flags/new/c.yaml", bytes("c", 5))))).containsExactly("born-exposed");
        assertThat(rules(judge(Map.of("flags/group/deeper/c.yaml", bytes("c", 0)))))
                .containsExactly("misnamed-file");
        assertThat(rules(judge(Map.of("flags/c.yaml", bytes("c", 0))))).containsExactly("misnamed-file");
        assertThat(rules(judge(Map.of("flags/group/a.yaml", "a: [".getBytes(UTF_8)))))
                .containsExactly("yaml-syntax");
        assertThatThrownBy(() -> judge(Map.of("README", new byte[0])))
                .isInstanceOf(CannotJudge.class)
                .hasMessage("\"README\" is not below \"flags\"");
    }

    @Test
    void takesWhatWasWrittenBackForNoChange() {
        git.write(A, flag("a", 5));
        assertThat(judge(Map.of()).kind()).isEqualTo(Kind.RAISE);
        assertThat(judge(Map.of(A, bytes("a", 0))).kind()).isEqualTo(Kind.NONE);
    }

    @Test
    void judgesWhatACommitWouldHaveWithoutTheRestOfTheWorkingTree() {
        git.write(B, flag("b", 25));
        Map<String, byte[]> edits = Map.of(A, bytes("a", 5));
        assertThat(hoist.propose(request(NOW), new ProposedEdits(edits, Optional.of("Raise a")))
                        .accepted())
                .isTrue();
        assertThat(rules(judge(edits))).contains("several-raises");
    }

    @Test
    void hearsTheTrailersOfTheCommitToCome() {
        git.at(NOW).commit("two", Map.of(A, flag("a", 5)));
        ValidateRequest soon = request(NOW.plus(Duration.ofMinutes(5)));
        Map<String, byte[]> edits = Map.of(A, bytes("a", 25));
        assertThat(rules(hoist.propose(soon, new ProposedEdits(edits, Optional.empty()))))
                .containsExactly("soak-cut-short");
        String message = "Raise a\n\nHoist-Override: soak-cut-short because we have to";
        assertThat(rules(hoist.propose(soon, new ProposedEdits(edits, Optional.of(message)))))
                .contains("overridden");
    }

    private Verdict judge(Map<String, byte[]> edits) {
        return hoist.propose(request(NOW), new ProposedEdits(edits, Optional.empty()));
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
