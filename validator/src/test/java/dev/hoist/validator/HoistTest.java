package dev.hoist.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.git.GitFixture;
import dev.hoist.validator.git.Texts;
import dev.hoist.validator.report.AnsiStyle;
import dev.hoist.validator.report.ReportFormat;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.CannotJudge;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoistTest {
    private static final String A = "flags/group/a.yaml";
    private static final Instant NOW = GitFixture.START.plusSeconds(86_400);

    @TempDir
    Path directory;

    private GitFixture git;
    private final Hoist hoist = new Hoist(new Texts());

    @BeforeEach
    void init() {
        git = GitFixture.create(directory.resolve("repository"));
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void answersWithTheBaseItTookAndWhy() {
        String one = git.commit("one", Map.of(A, "a"));
        git.write(A, "b");
        Verdict judged = hoist.validate(request(Optional.empty(), Optional.empty()));
        assertThat(judged.base().name()).isEqualTo("HEAD");
        assertThat(judged.base().reason()).isEqualTo("there is no remote");
        assertThat(judged.base().commit()).contains(one);
        assertThat(judged.head()).isEqualTo("worktree");
        assertThat(judged.now()).isEqualTo(NOW);
        assertThat(judged.findings())
                .anySatisfy(finding -> assertThat(finding.message()).isEqualTo("b"));
    }

    @Test
    void diffsWhatItJudges() {
        git.commit("one", Map.of(A, "a"));
        git.write(A, "b");
        ValidateRequest request = request(Optional.empty(), Optional.empty());
        assertThat(hoist.diff(request).verdict()).isEqualTo(hoist.validate(request));
    }

    @Test
    void judgesEachCommitAndThenTheWhole() {
        String one = git.commit("one", Map.of(A, "a"));
        git.branch("side");
        String two = git.commit("two", Map.of(A, "b"));
        String three = git.commit("three", Map.of(A, "c"));
        List<Verdict> judged = hoist.validateEach(request(Optional.of("main"), Optional.of("side")));
        assertThat(judged)
                .extracting(answer -> answer.base().commit().orElseThrow() + ".." + answer.head())
                .containsExactly(one + ".." + two, two + ".." + three, one + ".." + three);
        assertThat(judged)
                .extracting(answer -> answer.base().name())
                .containsExactly(ShortCommit.of(one), ShortCommit.of(two), "main");
    }

    @Test
    void findsTheWorkingTreeAndItsFlagsOrSaysThatThereIsNone() {
        git.write("src/Main.java", "class Main {}");
        Checkout empty = hoist.checkout(git.root().resolve("src"), "flags/").orElseThrow();
        assertThat(empty.root()).isEqualTo(git.root());
        assertThat(empty.tree().isEmpty()).isTrue();
        assertThat(empty.tree().directory()).isEqualTo("flags");
        git.write(A, "a");
        assertThat(hoist.checkout(git.root(), "flags").orElseThrow().tree().written(A))
                .isPresent();
        assertThat(hoist.checkout(directory, "flags")).isEmpty();
        git.git("init", "-q", "--bare", "../bare.git");
        assertThat(hoist.checkout(directory.resolve("bare.git"), "flags")).isEmpty();
    }

    @Test
    void neverAnswersWhereThereIsNothingToJudge() {
        git.commit("one", Map.of("README", "r"));
        assertThatThrownBy(() -> hoist.validate(request(Optional.empty(), Optional.empty())))
                .isInstanceOf(CannotJudge.class)
                .hasMessage("there is no flag and no policy under \"flags\" in base or the working tree");
        assertThatThrownBy(() -> hoist.diff(request(Optional.empty(), Optional.empty())))
                .isInstanceOf(CannotJudge.class)
                .hasMessage("there is no flag and no policy under \"flags\" in base or the working tree");
        assertThatThrownBy(() -> hoist.structure(git.root(), "flags", NOW))
                .isInstanceOf(CannotJudge.class)
                .hasMessageStartingWith("there is no flag and no policy under \"flags\" in ");
        assertThatThrownBy(() -> hoist.structure(directory.resolve("missing"), "flags", NOW))
                .isInstanceOf(CannotJudge.class)
                .hasMessageStartingWith("there is no directory ");
        assertThatThrownBy(() -> hoist.audit(audit(), change -> {}))
                .isInstanceOf(CannotJudge.class)
                .hasMessageStartingWith("there is nothing to audit");
    }

    @Test
    void judgesAHeadWithoutAFlagThatBaseHas() {
        git.commit("one", Map.of(A, "a"));
        git.delete(A);
        assertThat(hoist.validate(request(Optional.empty(), Optional.empty())).head())
                .isEqualTo("worktree");
    }

    @Test
    void judgesStructureWithAndWithoutGit() throws IOException {
        Path plain = directory.resolve("plain/flags/group/a.yaml");
        Files.createDirectories(plain.getParent());
        Files.writeString(plain, "plain");
        git.write(".gitignore", "ignored.yaml\n").write(A, "tracked").write("flags/group/ignored.yaml", "ignored");
        assertThat(messages(hoist.structure(directory.resolve("plain"), "flags", NOW)))
                .containsExactly("plain");
        assertThat(messages(hoist.structure(git.root(), "flags", NOW))).containsExactly("tracked");
    }

    @Test
    void auditsFromTheFirstFlagOnAndSaysHowFarItIs() {
        git.commit("none", Map.of("README", "r"));
        String one = git.by("Grace").commit("one\n\nbody", Map.of(A, "a"));
        git.at(GitFixture.START.minusSeconds(60));
        String two = git.by("Ada").commit("two", Map.of(A, "b"));
        List<AuditedChange> changes = new ArrayList<>();
        List<String> progress = new ArrayList<>();
        hoist.audit(audit(), changes::add, (done, total) -> progress.add(done + "/" + total));
        assertThat(changes)
                .extracting(AuditedChange::commit, AuditedChange::author, AuditedChange::subject)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(one, "Grace", "one"),
                        org.assertj.core.groups.Tuple.tuple(two, "Ada", "two"));
        assertThat(changes).extracting(AuditedChange::time).containsOnly(GitFixture.START);
        assertThat(changes)
                .extracting(change -> change.verdict().now())
                .as("each at its own time")
                .containsOnly(GitFixture.START);
        assertThat(progress).containsExactly("1/2", "2/2");
    }

    @Test
    void knowsWhichCommitsAreRevertedToOneOfTheirParents() {
        git.commit("one", Map.of(A, "a"));
        git.branch("side");
        git.commit("two", Map.of(A, "b"));
        git.checkout("main");
        git.commit("three", Map.of("README", "r"));
        String merge = git.merge("side");
        List<AuditedChange> changes = new ArrayList<>();
        hoist.audit(audit(), changes::add);
        assertThat(changes).extracting(change -> change.verdict().headIsMerge()).containsExactly(false, false, true);
        Verdict verdict = hoist.validate(request(Optional.of("main~1"), Optional.of(merge)));
        assertThat(verdict.headIsMerge()).isTrue();
        assertThat(hoist.validate(request(Optional.of("main~1"), Optional.of("main~1")))
                        .headIsMerge())
                .isFalse();
    }

    @Test
    void saysThatNothingCommittedWasJudgedWhereThereIsNoRemote() throws IOException {
        Hoist real = new Hoist();
        String policy =
                "policy: 1\nenvironments:\n  production:\n    ladder: [0, 50, 100]\n    soak: 1h\n    spacing: 0m\n";
        git.commit("one", Map.of("flags/policy.yaml", policy));
        git.commit("two", Map.of("README", "r"));

        assertThat(rendered(real.validate(request(Optional.empty(), Optional.empty()))))
                .contains("accepted", "note: base is HEAD, so nothing that is committed was judged");
        assertThat(rendered(real.validate(request(Optional.of("HEAD~1"), Optional.empty()))))
                .contains("accepted")
                .doesNotContain("note:");
    }

    private static String rendered(Verdict judged) throws IOException {
        StringBuilder text = new StringBuilder();
        ReportFormat.TEXT.report(AnsiStyle.PLAIN).judged(judged, text);
        return text.toString();
    }

    private static List<String> messages(Verdict judged) {
        return judged.findings().stream()
                .filter(finding -> finding.rule().text().equals("yaml-syntax"))
                .map(finding -> finding.message())
                .toList();
    }

    private ValidateRequest request(Optional<String> base, Optional<String> head) {
        return new ValidateRequest(git.root(), "flags", base, head, NOW, Map.of());
    }

    private AuditRequest audit() {
        return new AuditRequest(git.root(), "flags", Optional.empty(), Optional.empty(), NOW);
    }
}
