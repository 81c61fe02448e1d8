package dev.hoist.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.git.GitFixture;
import dev.hoist.validator.report.AnsiStyle;
import dev.hoist.validator.report.AuditReport;
import dev.hoist.validator.report.AuditTally;
import dev.hoist.validator.report.ReportFormat;
import dev.hoist.validator.report.ReportFormat.Content;
import dev.hoist.validator.verdict.Acknowledgement;
import dev.hoist.validator.verdict.AuditedChange;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTest {
    private static final String FLAG = "flags/shop/pay.yaml";
    private static final String POLICY = "flags/policy.yaml";
    private static final Map<String, String> BORN_EXPOSED =
            Map.of("flags/shop/late.yaml", flag(10).replace("pay", "late"));
    private static final Instant CLOCK = GitFixture.START.plus(Duration.ofDays(30));

    @TempDir
    Path directory;

    private GitFixture git;
    private String bypass = "";

    @BeforeEach
    void init() {
        git = GitFixture.create(directory.resolve("repository"));
        land("Begin", Map.of(POLICY, policy(true), FLAG, flag(0)));
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void aReviewedCommitAcknowledgesWhatWasRefused() {
        bypass();
        git.by("Grace");
        String review = land("Look at it\n\n" + line(bypass, "the incident report covers it"), Map.of("README", "r"));
        List<AuditedChange> changes = audit();
        assertThat(changes.get(1).commit()).isEqualTo(bypass);
        assertThat(changes.get(1).verdict().accepted()).isFalse();
        assertThat(changes.get(1).acknowledged())
                .contains(new Acknowledgement(review, "Grace", "the incident report covers it"));
        assertThat(said(changes.get(2)))
                .isEqualTo(
                        "commit " + bypass.substring(0, 12) + " is acknowledged because the incident report covers it");
        assertThat(tally(changes).sentence()).isEqualTo("accepted: 3 changes, 1 of them acknowledged");
    }

    @Test
    void aRefusedChangeNamesTheLineThatAcknowledgesIt() {
        bypass();
        land("Nothing", Map.of("README", "r"));
        assertThat(help(audit().get(1)))
                .endsWith("; a later commit can acknowledge it: \"Hoist-Acknowledge: " + bypass.substring(0, 12)
                        + " because REASON\"");
        land(line(bypass, "x"), Map.of("README", "x"));
        assertThat(help(audit().get(1))).doesNotContain("Hoist-Acknowledge");
    }

    @Test
    void aRefusedChangeSaysWhatThePolicyLacksForAnAcknowledgement() {
        bypass();
        land("Forbid", Map.of("flags/policy.yaml", policy(false)));
        assertThat(help(audit().get(1)))
                .endsWith("; to acknowledge it, land overrides: {acknowledge: true} in the policy, then a commit with "
                        + "\"Hoist-Acknowledge: " + bypass.substring(0, 12) + " because REASON\"");
    }

    @Test
    void aLineWithoutAReasonSaysSo() {
        bypass();
        land("Hoist-Acknowledge: " + bypass, Map.of("README", "r"));
        assertThat(audit().get(1).acknowledged()).isEmpty();
        assertThat(said(audit().get(2))).endsWith(" does not count: it is not a commit's id and a reason");
    }

    @Test
    void countsWhatIsRefusedBesides() {
        bypass();
        land(line(bypass, "x"), Map.of("README", "r"));
        land("Again", BORN_EXPOSED);
        assertThat(tally(audit()).sentence()).isEqualTo("refused: 1 of 4 changes, 1 more acknowledged");
    }

    @Test
    void sevenDigitsAreEnoughAndSixAreNot() {
        bypass();
        land(line(bypass.substring(0, 6), "x"), Map.of("README", "6"));
        assertThat(audit().get(1).acknowledged()).isEmpty();
        assertThat(said(audit().get(2))).endsWith("does not count: 6 digits may later fit another commit, too");
        land(line(bypass.substring(0, 7), "x"), Map.of("README", "7"));
        assertThat(audit().get(1).acknowledged()).isPresent();
    }

    @Test
    void whatIsNoRefusedChangeBeforeItIsNotAcknowledged() {
        String raise = land("Raise", Map.of(FLAG, flag(10)));
        land(line(raise, "x"), Map.of("README", "1"));
        land(line("0123456789", "x"), Map.of("README", "2"));
        List<AuditedChange> changes = audit();
        assertThat(said(changes.get(2)))
                .isEqualTo("the acknowledgement of " + raise + " does not count: commit " + raise.substring(0, 12)
                        + " was not refused");
        assertThat(said(changes.get(3)))
                .isEqualTo(
                        "the acknowledgement of 0123456789 does not count: no change before this one is that commit");
        assertThat(tally(changes).sentence()).isEqualTo("accepted: 4 changes");
    }

    @Test
    void thePolicyBeforeTheAcknowledgingChangeCounts() {
        land("Forbid it", Map.of(POLICY, policy(false)));
        bypass();
        land(line(bypass, "x"), Map.of(POLICY, policy(true)));
        assertThat(tally(audit()).accepted()).isFalse();
        assertThat(said(audit().get(3))).endsWith("does not count: the policy before this change does not allow it");
        land(line(bypass, "x"), Map.of("README", "r"));
        assertThat(tally(audit()).accepted()).isTrue();
    }

    @Test
    void aRefusedChangeAcknowledgesNothing() {
        bypass();
        land(line(bypass, "x"), BORN_EXPOSED);
        assertThat(tally(audit()).sentence()).startsWith("refused: 2 of ");
    }

    @Test
    void aCommitThatWasMergedAcknowledges() {
        bypass();
        git.branch("review");
        String review = land(line(bypass, "x"), Map.of("README", "r"));
        git.checkout("main");
        git.merge("review");
        assertThat(audit().get(1).acknowledged().map(Acknowledgement::commit)).contains(review);
    }

    @Test
    void anAuditOfTheRestSaysTheSame() {
        land("Raise", Map.of(FLAG, flag(10)));
        bypass();
        land(line(bypass, "x"), Map.of("README", "r"));
        land("Roll back", Map.of(FLAG, flag(0)));
        List<AuditedChange> all = audit();
        for (int from = 0; from < all.size(); from++) {
            assertThat(audit(Optional.of(all.get(from).commit()), CLOCK)).isEqualTo(all.subList(from + 1, all.size()));
        }
    }

    @Test
    void aHistoryThatDidNotMoveHasNoChangeToJudge() {
        assertThat(audit(Optional.of("HEAD"), CLOCK)).isEmpty();
        assertThat(tally(List.of()).sentence()).isEqualTo("accepted: no change to judge");
        assertThatThrownBy(() -> new Hoist()
                        .audit(
                                new AuditRequest(git.root(), "elsewhere", Optional.of("HEAD"), Optional.empty(), CLOCK),
                                change -> {}))
                .isInstanceOf(CannotJudge.class)
                .hasMessage("there is nothing to audit: no commit has a flag or a policy under \"elsewhere\"");
    }

    @Test
    void aRaiseDatedAheadOfTheClockIsRefused() {
        land("Raise", Map.of(FLAG, flag(10)));
        Instant before = git.now().minus(Duration.ofHours(1));
        assertThat(audit(Optional.empty(), git.now()).get(1).verdict().accepted())
                .isTrue();
        assertThat(audit(Optional.empty(), before).get(1).verdict().findings())
                .extracting(finding -> finding.rule().text())
                .contains("future-history");
    }

    @Test
    void aNameThatAnOlderPolicyHadIsLeftOver() {
        String staging = "environments:\n  staging: {ladder: [0, 100], soak: 1h}\n";
        land("Add staging", Map.of(POLICY, policy(true).replace("environments:\n", staging)));
        land("Take it out", Map.of(POLICY, policy(true)));
        land("Raise", Map.of(FLAG, flag(10)));
        land("Left over", Map.of(FLAG, flag(10) + "  staging: {percentage: 0}\n"));
        land("Misspelt", Map.of(FLAG, flag(10) + "  stagging: {percentage: 0}\n"));
        List<AuditedChange> changes = audit();
        assertThat(changes.get(4).verdict().accepted()).isTrue();
        assertThat(changes.get(4).verdict().findings())
                .extracting(finding -> finding.rule().text())
                .containsExactly("unknown-environment");
        assertThat(changes.get(5).verdict().accepted()).isFalse();
    }

    @Test
    void everyFormatIsTheSameWithACache() throws IOException {
        land("Raise", Map.of(FLAG, flag(10)));
        bypass();
        land(line(bypass, "the incident report covers it"), Map.of("README", "r"));
        land("Roll back", Map.of(FLAG, flag(0)));
        land("Set it free", Map.of(POLICY, policy(false)));
        Map<String, byte[]> kept = new HashMap<>();
        for (Optional<String> from : List.of(Optional.of("HEAD~2"), Optional.<String>empty(), Optional.of(bypass))) {
            for (Optional<String> to : List.of(Optional.of("HEAD~1"), Optional.<String>empty())) {
                for (String name : ReportFormat.names(Content.HISTORY)) {
                    ReportFormat format =
                            ReportFormat.named(name, Content.HISTORY).orElseThrow();
                    String plain = written(format, from, to, CLOCK, Optional.empty());
                    for (int night = 0; night < 2; night++) {
                        assertThat(written(format, from, to, CLOCK, Optional.of(cache("a build", kept))))
                                .as(name)
                                .isEqualTo(plain);
                    }
                }
            }
        }
        assertThat(kept).hasSize(1);
    }

    @Test
    void aHistoryThatDidNotMoveIsNotWrittenAgain() {
        land("Raise", Map.of(FLAG, flag(10)));
        Map<String, byte[]> kept = new HashMap<>();
        List<AuditedChange> plain = audit();
        assertThat(audit(cache("a build", kept), CLOCK)).isEqualTo(plain);
        Map<String, byte[]> first = Map.copyOf(kept);
        assertThat(audit(cache("a build", kept), CLOCK)).isEqualTo(plain);
        assertThat(kept).isEqualTo(first);
        assertThat(kept.values()).allSatisfy(bytes -> assertThat(first).containsValue(bytes));
        audit(cache("another build", kept), CLOCK);
        assertThat(kept).as("one file, whatever builds come").hasSize(1).isNotEqualTo(first);
    }

    @Test
    void whatWasJudgedByTheClockIsJudgedAgain() {
        land("Raise", Map.of(FLAG, flag(10)));
        land("Say more", Map.of("README", "r"));
        Instant before = git.now().minus(Duration.ofHours(3));
        Map<String, byte[]> kept = new HashMap<>();
        for (Instant clock : List.of(before, CLOCK, before, CLOCK)) {
            assertThat(audit(cache("a build", kept), clock)).isEqualTo(audit(Optional.empty(), clock));
        }
    }

    @Test
    void aCacheOfAnotherRepositoryIsLeftAlone() {
        land("Raise", Map.of(FLAG, flag(10)));
        Map<String, byte[]> kept = new HashMap<>();
        audit(cache("a build", kept), CLOCK);
        byte[] other = kept.values().iterator().next();
        AuditCache stranger = new MemoryCache("a build", new HashMap<>()) {
            @Override
            public Optional<byte[]> read(String name) {
                return Optional.of(other);
            }
        };
        git.git("checkout", "-q", "--orphan", "another");
        land("Begin elsewhere", Map.of(FLAG, flag(50)));
        assertThat(audit(stranger, CLOCK)).isEqualTo(audit());
    }

    @Test
    void aTimeOfReceiptThatChangesIsJudgedAgain() throws IOException {
        Path server = directory.resolve("server.git");
        git.git("init", "-q", "--bare", "-b", "main", server.toString());
        git.gitIn(server, "config", "core.logAllRefUpdates", "true");
        for (int percentage : new int[] {0, 10, 50, 100}) {
            land("Go to " + percentage, Map.of(FLAG, flag(percentage), "README", "at " + percentage));
            git.git("push", "-q", server.toString(), "main");
        }
        Map<String, byte[]> kept = new HashMap<>();
        List<AuditedChange> before = audit(server, Optional.of(cache("a build", kept)));
        assertThat(before).allMatch(change -> change.verdict().accepted());

        Path log = server.resolve("logs/refs/heads/main");
        String received = Files.readString(log);
        long third = git.now().minus(Duration.ofHours(2)).getEpochSecond();
        assertThat(received).contains("> " + third + " ");
        Files.writeString(log, received.replace("> " + third + " ", "> " + (third - 4000) + " "));
        List<AuditedChange> after = audit(server, Optional.of(cache("a build", kept)));
        assertThat(after)
                .extracting(change -> change.verdict().accepted())
                .containsExactly(true, true, true, false, true);
        assertThat(after).isEqualTo(audit(server, Optional.empty()));
    }

    private static List<AuditedChange> audit(Path repository, Optional<AuditCache> cache) {
        List<AuditedChange> changes = new ArrayList<>();
        new Hoist()
                .audit(
                        new AuditRequest(repository, "flags", Optional.empty(), Optional.empty(), CLOCK, cache),
                        changes::add);
        return changes;
    }

    private static AuditCache cache(String build, Map<String, byte[]> kept) {
        return new MemoryCache(build, kept);
    }

    private static class MemoryCache implements AuditCache {
        private final String build;
        private final Map<String, byte[]> kept;

        MemoryCache(String build, Map<String, byte[]> kept) {
            this.build = build;
            this.kept = kept;
        }

        @Override
        public String build() {
            return build;
        }

        @Override
        public Optional<byte[]> read(String name) {
            return Optional.ofNullable(kept.get(name));
        }

        @Override
        public void write(String name, byte[] content) {
            kept.put(name, content);
        }
    }

    private List<AuditedChange> audit(AuditCache cache, Instant now) {
        List<AuditedChange> changes = new ArrayList<>();
        new Hoist()
                .audit(
                        new AuditRequest(
                                git.root(), "flags", Optional.empty(), Optional.empty(), now, Optional.of(cache)),
                        changes::add);
        return changes;
    }

    private String written(
            ReportFormat format, Optional<String> from, Optional<String> to, Instant now, Optional<AuditCache> cache)
            throws IOException {
        StringBuilder out = new StringBuilder();
        AuditTally tally = new AuditTally();
        try (AuditReport report = format.report(AnsiStyle.PLAIN).audit(out)) {
            new Hoist().audit(new AuditRequest(git.root(), "flags", from, to, now, cache), change -> {
                tally.count(change);
                try {
                    report.change(change);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            report.end(tally);
        }
        return out.toString();
    }

    private void bypass() {
        bypass = land("Raise it in a hurry", Map.of(FLAG, flag(50)));
    }

    private String land(String message, Map<String, String> files) {
        git.at(git.now().plus(Duration.ofHours(2)));
        return git.commit(message, files);
    }

    private List<AuditedChange> audit() {
        return audit(Optional.empty(), CLOCK);
    }

    private List<AuditedChange> audit(Optional<String> from, Instant now) {
        List<AuditedChange> changes = new ArrayList<>();
        new Hoist().audit(new AuditRequest(git.root(), "flags", from, Optional.empty(), now), changes::add);
        return changes;
    }

    private static String said(AuditedChange change) {
        return change.verdict().findings().stream()
                .filter(finding -> finding.rule().text().equals("acknowledged"))
                .map(Finding::message)
                .findFirst()
                .orElseThrow();
    }

    private static String help(AuditedChange change) {
        return change.verdict().findings().stream()
                .filter(Finding::isError)
                .findFirst()
                .flatMap(Finding::help)
                .orElseThrow();
    }

    private static AuditTally tally(List<AuditedChange> changes) {
        AuditTally tally = new AuditTally();
        changes.forEach(tally::count);
        return tally;
    }

    private static String line(String commit, String reason) {
        return "Hoist-Acknowledge: " + commit + " because " + reason;
    }

    private static String policy(boolean acknowledge) {
        return """
            policy: 1
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 1h}
            overrides: {acknowledge: %s}
            """.formatted(acknowledge);
    }

    private static String flag(int percentage) {
        return """
            flag: pay
            description: Pay
            owner: shop
            environments:
              production: {percentage: %d}
            """.formatted(percentage);
    }
}
