package dev.hoist.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.git.GitFixture;
import dev.hoist.validator.verdict.CannotJudge;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import dev.hoist.validator.verdict.Verdict.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a bare repository answers to a push, before anything moves. */
class ReceiveTest {
    private static final String MAIN = "refs/heads/main";
    private static final String NOTHING = "0".repeat(40);
    private static final String PAY = "flags/shop/pay.yaml";
    private static final String CART = "flags/shop/cart.yaml";
    private static final Instant START = GitFixture.START;
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private static final String POLICY = """
        policy: 1
        environments:
          production: {ladder: [0, 10, 50, 100], soak: 1h, live: live}
        freezes:
          - {from: 2026-12-21, until: 2027-01-04}
        """;
    private static final Instant IN_THE_FREEZE = Instant.parse("2026-12-24T12:00:00Z");

    @TempDir
    Path directory;

    private GitFixture git;
    private Path server;
    private String base = NOTHING;

    @BeforeEach
    void init() {
        git = GitFixture.create(directory.resolve("repository"));
        server = directory.resolve("server.git");
        git.git("init", "-q", "--bare", "-b", "main", server.toString());
        git.gitIn(server, "config", "core.logAllRefUpdates", "true");
        git.git("remote", "add", "origin", server.toString());
        base = git.commit("flags", Map.of("flags/policy.yaml", POLICY, PAY, flag("pay", 10), CART, flag("cart", 10)));
        git.git("push", "-q", "origin", "main", "main:live");
        git.at(START.plus(Duration.ofDays(1)));
    }

    @AfterEach
    void close() {
        git.close();
    }

    private static String flag(String key, int percentage) {
        return "flag: " + key + "\ndescription: d\nowner: o\nenvironments:\n  production: {percentage: " + percentage
                + "}\n";
    }

    private String pay(int percentage) {
        return git.commit("pay " + percentage, Map.of(PAY, flag("pay", percentage)));
    }

    /** The objects are there, and no protected branch has them. */
    private String sent(String revision) {
        git.git("push", "-q", "-f", "origin", revision + ":refs/heads/incoming");
        return git.git("rev-parse", revision).strip();
    }

    private PushVerdict asked(String before, String after, String ref) {
        List<PushVerdict> received = asked(List.of("main"), new PushRequest.Update(before, after, ref));
        assertThat(received).hasSize(1);
        return received.get(0);
    }

    private List<PushVerdict> asked(List<String> branches, PushRequest.Update... updates) {
        return new Hoist().receive(new PushRequest(server, "flags", branches, List.of(updates), git.now(), Map.of()));
    }

    private static Set<String> rules(PushVerdict received) {
        Set<String> rules = new TreeSet<>();
        received.judged()
                .forEach(one -> one.findings().stream()
                        .filter(Finding::isError)
                        .forEach(finding -> rules.add(finding.rule().text())));
        return rules;
    }

    private static Verdict only(PushVerdict received) {
        assertThat(received.obstacle()).isEmpty();
        assertThat(received.judged()).hasSize(1);
        return received.judged().get(0);
    }

    private static String obstacle(PushVerdict received) {
        assertThat(received.accepted()).isFalse();
        assertThat(received.judged()).isEmpty();
        return received.obstacle().orElseThrow().message();
    }

    // what the flags say

    @Test
    void acceptsAStepAgainstItsOwnCopyOfBase() {
        pay(50);
        PushVerdict received = asked(base, sent("main"), MAIN);
        Verdict verdict = only(received);
        assertThat(received.accepted()).isTrue();
        assertThat(verdict.kind()).isEqualTo(Kind.RAISE);
        assertThat(verdict.base().commit()).contains(base);
        assertThat(verdict.timeSource()).isEqualTo(TimeSource.RECEIVED);
        assertThat(received.judged().get(0).base().name()).isEqualTo("main");
        assertThat(received.judged().get(0).base().reason()).isEqualTo("where this repository has it");
    }

    @Test
    void letsNoBranchBeginAgainWithFlagsThatNobodyJudged() {
        List<String> branches = List.of("main", "release/*");
        String release = "refs/heads/release/1";
        git.git("checkout", "-q", "--orphan", "before");
        git.git("rm", "-r", "-q", "-f", ".");
        String readme = git.commit("readme", Map.of("README", "x"));
        git.git("push", "-q", "origin", readme + ":" + release);
        String evil =
                git.commit("all", Map.of("flags/policy.yaml", POLICY, PAY, flag("pay", 100), CART, flag("cart", 100)));
        assertThat(obstacle(asked(branches, new PushRequest.Update(readme, sent(evil), release))
                        .get(0)))
                .startsWith("this push adds the branch's first policy, so its flags would not be judged");

        git.git("reset", "-q", "--hard", readme);
        String same = git.commit(
                "as on main", Map.of("flags/policy.yaml", POLICY, PAY, flag("pay", 10), CART, flag("cart", 10)));
        PushVerdict adopted = asked(branches, new PushRequest.Update(readme, sent(same), release))
                .get(0);
        assertThat(only(adopted).kind()).isEqualTo(Kind.BASELINE);
        assertThat(adopted.accepted()).isTrue();
    }

    @Test
    void refusesAJump() {
        pay(100);
        assertThat(rules(asked(base, sent("main"), MAIN))).containsExactly("skipped-step");
    }

    @Test
    void judgesEveryCommitOnTheWayAndBelievesNoneOfTheirDates() {
        git.at(LONG_AGO);
        pay(0);
        pay(10);
        git.at(START.plus(Duration.ofDays(1)));
        PushVerdict received = asked(base, sent("main"), MAIN);
        assertThat(received.judged())
                .extracting(one -> one.kind())
                .containsExactly(Kind.ROLLBACK, Kind.RAISE, Kind.NONE);
        assertThat(rules(received)).contains("soak-cut-short");
        assertThat(received.judged().get(1).accepted()).isFalse();
        assertThat(received.judged().get(2).accepted()).isTrue();
    }

    @Test
    void judgesOnlyTheCommitsThatTouchTheFlags() {
        git.commit("a", Map.of("README", "a"));
        git.commit("b", Map.of("README", "b"));
        assertThat(only(asked(base, sent("main"), MAIN)).kind()).isEqualTo(Kind.NONE);
    }

    @Test
    void letsARevertInAtOnceWhateverTheClockSays() {
        pay(50);
        String raised = sent("main");
        git.git("push", "-q", "origin", "main");
        git.git("revert", "--no-edit", "HEAD");
        for (Instant now : List.of(git.now().plusSeconds(1), IN_THE_FREEZE)) {
            git.at(now);
            PushVerdict received = asked(raised, sent("main"), MAIN);
            assertThat(received.accepted()).isTrue();
            assertThat(only(received).kind()).isEqualTo(Kind.ROLLBACK);
        }
    }

    @Test
    void countsTheSoakFromTheReceiptAndNotFromTheClaim() {
        git.at(LONG_AGO);
        pay(50);
        git.at(START.plus(Duration.ofDays(2)));
        git.git("push", "-q", "origin", "main", "main:live");
        String raised = git.git("rev-parse", "main").strip();
        pay(100);
        git.at(git.now().plus(Duration.ofMinutes(59)));
        assertThat(rules(asked(raised, sent("main"), MAIN))).containsExactly("soak-cut-short");
        git.at(git.now().plus(Duration.ofMinutes(1)));
        assertThat(asked(raised, sent("main"), MAIN).accepted()).isTrue();
    }

    @Test
    void restoresNothingThatWasTakenDownLongBeforeItCame() {
        git.commit("policy", Map.of("flags/policy.yaml", POLICY.replace("soak: 1h", "soak: 1h, restore_within: 4h")));
        pay(50);
        String down = pay(0);
        git.at(START.plus(Duration.ofDays(100)));
        server = directory.resolve("moved.git");
        git.git("init", "-q", "--bare", "-b", "main", server.toString());
        git.gitIn(server, "config", "core.logAllRefUpdates", "true");
        git.git("remote", "set-url", "origin", server.toString());
        git.git("push", "-q", "origin", "main", "main:live");
        pay(50);
        assertThat(rules(asked(down, sent("main"), MAIN))).containsExactlyInAnyOrder("skipped-step", "soak-cut-short");
        git.git("push", "-q", "origin", "main", "main:live");
        String downNow = pay(0);
        git.git("push", "-q", "origin", "main", "main:live");
        pay(50);
        Verdict restored = only(asked(downNow, sent("main"), MAIN));
        assertThat(restored.kind()).isEqualTo(Kind.RESTORE);
        assertThat(restored.accepted()).isTrue();
    }

    @Test
    void saysThatTimesAreClaimedWhereNoReflogIsKept() {
        git.gitIn(server, "config", "core.logAllRefUpdates", "false");
        git.gitIn(server, "reflog", "expire", "--expire=all", "--all");
        pay(50);
        assertThat(only(asked(base, sent("main"), MAIN)).timeSource()).isEqualTo(TimeSource.CLAIMED);
    }

    @Test
    void asksForWhatIsDeployed() {
        pay(50);
        git.git("push", "-q", "origin", "main");
        String raised = git.git("rev-parse", "main").strip();
        git.at(git.now().plus(Duration.ofDays(1)));
        pay(100);
        assertThat(rules(asked(raised, sent("main"), MAIN))).containsExactly("not-live");
        git.git("push", "-q", "origin", "main~1:live");
        assertThat(asked(raised, sent("main"), MAIN).accepted()).isTrue();
        git.gitIn(server, "update-ref", "-d", "refs/heads/live");
        assertThat(rules(asked(raised, sent("main"), MAIN))).containsExactly("not-live");
    }

    @Test
    void cannotJudgeByABranchBesideATagOfTheNameThatIsDeployed() {
        pay(50);
        git.git("tag", "live", "main~1");
        git.git("push", "-q", "origin", "refs/tags/live");
        assertThat(asked(base, sent("main"), MAIN).accepted()).isTrue();
        git.git("push", "-q", "-f", "origin", "main:refs/heads/live");
        String raised = sent("main");
        assertThatThrownBy(() -> asked(base, raised, MAIN))
                .hasMessage(
                        "\"live\" is the name of a branch and of a tag, so nobody can say which of them is deployed");
        git.gitIn(server, "update-ref", "-d", "refs/heads/live");
        assertThat(asked(base, raised, MAIN).accepted()).isTrue();
    }

    @Test
    void passesOverWhatHasNoFlags() {
        git.git("checkout", "-q", "--orphan", "other");
        git.git("rm", "-rqf", ".");
        git.commit("readme", Map.of("README", "x"));
        String first = sent("other");
        git.gitIn(server, "update-ref", "refs/heads/plain", first);
        git.commit("readme", Map.of("README", "y"));
        List<PushVerdict> received =
                asked(List.of("plain"), new PushRequest.Update(first, sent("other"), "refs/heads/plain"));
        assertThat(received).singleElement().satisfies(one -> {
            assertThat(one.accepted()).isTrue();
            assertThat(one.judged()).isEmpty();
        });
    }

    @Test
    void cannotJudgeFlagsThatAreALink() throws IOException {
        git.git("rm", "-rqf", "flags");
        Files.createSymbolicLink(git.root().resolve("flags"), Path.of("elsewhere"));
        git.commit("link", Map.of("elsewhere/policy.yaml", POLICY));
        String after = sent("main");
        assertThatThrownBy(() -> asked(base, after, MAIN))
                .isInstanceOf(CannotJudge.class)
                .hasMessageContaining("is a symbolic link");
    }

    // the shape of history

    @Test
    void acceptsAMergeWhoseFirstParentIsBase() {
        git.branch("side");
        pay(50);
        git.checkout("main").merge("side");
        assertThat(asked(base, sent("main"), MAIN).accepted()).isTrue();
    }

    @Test
    void refusesAMergeTheOtherWayRoundAlsoOfARollback() {
        git.branch("side");
        pay(0);
        git.checkout("main");
        git.commit("readme", Map.of("README", "x"));
        git.git("push", "-q", "origin", "main");
        String landed = git.git("rev-parse", "main").strip();
        git.checkout("side").merge("main");
        PushVerdict received = asked(landed, sent("side"), MAIN);
        assertThat(rules(received)).containsExactly("foxtrot-merge");
        assertThat(only(received).kind()).isEqualTo(Kind.ROLLBACK);
        git.git("reset", "-q", "--hard", "HEAD~1");
        git.git("rebase", "-q", "main");
        assertThat(asked(landed, sent("side"), MAIN).accepted()).isTrue();
    }

    @Test
    void refusesAForcedPush() {
        pay(50);
        git.git("push", "-q", "origin", "main");
        String raised = git.git("rev-parse", "main").strip();
        assertThat(rules(asked(raised, base, MAIN))).containsExactly("foxtrot-merge");
        git.git("reset", "-q", "--hard", base);
        git.commit("other", Map.of("README", "x"));
        assertThat(rules(asked(raised, sent("main"), MAIN))).containsExactly("foxtrot-merge");
    }

    // branches that come and go

    @Test
    void refusesToDeleteAProtectedBranch() {
        assertThat(obstacle(asked(base, NOTHING, MAIN))).startsWith("a protected branch cannot be deleted");
    }

    @Test
    void takesTheFirstBranchAsTheBaseline() {
        String after = sent("main");
        git.gitIn(server, "update-ref", "-d", MAIN);
        assertThat(only(asked(NOTHING, after, MAIN)).kind()).isEqualTo(Kind.BASELINE);
    }

    @Test
    void judgesANewProtectedBranchFromWhereItLeavesAnother() {
        List<String> branches = List.of("main", "release/*");
        git.branch("release/2");
        PushRequest.Update asItIs = new PushRequest.Update(NOTHING, sent("release/2"), "refs/heads/release/2");
        assertThat(asked(branches, asItIs))
                .singleElement()
                .satisfies(one -> assertThat(one.accepted()).isTrue());
        pay(50);
        PushRequest.Update raised = new PushRequest.Update(NOTHING, sent("release/2"), "refs/heads/release/2");
        assertThat(asked(branches, raised))
                .singleElement()
                .satisfies(one -> assertThat(rules(one))
                        .as("it has just come to stand there")
                        .containsExactly("soak-cut-short"));
        git.git("checkout", "-q", "--orphan", "release/3");
        pay(50);
        PushRequest.Update orphan = new PushRequest.Update(NOTHING, sent("release/3"), "refs/heads/release/3");
        assertThat(obstacle(asked(branches, orphan).get(0)))
                .startsWith("its first-parent line and those of the protected branches have no commit in common");
    }

    // ways around

    @Test
    void saysNothingOfOtherReferences() {
        pay(100);
        String after = sent("main");
        assertThat(asked(
                        List.of("main"),
                        new PushRequest.Update(NOTHING, after, "refs/heads/feature"),
                        new PushRequest.Update(NOTHING, after, "refs/tags/v1"),
                        new PushRequest.Update(NOTHING, after, "refs/for/main"),
                        new PushRequest.Update(NOTHING, after, "refs/heads/maint")))
                .isEmpty();
    }

    @Test
    void protectsTheDefaultBranchWhereNoneIsNamed() {
        pay(100);
        String after = sent("main");
        assertThat(rules(asked(List.of(), new PushRequest.Update(base, after, MAIN))
                        .get(0)))
                .containsExactly("skipped-step");
        git.gitIn(server, "symbolic-ref", "HEAD", "refs/heads/live");
        assertThat(asked(List.of(), new PushRequest.Update(base, after, MAIN))).isEmpty();
    }

    @Test
    void followsSymbolicReferences() {
        git.gitIn(server, "symbolic-ref", "refs/heads/trunk", MAIN);
        pay(100);
        String after = sent("main");
        assertThat(rules(asked(base, after, "refs/heads/trunk"))).containsExactly("skipped-step");
        List<PushVerdict> both = asked(
                List.of("main"),
                new PushRequest.Update(base, after, "refs/heads/trunk"),
                new PushRequest.Update(base, after, MAIN));
        assertThat(both)
                .hasSize(2)
                .allSatisfy(one -> assertThat(obstacle(one)).isEqualTo("this push moves it more than once"));
    }

    @Test
    void refusesABaseThatIsNotItsOwn() {
        pay(50);
        git.git("push", "-q", "origin", "main");
        pay(100);
        assertThat(obstacle(asked(base, sent("main"), MAIN)))
                .matches("the branch has moved to [0-9a-f]{12} in the meantime");
        assertThat(obstacle(asked(NOTHING, sent("main"), MAIN))).contains("has moved to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"refs/heads/MAIN", "refs/heads/Main", "refs/HEADS/main", "refs/heads/ma\u200cin"})
    void refusesANameThatSomeFileSystemsTakeForAProtectedOne(String ref) {
        assertThat(obstacle(asked(NOTHING, base, ref))).contains("differs from a protected branch only in letter case");
    }

    @Test
    void refusesReplacements() {
        pay(100);
        String after = sent("main");
        assertThat(obstacle(asked(NOTHING, after, "refs/replace/" + base))).startsWith("a replace ref");
        assertThat(asked(List.of("main"), new PushRequest.Update(after, NOTHING, "refs/replace/" + base)))
                .isEmpty();
    }

    @Test
    void seesThroughReplacementsAndGraftsOfTheServer() throws IOException {
        pay(100);
        String after = sent("main");
        git.gitIn(server, "replace", after, base);
        Files.createDirectories(server.resolve("info"));
        Files.writeString(server.resolve("info/grafts"), after + "\n");
        assertThat(rules(asked(base, after, MAIN))).containsExactly("skipped-step");
    }

    @Test
    void refusesReferencesThatAnotherProgramMayMoveElsewhere() {
        git.gitIn(server, "config", "receive.procReceiveRefs", "refs/for");
        String after = sent("main");
        assertThat(obstacle(asked(NOTHING, after, "refs/for/main"))).startsWith("receive.procReceiveRefs hands");
    }

    @Test
    void cannotJudgeInANamespaceOrFromACutHistory() {
        for (Map<String, String> environmentVariables :
                List.of(Map.of("GIT_NAMESPACE", "a"), Map.of("GIT_SHALLOW_FILE", "shallow_1"))) {
            assertThatThrownBy(() -> received(environmentVariables, base)).isInstanceOf(CannotJudge.class);
        }
    }

    @Test
    void isForBareRepositoriesAlone() {
        assertThatThrownBy(() -> new Hoist()
                        .receive(new PushRequest(
                                git.root(),
                                "flags",
                                List.of("main"),
                                List.of(new PushRequest.Update(base, base, MAIN)),
                                git.now(),
                                Map.of())))
                .isInstanceOf(CannotJudge.class)
                .hasMessageContaining("is not a bare repository");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ma in", "", "a..b", "x.lock"})
    void knowsWhatIsNoNameOfABranch(String name) {
        assertThatThrownBy(() -> asked(List.of(name), new PushRequest.Update(base, base, MAIN)))
                .isInstanceOf(CannotJudge.class)
                .hasMessage("\"" + name + "\" is no name of a branch");
    }

    // objects that are not taken in yet

    @Test
    void readsObjectsWhereGitHasPutThem() {
        pay(100);
        String after = git.git("rev-parse", "main").strip();
        assertThatThrownBy(() -> received(Map.of(), after)).isInstanceOf(CannotJudge.class);
        Path incoming = git.root().resolve(".git/objects");
        for (String alternates :
                List.of(server.resolve("objects").toString(), "\"" + server.resolve("objects") + "\"", "objects")) {
            PushVerdict received = received(
                    Map.of("GIT_OBJECT_DIRECTORY", incoming.toString(), "GIT_ALTERNATE_OBJECT_DIRECTORIES", alternates),
                    after);
            assertThat(rules(received)).as(alternates).containsExactly("skipped-step");
        }
    }

    @Test
    void readsBaseThroughAlternates() throws IOException {
        Path borrower = directory.resolve("borrower.git");
        git.git("clone", "-q", "--bare", "--shared", server.toString(), borrower.toString());
        Files.writeString(borrower.resolve("objects/info/alternates"), "../../server.git/objects\n");
        pay(100);
        String after = git.git("rev-parse", "main").strip();
        List<PushVerdict> received = new Hoist()
                .receive(new PushRequest(
                        borrower,
                        "flags",
                        List.of("main"),
                        List.of(new PushRequest.Update(base, after, MAIN)),
                        git.now(),
                        Map.of(
                                "GIT_OBJECT_DIRECTORY",
                                quarantine(after).toString(),
                                "GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                borrower.resolve("objects").toString())));
        assertThat(rules(received.get(0))).containsExactly("skipped-step");
    }

    /** The objects of one commit and no others. */
    private Path quarantine(String commit) throws IOException {
        Path objects = directory.resolve("incoming");
        Path all = git.root().resolve(".git/objects");
        String trees = git.git("ls-tree", "-r", "-t", "--format=%(objectname)", commit);
        String root = git.git("rev-parse", commit + "^{tree}").strip();
        for (String id : (commit + "\n" + root + "\n" + trees.strip()).lines().toList()) {
            Path file = Path.of(id.substring(0, 2), id.substring(2));
            Files.createDirectories(objects.resolve(file).getParent());
            if (!Files.exists(objects.resolve(file))) {
                Files.copy(all.resolve(file), objects.resolve(file));
            }
        }
        return objects;
    }

    private PushVerdict received(Map<String, String> environmentVariables, String after) {
        return new Hoist()
                .receive(new PushRequest(
                        server,
                        "flags",
                        List.of("main"),
                        List.of(new PushRequest.Update(base, after, MAIN)),
                        git.now(),
                        environmentVariables))
                .get(0);
    }

    // the same in CI

    @Test
    void judgesAPushInCiByTheSameShape() throws IOException {
        pay(50);
        String raised = git.git("rev-parse", "main").strip();
        Path event = directory.resolve("event.json");
        Files.writeString(
                event,
                "{\"ref\": \"refs/heads/main\", \"before\": \"" + raised
                        + "\", \"repository\": {\"default_branch\": \"main\"}}");
        Map<String, String> ci = Map.of("GITHUB_ACTIONS", "true", "GITHUB_EVENT_PATH", event.toString());
        git.git("reset", "-q", "--hard", base);
        git.commit("readme", Map.of("README", "x"));
        Verdict rewritten = judged(ci);
        assertThat(rewritten.findings())
                .extracting(finding -> finding.rule().text())
                .containsExactly("foxtrot-merge");
        git.merge(raised);
        assertThat(judged(ci).findings())
                .extracting(finding -> finding.rule().text())
                .containsExactly("foxtrot-merge");
        git.git("reset", "-q", "--hard", raised);
        git.commit("readme", Map.of("README", "x"));
        assertThat(judged(ci).findings()).isEmpty();
        Files.writeString(
                event,
                "{\"ref\": \"refs/heads/x\", \"before\": \"" + raised
                        + "\", \"repository\": {\"default_branch\": \"main\"}}");
        assertThat(new Hoist().validateLanding(request(ci))).hasSize(1);
        Map<String, String> guarded = new HashMap<>(ci);
        guarded.put("GITHUB_REF_PROTECTED", "true");
        assertThat(new Hoist().validateLanding(request(guarded))).hasSize(2);
    }

    private ValidateRequest request(Map<String, String> environmentVariables) {
        return new ValidateRequest(
                git.root(), "flags", Optional.empty(), Optional.empty(), git.now(), environmentVariables);
    }

    private Verdict judged(Map<String, String> environmentVariables) {
        List<Verdict> judged = new Hoist().validateLanding(request(environmentVariables));
        return judged.get(judged.size() - 1);
    }
}
