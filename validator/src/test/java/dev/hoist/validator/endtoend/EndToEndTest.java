package dev.hoist.validator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.AuditRequest;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.ValidateRequest;
import dev.hoist.validator.git.GitFixture;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A team's day with the real git: a bare remote, a clone, a branch, a merge, a revert, and an audit of it all. */
class EndToEndTest {
    private static final String FLAG = "flags/shop/pay.yaml";
    private static final String POLICY = """
        policy: 1
        environments:
          production:
            ladder: [0, 10, 50, 100]
            soak: 1h
            peak_hours:
              - {days: [mon], from: "14:00", to: "20:00"}
        """;

    @TempDir
    Path directory;

    private GitFixture git;
    private Path remote;
    private Path clone;

    @BeforeEach
    void cloneOfABareRemote() {
        git = GitFixture.create(directory.resolve("seed"));
        git.write("flags/policy.yaml", POLICY).write(FLAG, pay(0));
        git.git("add", ".");
        git.git("commit", "-qm", "Begin");
        remote = directory.resolve("remote.git");
        clone = directory.resolve("clone");
        git.gitIn(directory, "clone", "-q", "--bare", git.root().toString(), remote.toString());
        git.gitIn(directory, "clone", "-q", remote.toString(), clone.toString());
    }

    @AfterEach
    void close() {
        git.close();
    }

    private static String pay(int percentage) {
        return """
            flag: pay
            description: Pay by card
            owner: shop
            environments:
              production:
                percentage: %d
            """.formatted(percentage);
    }

    private void write(String text) throws IOException {
        Files.writeString(clone.resolve(FLAG), text);
    }

    private String commit(String subject) {
        git.gitIn(clone, "commit", "-qam", subject);
        return git.gitIn(clone, "rev-parse", "HEAD").trim();
    }

    private void after(Duration time) {
        git.at(git.now().plus(time));
    }

    private Verdict judged(Path repository, Optional<String> base, Optional<String> head) {
        return new Hoist().validate(new ValidateRequest(repository, "flags", base, head, git.now(), Map.of()));
    }

    private List<AuditedChange> audited(Path repository) {
        List<AuditedChange> changes = new ArrayList<>();
        new Hoist()
                .audit(
                        new AuditRequest(repository, "flags", Optional.empty(), Optional.empty(), git.now()),
                        changes::add);
        return changes;
    }

    @Test
    void aDayOfWork() throws IOException {
        after(Duration.ofHours(1));
        git.gitIn(clone, "checkout", "-qb", "pay-50");
        write(pay(50));
        Verdict working = judged(clone, Optional.empty(), Optional.empty());
        assertThat(working.base().name()).isEqualTo("origin/main");
        assertThat(Workbench.refusing(working)).containsExactly("skipped-step");
        assertThat(working.findings().get(0).place())
                .hasValueSatisfying(place -> assertThat(place.line()).isEqualTo(6));

        write(pay(10));
        assertThat(judged(clone, Optional.empty(), Optional.empty()).accepted()).isTrue();
        commit("Raise pay to 10 %");
        git.gitIn(clone, "push", "-q", "origin", "pay-50");
        Verdict pushed = judged(remote, Optional.of("main"), Optional.of("pay-50"));
        assertThat(pushed.accepted()).isTrue();
        assertThat(pushed.kind()).isEqualTo(Kind.RAISE);

        git.gitIn(clone, "checkout", "-q", "main");
        git.gitIn(clone, "merge", "-q", "--no-ff", "-m", "Merge pay-50", "pay-50");
        String merge = git.gitIn(clone, "rev-parse", "HEAD").trim();
        git.gitIn(clone, "push", "-q", "origin", "main");

        after(Duration.ofHours(1));
        write(pay(50));
        commit("Raise pay to 50 %");
        assertThat(judged(clone, Optional.empty(), Optional.of("HEAD")).accepted())
                .isTrue();
        git.gitIn(clone, "push", "-q", "origin", "main");

        // Monday after two, when nothing may rise
        git.at(Instant.parse("2026-03-02T14:30:00Z"));
        git.gitIn(clone, "revert", "--no-edit", "HEAD");
        Verdict reverted = judged(clone, Optional.empty(), Optional.of("HEAD"));
        assertThat(reverted.accepted()).isTrue();
        assertThat(reverted.kind()).isEqualTo(Kind.ROLLBACK);
        git.gitIn(clone, "push", "-q", "origin", "main");
        git.gitIn(clone, "revert", "--no-edit", "-m", "1", merge);
        assertThat(judged(clone, Optional.empty(), Optional.of("HEAD")).accepted())
                .isTrue();
        git.gitIn(clone, "push", "-q", "origin", "main");
        assertThat(Files.readString(clone.resolve(FLAG))).isEqualTo(pay(0));

        git.gitIn(clone, "revert", "--no-edit", "HEAD");
        Verdict again = judged(clone, Optional.empty(), Optional.of("HEAD"));
        assertThat(Workbench.refusing(again)).containsExactly("closed-window", "soak-cut-short");
        git.gitIn(clone, "reset", "-q", "--hard", "origin/main");

        List<AuditedChange> audited = audited(remote);
        assertThat(audited)
                .extracting(
                        AuditedChange::subject,
                        change -> change.verdict().outcome(),
                        change -> change.verdict().kind())
                .containsExactly(
                        tuple("Begin", Kind.BASELINE),
                        tuple("Merge pay-50", Kind.RAISE),
                        tuple("Raise pay to 50 %", Kind.RAISE),
                        tuple("Revert \"Raise pay to 50 %\"", Kind.ROLLBACK),
                        tuple("Revert \"Merge pay-50\"", Kind.ROLLBACK));
        assertThat(audited(clone)).isEqualTo(audited);
    }

    @Test
    void theAuditSaysOfEachChangeWhatTheJudgeSaidThen() throws IOException {
        List<Integer> figures = List.of(10, 50, 100, 0, 10, 0, 50, 10, 10);
        List<Duration> gaps =
                List.of(Duration.ofHours(2), Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofMinutes(5));
        for (int i = 0; i < figures.size(); i++) {
            after(gaps.get(i % gaps.size()));
            // of a file with a mistake, both show what else is wrong with it
            write(pay(figures.get(i)) + "tags: [" + (i == 6 ? "no" : "step" + i) + "]\n");
            commit("Step " + i);
        }
        List<AuditedChange> audited = audited(clone);
        assertThat(audited).hasSize(figures.size() + 1);
        assertThat(audited.get(7).verdict().findings())
                .extracting(finding -> finding.rule().text())
                .contains("ambiguous-scalar", "skipped-step");
        assertThat(audited.stream()
                        .filter(change -> change.verdict().accepted())
                        .count())
                .isBetween(3L, (long) figures.size() - 2);
        for (AuditedChange change : audited.subList(1, audited.size() - 1)) {
            git.at(change.time());
            assertThat(judged(clone, Optional.of(change.commit() + "~1"), Optional.of(change.commit())))
                    .usingRecursiveComparison()
                    .as("but for the help, which says how to acknowledge what has landed, and what a proposal edits")
                    .ignoringFields("base.name", "base.reason", "edits")
                    .ignoringFieldsMatchingRegexes("findings.*help.*")
                    .isEqualTo(change.verdict());
        }
    }

    private static org.assertj.core.groups.Tuple tuple(String subject, Kind kind) {
        return org.assertj.core.groups.Tuple.tuple(subject, "accepted", kind);
    }
}
