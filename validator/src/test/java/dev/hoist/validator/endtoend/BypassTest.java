package dev.hoist.validator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.CannotJudge;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ways around the gate, each refused. */
class BypassTest {
    private static final String POLICY = "flags/policy.yaml";
    private static final String PAY = "flags/shop/pay.yaml";
    private static final String CART = "flags/shop/cart.yaml";
    private static final String GIFT = "flags/shop/gift.yaml";
    private static final String TOUR = "flags/shop/tour.yaml";
    private static final String EDGE = "flags/shop/edge.yaml";
    private static final Instant BEGIN = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant LATER = BEGIN.plus(Duration.ofDays(30));

    private static final String PAID = """
            flag: pay
            description: Pay by card
            owner: shop
            environments:
              staging:    {percentage: 100}
              production: {percentage: 10}
            """;

    /** Everything stands still for a month: whatever is refused is refused for what it does. */
    private static final Map<String, String> FILES =
            Map.of(POLICY, """
            policy: 1
            rings:
              internal: {description: Employees, population: 10}
              beta:     {description: Testers, population: 100}
              ga:       {description: Everyone, population: 1000}
            environments:
              staging:
                ladder: [0, 100]
                soak: 1h
              production:
                ladder: [0, 1, 10, 50, 100]
                soak: 1h
                spacing: 1h
                regions:
                  eu: {eu-1: 4, eu-2: 4}
                  us: {us-1: 5, us-2: 5}
                canary:
                  - {servers: 1, traffic: [2, 5]}
                  - {regions: 1, traffic: [5, 20]}
            overrides: {allowed: [soak-cut-short]}
            """, PAY, PAID, CART, """
            flag: cart
            description: The cart
            owner: shop
            dependencies: [pay]
            environments:
              production: {percentage: 50}
            """, GIFT, """
            flag: gift
            description: Gifts
            owner: shop
            environments:
              staging:    {percentage: 0}
              production: {enabled: false, percentage: 50}
            """, TOUR, """
            flag: tour
            description: A tour
            owner: shop
            environments:
              production: {rings: {internal: 100, beta: 0, ga: 1}}
            """, EDGE, """
            flag: edge
            description: At the edge
            owner: shop
            environments:
              production: {canary: {servers: [], regions: [eu]}, percentage: 0}
            """);

    @TempDir
    Path directory;

    private Workbench bench;

    @BeforeEach
    void begin() {
        bench = Workbench.in(directory).at(BEGIN);
        FILES.forEach(bench::write);
        bench.bypass("Begin");
        bench.at(LATER);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Workbench raised() {
        return bench.edit(PAY, "production: {percentage: 10}", "production: {percentage: 50}");
    }

    @Test
    void acceptsTheRaiseThatTheRestTriesToGetMoreFrom() {
        // cart is uncapped by it, so pay rises alone only without cart
        bench.edit(CART, "percentage: 50", "percentage: 10").land(Kind.ROLLBACK);
        raised().land(Kind.RAISE);
    }

    private void withoutCart() {
        bench.edit(CART, "percentage: 50", "percentage: 10").land(Kind.ROLLBACK);
    }

    // the policy

    @Test
    void policyLoosenedWithTheRaise() {
        withoutCart();
        bench.edit(POLICY, "[0, 1, 10, 50, 100]", "[0, 1, 10, 100]")
                .edit(PAY, "production: {percentage: 10}", "production: {percentage: 100}");
        bench.refused("raise-not-alone", "skipped-step");
        raised().edit(POLICY, "spacing: 1h", "spacing: 0m");
        bench.refused("raise-not-alone");
    }

    @Test
    void environmentSetFreeWithTheRaise() {
        withoutCart();
        bench.edit(POLICY, "spacing: 1h\n", "spacing: 1h\n    free: true\n")
                .edit(PAY, "production: {percentage: 10}", "production: {percentage: 100}");
        bench.refused("raise-not-alone", "skipped-step", "freed-environment");
    }

    @Test
    void overrideAllowedByTheChangeThatUsesIt() {
        bench.edit(POLICY, "[soak-cut-short]", "[soak-cut-short, skipped-step]")
                .edit(GIFT, "production: {enabled: false, percentage: 50}", "production: {percentage: 50}")
                .commit("Raise\n\nHoist-Override: skipped-step because it is late");
        bench.refusedAsCommitted("raise-not-alone", "skipped-step");
    }

    @Test
    void policyDeleted() {
        bench.delete(POLICY);
        bench.refused("removed-policy");
        raised().delete(POLICY);
        bench.refused("removed-policy", "several-raises");
    }

    @Test
    void policyBrokenBesideTheRaise() {
        withoutCart();
        raised().edit(POLICY, "policy: 1", "policy: 1\npolicy: 1");
        bench.refused("yaml-syntax");
    }

    @Test
    void policyBrokenByBypassStillJudges() {
        withoutCart();
        bench.edit(POLICY, "ladder: [0, 1, 10, 50, 100]", "ladder: [0, 100, 10]")
                .bypass("Break the policy");
        bench.later(Duration.ofDays(1)).edit(PAY, "production: {percentage: 10}", "production: {percentage: 100}");
        bench.refused("invalid-policy", "skipped-step");
    }

    // exposure moved by the policy alone

    @Test
    void ringRenamed() {
        bench.edit(POLICY, "beta:     {description", "testers:  {description");
        bench.refused("raise-not-alone", "unknown-ring");
    }

    @Test
    void ringRemoved() {
        bench.edit(POLICY, "  beta:     {description: Testers, population: 100}\n", "");
        bench.refused("raise-not-alone", "unknown-ring");
    }

    @Test
    void ringAddedWhereAnOuterOneIsExposed() {
        // the vip users of beta, at 0, would read as a ring of their own that takes what ga has
        bench.edit(POLICY, "  ga:       {d", "  vip:      {description: Loud, population: 5}\n  ga:       {d")
                .land(Kind.NONE);
        bench.edit(TOUR, "beta: 0, ga: 1", "beta: 0, vip: 100, ga: 1");
        bench.refused("skipped-step", "raise-not-alone", "ring-out-of-order");
    }

    @Test
    void ringsMoved() {
        bench.edit(
                POLICY,
                "  beta:     {description: Testers, population: 100}\n  ga:       {description: Everyone, population: 1000}\n",
                "  ga:       {description: Everyone, population: 1000}\n  beta:     {description: Testers, population: 100}\n");
        bench.refused("invalid-policy");
    }

    @Test
    void ringLeftOutOfTheFlagTakesWhatTheNextOuterHas() {
        bench.edit(TOUR, "beta: 0, ga: 1", "ga: 1");
        bench.refused("raise-not-alone");
    }

    @Test
    void serverAddedToAnExposedRegion() {
        bench.edit(POLICY, "eu-2: 4}", "eu-2: 4, eu-3: 50}");
        bench.refused("raise-not-alone");
    }

    @Test
    void serverMovedToAnExposedRegion() {
        bench.edit(POLICY, "eu-2: 4}", "eu-2: 4, us-1: 5}").edit(POLICY, "us: {us-1: 5, us-2: 5}", "us: {us-2: 5}");
        bench.refused("raise-not-alone");
    }

    @Test
    void regionRenamedOverAnotherOne() {
        bench.edit(POLICY, "eu: {eu-1: 4, eu-2: 4}", "old: {eu-1: 4, eu-2: 4}").edit(POLICY, "us: {us-1", "eu: {us-1");
        bench.refused("raise-not-alone");
    }

    @Test
    void environmentAddedWithEveryoneInIt() {
        bench.edit(POLICY, "  production:\n", "  canada:\n    ladder: [0, 100]\n    soak: 1h\n  production:\n")
                .edit(PAY, "  production:", "  canada:     {percentage: 100}\n  production:");
        bench.refused("raise-not-alone");
    }

    @Test
    void environmentAddedAsACopyOfOneWithFewer() {
        bench.edit(
                        POLICY,
                        "  production:\n",
                        "  canada:\n    from: production\n    ladder: [0, 100]\n    soak: 1h\n  production:\n")
                .edit(PAY, "  production:", "  canada:     {percentage: 100}\n  production:");
        bench.refused("raise-not-alone");
    }

    @Test
    void environmentsExchanged() {
        bench.write(
                POLICY,
                bench.read(POLICY)
                        .replace("  staging:", "  tmp:")
                        .replace("  production:", "  staging:")
                        .replace("  tmp:", "  production:"));
        bench.write(PAY, bench.read(PAY).replace("production: {percentage: 10}", "production: {percentage: 100}"));
        assertThat(Workbench.refusing(bench.commit("Exchange").proposed())).contains("raise-not-alone");
        bench.giveUp();
    }

    // names that go and come back

    /** Leaves the policy without an environment, the last one. */
    private String withoutProduction() {
        String whole = bench.read(POLICY);
        int start = whole.indexOf("  production:\n");
        int end = whole.indexOf("overrides:");
        bench.write(POLICY, whole.substring(0, start) + whole.substring(end));
        return whole.substring(start, end);
    }

    private Workbench withProduction(String text) {
        return bench.edit(POLICY, "overrides:", text + "overrides:");
    }

    @Test
    void environmentDroppedAndAddedAgainAsACopyOfAnother() {
        String production = withoutProduction();
        bench.land(Kind.ROLLBACK);
        bench.later(Duration.ofDays(1));
        withProduction(production.replace("soak: 1h", "from: staging\n    soak: 1h"))
                .edit(PAY, "production: {percentage: 10}", "production: {percentage: 100}");
        bench.refused("raise-not-alone", "several-raises", "ring-out-of-order");
        // nor step by step, through one that is new
        withProduction(production
                        .replace("  production:", "  live:")
                        .replace("soak: 1h", "from: production\n    soak: 1h"))
                .edit(PAY, "production: {percentage: 10}", "live: {percentage: 100}");
        bench.refused("raise-not-alone", "unknown-environment");
    }

    @Test
    void environmentDroppedIsARollbackWhereverItCameFrom() {
        bench.edit(POLICY, "  production:\n", "  production:\n    from: staging\n")
                .land(Kind.NONE);
        withoutProduction();
        bench.land(Kind.ROLLBACK);
    }

    @Test
    void ringDroppedAndAddedAgainWhereMoreIsOn() {
        bench.edit(TOUR, "beta: 0, ga: 1", "beta: 0, ga: 0").land(Kind.ROLLBACK);
        String beta = "  beta:     {description: Testers, population: 100}\n";
        bench.edit(POLICY, beta, "").land(Kind.NONE);
        bench.edit(TOUR, "beta: 0, ga: 0", "ga: 0").land(Kind.NONE);
        bench.later(Duration.ofDays(1));
        bench.edit(POLICY, "rings:\n  internal", "rings:\n" + beta + "  internal");
        bench.refused("raise-not-alone", "skipped-step");
        bench.edit(POLICY, "  ga: ", beta + "  ga: ").land(Kind.NONE);
    }

    // free

    @Test
    void environmentSetFreeInAChangeOfItsOwn() {
        bench.edit(POLICY, "  production:\n", "  production:\n    free: true\n");
        bench.refused("freed-environment");
    }

    @Test
    void environmentSetFreeWithARollback() {
        bench.edit(POLICY, "  production:\n", "  production:\n    free: true\n")
                .edit(CART, "percentage: 50", "percentage: 1");
        bench.refused("freed-environment");
    }

    @Test
    void environmentSetFreeAfterEverythingIsDown() {
        bench.edit(PAY, "production: {percentage: 10}", "production: {percentage: 0}")
                .edit(CART, "percentage: 50", "percentage: 0")
                .edit(TOUR, "rings: {internal: 100, beta: 0, ga: 1}", "rings: {internal: 0, beta: 0, ga: 0}")
                .edit(EDGE, "regions: [eu]", "regions: []")
                .land(Kind.ROLLBACK);
        bench.later(Duration.ofDays(30)).edit(POLICY, "  production:\n", "  production:\n    free: true\n");
        bench.refused("freed-environment");
    }

    @Test
    void environmentSetFreeWhenNothingComesAfterItAnyMore() {
        bench.edit(POLICY, "  production:\n", "  production:\n    after: {environment: staging}\n")
                .land(Kind.NONE);
        bench.edit(POLICY, "    after: {environment: staging}\n", "").land(Kind.NONE);
        bench.edit(POLICY, "  staging:\n", "  staging:\n    free: true\n");
        bench.refused("freed-environment");
    }

    @Test
    void environmentDroppedAndAddedAgainFree() {
        String production = withoutProduction();
        bench.land(Kind.ROLLBACK);
        withProduction(production.replace("soak: 1h", "free: true\n    soak: 1h"))
                .edit(PAY, "  production: {percentage: 10}\n", "")
                .edit(CART, "environments:\n  production: {percentage: 50}\n", "environments: {}\n")
                .edit(
                        TOUR,
                        "environments:\n  production: {rings: {internal: 100, beta: 0, ga: 1}}\n",
                        "environments: {}\n")
                .edit(
                        EDGE,
                        "environments:\n  production: {canary: {servers: [], regions: [eu]}, percentage: 0}\n",
                        "environments: {}\n");
        bench.refused("freed-environment");
    }

    @Test
    void environmentRenamedIntoAFreeOne() {
        bench.edit(POLICY, "  production:\n", "  live:\n    from: production\n    free: true\n");
        for (String path : List.of(PAY, CART, GIFT, TOUR, EDGE)) {
            bench.write(path, bench.read(path).replace("production:", "live:"));
        }
        bench.refused("freed-environment");
    }

    @Test
    void raiseWhileAnEnvironmentStopsBeingFree() {
        bench.edit(POLICY, "  staging:\n", "  preview: {free: true, ladder: [0, 100], soak: 1h}\n  staging:\n")
                .land(Kind.NONE);
        bench.edit(POLICY, "free: true, ", "").edit(PAY, "  staging:", "  preview: {percentage: 100}\n  staging:");
        bench.refused("raise-not-alone");
        bench.edit(PAY, "  staging:", "  preview: {percentage: 100}\n  staging:")
                .land(Kind.RAISE);
        bench.edit(POLICY, "free: true, ", "").land(Kind.NONE);
        bench.edit(POLICY, "preview: {", "preview: {free: true, ");
        bench.refused("freed-environment");
    }

    // the flag

    @Test
    void strategySwitchedInFlight() {
        bench.edit(CART, "percentage: 50", "percentage: 0").land(Kind.ROLLBACK);
        bench.edit(PAY, "production: {percentage: 10}", "production: {rings: {internal: 50, beta: 10, ga: 10}}");
        bench.refused("raise-not-alone");
        bench.edit(TOUR, "rings: {internal: 100, beta: 0, ga: 1}", "percentage: 1");
        bench.refused("raise-not-alone");
        bench.edit(PAY, "production: {percentage: 10}", "production: {canary: {servers: [us-1]}, percentage: 10}");
        bench.refused("raise-not-alone", "canary-out-of-order");
    }

    @Test
    void saltsThatMultiply() {
        bench.edit(CART, "percentage: 50", "percentage: 0").land(Kind.ROLLBACK);
        bench.edit(CART, "owner: shop", "owner: shop\nsalt: other").land(Kind.NONE);
        bench.later(Duration.ofDays(1)).edit(CART, "percentage: 0", "percentage: 1");
        bench.refused("mismatched-salt");
    }

    @Test
    void saltChanged() {
        bench.edit(CART, "percentage: 50", "percentage: 0").land(Kind.ROLLBACK);
        bench.edit(PAY, "owner: shop", "owner: shop\nsalt: another");
        bench.refused("raise-not-alone", "reshuffled-users", "skipped-step");
    }

    @Test
    void flagMovedToAnotherGroupAndSoToAnotherSalt() {
        bench.edit(CART, "percentage: 50", "percentage: 0").land(Kind.ROLLBACK);
        String text = bench.read(PAY);
        bench.delete(PAY).write("flags/checkout/pay.yaml", text);
        bench.refused("raise-not-alone", "reshuffled-users", "skipped-step");
        bench.delete(PAY)
                .write(
                        "flags/checkout/pay.yaml",
                        text.replace("production: {percentage: 10}", "production: {percentage: 50}")
                                .replace("owner: shop", "owner: shop\nsalt: shop"));
        bench.refused("raise-not-alone");
    }

    @Test
    void parkedFigureEditedBesideTheRaise() {
        withoutCart();
        raised().edit(GIFT, "enabled: false, percentage: 50", "enabled: false, percentage: 1");
        bench.refused("raise-not-alone");
    }

    @Test
    void freezeLiftedBesideTheRaise() {
        withoutCart();
        bench.edit(GIFT, "percentage: 50", "percentage: 50, frozen: true")
                .edit(PAY, "production: {percentage: 10", "production: {percentage: 10, frozen: true")
                .land(Kind.NONE);
        bench.edit(PAY, "production: {percentage: 10", "production: {percentage: 50")
                .edit(GIFT, ", frozen: true", "");
        bench.refused("raise-not-alone", "frozen-flag");
        bench.edit(PAY, "production: {percentage: 10, frozen: true}", "production: {percentage: 50}");
        bench.refused("raise-not-alone", "frozen-flag");
    }

    @Test
    void dependencyEditedBesideTheRaise() {
        bench.edit(CART, "percentage: 50", "percentage: 0").land(Kind.ROLLBACK);
        raised().edit(CART, "dependencies: [pay]", "dependencies: [gift]");
        bench.refused("raise-not-alone");
    }

    @Test
    void dependencyDroppedSoThatACapIsLifted() {
        bench.edit(CART, "dependencies: [pay]\n", "");
        bench.refused("raise-not-alone");
    }

    @Test
    void dependencyExchangedForOneThatReachesMore() {
        bench.edit(PAY, "flag: pay", "flag: pay2");
        String text = bench.read(PAY).replace("percentage: 10}", "percentage: 0}");
        bench.giveUp();
        bench.write("flags/shop/pay2.yaml", text.replace("{percentage: 0}", "{percentage: 100}"));
        bench.edit(CART, "[pay]", "[pay2]");
        bench.refused("several-raises", "born-exposed", "raise-not-alone", "skipped-step");
    }

    @Test
    void enabledFlippedOverAParkedPercentage() {
        bench.edit(GIFT, "enabled: false, percentage: 50", "percentage: 50");
        bench.refused("skipped-step");
        bench.edit(GIFT, "enabled: false, percentage: 50", "enabled: true, percentage: 50");
        bench.refused("skipped-step");
    }

    @Test
    void flagDeletedAndAddedAgainHigher() {
        bench.delete(PAY).commit("Delete");
        bench.write(PAY, PAID.replace("percentage: 10}", "percentage: 100}"));
        bench.refused("several-raises", "skipped-step");
        bench.delete(PAY).edit(CART, "dependencies: [pay]\n", "").edit(CART, "percentage: 50", "percentage: 0");
        bench.refused("removed-in-flight");
    }

    @Test
    void flagDeletedAfterARollbackAndAddedAgainHigherLater() {
        bench.edit(CART, "dependencies: [pay]\n", "").edit(CART, "percentage: 50", "percentage: 0");
        bench.edit(PAY, "production: {percentage: 10}", "production: {percentage: 0}")
                .land(Kind.ROLLBACK);
        bench.delete(PAY).land(Kind.ROLLBACK);
        bench.later(Duration.ofDays(1)).write(PAY, PAID);
        bench.refused("born-exposed", "several-raises", "skipped-step");
        bench.write(
                PAY, PAID.replace("percentage: 10}", "percentage: 0}").replace("{percentage: 100}", "{percentage: 0}"));
        bench.land(Kind.NONE);
        bench.later(Duration.ofDays(1)).edit(PAY, "production: {percentage: 0}", "production: {percentage: 10}");
        bench.refused("skipped-step");
    }

    @Test
    void renamed() {
        bench.edit(CART, "percentage: 50", "percentage: 0").land(Kind.ROLLBACK);
        String text = bench.read(PAY);
        bench.delete(PAY)
                .edit(CART, "[pay]", "[pay-now]")
                .write("flags/shop/pay-now.yaml", text.replace("flag: pay", "flag: pay-now"));
        bench.refused("several-raises", "born-exposed", "raise-not-alone", "removed-in-flight", "skipped-step");
    }

    @Test
    void dependencyMisspeltAndThenRepaired() {
        bench.edit(CART, "[pay]", "[pya]");
        bench.refused("unknown-dependency");
    }

    @Test
    void tornByBypassAndRepairedHigher() {
        withoutCart();
        bench.edit(PAY, "owner: shop", "owner: shop\nowner: shop").bypass("Break it");
        bench.write(PAY, PAID.replace("percentage: 10}", "percentage: 100}"));
        bench.refused("skipped-step");
        bench.write(PAY, PAID).land(Kind.NONE);
    }

    @Test
    void deletedByBypassAndRepairedHigher() {
        withoutCart();
        bench.edit(CART, "dependencies: [pay]\n", "").delete(PAY).bypass("Lose it");
        bench.write(PAY, PAID);
        bench.later(Duration.ofDays(1)).refused("born-exposed", "several-raises", "skipped-step");
    }

    // the change and its commits

    @Test
    void raiseSplitOverCommitsOfOneChange() {
        withoutCart();
        raised().commit("A step")
                .edit(PAY, "percentage: 50}", "percentage: 100}")
                .commit("Another");
        assertThat(bench.judgedEach(bench.landed(), "HEAD"))
                .extracting(Verdict::accepted)
                .containsExactly(true, false, false);
        bench.refusedAsCommitted("skipped-step");
    }

    @Test
    void twoRaisesInTwoCommitsOfOneChange() {
        withoutCart();
        raised().commit("One").edit(TOUR, "beta: 0", "beta: 1").commit("Two");
        bench.refusedAsCommitted("several-raises");
    }

    @Test
    void raiseHiddenInAMergeCommit() {
        withoutCart();
        bench.git().branch("side");
        bench.write("README", "read me").commit("Say something");
        bench.git().checkout("main");
        bench.git().git("merge", "-q", "--no-ff", "--no-commit", "side");
        bench.edit(PAY, "production: {percentage: 10}", "production: {percentage: 100}")
                .git()
                .git("commit", "-qam", "Merge");
        bench.refusedAsCommitted("skipped-step");
    }

    @Test
    void raiseDatedBackwardToLetTheNextOneSoonerIn() {
        withoutCart();
        bench.at(LATER.minus(Duration.ofDays(20)));
        raised().bypass("Raise, and claim that it was long ago");
        bench.at(LATER.plus(Duration.ofMinutes(10))).edit(PAY, "percentage: 50}", "percentage: 100}");
        Verdict verdict = bench.refused("soak-cut-short");
        assertThat(verdict.findings().stream().flatMap(finding -> finding.passesFrom().stream()))
                .containsExactly(LATER.plus(Duration.ofHours(1)));
    }

    @Test
    void raiseDatedForward() {
        withoutCart();
        raised();
        bench.at(LATER.plus(Duration.ofDays(2))).commit("From the future");
        bench.at(LATER.plus(Duration.ofMinutes(20)));
        bench.refusedAsCommitted("future-history");
    }

    @Test
    void raiseBehindAHistoryDatedForward() {
        withoutCart();
        bench.at(LATER.plus(Duration.ofDays(2))).write("README", "read me").bypass("From the future");
        bench.at(LATER.plus(Duration.ofHours(2)));
        raised();
        bench.refused("future-history");
        bench.edit(PAY, "production: {percentage: 10}", "production: {percentage: 1}");
        bench.land(Kind.ROLLBACK);
    }

    @Test
    void raisesHurriedAndDatedApart() {
        withoutCart();
        bench.later(Duration.ofDays(1));
        raised().bypass("One");
        bench.at(LATER.plus(Duration.ofHours(1)))
                .edit(PAY, "percentage: 50}", "percentage: 100}")
                .bypass("Two");
        List<AuditedChange> atOnce = bench.audited();
        assertThat(Workbench.refusing(atOnce.get(2).verdict())).containsExactly("future-history");
        assertThat(atOnce.get(3).verdict().accepted()).isFalse();

        bench.at(LATER.plus(Duration.ofDays(2)));
        List<AuditedChange> audited = bench.audited();
        assertThat(audited).extracting(change -> change.verdict().accepted()).containsExactly(true, true, true, false);
        assertThat(Workbench.refusing(audited.get(3).verdict())).containsExactly("soak-cut-short");
    }

    @Test
    void overrideThatIsNotAllowedOrSaidElsewhere() {
        withoutCart();
        bench.edit(PAY, "production: {percentage: 10}", "production: {percentage: 100}")
                .commit("Hurry\n\nHoist-Override: skipped-step because we want to");
        bench.refusedAsCommitted("skipped-step");
        raised().land(Kind.RAISE);
        bench.later(Duration.ofMinutes(5))
                .edit(PAY, "percentage: 50}", "percentage: 100}")
                .commit("Raise");
        bench.write("README", "read me").commit("Explain\n\nHoist-Override: soak-cut-short because we want to");
        bench.refusedAsCommitted("soak-cut-short");
    }

    @Test
    void staleBranchWhoseMergeBreaksARuleThoughItAloneDoesNot() {
        withoutCart();
        bench.git().branch("side");
        raised().commit("Raise pay");
        assertThat(bench.proposed().accepted()).isTrue();
        bench.git().checkout("main");
        bench.later(Duration.ofMinutes(10)).edit(TOUR, "internal: 100, beta: 0", "internal: 100, beta: 1");
        bench.land(Kind.RAISE);
        Verdict merged = bench.later(Duration.ofMinutes(10)).judged("main", "side");
        assertThat(Workbench.refusing(merged)).containsExactly("crowded-raise");
        bench.later(Duration.ofHours(1));
        assertThat(bench.judged("main", "side").accepted()).isTrue();
    }

    @Test
    void staleBranchThatUncapsWhatLandedMeanwhile() {
        withoutCart();
        bench.git().branch("side");
        bench.edit(CART, "dependencies: [pay]\n", "").commit("Free the cart");
        assertThat(bench.proposed().accepted()).isTrue();
        bench.git().checkout("main");
        bench.edit(PAY, "production: {percentage: 10}", "production: {percentage: 1}")
                .land(Kind.ROLLBACK);
        assertThat(Workbench.refusing(bench.judged("main", "side")))
                .containsExactly("raise-not-alone", "soak-cut-short");
    }

    @Test
    void staleBranchThatConflictsCannotBeJudged() {
        withoutCart();
        bench.git().branch("side");
        raised().commit("Raise pay");
        bench.git().checkout("main");
        bench.edit(PAY, "production: {percentage: 10}", "production: {percentage: 0}")
                .land(Kind.ROLLBACK);
        assertThatThrownBy(() -> bench.judged("main", "side"))
                .isInstanceOf(CannotJudge.class)
                .hasMessageContaining("\"" + PAY + "\"");
    }

    // the files

    @ParameterizedTest
    @ValueSource(
            strings = {
                "percentage: 1, percentage: 10",
                "percentage: 10, \"percentage\": 100",
                "percentage: 10, 'percentage': 100"
            })
    void duplicateKeys(String block) {
        bench.edit(PAY, "production: {percentage: 10}", "production: {" + block + "}");
        bench.refused("yaml-syntax");
    }

    @ParameterizedTest
    @ValueSource(strings = {"010", "1_0", "0x64", "1e2", "1:30", "0b10", "0o144", ".5", "+10", "yes", "10.000"})
    void figuresThatTwoReadersReadDifferently(String figure) {
        bench.edit(PAY, "production: {percentage: 10}", "production: {percentage: " + figure + "}");
        Verdict verdict = bench.commit("Change").proposed();
        assertThat(Workbench.refusing(verdict)).isNotEmpty().isSubsetOf("ambiguous-scalar", "schema-violation");
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "no", "On", "FALSE", "off"})
    void truthsThatTwoReadersReadDifferently(String truth) {
        bench.edit(GIFT, "enabled: false", "enabled: " + truth);
        assertThat(Workbench.refusing(bench.commit("Change").proposed()))
                .isNotEmpty()
                .isSubsetOf("ambiguous-scalar", "schema-violation");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "production: &p {percentage: 10}",
                "production: {<<: {percentage: 10}}",
                "production: !!map {percentage: 10}",
                "production: {percentage: 10} #\u2028    production: {percentage: 100}",
                "production: {percentage: 10} #\u0085  other: {percentage: 100}",
                "production: {percentage: 10} # \u202e}001 :egatnecrep{"
            })
    void textThatTwoReadersReadDifferently(String line) {
        bench.edit(PAY, "production: {percentage: 10}", line);
        assertThat(Workbench.refusing(bench.commit("Change").proposed())).contains("unsafe-yaml");
    }

    @Test
    void secondDocumentAndBytesThatAreNoText() {
        bench.write(PAY, PAID + "---\n" + PAID.replace("percentage: 10}", "percentage: 100}"));
        bench.refused("unsafe-yaml");
        bench.git().write(PAY, PAID.getBytes(java.nio.charset.StandardCharsets.UTF_16));
        assertThat(Workbench.refusing(bench.commit("Change").proposed()))
                .isNotEmpty()
                .isSubsetOf("yaml-syntax", "unsafe-yaml");
    }

    @Test
    void symbolicLinks() throws IOException {
        Path file = bench.root().resolve(PAY);
        bench.write("elsewhere/pay.yaml", PAID.replace("percentage: 10}", "percentage: 100}"));
        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("../../elsewhere/pay.yaml"));
        assertThat(Workbench.refusing(bench.commit("Link a file").proposed())).contains("unsafe-yaml");
        bench.giveUp();
        Files.createSymbolicLink(bench.root().resolve("flags/more"), Path.of("../elsewhere"));
        bench.refused("unsafe-yaml");
        Files.move(bench.root().resolve("flags"), bench.root().resolve("real"));
        Files.createSymbolicLink(bench.root().resolve("flags"), Path.of("real"));
        bench.commit("Link all of it");
        assertThatThrownBy(bench::proposed).isInstanceOf(CannotJudge.class);
    }

    @Test
    void flagsDirectoryGone() {
        FILES.keySet().forEach(bench::delete);
        assertThat(Workbench.refusing(bench.commit("Drop all").proposed()))
                .contains("removed-policy", "removed-in-flight");
    }

    @ParameterizedTest
    @ValueSource(strings = {"flags/shop/PAY.yaml", "flags/shop/Pay.yaml"})
    void caseVariantDuplicates(String path) {
        bench.write(path, PAID.replace("flag: pay", "flag: " + path.substring(11, 14)));
        assertThat(Workbench.refusing(bench.commit("Add").proposed()))
                .containsAnyOf("misnamed-file", "schema-violation", "duplicate-flag");
    }

    @Test
    void duplicatesUnderOtherNames() {
        bench.write("flags/shop/p_a_y.yaml", zero("p_a_y"));
        bench.refused("duplicate-flag");
        bench.write("flags/shop/p-a-y.yaml", zero("p-a-y"));
        bench.refused("duplicate-flag");
        bench.write("flags/other/pay.yaml", zero("pay"));
        bench.refused("duplicate-flag", "reshuffled-users");
        bench.write("flags/shop/pay.yml", zero("pay"));
        bench.refused("misnamed-file");
        bench.write("flags/shop/deeper/pay2.yaml", zero("pay2"));
        bench.refused("misnamed-file");
        bench.write("flags/pay2.yaml", zero("pay2"));
        bench.refused("misnamed-file");
        bench.write("flags/shop/pay2.yaml", zero("pay3"));
        bench.refused("misnamed-file");
    }

    private static String zero(String key) {
        return PAID.replace("flag: pay", "flag: " + key).replaceAll("percentage: \\d+", "percentage: 0");
    }

    @Test
    void duplicateThatComesFirstInTheListOfFiles() {
        bench.write(
                "flags/a/pay.yaml",
                PAID.replace("percentage: 10}", "percentage: 100}").replace("owner: shop", "owner: shop\nsalt: shop"));
        assertThat(Workbench.refusing(bench.commit("Add").proposed())).contains("duplicate-flag");
    }

    @Test
    void submoduleInPlaceOfAGroup() {
        String other = bench.git().git("rev-parse", "HEAD").trim();
        bench.git().git("update-index", "--add", "--cacheinfo", "160000," + other + ",flags/vendored");
        bench.git().git("commit", "-qm", "Vendor");
        assertThat(Workbench.refusing(bench.proposed())).containsExactly("unsafe-yaml");
    }

    @Test
    void canaryStageSkippedByNamingMoreThanItHas() {
        bench.edit(EDGE, "regions: [eu]", "regions: [eu, us]");
        bench.refused("canary-out-of-order");
        bench.edit(EDGE, "servers: [], regions: [eu]", "servers: [us-1, us-2], regions: [eu]");
        bench.refused("canary-out-of-order");
        bench.edit(EDGE, "percentage: 0", "percentage: 100");
        bench.refused("canary-out-of-order", "skipped-step");
    }

    @Test
    void misspeltNameThatAPolicyOfTheSameChangeMakesReal() {
        bench.edit(TOUR, "environments:", "environments:\n  qa: {percentage: 100}")
                .edit(POLICY, "  staging:\n", "  qa:\n    ladder: [0, 100]\n    soak: 1h\n  staging:\n");
        bench.refused("raise-not-alone");
        bench.edit(TOUR, "environments:", "environments:\n  qa: {percentage: 100}");
        bench.refused("unknown-environment");
    }

    @Test
    void nameParkedInARollbackThatThePolicyMakesRealLater() {
        bench.edit(TOUR, "environments:", "environments:\n  qa: {percentage: 100}")
                .edit(PAY, "production: {percentage: 10}", "production: {percentage: 1}");
        bench.land(Kind.ROLLBACK);
        bench.edit(POLICY, "  staging:\n", "  qa:\n    ladder: [0, 100]\n    soak: 1h\n  staging:\n");
        bench.refused("raise-not-alone");
    }

    @Test
    void policyDeletedByBypassStillJudges() {
        withoutCart();
        bench.delete(POLICY).bypass("Lose the policy");
        bench.later(Duration.ofDays(1)).edit(PAY, "production: {percentage: 10}", "production: {percentage: 100}");
        assertThat(Workbench.refusing(bench.commit("Raise").proposed())).contains("skipped-step");
    }

    @Test
    void rollbackThatHidesARaise() {
        withoutCart();
        bench.edit(EDGE, "regions: [eu]", "regions: []").edit(TOUR, "beta: 0", "beta: 1");
        bench.refused("raise-not-alone");
    }

    @Test
    void flagTradedForAnotherOneInTheSameFile() {
        withoutCart();
        bench.edit(PAY, "flag: pay", "flag: paid").edit(CART, "[pay]", "[paid]");
        assertThat(Workbench.refusing(bench.commit("Trade").proposed())).contains("misnamed-file");
    }

    @Test
    void experimentWithTheKeyOfAFlag() {
        bench.write("flags/experiments/pay.yaml", """
                experiment: pay
                description: Is it better
                owner: shop
                within: pay
                status: running
                variants: {one: 50, other: 50}
                metrics: [clicks]
                """);
        bench.refused("duplicate-flag");
    }

    @Test
    void orphanedBranchWithoutAHistory() {
        bench.git().git("checkout", "-q", "--orphan", "fresh");
        bench.edit(PAY, "production: {percentage: 10}", "production: {percentage: 100}")
                .git()
                .git("commit", "-qam", "Fresh");
        assertThatThrownBy(bench::proposed).isInstanceOf(CannotJudge.class).hasMessageContaining("no commit in common");
    }

    @Test
    void mainMergedAsTheSecondParent() {
        withoutCart();
        bench.git().branch("side");
        bench.edit(PAY, "production: {percentage: 10}", "production: {percentage: 100}")
                .commit("Raise on the side");
        bench.git().checkout("main");
        bench.write("README", "read me").bypass("Say something");
        bench.git().checkout("side");
        bench.git().git("merge", "-q", "--no-edit", "main");
        assertThat(Workbench.refusing(bench.proposed())).containsExactly("skipped-step");
    }
}
