package dev.hoist.validator.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.Hoist;
import dev.hoist.validator.ValidateRequest;
import dev.hoist.validator.git.GitFixture;
import dev.hoist.validator.judge.Judge;
import dev.hoist.validator.oracle.Oracle;
import dev.hoist.validator.oracle.World;
import dev.hoist.validator.oracle.Worlds;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same law with the real {@code git revert} in real repositories. */
class RealRevertTest {
    private static final int RAISES = Integer.getInteger("hoist.laws.reverts", 30);
    private static final long FIRST_SEED = 7_000_000;
    private static final Set<String> DOES_NOT_READ =
            Set.of("yaml-syntax", "unsafe-yaml", "ambiguous-scalar", "schema-violation", "misnamed-file");

    @TempDir
    Path directory;

    private int reverted;
    private int conflicts;
    private int unreadable;

    @Test
    void acceptsWhatGitRevertMakesOfAnAcceptedRaise() {
        Scenes scenes = new Scenes(World.Style.LINES);
        int raises = 0;
        for (long seed = FIRST_SEED; raises < RAISES; seed++) {
            for (Worlds.Scenario scene : Worlds.scenarios(seed, 4)) {
                Trial trial = new Trial(scene, scenes, new Judge().judge(scenes.proposal(scene)));
                if (raises < RAISES && RevertProperties.isARaise(trial)) {
                    revert(trial, directory.resolve("r" + raises), new SplittableRandom(seed));
                    raises++;
                }
            }
        }
        System.out.printf(
                "git reverted %d of %d raises; %d conflict, %d do not read%n", reverted, raises, conflicts, unreadable);
        assertThat(reverted).isGreaterThan(raises * 6 / 10);
    }

    /**
     * Why the first law says "inside the blocks that the raise changed": git knows lines and no blocks. A raise enables production at
     * 1 % over parked 50 %; a later rollback moves the header of staging between its two lines; then git's revert is no conflict, and
     * writes the parked 50 % into staging.
     */
    @Test
    void refusesARevertThatGitAppliesToAnotherBlockWhereItExposesOthers() {
        try (GitFixture git = GitFixture.create(directory.resolve("header"))) {
            git.commit(
                    "Begin",
                    Map.of(
                            "flags/policy.yaml",
                            """
                            policy: 1
                            environments:
                              staging: {ladder: [0, 1, 50, 100], soak: 0m}
                              production: {ladder: [0, 1, 50, 100], soak: 0m}
                            """,
                            "flags/g/pay.yaml",
                            pay("false", "50", "", "  staging:\n    percentage: 1\n")));
            String enabled = pay("true", "1", "", "  staging:\n    percentage: 1\n");
            git.at(git.now().plusSeconds(3600)).write("flags/g/pay.yaml", enabled);
            String raised = git.commit("Raise pay to 1 % in production");
            assertThat(judged(git, "HEAD~1", git.now()).accepted()).isTrue();
            String moved = pay("true", "1", "    percentage: 0\n  staging:\n", "");
            git.at(git.now().plusSeconds(3600)).write("flags/g/pay.yaml", moved);
            git.commit("Lower pay to 0 % in production");
            assertThat(judged(git, "HEAD~1", git.now()).accepted()).isTrue();

            git.at(git.now().plusSeconds(3600)).git("revert", "--no-edit", raised);
            Verdict verdict = judged(git, "HEAD~1", git.now());
            assertThat(verdict.accepted()).isFalse();
            assertThat(verdict.movements())
                    .singleElement()
                    .satisfies(movement -> assertThat(movement.environment()).isEqualTo("staging"));
        }
    }

    private static String pay(String enabled, String percentage, String header, String end) {
        return "flag: pay\ndescription: d\nowner: o\nenvironments:\n  production:\n    enabled: " + enabled + "\n"
                + comments("one") + header + comments("two") + "    percentage: " + percentage + "\n"
                + comments("three") + end;
    }

    /** So many lines that git takes what stands on either side for changes of their own. */
    private static String comments(String word) {
        StringBuilder lines = new StringBuilder();
        for (int line = 1; line <= 6; line++) {
            lines.append("    # ").append(word).append(' ').append(line).append('\n');
        }
        return lines.toString();
    }

    private void revert(Trial trial, Path path, SplittableRandom random) {
        try (GitFixture git = GitFixture.create(path)) {
            for (Oracle.Commit commit : trial.scene().line()) {
                commit(git, commit);
            }
            git.git("branch", "live"); // what a policy here may name: base is deployed
            List<Oracle.Commit> line = new ArrayList<>(trial.scene().line());
            Oracle.Commit raise = new Oracle.Commit(trial.head(), trial.scene().now());
            line.add(raise);
            String raised = commit(git, raise);
            assertThat(Trial.refusing(judged(git, "HEAD~1", raise.time())))
                    .as(trial::toString)
                    .isEmpty();
            Instant time = raise.time();
            for (int later = Math.max(0, random.nextInt(4) - 1); later > 0; later--) {
                Optional<Oracle.Commit> next = RevertProperties.next(trial.scenes(), line, time, random);
                if (next.isPresent()) {
                    line.add(next.get());
                    time = next.get().time();
                    commit(git, next.get());
                }
            }
            int others = line.size() - trial.scene().line().size() - 1;
            git.at(time.plusSeconds(1));
            try {
                git.git("revert", "--no-edit", raised);
            } catch (IllegalStateException e) {
                boolean undoneAlready = String.valueOf(e.getMessage()).contains("nothing to commit");
                if (!undoneAlready) {
                    assertThat(e).hasMessageContaining("could not revert");
                    conflicts++;
                }
                return;
            }
            Verdict verdict = judged(git, "HEAD~1", git.now());
            boolean reads = verdict.findings().stream()
                    .noneMatch(finding -> finding.isError()
                            && DOES_NOT_READ.contains(finding.rule().text()));
            if (!reads) {
                unreadable++;
                return;
            }
            assertThat(Trial.refusing(verdict))
                    .as(() -> trial + " after " + others + " other changes, in " + path)
                    .isEmpty();
            reverted++;
        }
    }

    private static Verdict judged(GitFixture git, String base, Instant now) {
        return new Hoist()
                .validate(new ValidateRequest(
                        git.root(), "flags", Optional.of(base), Optional.of("HEAD"), now, Map.of()));
    }

    private static String commit(GitFixture git, Oracle.Commit commit) {
        Map<String, String> files = commit.tree().files(World.Style.LINES);
        try (Stream<Path> written = Files.walk(git.root())) {
            written.filter(path -> path.toString().endsWith(".yaml"))
                    .map(path -> git.root().relativize(path).toString())
                    .forEach(git::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.forEach((path, text) -> git.write("flags/" + path, text));
        return git.at(commit.time()).commit("Change flags");
    }
}
