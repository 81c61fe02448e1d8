package dev.hoist.validator.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.Hoist;
import dev.hoist.validator.PushRequest;
import dev.hoist.validator.ValidateRequest;
import dev.hoist.validator.git.GitFixture;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two changes, each accepted by itself and refused after the other: wherever the second lands, somebody says so. */
class MergeSkewTest {
    private static final String PAY = "flags/shop/pay.yaml";
    private static final String CART = "flags/shop/cart.yaml";

    @TempDir
    Path directory;

    private Workbench bench;
    private String base = "";
    private String pay = "";
    private String cart = "";

    @BeforeEach
    void twoProposals() {
        bench = Workbench.in(directory).at(GitFixture.START);
        bench.write("flags/policy.yaml", """
            policy: 1
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 1h, spacing: 1h, scope: environment}
            """);
        bench.write(PAY, flag("pay", 10)).write(CART, flag("cart", 10));
        base = bench.bypass("flags");
        bench.later(Duration.ofDays(1));
        bench.git().branch("pay");
        pay = bench.write(PAY, flag("pay", 50)).git().commit("raise pay");
        bench.git().checkout("main").branch("cart");
        cart = bench.write(CART, flag("cart", 50)).git().commit("raise cart");
        bench.git().checkout("main");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static String flag(String key, int percentage) {
        return "flag: " + key + "\ndescription: d\nowner: o\nenvironments:\n  production: {percentage: " + percentage
                + "}\n";
    }

    @Test
    void eachIsAcceptedByItself() {
        assertThat(bench.judged(base, pay).accepted()).isTrue();
        assertThat(bench.judged(base, cart).accepted()).isTrue();
    }

    /** The queue builds the second on top of the first, and says so in the event. */
    @Test
    void theMergeQueueRefusesTheSecond() throws IOException {
        bench.git().merge("pay");
        String first = bench.git().git("rev-parse", "HEAD").strip();
        assertThat(queued(base).accepted()).isTrue();
        bench.git().merge("cart");
        assertThat(Workbench.refusing(queued(first))).containsExactly("crowded-raise");
    }

    private Verdict queued(String before) throws IOException {
        Path event = directory.resolve("event.json");
        Files.writeString(event, "{\"merge_group\": {\"base_sha\": \"" + before + "\"}}");
        return new Hoist()
                .validate(new ValidateRequest(
                        bench.root(),
                        "flags",
                        Optional.empty(),
                        Optional.empty(),
                        bench.git().now(),
                        Map.of("GITHUB_ACTIONS", "true", "GITHUB_EVENT_PATH", event.toString())));
    }

    @Test
    void theServerRefusesTheSecond() {
        Path server = directory.resolve("server.git");
        bench.git().git("clone", "-q", "--bare", bench.root().toString(), server.toString());
        bench.git().git("remote", "add", "origin", server.toString());
        bench.git().merge("pay");
        String first = bench.git().git("rev-parse", "HEAD").strip();
        bench.git().git("push", "-q", "origin", "main");
        bench.git().merge("cart");
        String second = bench.git().git("rev-parse", "HEAD").strip();
        bench.git().git("push", "-q", "origin", "main:incoming");
        Verdict verdict = new Hoist()
                .receive(new PushRequest(
                        server,
                        "flags",
                        List.of("main"),
                        List.of(new PushRequest.Update(first, second, "refs/heads/main")),
                        bench.git().now(),
                        Map.of()))
                .get(0)
                .judged()
                .get(0);
        assertThat(Workbench.refusing(verdict)).containsExactly("crowded-raise");
    }

    @Test
    void theAuditTellsWhereNobodyAsked() {
        bench.git().merge("pay");
        bench.git().merge("cart");
        List<AuditedChange> audited = bench.audited();
        assertThat(audited)
                .extracting(change -> change.subject() + " " + change.verdict().outcome())
                .containsExactly("flags accepted", "Merge pay accepted", "Merge cart refused");
        assertThat(Workbench.refusing(audited.get(2).verdict())).containsExactly("crowded-raise");
    }
}
