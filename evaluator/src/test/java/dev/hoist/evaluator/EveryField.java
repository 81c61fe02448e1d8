package dev.hoist.evaluator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Flags in which every field that a file can have is written, with a value that is not its default. */
final class EveryField {
    private static final String POLICY = """
        policy: 1
        zone: Europe/Berlin
        rings:
          internal: {description: "Angestellte, auch f\u00fcr die Qualit\u00e4t", population: 2000}
          ga: {description: All users, population: 100000}
        environments:
          playground:
            ladder: [0, 100]
            soak: 1m
            free: true
          staging:
            ladder: [0, 50, 100]
            soak: 30m
          production:
            after: {environment: staging, at: 50}
            ladder: [0, 0.25, 25, 100]
            soak: 1h30m
            holds: {25: 4h}
            spacing: 1h
            scope: environment
            rings:
              internal: {ladder: [0, 100], soak: 7d}
            regions:
              eu-west: {game-eu-1: 4, game-eu-2: 4.5}
              us-east: {game-us-1: 5}
            canary:
              - {servers: 1, traffic: [2, 5], soak: 1h}
              - {regions: 1, traffic: [4, 20], soak: 1h}
            peak_hours:
              - {days: [mon, fri], from: "17:00", to: "20:00"}
            open_hours:
              - {days: [mon, fri], from: "09:00", to: "16:00"}
            checklist: [dashboards-ready]
            restore_within: 4h
            live: refs/heads/live
          second-production:
            ladder: [0, 25, 100]
            soak: 1h
            from: production
        freezes:
          - {from: 2026-12-21, until: 2027-01-04, reason: Year-end}
        stale_after: 90d
        metrics: {prometheus: https://prometheus.example.com}
        guardrails:
          error-rate:
            query: 100 * sum(rate(errors_total{flag="$flag"}[5m]))
            max: 5
            window: 15m
            settle: 10m
            for: 3m
            traffic: {query: "sum(increase(requests_total[$window]))", min: 1000}
            no_data: pass
            on_breach: pause
            environments: [production]
            groups: [state-persistence]
            flags: [enable_state_snapshots]
            observe: true
            unit: "%"
            description: Failed requests
            advice: Stop
            link: https://example.com/c
          availability: {query: up_ratio, min: 0.99}
          latency: {query: p99, baseline: p99_control, max_ratio: 1.1}
          throughput: {query: rps, baseline: rps_control, min_ratio: 0.9}
        links: {runbook: https://example.com/r}
        contact: "#on-call"
        overrides: {allowed: [soak-cut-short], acknowledge: true}
        """;

    private static final String PARENT = """
        flag: use_state_persistence
        description: Master switch \u2014 \u4fdd\u5b58\u72b6\u6001
        owner: game-platform
        permanent: true
        environments:
          staging: {percentage: 100}
          production: {enabled: true, rings: {internal: 100, ga: 33.33}, target: ga}
        """;

    private static final String CHILD = """
        flag: enable_state_snapshots
        description: Takes snapshots
        owner: game-platform
        dependencies: [use_state_persistence]
        strategy: canary
        salt: own-salt
        checklist: [dashboards-ready]
        expires: 2027-03-01
        links: {dashboard: https://example.com/a}
        contact: "#game-oncall"
        tags: [state]
        environments:
          staging: {enabled: false, canary: {servers: []}, percentage: 50}
          production:
            strategy: canary
            canary: {servers: [game-eu-1], regions: [us-east]}
            percentage: 0.25
            target: 50
            frozen: {reason: review, since: 2026-11-01}
        """;

    private static final String EXPERIMENT = """
        experiment: snapshot_rate
        description: How often?
        owner: game-platform
        within: use_state_persistence
        status: running
        variants: {often: 99.99, seldom: 0.01}
        metrics: [games_recovered]
        min_sample_size: 10000
        exposures: sum by (variant) (exposures_total)
        expires: 2027-03-01
        links: [https://example.com/b]
        tags: [state]
        """;

    private EveryField() {}

    /** The texts by path, beginning with the flags directory. */
    static Map<String, String> files() {
        return new TreeMap<>(Map.of(
                "flags/policy.yaml", POLICY,
                "flags/state-persistence/use_state_persistence.yaml", PARENT,
                "flags/state-persistence/enable_state_snapshots.yaml", CHILD,
                "flags/experiments/snapshot_rate.yaml", EXPERIMENT));
    }

    static void write(Path repository) throws IOException {
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path path = repository.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling("."));
            Files.writeString(path, file.getValue());
        }
    }
}
