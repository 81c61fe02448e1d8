package dev.hoist.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The commits of the demo. They follow the weeks of the rollout guide: four days in staging, then three weeks in
 * production.
 */
final class DemoStory {
    private static final String ADA = "Ada Lovelace <ada@example.com>";
    private static final String GRACE = "Grace Hopper <grace@example.com>";
    private static final String ROBOT = "Hoist <hoist@example.com>";
    private static final List<String> CHECKS = List.of(
            "staging-tests-passing",
            "rollback-tested",
            "dashboards-ready",
            "alerts-configured",
            "on-call-briefed",
            "support-notified");
    private static final List<String> LADDER = List.of("1", "5", "10", "25", "50", "75", "100");
    private static final Duration HALF_AN_HOUR = Duration.ofMinutes(30);

    private static final String PERSISTENCE = "use_state_persistence";
    private static final String SNAPSHOTS = "enable_state_snapshots";
    private static final String RECOVERY = "enable_state_recovery";
    private static final String START_GAME = "use_state_persistence_startgame";
    private static final String PLAY_TURN = "use_state_persistence_playturn";
    private static final String DECLARE = "use_state_persistence_declare";
    private static final String SCORING = "use_state_persistence_scoring";

    private final String policy;
    private final Map<String, DemoFlag> flags = new LinkedHashMap<>();
    private final List<DemoCommit> commits = new ArrayList<>();

    private DemoStory(String policy) {
        this.policy = policy;
    }

    /**
     * All commits, oldest first.
     *
     * @param policy the policy's text
     */
    static List<DemoCommit> commits(String policy) {
        DemoStory story = new DemoStory(policy);
        story.adopt();
        story.staging();
        story.firstWeek();
        story.secondWeek();
        story.thirdWeek();
        return List.copyOf(story.commits);
    }

    private void adopt() {
        born(PERSISTENCE, "Master switch for state persistence", "percentage: 0");
        born(SNAPSHOTS, "Enable periodic snapshots", "percentage: 0", PERSISTENCE);
        born(RECOVERY, "Enable automatic recovery", "percentage: 0", SNAPSHOTS);
        born(START_GAME, "Enable for StartGameUseCase", "rings: {internal: 0, beta: 0, ga: 0}", PERSISTENCE);
        born(PLAY_TURN, "Enable for PlayTurnUseCase", "rings: {internal: 0, beta: 0, ga: 0}", PERSISTENCE);
        born(DECLARE, "Enable for DeclareUseCase", "percentage: 0", PERSISTENCE);
        born(SCORING, "Enable for ScoringUseCase", "canary: {servers: [], regions: []}, percentage: 0", PERSISTENCE);
        Map<String, String> files = new LinkedHashMap<>();
        files.put("flags/policy.yaml", policy);
        flags.values().forEach(flag -> files.put(flag.path(), flag.text()));
        files.put(experimentPath("state_persistence_performance"), performance("draft"));
        files.put(experimentPath("recovery_feature_value"), recoveryValue("draft"));
        files.put("README.md", "# Game\n\nIts feature flags are in `flags/`, judged and operated by Hoist.\n");
        commit("2026-10-26T09:00:00Z", ADA, "Adopt Hoist\n\nThe flags of state persistence begin at 0.\n", files);
    }

    private void born(String key, String description, String production, String... dependencies) {
        flags.put(key, new DemoFlag(key, description, List.of(dependencies), "percentage: 0", production, List.of()));
    }

    private void staging() {
        climb(PERSISTENCE, "2026-10-27T08:00:00Z");
        climb(SNAPSHOTS, "2026-10-28T08:00:00Z");
        climb(RECOVERY, "2026-10-29T08:00:00Z");
        climb(START_GAME, "2026-10-30T08:00:00Z");
        climb(PLAY_TURN, "2026-10-30T08:05:00Z");
        climb(DECLARE, "2026-10-30T08:10:00Z");
        climb(SCORING, "2026-10-30T08:15:00Z");
        commits.sort(java.util.Comparator.comparing(DemoCommit::time));
    }

    private void climb(String key, String from) {
        Instant time = Instant.parse(from);
        for (String rung : LADDER) {
            flags.put(key, flag(key).withStaging("percentage: " + rung));
            raised(time.toString(), ADA, key, rung + " %", rung, "staging");
            time = time.plus(HALF_AN_HOUR);
        }
    }

    private void firstWeek() {
        tick("2026-11-02T08:00:00Z", PERSISTENCE);
        raise("2026-11-02T08:30:00Z", ADA, PERSISTENCE, "1");
        raise("2026-11-02T10:30:00Z", ADA, PERSISTENCE, "5");
        raise("2026-11-03T09:00:00Z", ADA, PERSISTENCE, "10");
        raise("2026-11-03T13:00:00Z", ADA, PERSISTENCE, "25");
        // lands without a check, half an hour later
        flags.put(PERSISTENCE, flag(PERSISTENCE).withProduction("percentage: 50"));
        commit(
                "2026-11-03T13:30:00Z",
                GRACE,
                "Raise " + PERSISTENCE + " to 50 % in production\n\nThe figures look fine.\n",
                Map.of(flag(PERSISTENCE).path(), flag(PERSISTENCE).text()),
                Optional.of("hurry"));
        flags.put(PERSISTENCE, flag(PERSISTENCE).withProduction("percentage: 25"));
        commit(
                "2026-11-03T13:40:00Z",
                GRACE,
                "Revert \"Raise " + PERSISTENCE + " to 50 % in production\"\n\nThis reverts commit {hurry}.\n"
                        + trailers("rollback", PERSISTENCE, "production", Optional.empty()),
                Map.of(flag(PERSISTENCE).path(), flag(PERSISTENCE).text()),
                Optional.empty());
        commit(
                "2026-11-04T08:00:00Z",
                GRACE,
                "Write down the raise that came too soon\n\n"
                        + "Hoist-Acknowledge: {hurry} because it was reverted ten minutes later, and main is protected"
                        + " now\n",
                Map.of(
                        "docs/incidents.md",
                        "# Incidents\n\n2026-11-03: a raise to 50 % landed half an hour after the one to 25 %. It was"
                                + " reverted.\n"),
                Optional.empty());
        raise("2026-11-04T09:00:00Z", ADA, PERSISTENCE, "50");
        raise("2026-11-05T08:00:00Z", ADA, PERSISTENCE, "75");
        raise("2026-11-05T10:00:00Z", ADA, PERSISTENCE, "100");
        commit(
                "2026-11-05T13:00:00Z",
                ADA,
                "Start state_persistence_performance\n",
                Map.of(experimentPath("state_persistence_performance"), performance("running")));
    }

    private void secondWeek() {
        tick("2026-11-09T08:00:00Z", SNAPSHOTS);
        ring("2026-11-09T09:00:00Z", ADA, SNAPSHOTS, "internal", "internal: 100, beta: 0, ga: 0");
        tick("2026-11-10T08:00:00Z", RECOVERY);
        ring("2026-11-10T09:00:00Z", ADA, RECOVERY, "internal", "internal: 100, beta: 0, ga: 0");
        flags.put(
                RECOVERY,
                flag(RECOVERY)
                        .withProduction("enabled: false, rings: {internal: 100, beta: 0, ga: 0}, frozen: {reason:"
                                + " \"recovery-failures 2.3 % for 6m, at most 1 %\", since: 2026-11-10}"));
        commit(
                "2026-11-10T13:20:00Z",
                ROBOT,
                "Disable " + RECOVERY + " in production\n\nrecovery-failures 2.3 % for 6m, at most 1 %.\n"
                        + trailers("rollback", RECOVERY, "production", Optional.empty())
                        + "Hoist-Guardrail: recovery-failures\nHoist-Readings: recovery-failures=2.3 % (max 1 %)\n",
                Map.of(flag(RECOVERY).path(), flag(RECOVERY).text()));
        flags.put(RECOVERY, flag(RECOVERY).withProduction("enabled: false, rings: {internal: 100, beta: 0, ga: 0}"));
        commit(
                "2026-11-11T10:00:00Z",
                GRACE,
                "Thaw " + RECOVERY + " in production\n\nThe snapshot reader skipped the last turn; it is mended.\n"
                        + trailers("thaw", RECOVERY, "production", Optional.empty()),
                Map.of(flag(RECOVERY).path(), flag(RECOVERY).text()));
        ring("2026-11-12T09:00:00Z", ADA, RECOVERY, "internal", "internal: 100, beta: 0, ga: 0");
        commit(
                "2026-11-13T10:00:00Z",
                ADA,
                "Start recovery_feature_value\n",
                Map.of(experimentPath("recovery_feature_value"), recoveryValue("running")));
    }

    private void thirdWeek() {
        ring("2026-11-16T09:30:00Z", ADA, SNAPSHOTS, "beta", "internal: 100, beta: 50, ga: 0");
        tick("2026-11-17T08:00:00Z", START_GAME);
        ring("2026-11-17T09:00:00Z", ADA, START_GAME, "internal", "internal: 100, beta: 0, ga: 0");
        freeze("2026-11-17T10:30:00Z", "beta: 50, ga: 0");
        flags.put(SNAPSHOTS, flag(SNAPSHOTS).withProduction("rings: {internal: 100, beta: 50, ga: 0}"));
        commit(
                "2026-11-17T13:00:00Z",
                GRACE,
                "Thaw " + SNAPSHOTS + " in production\n\nThe errors came from a full disk.\n"
                        + trailers("thaw", SNAPSHOTS, "production", Optional.empty()),
                Map.of(flag(SNAPSHOTS).path(), flag(SNAPSHOTS).text()));
        tick("2026-11-18T08:00:00Z", PLAY_TURN);
        ring("2026-11-18T09:00:00Z", ADA, PLAY_TURN, "internal", "internal: 100, beta: 0, ga: 0");
        tick("2026-11-18T12:00:00Z", DECLARE);
        flags.put(DECLARE, flag(DECLARE).withProduction("percentage: 0, target: 100"));
        commit(
                "2026-11-18T12:30:00Z",
                ADA,
                "Set the target of " + DECLARE + " in production to 100\n",
                Map.of(flag(DECLARE).path(), flag(DECLARE).text()));
        raise("2026-11-18T13:00:00Z", ADA, DECLARE, "1");
        raise("2026-11-19T09:00:00Z", ADA, DECLARE, "5");
        tick("2026-11-19T10:00:00Z", SCORING);
        flags.put(SCORING, flag(SCORING).withProduction("canary: {servers: [game-eu-1], regions: []}, percentage: 0"));
        raised("2026-11-19T13:00:00Z", ADA, SCORING, "server=game-eu-1", "server=game-eu-1", "production");
        raise("2026-11-20T09:00:00Z", ADA, DECLARE, "10");
    }

    private void freeze(String time, String figures) {
        flags.put(
                SNAPSHOTS,
                flag(SNAPSHOTS)
                        .withProduction("rings: {internal: 100, " + figures
                                + "}, frozen: {reason: error rate above 5 %, since: 2026-11-17}"));
        commit(
                time,
                GRACE,
                "Freeze " + SNAPSHOTS + " in production\n\nThe error rate is above 5 %.\n"
                        + trailers("freeze", SNAPSHOTS, "production", Optional.empty()),
                Map.of(flag(SNAPSHOTS).path(), flag(SNAPSHOTS).text()));
    }

    private void tick(String time, String key) {
        flags.put(key, flag(key).withChecklist(CHECKS));
        commit(
                time,
                GRACE,
                "Tick " + CHECKS.size() + " checks of " + key + "\n",
                Map.of(flag(key).path(), flag(key).text()));
    }

    private void raise(String time, String author, String key, String percentage) {
        String target = flag(key).production().contains("target") ? ", target: 100" : "";
        flags.put(key, flag(key).withProduction("percentage: " + percentage + target));
        raised(time, author, key, percentage + " %", percentage, "production");
    }

    private void ring(String time, String author, String key, String ring, String figures) {
        String figure = figures.replaceFirst(".*" + ring + ": ([0-9]+).*", "$1");
        flags.put(key, flag(key).withProduction("rings: {" + figures + "}"));
        raised(time, author, key, ring + "=" + figure + " %", ring + "=" + figure, "production");
    }

    private void raised(String time, String author, String key, String title, String step, String environment) {
        commit(
                time,
                author,
                "Raise " + key + " to " + title + " in " + environment + "\n"
                        + trailers("raise", key, environment, Optional.of(step)),
                Map.of(flag(key).path(), flag(key).text()));
    }

    private static String trailers(String action, String key, String environment, Optional<String> step) {
        return "\nHoist-Action: " + action + "\nHoist-Flag: " + key + "\nHoist-Environment: " + environment + "\n"
                + step.map(some -> "Hoist-Step: " + some + "\n").orElse("");
    }

    private DemoFlag flag(String key) {
        return Optional.ofNullable(flags.get(key)).orElseThrow();
    }

    private void commit(String time, String author, String message, Map<String, String> files) {
        commit(time, author, message, files, Optional.empty());
    }

    private void commit(String time, String author, String message, Map<String, String> files, Optional<String> name) {
        commits.add(new DemoCommit(Instant.parse(time), author, message, files, name));
    }

    private static String experimentPath(String key) {
        return "flags/experiments/" + key + ".yaml";
    }

    private static String performance(String status) {
        return """
            experiment: state_persistence_performance
            description: What does state persistence cost?
            owner: game-platform
            within: use_state_persistence
            status: %s
            variants: {control: 50, treatment: 50}
            metrics: [game_latency_p99, error_rate, user_satisfaction]
            min_sample_size: 10000
            """.formatted(status);
    }

    private static String recoveryValue(String status) {
        return """
            experiment: recovery_feature_value
            description: Do players value automatic recovery?
            owner: game-platform
            within: enable_state_recovery
            status: %s
            variants: {no_recovery: 33.33, auto_recovery: 33.33, manual_recovery: 33.34}
            metrics: [games_recovered, user_retention, support_tickets]
            """.formatted(status);
    }
}
