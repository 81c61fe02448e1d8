package dev.hoist.validator.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.change.Evidence;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.fixture.MemoryLine;
import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.history.CommitCache;
import dev.hoist.validator.verdict.Acknowledgement;
import dev.hoist.validator.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lines of later commits that acknowledge a refused change that landed. */
class AcknowledgingTest {
    private static final String POLICY = """
        policy: 1
        overrides: {acknowledge: true}
        environments:
          production: {ladder: [0, 10, 50, 100], soak: 2h}
        """;

    private final Scenario scenario = new Scenario();
    private final Map<String, String> messages = new HashMap<>();

    /** Lands what was told, with a message. */
    private void land(String time, String message) {
        messages.put(id(messages.size()), message);
        scenario.ago(time);
    }

    private static String id(int number) {
        return String.format(Locale.ROOT, "%02dabcdef", number) + "0".repeat(32);
    }

    private static String line(int number) {
        return "Hoist-Acknowledge: " + id(number).substring(0, 10) + " because the incident report covers it";
    }

    private MemoryLine history() {
        List<MemoryLine.Commit> commits = new ArrayList<>();
        for (MemoryLine.Commit commit : scenario.line().commits()) {
            int number = Integer.parseInt(commit.id().substring("commit".length()));
            commits.add(new MemoryLine.Commit(id(number), commit.claimed(), commit.tree()));
        }
        return new MemoryLine(commits);
    }

    private List<ChangeCommit> commits(String id) {
        return List.of(new ChangeCommit(id, scenario.now(), messages.getOrDefault(id, ""), Set.of()));
    }

    private record Heard(Verdict verdict, Optional<Acknowledgement> acknowledgement) {}

    /** The newest changes, oldest first. */
    private List<Heard> audit(int newest) {
        MemoryLine line = history();
        List<Heard> heard = new ArrayList<>();
        new Judge()
                .audit(
                        line,
                        newest - 1,
                        0,
                        scenario.now(),
                        index -> commits(line.commit(index)),
                        CommitCache.NONE,
                        (index, verdict, acknowledged) -> heard.add(new Heard(verdict, acknowledged)));
        return heard;
    }

    private static List<String> texts(Verdict verdict) {
        return verdict.findings().stream().map(Finding::message).toList();
    }

    private static String help(Heard heard) {
        return heard.verdict().findings().stream()
                .filter(Finding::isError)
                .findFirst()
                .flatMap(Finding::help)
                .orElseThrow();
    }

    private void refused() {
        scenario.policy(POLICY).production("f", "{percentage: 0}");
        land("9d", "");
        scenario.production("f", "{percentage: 50}");
        land("8d", "");
    }

    @Test
    void aLaterChangeAcknowledgesARefusedOne() {
        refused();
        scenario.production("other", "{percentage: 0}");
        land("7d", line(1));
        List<Heard> heard = audit(3);
        assertThat(heard.get(1).verdict().accepted()).isFalse();
        assertThat(heard.get(1).acknowledgement())
                .contains(new Acknowledgement(id(2), "", "the incident report covers it"));
        assertThat(help(heard.get(1))).as("it needs no other line").doesNotContain("acknowledge");
        assertThat(texts(heard.get(2).verdict()))
                .containsExactly("commit 01abcdef0000 is acknowledged because the incident report covers it");
        assertThat(heard.get(2).acknowledgement()).isEmpty();
    }

    @Test
    void anAuditOfTheNewestChangeAloneSaysTheSameOfIt() {
        refused();
        scenario.production("other", "{percentage: 0}");
        land("7d", line(1) + "\n" + line(0));
        for (int newest = 1; newest <= 3; newest++) {
            List<Heard> heard = audit(newest);
            assertThat(texts(heard.get(newest - 1).verdict()))
                    .as("of the newest " + newest)
                    .containsExactly(
                            "commit 01abcdef0000 is acknowledged because the incident report covers it",
                            "the acknowledgement of 00abcdef00 does not count: commit 00abcdef0000 was not refused");
        }
    }

    @Test
    void aRefusedChangeNamesTheLineThatAcknowledgesIt() {
        refused();
        assertThat(help(audit(2).get(1)))
                .endsWith("; a later commit can acknowledge it: \"Hoist-Acknowledge: 01abcdef0000 because REASON\"");
        scenario.policy(POLICY.replace("true", "false"));
        land("7d", "");
        assertThat(help(audit(3).get(1)))
                .endsWith("; to acknowledge it, land overrides: {acknowledge: true} in the policy, then a commit with"
                        + " \"Hoist-Acknowledge: 01abcdef0000 because REASON\"");
    }

    @Test
    void aRefusedChangeAcknowledgesNothing() {
        refused();
        scenario.production("f", "{percentage: 100}").production("g", "{percentage: 100}");
        land("7d", line(1));
        List<Heard> heard = audit(3);
        assertThat(heard.get(1).acknowledgement()).isEmpty();
        assertThat(heard.get(2).acknowledgement()).isEmpty();
        scenario.production("other", "{percentage: 0}");
        land("6d", line(2));
        assertThat(audit(4).get(1).acknowledgement()).isEmpty();
        assertThat(audit(4).get(2).acknowledgement().map(Acknowledgement::commit))
                .contains(id(3));
    }

    @Test
    void theFirstOfTwoLinesCounts() {
        refused();
        scenario.production("other", "{percentage: 0}");
        land("7d", line(1));
        scenario.production("another", "{percentage: 0}");
        land("6d", "Hoist-Acknowledge: " + id(1) + " because it is known");
        assertThat(audit(4).get(1).acknowledgement().map(Acknowledgement::commit))
                .contains(id(2));
    }

    @Test
    void aProposedChangeLeavesItToAnAuditWhetherTheOtherWasRefused() {
        refused();
        messages.put("head", line(1) + "\n" + line(0) + "\nHoist-Acknowledge: abcdef because x");
        scenario.production("other", "{percentage: 0}");
        Verdict verdict = new Judge()
                .judge(new Proposal(
                        "head", scenario.tree(), new Evidence(history(), scenario.now()).withCommits(commits("head"))));
        assertThat(texts(verdict))
                .containsExactly(
                        "commit 00abcdef0000 is acknowledged because the incident report covers it",
                        "commit 01abcdef0000 is acknowledged because the incident report covers it",
                        "the acknowledgement of abcdef does not count: 6 digits may later fit another commit, too");
    }
}
