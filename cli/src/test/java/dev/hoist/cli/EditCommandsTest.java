package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.cli.command.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that edit, in a real repository with a real git. */
class EditCommandsTest {
    private static final String ONE = "flags/shop/one.yaml";
    private static final String TWO = "flags/shop/two.yaml";

    @TempDir
    Path temporary;

    private Path directory;
    private Instant now = Instant.parse("2026-11-02T12:00:00Z");
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();
    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void keepFlags() throws IOException {
        directory = Files.createDirectory(temporary.resolve("work"));
        variables.put("PATH", System.getenv("PATH"));
        variables.put("HOME", temporary.toString());
        Git.run(directory, "init", "-q", "-b", "main");
        Files.createDirectories(directory.resolve("flags/shop"));
        write("flags/policy.yaml", """
            policy: 1
            rings: {internal: {}, beta: {}, ga: {}}
            environments:
              staging: {ladder: [0, 50, 100], soak: 0m, spacing: 0m}
              production:
                ladder: [0, 1, 5, 25, 100]
                soak: 1h
                spacing: 0m
                restore_within: 4h
                regions: {eu: {eu-1: 4, eu-2: 4}}
                canary: [{servers: 1, traffic: [2, 5], soak: 1h}]
                checklist: [tests-passing]
            overrides: {allowed: [soak-cut-short]}
            """);
        write(ONE, """
            flag: one
            description: One   # what it says
            owner: shop
            environments:
              staging:    {percentage: 0}
              production: {percentage: 0}  # careful
            checklist: [tests-passing]
            """);
        write(TWO, """
            flag: two
            description: Two
            owner: shop
            environments:
              production:
                rings: {internal: 0, beta: 0, ga: 0}
            checklist: [tests-passing]
            """);
        commitAll();
    }

    @Test
    void raisesToTheNextRungAndShowsTheEditTheVerdictAndTheWayBack() throws IOException {
        assertThat(run("raise", "one", "-e", "production")).isZero();

        assertThat(read(ONE)).contains("  production: {percentage: 1}  # careful\n");
        assertThat(out.toString())
                .contains("-  production: {percentage: 0}  # careful\n+  production: {percentage: 1}  # careful\n")
                .contains("\naccepted\n")
                .contains("next 5 % from")
                .contains("take it back: git restore flags/shop/one.yaml\n");
    }

    @Test
    void saysHowACommittedRaiseComesBackAndJudgesTheCommit() throws IOException {
        String before = read(ONE);
        assertThat(run("raise", "one", "-e", "production", "--commit")).isZero();
        assertThat(out.toString())
                .contains("back: git revert " + head() + "\n", "\nhead: " + head() + "\n")
                .endsWith("take it back: hoist rollback " + head() + " --commit\n");

        assertThat(run("rollback", head(), "--commit", "--format", "json")).isZero();
        assertThat(out.toString())
                .contains("\"head\" : \"" + git("rev-parse", "HEAD").strip() + "\"");
        assertThat(read(ONE)).isEqualTo(before);
    }

    @Test
    void saysHowAnEditOfAFileThatWasDirtyComesBack() throws IOException {
        write(ONE, read(ONE) + "# mine\n");
        assertThat(run("raise", "one", "-e", "production")).isZero();
        assertThat(out.toString()).endsWith("take it back: hoist disable one -e production\n");

        git("checkout", "-q", "--", ".");
        assertThat(run("raise", "one", "-e", "production", "--commit")).isZero();
        now = now.plus(Duration.ofHours(2));
        write(ONE, read(ONE) + "# mine\n");
        assertThat(run("raise", "one", "-e", "production")).isZero();
        assertThat(out.toString()).endsWith("take it back: hoist lower one -e production --to 1\n");
    }

    @Test
    void saysHowWhatMovesNobodyComesBack() throws IOException {
        assertThat(run("new", "cart/three", "--description", "Three", "--owner", "cart"))
                .isZero();
        assertThat(out.toString()).endsWith("take it back: rm flags/cart/three.yaml\n");
        git("clean", "-fdq");
        assertThat(run("new", "cart/three", "--description", "Three", "--owner", "cart", "--commit"))
                .isZero();
        assertThat(out.toString()).endsWith("take it back: git revert --no-edit " + head() + "\n");

        assertThat(out.toString()).doesNotContain("nothing that is committed was judged");

        assertThat(run("disable", "one", "-e", "production", "--commit")).isZero();
        assertThat(out.toString()).endsWith("take it back: git revert --no-edit " + head() + "\n");
        assertThat(run("freeze", "one", "-e", "production", "--commit")).isZero();
        assertThat(out.toString()).endsWith("take it back: hoist thaw one -e production --commit\n");
    }

    @Test
    void writesNothingOfARaiseThatIsRefused() throws IOException {
        String before = read(ONE);

        assertThat(run("raise", "one", "-e", "production", "--to", "25", "--format", "json"))
                .isEqualTo(1);
        assertThat(read(ONE)).isEqualTo(before);
        assertThat(out.toString()).contains("\"changed\" : false", "\"rule\" : \"skipped-step\"", "\"commit\" : null");
        assertThat(status()).isEmpty();
    }

    @Test
    void raisesInCiWhereNothingSaysTheBase() throws IOException {
        variables.put("CI", "true");

        assertThat(run("raise", "one", "-e", "production")).isZero();
        assertThat(run("validate")).as("a change that is HEAD itself").isEqualTo(2);
    }

    @Test
    void writesEarlyWhatTimeAloneRefuses() throws IOException {
        assertThat(run("raise", "one", "-e", "production", "--commit")).isZero();
        later("PT10M");

        assertThat(run("raise", "one", "-e", "production")).isEqualTo(1);
        assertThat(run("raise", "one", "-e", "production", "--early")).isZero();
        assertThat(read(ONE)).contains("production: {percentage: 5}");
        assertThat(out.toString()).contains("would pass from 2026-11-02 13:00 UTC");
        assertThat(run("raise", "one", "-e", "production", "--to", "100", "--early"))
                .isEqualTo(1);
        assertThat(run("raise", "one", "-e", "production", "--early", "--push")).isEqualTo(2);
    }

    @Test
    void commitsTheEditedFileAloneWithTrailersAndTheGivenTime() throws IOException {
        write("other.txt", "other");
        Git.run(directory, "add", "other.txt");

        assertThat(run("raise", "one", "-e", "production", "--commit", "--now", "2026-11-02T15:00:00Z"))
                .isZero();
        assertThat(git("show", "--format=%B%cI", "--name-only", "HEAD"))
                .isEqualTo("""
                    Raise one to 1 % in production

                    one goes from 0 % to 1 % in production.

                    Hoist-Action: raise
                    Hoist-Flag: one
                    Hoist-Environment: production
                    Hoist-Step: 1
                    2026-11-02T15:00:00Z

                    flags/shop/one.yaml
                    """.replace("15:00:00Z", "15:00:00+00:00"));
        assertThat(status()).isEqualTo("A  other.txt\n");
    }

    @Test
    void overridesWithATrailerThatTheJudgeCounts() throws IOException {
        assertThat(run("raise", "one", "-e", "production", "--commit")).isZero();
        later("PT10M");

        assertThat(run(
                        "raise",
                        "one",
                        "-e",
                        "production",
                        "--commit",
                        "--override",
                        "soak-cut-short",
                        "--because",
                        "the review asks for it"))
                .isZero();
        assertThat(git("log", "-1", "--format=%B"))
                .contains("\nHoist-Override: soak-cut-short because the review asks for it\n");
        assertThat(run("validate", "--base", "HEAD~1", "--head", "HEAD")).isZero();
        assertThat(run("raise", "one", "-e", "production", "--override", "soak-cut-short", "--because", "x"))
                .isEqualTo(2);
        assertThat(run("raise", "one", "-e", "production", "--commit", "--override", "soak-cut-shor", "--because", "x"))
                .isEqualTo(2);
        assertThat(run(
                        "raise",
                        "one",
                        "-e",
                        "production",
                        "--commit",
                        "--override",
                        "soak-cut-short",
                        "--because",
                        "x\nHoist-Action: raise"))
                .isEqualTo(2);
    }

    @Test
    void leavesAFileAloneThatHasChangesOfItsOwn() throws IOException {
        write(ONE, read(ONE) + "# mine\n");
        String mine = read(ONE);

        assertThat(run("lower", "one", "-e", "production", "--to", "0", "--commit"))
                .isZero();
        assertThat(run("disable", "one", "-e", "production", "--commit")).isEqualTo(2);
        assertThat(err.toString()).contains("has other uncommitted changes");
        assertThat(read(ONE)).isEqualTo(mine);
        assertThat(run("disable", "one", "-e", "production")).isZero();
        assertThat(read(ONE)).contains("enabled: false", "# mine");
    }

    @Test
    void commitsWhatARunThatWasKilledHasWritten() throws IOException {
        assertThat(run("disable", "one", "-e", "production")).isZero();

        assertThat(run("disable", "one", "-e", "production", "--commit")).isZero();
        assertThat(git("log", "-1", "--format=%s")).isEqualTo("Disable one in production\n");
        assertThat(status()).isEmpty();
    }

    @Test
    void removesTheDraftsOfARunThatWasKilled() throws IOException {
        Path left = directory.resolve("flags/shop/.one.yaml.00000000-0000-0000-0000-000000000000.tmp");
        Path busy = directory.resolve("flags/shop/.one.yaml.00000000-0000-0000-0000-000000000001.tmp");
        Files.writeString(left, "half");
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        Files.writeString(busy, "half");

        assertThat(run("freeze", "one", "-e", "production")).isZero();
        assertThat(left).doesNotExist();
        assertThat(busy).exists();
    }

    @Test
    void keepsALoweringThatCannotBeCommittedAndTakesBackARaise() throws IOException {
        assertThat(run("raise", "one", "-e", "production", "--commit")).isZero();
        Path hook = directory.resolve(".git/hooks/pre-commit");
        Files.writeString(hook, "#!/bin/sh\necho no way >&2\nexit 1\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        String before = read(ONE);
        later("PT2H");

        assertThat(run("raise", "one", "-e", "production", "--commit", "--branch", "up"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no way");
        assertThat(read(ONE)).isEqualTo(before);
        assertThat(git("branch", "--show-current")).isEqualTo("main\n");
        assertThat(git("branch", "--list", "up")).isEmpty();

        assertThat(run("disable", "one", "-e", "production", "--commit")).isEqualTo(2);
        assertThat(read(ONE)).contains("{enabled: false, percentage: 1}");
        assertThat(err.toString()).contains("the edit is in the files, but it is not committed: no way");
    }

    @Test
    void saysThatSigningFailed() throws IOException {
        git("config", "commit.gpgsign", "true");
        git("config", "user.signingkey", "0xDEADBEEF");
        git("config", "gpg.program", temporary.resolve("no-gpg").toString());
        String before = read(ONE);

        assertThat(run("raise", "one", "-e", "production", "--commit")).isEqualTo(2);
        assertThat(read(ONE)).isEqualTo(before);
        assertThat(status()).isEmpty();
    }

    @Test
    void commitsNothingWithoutAnIdentity() throws IOException {
        String before = read(ONE);
        git("config", "user.useConfigOnly", "true");

        variables.put("WITHOUT_IDENTITY", "1");
        assertThat(run("tick", "one", "tests-passing", "--commit")).isZero();
        assertThat(run("raise", "one", "-e", "production", "--commit")).isEqualTo(2);
        assertThat(read(ONE)).isEqualTo(before);
    }

    @Test
    void createsABranchOnlyWhereThereIsNone() throws IOException {
        git("branch", "taken");
        String before = read(ONE);

        assertThat(run("raise", "one", "-e", "production", "--commit", "--branch", "taken"))
                .isEqualTo(2);
        assertThat(read(ONE)).isEqualTo(before);
        assertThat(run("raise", "one", "-e", "production", "--commit", "--branch", "up", "--format", "json"))
                .isZero();
        assertThat(out.toString()).contains("\"branch\" : \"up\"");
        assertThat(git("log", "-1", "--format=%s", "up")).isEqualTo("Raise one to 1 % in production\n");
        assertThat(git("log", "-1", "--format=%s", "main")).isEqualTo("begin\n");
    }

    @Test
    void commitsOnADetachedHead() {
        git("checkout", "-q", "--detach");

        assertThat(run("disable", "one", "-e", "production", "--commit", "--format", "json"))
                .isZero();
        assertThat(out.toString()).contains("\"branch\" : null");
        assertThat(git("log", "-1", "--format=%s")).isEqualTo("Disable one in production\n");
        assertThat(run("disable", "two", "-e", "production", "--push")).isEqualTo(2);
        assertThat(git("log", "-1", "--format=%s")).isEqualTo("Disable two in production\n");
    }

    @Test
    void pushesALoweringOnTheNewTipAndKeepsARaiseThatIsRejected() throws IOException {
        Path server = temporary.resolve("server.git");
        Git.run(temporary, "init", "-q", "--bare", "-b", "main", server.toString());
        git("remote", "add", "origin", server.toString());
        git("push", "-q", "-u", "origin", "main");
        Path other = temporary.resolve("other");
        Git.run(temporary, "clone", "-q", server.toString(), other.toString());
        Files.writeString(other.resolve("readme"), "news");
        Git.run(other, "add", "-A");
        Git.run(other, "commit", "-q", "-m", "news");
        Git.run(other, "push", "-q");
        write("staged.txt", "mine");
        git("add", "staged.txt");

        assertThat(run("disable", "one", "-e", "production", "--push")).isZero();
        assertThat(git("log", "--format=%s", "origin/main")).isEqualTo("Disable one in production\nnews\nbegin\n");
        assertThat(status()).isEqualTo("A  staged.txt\n");

        Git.run(other, "pull", "-q", "--rebase");
        Files.writeString(other.resolve("readme"), "more news");
        Git.run(other, "commit", "-q", "-am", "more news");
        Git.run(other, "push", "-q");
        assertThat(run("raise", "two", "-e", "staging", "--to", "50", "--push")).isEqualTo(2);
        assertThat(err.toString()).contains("the commit is made, but it could not be pushed");
        assertThat(git("log", "-1", "--format=%s")).isEqualTo("Raise two to 50 % in staging\n");
    }

    @Test
    void lowersOutsideGitAndBesideBrokenFiles() throws IOException {
        Path plain = Files.createDirectories(temporary.resolve("plain/flags/g"));
        Files.writeString(plain.resolve("one.yaml"), read(ONE).replace("percentage: 0", "percentage: 25"));
        Files.writeString(plain.resolve("broken.yaml"), "flag: [\n");
        directory = temporary.resolve("plain");

        assertThat(run("lower", "one", "-e", "production", "--to", "1")).isZero();
        assertThat(Files.readString(plain.resolve("one.yaml"))).contains("production: {percentage: 1}  # careful");
        assertThat(err.toString()).contains("not judged: ");
        assertThat(run("disable", "--all", "--everywhere")).isZero();
        assertThat(err.toString()).contains("flags/g/broken.yaml cannot be read, so nothing was edited in it");
        assertThat(Files.readString(plain.resolve("one.yaml")))
                .contains("{enabled: false, percentage: 1}", "{enabled: false, percentage: 25}");
        assertThat(run("lower", "broken", "-e", "production", "--to", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("flags/g/broken.yaml:2", "enabled: false");
        assertThat(run("raise", "one", "-e", "production", "--to", "5")).isEqualTo(2);
        assertThat(run("disable", "one", "-e", "production", "--commit")).isEqualTo(2);
    }

    @Test
    void lowersWithoutAReadablePolicyAndWithoutHistory() throws IOException {
        directory = Files.createDirectories(temporary.resolve("fresh"));
        Git.run(directory, "init", "-q", "-b", "main");
        Files.createDirectories(directory.resolve("flags/shop"));
        write(TWO, """
            flag: two
            description: Two
            owner: shop
            environments:
              production: {rings: {internal: 100, beta: 50, ga: 25}}
            """);
        write("flags/policy.yaml", "policy: [\n");

        assertThat(run("lower", "two", "-e", "production", "--to", "beta=25")).isZero();
        assertThat(read(TWO)).contains("{rings: {internal: 100, beta: 25, ga: 25}}");
        assertThat(run("lower", "two", "-e", "production", "--to", "5", "--commit"))
                .isEqualTo(2);
        git("add", "-A");
        git("commit", "-q", "-m", "begin");
        assertThat(run("lower", "two", "-e", "production", "--to", "5", "--commit"))
                .isZero();
        assertThat(read(TWO)).contains("{rings: {internal: 5, beta: 5, ga: 5}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "raise onee -e production",
                "raise one -e prodction",
                "raise one -e production --to x",
                "raise one -e production --to bta=50",
                "raise one -e production --to server=eu-9",
                "raise one -e production --to region=us",
                "raise two -e production --to 25",
                "lower one -e production --to 5",
                "lower one -e production --to beta=5",
                "lower one -e production --to server=eu-1",
                "disable -e production",
                "disable one",
                "disable one -e production --everywhere",
                "disable one --all -e production",
                "disable --group shp -e production",
                "freeze one -e production --reason ",
                "tick one tests-pasing",
                "tick one",
                "untick one tests-pasing",
                "new shop/one --description d --owner o",
                "new shop/three --description d --owner o --depends oe",
                "new three --description d --owner o",
                "new shop/Thr!ee --description d --owner o",
                "new shop/three --description d --owner o --strategy rings",
                "target one -e production bta",
                "target one -e production",
                "raise one -e production --format yaml",
                "raise one -e production --message x",
                "rollback HEAD",
                "rollback no-such-commit",
                "restore HEAD -e production",
            })
    void cannotDoWhatMakesNoSense(String line) throws IOException {
        assertThat(run(line.split(" ", -1))).isEqualTo(2);
        assertThat(status()).isEmpty();
        assertThat(err.toString()).contains("help: ").doesNotContain("internal error");
    }

    @Test
    void asksWhetherAnotherNameWasMeant() {
        run("raise", "onee", "-e", "production");
        assertThat(err.toString()).contains("did you mean \"one\"?");
        run("raise", "one", "-e", "prodction");
        assertThat(err.toString()).contains("did you mean \"production\"?");
        run("raise", "one", "-e", "production", "--to", "server=eu1");
        assertThat(err.toString()).contains("did you mean \"eu-1\"?");
        run("tick", "one", "tests-pasing");
        assertThat(err.toString()).contains("did you mean \"tests-passing\"?");
    }

    @Test
    void writesRingsServersAndBlocksThatWereNotThere() throws IOException {
        assertThat(run("raise", "two", "-e", "production", "--to", "internal=1"))
                .isZero();
        assertThat(read(TWO)).contains("rings: {internal: 1, beta: 0, ga: 0}");
        assertThat(run("raise", "one", "-e", "production", "--to", "internal=1", "--dry-run", "--early"))
                .isEqualTo(1);
        assertThat(out.toString()).contains("+  production: {rings: {internal: 1, beta: 0, ga: 0}}  # careful");
        git("checkout", "-q", ".");
        assertThat(run("raise", "one", "-e", "production", "--to", "server=eu-1"))
                .isZero();
        assertThat(read(ONE)).contains("production: {percentage: 0, canary: {servers: [eu-1]}}  # careful");
        assertThat(run("lower", "one", "-e", "production", "--to", "0")).isZero();
        assertThat(read(ONE)).contains("production: {percentage: 0, canary: {servers: []}}  # careful");
        git("checkout", "-q", ".");
        assertThat(run("raise", "two", "-e", "staging")).isZero();
        assertThat(read(TWO)).contains("    rings: {internal: 0, beta: 0, ga: 0}\n  staging:\n    percentage: 50\n");
    }

    @Test
    void raisesAParkedBlockToTheFirstRung() throws IOException {
        write(ONE, read(ONE).replace("{percentage: 0}  #", "{enabled: false, percentage: 25}  #"));
        commitAll();

        assertThat(run("raise", "one", "-e", "production")).isZero();
        assertThat(read(ONE)).contains("production: {enabled: true, percentage: 1}  # careful");
    }

    @Test
    void freezesThawsTicksAndUnticksWithoutATrace() throws IOException {
        String one = read(ONE);
        String two = read(TWO);

        assertThat(run("freeze", "--all", "-e", "production", "--reason", "errors: 6 %"))
                .isZero();
        assertThat(read(ONE)).contains("{percentage: 0, frozen: {reason: \"errors: 6 %\", since: 2026-11-02}}");
        assertThat(read(TWO)).contains("    frozen: {reason: \"errors: 6 %\", since: 2026-11-02}\n");
        assertThat(run("freeze", "one", "two", "-e", "production")).isZero();
        assertThat(out.toString()).isEqualTo("nothing to do: the files already say this\n");
        assertThat(run("thaw", "--group", "shop", "-e", "production")).isZero();
        assertThat(run("untick", "one", "tests-passing")).isZero();
        assertThat(read(ONE)).doesNotContain("checklist");
        assertThat(run("tick", "one", "--all")).isZero();
        assertThat(read(ONE)).contains("checklist:\n  - tests-passing\n");
        git("checkout", "-q", ONE);
        assertThat(read(ONE)).isEqualTo(one);
        assertThat(read(TWO)).isEqualTo(two);
    }

    @Test
    void addsAFlagAtNothing() throws IOException {
        assertThat(run(
                        "new",
                        "cart/three",
                        "--description",
                        "Three: more",
                        "--owner",
                        "cart",
                        "--depends",
                        "one,two",
                        "--strategy",
                        "ring",
                        "--commit"))
                .isZero();
        assertThat(read("flags/cart/three.yaml")).isEqualTo("""
            flag: three
            description: "Three: more"
            owner: cart
            dependencies: [one, two]
            environments:
              staging: {rings: {internal: 0, beta: 0, ga: 0}}
              production: {rings: {internal: 0, beta: 0, ga: 0}}
            """);
        assertThat(git("log", "-1", "--format=%s")).isEqualTo("Add three\n");
        assertThat(status()).isEmpty();
    }

    @Test
    void saysHowSeveralFlagsComeBack() throws IOException {
        assertThat(run("raise", "one", "-e", "production", "--commit")).isZero();
        now = now.plus(Duration.ofHours(2));
        assertThat(run("raise", "two", "-e", "production", "--commit")).isZero();

        assertThat(run("disable", "--all", "-e", "production")).isZero();
        assertThat(out.toString()).endsWith("take it back: git restore " + ONE + " " + TWO + "\n");
        git("checkout", "-q", "--", ".");
        assertThat(run("disable", "--all", "-e", "production", "--commit")).isZero();
        assertThat(out.toString()).endsWith("take it back: hoist restore " + head() + " -e production --commit\n");

        assertThat(run("restore", "-e", "production", "--commit")).isZero();
        assertThat(read(ONE)).contains("production: {percentage: 1}");
    }

    @Test
    void rollsBackByteForByteAlsoAfterAFreezeAndSaysWhenNothingStands() throws IOException {
        String before = read(ONE);
        assertThat(run("raise", "one", "-e", "production", "--commit")).isZero();
        String raise = git("rev-parse", "HEAD").strip();

        assertThat(run("rollback", "--commit")).isZero();
        assertThat(out.toString()).contains("take it back: hoist restore " + head() + " -e production --commit\n");
        assertThat(read(ONE)).isEqualTo(before);
        assertThat(git("log", "-1", "--format=%B"))
                .startsWith("Revert \"Raise one to 1 % in production\"\n\nThis reverts commit " + raise + ".\n");
        assertThat(run("rollback")).isZero();
        assertThat(out.toString()).isEqualTo("nothing to do: no raise in production is still in force\n");
        assertThat(run("rollback", raise)).isZero();
        assertThat(out.toString()).isEqualTo("nothing to do: no raise of " + raise + " is still in force\n");
        assertThat(run("restore", "-e", "staging")).isZero();
        assertThat(out.toString()).isEqualTo("nothing to do: nothing was lowered in staging\n");

        later("PT5H");
        assertThat(run("raise", "one", "-e", "production", "--commit")).isZero();
        assertThat(run("freeze", "one", "-e", "production", "--commit")).isZero();
        assertThat(run("rollback", "-e", "production", "--commit")).isZero();
        assertThat(read(ONE)).contains("production: {percentage: 0, frozen: {since: 2026-11-02}}");
    }

    @Test
    void rollsBackNothingOfWhatCameFromElsewhere() throws IOException {
        assertThat(run("raise", "one", "-e", "staging", "--commit")).isZero();
        String raise = git("rev-parse", "HEAD").strip();
        assertThat(run("raise", "two", "-e", "production", "--to", "internal=1", "--commit"))
                .isZero();
        String two = read(TWO);

        assertThat(run("rollback", raise, "-e", "production")).isEqualTo(2);
        assertThat(err.toString()).contains(" raised nothing in production\n");
        assertThat(run("rollback", raise)).isZero();
        assertThat(read(ONE)).contains("staging:    {percentage: 0}");
        assertThat(read(TWO)).isEqualTo(two);
    }

    @Test
    void disablesWhatACommitCreatedExposed() throws IOException {
        write("flags/shop/three.yaml", """
            flag: three
            description: Three
            owner: shop
            environments: {production: {percentage: 25}}
            """);
        commitAll();

        assertThat(run("rollback", "HEAD")).isZero();
        assertThat(read("flags/shop/three.yaml"))
                .contains("environments: {production: {enabled: false, percentage: 25}}");
    }

    @Test
    void restoresAMistakenRollback() throws IOException {
        assertThat(run("raise", "one", "-e", "production", "--commit")).isZero();
        String raised = read(ONE);
        later("PT2H");
        assertThat(run("disable", "one", "-e", "production", "--commit")).isZero();
        later("PT1H");

        assertThat(run("restore", "-e", "production", "--commit")).isZero();
        assertThat(read(ONE)).isEqualTo(raised);
        assertThat(run("restore", "-e", "production")).isZero();
        assertThat(out.toString()).isEqualTo("nothing to do: the files already say this\n");
    }

    @Test
    void restoresAnEnabledThatWasWritten() throws IOException {
        write(ONE, read(ONE).replace("{percentage: 0}  #", "{enabled: false, percentage: 0}  #"));
        commitAll();
        later("PT5H");
        assertThat(run("raise", "one", "-e", "production", "--commit")).isZero();
        String raised = read(ONE);
        assertThat(raised).contains("production: {enabled: true, percentage: 1}");
        later("PT2H");
        assertThat(run("disable", "one", "-e", "production", "--commit")).isZero();

        assertThat(run("restore", "-e", "production", "--commit")).isZero();
        assertThat(read(ONE)).isEqualTo(raised);
    }

    @Test
    void writesNothingThroughALink() throws IOException {
        Path outside = temporary.resolve("outside.yaml");
        Files.move(directory.resolve(ONE), outside);
        Files.createSymbolicLink(directory.resolve(ONE), outside);
        String before = Files.readString(outside);

        assertThat(run("disable", "one", "-e", "production")).isEqualTo(2);
        assertThat(Files.readString(outside)).isEqualTo(before);
        assertThat(err.toString()).contains("symbolic link");
    }

    @Test
    void theCommitSaysWhyAFlagIsFrozenAndWhereFlagsAreOff() throws IOException {
        assertThat(run("freeze", "one", "-e", "production", "--reason", "errors: 6 %", "--commit"))
                .isZero();
        assertThat(git("log", "-1", "--format=%B"))
                .contains("\n\none is frozen in production: errors: 6 %\n\nHoist-Action");

        assertThat(run("disable", "one", "--everywhere", "--commit")).isZero();
        assertThat(git("log", "-1", "--format=%(trailers)").strip()).isEqualTo("""
            Hoist-Action: disable
            Hoist-Flag: one
            Hoist-Environment: production
            Hoist-Environment: staging""");
    }

    @Test
    void saysNoWayBackWhereNoGitKnowsOne() throws IOException {
        assertThat(run("raise", "one", "-e", "production")).isZero();
        Files.move(directory.resolve(".git"), temporary.resolve("git"));

        assertThat(run("lower", "one", "-e", "production", "--to", "0")).isZero();
        assertThat(out.toString()).doesNotContain("restore");
    }

    @Test
    void saysThatTheFolderOfAFlagIsALink() throws IOException {
        Path outside = temporary.resolve("outside");
        Files.move(directory.resolve("flags/shop"), outside);
        Files.createSymbolicLink(directory.resolve("flags/shop"), outside);

        assertThat(run("disable", "one", "-e", "production")).isEqualTo(2);
        assertThat(err.toString()).contains("there is no flag \"one\", but flags/shop cannot be read", "symbolic link");
    }

    @Test
    void saysWhatIsWrongWithANewKeyOrTarget() {
        assertThat(run("new", "shop/1x", "--description", "x", "--owner", "shop"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("\"1x\" is not a key").doesNotContain("cannot be read", "by hand");

        assertThat(run("target", "one", "-e", "production", "ga")).isEqualTo(2);
        assertThat(err.toString()).contains("\"one\" has no rings in production, so \"ga\" is no target");
    }

    @Test
    void losesNothingWhereTwoEditAtOnce() throws Exception {
        ExecutorService both = Executors.newFixedThreadPool(2);
        try {
            for (int round = 0; round < 5; round++) {
                String before = read(ONE);
                Future<Integer> staging = both.submit(() -> quietly("freeze", "one", "-e", "staging"));
                Future<Integer> production = both.submit(() -> quietly("freeze", "one", "-e", "production"));
                assertThat(staging.get()).isZero();
                assertThat(production.get()).isZero();
                assertThat(read(ONE).split("frozen", -1)).hasSize(3);
                write(ONE, before);
            }
        } finally {
            both.shutdown();
        }
    }

    @Test
    void leavesTheOldOrTheNewFileWhereItIsKilled() throws Exception {
        String before = read(ONE);
        String after = before.replace("{percentage: 0}  #", "{enabled: false, percentage: 0}  #");
        Path tools = temporary.resolve("tools");
        Shell.in(tools);
        for (int round = 0; round < 6; round++) {
            Process process = new ProcessBuilder(
                            tools.resolve("hoist").toString(), "disable", "one", "-e", "production")
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.waitFor(400 + 150L * round, TimeUnit.MILLISECONDS);
            process.destroyForcibly().waitFor();
            assertThat(read(ONE)).isIn(before, after);
            write(ONE, before);
        }
        assertThat(run("disable", "one", "-e", "production")).isZero();
        assertThat(read(ONE)).isEqualTo(after);
    }

    @Test
    void keepsTheModeOfAFile() throws IOException {
        Path file = directory.resolve(ONE);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

        assertThat(run("disable", "one", "-e", "production")).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-rw-r--");
    }

    private void later(String duration) {
        now = now.plus(Duration.parse(duration));
    }

    private int run(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return run(out, new PrintWriter(err), arguments);
    }

    private int quietly(String... arguments) {
        return run(Writer.nullWriter(), new PrintWriter(Writer.nullWriter()), arguments);
    }

    private int run(Writer output, PrintWriter errors, String... arguments) {
        Map<String, String> all = new HashMap<>(Git.at(now));
        all.putAll(variables);
        if (all.containsKey("WITHOUT_IDENTITY")) {
            all.keySet().removeIf(name -> name.endsWith("_NAME") || name.endsWith("_EMAIL"));
        }
        Terminal terminal =
                WithoutInput.terminal(output, errors, false, false, all, directory, Clock.fixed(now, ZoneOffset.UTC));
        return new Main(terminal).run(arguments);
    }

    /** HEAD, as people read it. */
    private String head() {
        return git("rev-parse", "--short=12", "HEAD").strip();
    }

    private void commitAll() {
        git("add", "-A");
        git("commit", "-q", "-m", "begin");
    }

    private String git(String... arguments) {
        return Git.run(directory, arguments);
    }

    private String status() {
        return git("status", "--porcelain");
    }

    private void write(String path, String text) throws IOException {
        Files.writeString(directory.resolve(path), text);
    }

    private String read(String path) throws IOException {
        return Files.readString(directory.resolve(path));
    }
}
