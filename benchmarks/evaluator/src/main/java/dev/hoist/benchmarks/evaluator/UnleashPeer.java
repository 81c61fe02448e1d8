package dev.hoist.benchmarks.evaluator;

import io.getunleash.DefaultUnleash;
import io.getunleash.Unleash;
import io.getunleash.UnleashContext;
import io.getunleash.util.UnleashConfig;
import java.util.Optional;

/** Unleash's client with a flexible rollout that it was started with, asking no server. */
final class UnleashPeer implements Peer {
    private final Unleash unleash = new DefaultUnleash(UnleashConfig.builder()
            .appName("benchmarks")
            .instanceId("benchmarks")
            .unleashAPI("http://localhost:1")
            .apiKey("no-key")
            .disablePolling()
            .disableMetrics()
            .toggleBootstrapProvider(() -> Optional.of(Resource.text("unleash.json")))
            .build());

    @Override
    public boolean isOn(String id) {
        return unleash.isEnabled(
                "at-a-quarter", UnleashContext.builder().userId(id).build());
    }

    @Override
    public void close() {
        unleash.shutdown();
    }
}
