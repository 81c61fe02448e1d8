package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.cli.command.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that plan, on the demo. */
class PlanCommandsTest {
    private static final Instant FRIDAY = Instant.parse("2026-11-20T12:00:20Z");
    private static final String DEMO = "930f6e0efb7cd6c8b8566ae62a50f240a0ed84f0";

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int hoist(Path at, Map<String, String> environment, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Terminal terminal = WithoutInput.terminal(
                out, new PrintWriter(err, true), false, false, environment, at, Clock.fixed(FRIDAY, ZoneOffset.UTC));
        return new Main(terminal).run(arguments);
    }

    private String said(String... arguments) {
        assertThat(hoist(directory.resolve("game"), Map.of(), arguments))
                .as(err.toString())
                .isZero();
        return out.toString();
    }

    private String cannot(String... arguments) {
        assertThat(hoist(directory.resolve("game"), Map.of(), arguments)).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        return err.toString();
    }

    @BeforeEach
    void writesTheDemo() {
        assertThat(hoist(directory, Map.of(), "demo", "game"))
                .as(err.toString())
                .isZero();
    }

    @Test
    void theDemoIsTheSameEverywhere() throws IOException, InterruptedException {
        assertThat(out.toString()).isEqualTo("""
            wrote game: 84 commits, from 2026-10-26 to 2026-11-20

            try in it:
              hoist status
              hoist next -e production
              hoist schedule use_state_persistence_declare -e production
              hoist raise use_state_persistence_declare -e production --dry-run
              hoist audit
            """);
        assertThat(Git.run(directory.resolve("game"), "rev-parse", "HEAD").strip())
                .isEqualTo(DEMO);
        assertThat(Git.run(directory.resolve("game"), "status", "--porcelain")).isEmpty();
    }

    @Test
    void theDemoIsAcceptedApartFromTheRaiseThatIsAcknowledged() {
        assertThat(said("audit")).endsWith("accepted: 84 changes, 1 of them acknowledged\n");
    }

    @Test
    void theDemoWritesIntoNoDirectoryThatHoldsSomething() {
        assertThat(hoist(directory, Map.of(), "demo", "game")).isEqualTo(2);
        assertThat(err.toString()).contains("\"game\" is not empty");
    }

    @Test
    void statusSaysWhatMovesFirst() {
        assertThat(said("status", "-e", "production")).isEqualTo("""
            production  7 flags: 3 ready, 3 waiting, 1 complete
              enable_state_recovery            ▏·········   0.2 %  ready: beta 50 %
                internal 100 · beta 0 · ga 0 %; since 12 Nov 10:00; 200 of 102,200 users
              use_state_persistence_declare    █·········    10 %  ready: 25 %
                target 100; since 10:00; 10,220 of 102,200 users
              use_state_persistence_scoring    ▍·········     4 %  ready: region eu-west
                canary 100 · else 0 %; since Thu 14:00; 4,088 of 102,200 users
              enable_state_snapshots           ▏·········  1.17 %  beta 100 % from Mon 10:30
                internal 100 · beta 50 · ga 0 %; since Mon 10:30; 1,200 of 102,200 users
              use_state_persistence_startgame  ▏·········   0.2 %  beta 50 % from Tue 10:00
                internal 100 · beta 0 · ga 0 %; since Tue 10:00; 200 of 102,200 users
              use_state_persistence_playturn   ▏·········   0.2 %  beta 50 % from Wed 10:00
                internal 100 · beta 0 · ga 0 %; since Wed 10:00; 200 of 102,200 users
              use_state_persistence            ██████████   100 %  complete

            now: Fri 20 Nov 2026 13:00 Europe/Berlin
            """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "next"})
    void sayThatAFileCannotBeReadAndThatBaseCounts(String command) throws IOException {
        Path file = directory.resolve("game/flags/state-persistence/use_state_persistence.yaml");
        Files.writeString(file, "flag: [\n");

        assertThat(said(command, "-e", "production")).contains("blocked", "yaml-syntax");
        assertThat(err.toString())
                .startsWith(
                        "hoist: flags/state-persistence/use_state_persistence.yaml cannot be read, so base's version of"
                                + " it counts: ")
                .contains("\n  = help: ");
    }

    @Test
    void statusAndNextNameTheRaiseThatTheOthersWaitFor() {
        assertThat(said("next")).doesNotContain("on top of");
        said("raise", "use_state_persistence_declare", "-e", "production");
        assertThat(said("next", "-e", "staging")).contains("""

            use_state_persistence_declare rises in production, on top of HEAD: nothing else can rise until that has landed or is taken back

            now:""");
        assertThat(said("status")).contains("""

            use_state_persistence_declare rises in production, on top of HEAD: nothing
              else can rise until that has landed or is taken back

            now:""");
    }

    @Test
    void statusStaysWithinTheColumnsOfTheTerminal() {
        for (int columns : new int[] {80, 200}) {
            hoist(directory.resolve("game"), Map.of("COLUMNS", Integer.toString(columns)), "status", "--all");
            assertThat(out.toString().lines())
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
        }
    }

    @Test
    void statusAsJsonHasWhatNextHasAndMore() {
        assertThat(said("status", "use_state_persistence_scoring", "-e", "production", "--format", "json"))
                .isEqualTo("""
                    {
                      "now": "2026-11-20T12:00:20Z",
                      "zone": "Europe/Berlin",
                      "flags": [
                        {"flag": "use_state_persistence_scoring", "environment": "production", "state": "ready", "step": "region=eu-west", "from": null, "reasons": [], "group": "state-persistence", "owner": "game-platform", "strategy": "canary", "enabled": true, "frozen": null, "declared": {"canary": 100, "percentage": 0}, "effective": {"canary": 100, "percentage": 0}, "since": "2026-11-19T13:00:00Z", "users": {"on": 4088, "of": 102200}, "target": null, "guardrails": []}
                      ],
                      "warnings": []
                    }
                    """);
    }

    @Test
    void statusNamesWhatIsStaleAndWhatHasExpired() throws IOException {
        Path flag = directory.resolve("game/flags/state-persistence/use_state_persistence_scoring.yaml");
        Files.writeString(flag, Files.readString(flag) + "expires: 2027-01-31\n");
        assertThat(said("status", "--now", "2027-01-30T12:00:00Z")).doesNotContain("expired");
        String later = said("status", "--now", "2027-03-01T12:00:00Z");
        assertThat(later).contains("""

            expired and stale
              "use_state_persistence_scoring" expired on 2027-01-31
              "use_state_persistence" has stood at 100 % everywhere for longer than 90d

            now:""");
        assertThat(said("status", "use_state_persistence", "--now", "2027-03-01T12:00:00Z", "--format", "json"))
                .contains("""
                      "warnings": [{"rule": "stale-flag", "flag": "use_state_persistence", "file": \
                    "flags/state-persistence/use_state_persistence.yaml", "line":""")
                .doesNotContain("expired-flag");
    }

    @Test
    void nextIsInTheOrderOfDependencies() {
        assertThat(said("next", "--format", "json")
                        .lines()
                        .filter(line -> line.contains("\"staging\""))
                        .map(line -> line.replaceAll(".*\"flag\": \"([a-z_]+)\".*", "$1")))
                .containsExactly(
                        "use_state_persistence",
                        "enable_state_snapshots",
                        "enable_state_recovery",
                        "use_state_persistence_declare",
                        "use_state_persistence_playturn",
                        "use_state_persistence_scoring",
                        "use_state_persistence_startgame");
    }

    @Test
    void nextSaysThatOneFlagRisesAtATime() {
        assertThat(said("next", "-e", "production"))
                .contains("  waiting  enable_state_snapshots           beta 100 % from Mon 10:30  soak-cut-short\n")
                .contains("3 flags are ready. Raise one at a time: landing one makes the others wait");
        assertThat(said("next", "use_state_persistence", "-e", "production", "--format", "json"))
                .contains("{\"flag\": \"use_state_persistence\", \"environment\": \"production\", \"state\":"
                        + " \"complete\", \"step\": null, \"from\": null, \"reasons\": []}");
    }

    @Test
    void scheduleGoesToTheTarget() {
        assertThat(said("schedule", "use_state_persistence_declare", "-e", "production", "--format", "json"))
                .isEqualTo("""
                    {
                      "flag": "use_state_persistence_declare",
                      "environment": "production",
                      "steps": [
                        {"step": "25", "at": "2026-11-20T12:01:00Z", "users": 25550},
                        {"step": "50", "at": "2026-11-20T13:01:00Z", "users": 51100},
                        {"step": "75", "at": "2026-11-20T19:00:00Z", "users": 76650},
                        {"step": "100", "at": "2026-11-20T20:00:00Z", "users": 102200}
                      ],
                      "complete": "2026-11-20T20:00:00Z",
                      "blocked": null
                    }
                    """);
    }

    @Test
    void aScheduleIsACalendarToo() {
        String calendar =
                said("schedule", "use_state_persistence_declare", "-e", "production", "--to", "25", "--format", "ics");
        assertThat(calendar).startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n").endsWith("END:VCALENDAR\r\n");
        assertThat(calendar.replace("\r\n ", ""))
                .contains("\r\nUID:production/use_state_persistence_declare/25@hoist\r\n")
                .contains("\r\nDTSTART:20261120T120100Z\r\n")
                .contains("\r\nDESCRIPTION:hoist raise use_state_persistence_declare -e production --to 25\\n25550 of"
                        + " 102200 users\r\n");
        assertThat(calendar.split("\r\n", -1))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
    }

    @Test
    void aScheduleEndsWhereAPersonHasToDoSomething() {
        assertThat(said("schedule", "enable_state_recovery", "-e", "production", "--format", "json"))
                .contains("{\"step\": \"beta=50\", \"at\": \"2026-11-20T12:01:00Z\"")
                .contains("\"complete\": null,\n  \"blocked\": {\"rule\": \"ahead-of-dependency\"");
    }

    @Test
    void aRaiseTakesTheStepThatNextNames() {
        assertThat(said("raise", "use_state_persistence_scoring", "-e", "production", "--dry-run"))
                .contains("regions: [eu-west]");
        assertThat(said("raise", "use_state_persistence", "-e", "production")).contains("nothing to do");
    }

    @Test
    void evaluateSaysWhatAUserGetsAndWhy() {
        assertThat(said(
                        "evaluate",
                        "use_state_persistence_declare",
                        "enable_state_recovery",
                        "recovery_feature_value",
                        "-e",
                        "production",
                        "--key",
                        "user-42",
                        "--ring",
                        "internal"))
                .isEqualTo("""
                    "user-42" in ring internal, production
                      enable_state_recovery          on   ring 100 %
                      use_state_persistence_declare  off  percentage 10 %: bucket 3,264 of 10,000 does not lie below 1,000
                      recovery_feature_value         auto_recovery  takes part: "enable_state_recovery" is on
                    """);
        assertThat(said("evaluate", "-e", "production", "--key", "user-42", "--explain"))
                .isEqualTo(said("evaluate", "-e", "production", "--key", "user-42"));
        assertThat(said("evaluate", "-e", "production", "--key", "user-42", "--at", "HEAD~40", "--format", "json"))
                .contains("\"value\": false, \"reason\": \"PERCENTAGE\"");
    }

    @Test
    void announcesWhatIsKnownAndSaysWhatIsNot() throws IOException {
        assertThat(said("announce", "use_state_persistence_declare", "-e", "production", "--stage", "start"))
                .isEqualTo("""
                    Subject: Use State Persistence Declare Rollout Starting Friday 20 November 2026

                    Team,

                    We will begin rolling out use_state_persistence_declare in production on Friday 20 November 2026 at 13:01 Europe/Berlin.

                    Rollout Plan:
                    - Initial: 25 % of traffic
                    - Target: 100 % by Friday 20 November 2026
                    - Rollback ready if needed

                    Monitor: https://grafana.example.com/d/state-health
                    Runbook: https://wiki.example.com/state-persistence

                    Contact #game-oncall with questions.
                    """);
        assertThat(said(
                        "announce",
                        "use_state_persistence_declare",
                        "-e",
                        "production",
                        "--stage",
                        "progress",
                        "--issues",
                        "none so far"))
                .isEqualTo("""
                    Use State Persistence Declare Rollout Update

                    Current: 10 % enabled in production, since Fri 20 Nov 2026 10:00 Europe/Berlin
                    Users: 10,220 of 102,200 users with use_state_persistence_declare
                    Status: Yellow (no guardrails were read)
                    Metrics: no guardrails were read
                    Next: Increase to 25 % at Fri 20 Nov 2026 13:01 Europe/Berlin

                    Issues: none so far
                    """);
        assertThat(said(
                        "announce",
                        "use_state_persistence",
                        "-e",
                        "production",
                        "--stage",
                        "done",
                        "--format",
                        "slack"))
                .isEqualTo("{\"text\": \"Use State Persistence Rollout Complete ✅\\n"
                        + "\\n"
                        + "Final Status:\\n"
                        + "- 100 % of traffic enabled in production\\n"
                        + "- Metrics: no guardrails were read\\n"
                        + "- 102,200 of 102,200 users with use_state_persistence\\n"
                        + "\\n"
                        + "Thank you for your support during rollout!\"}\n");
        assertThat(cannot("announce", "use_state_persistence_declare", "-e", "production", "--stage", "done"))
                .contains("stands at 10 % in production, so its rollout is not complete");
        Files.writeString(directory.resolve("game/own.txt"), "{{flag}} at {{current}}: {{nothing}}\n");
        assertThat(cannot(
                        "announce",
                        "use_state_persistence",
                        "-e",
                        "production",
                        "--stage",
                        "progress",
                        "--template",
                        "own.txt"))
                .contains("the template cannot be filled")
                .contains("its fields are flag, title");
    }

    @Test
    void announcesAStartWhereSomethingIsLeftToStart() {
        assertThat(cannot("announce", "use_state_persistence", "-e", "production", "--stage", "start"))
                .contains("stands at 100 % in production, and no step of its rollout is left to start")
                .contains("--stage done");
        said("target", "use_state_persistence_declare", "-e", "production", "50");
        said("freeze", "use_state_persistence_declare", "-e", "production");
        assertThat(said("announce", "use_state_persistence_declare", "-e", "production", "--stage", "start"))
                .contains("- Initial: not known: blocked by frozen-flag\n")
                .contains("- Target: 50 % by a day that is not known (blocked by frozen-flag)\n");
    }

    @Test
    void namesThatDoNotExistAreAnsweredWithOnesThatDo() {
        assertThat(cannot("next", "use_state_persistance")).contains("did you mean \"use_state_persistence\"?");
        assertThat(cannot("status", "-e", "prodction")).contains("did you mean \"production\"?");
        assertThat(cannot("schedule", "enable_state_snapshots", "-e", "production", "--to", "betta=100"))
                .contains("there is no ring \"betta\"")
                .contains("did you mean \"beta\"?");
        assertThat(cannot("schedule", "enable_state_snapshots", "-e", "production", "--to", "soon"))
                .contains("\"soon\" is no step");
        assertThat(cannot("evaluate", "-e", "production", "--key", "a", "--server", "game-eu-9"))
                .contains("there is no server \"game-eu-9\"");
        assertThat(cannot("announce", "use_state_persistence", "-e", "production", "--stage", "end"))
                .contains("no stage \"end\"");
    }
}
