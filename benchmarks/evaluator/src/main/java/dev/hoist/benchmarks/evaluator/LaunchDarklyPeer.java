package dev.hoist.benchmarks.evaluator;

import com.launchdarkly.sdk.LDContext;
import com.launchdarkly.sdk.server.Components;
import com.launchdarkly.sdk.server.LDClient;
import com.launchdarkly.sdk.server.LDConfig;
import com.launchdarkly.sdk.server.integrations.FileData;
import java.io.IOException;
import java.io.UncheckedIOException;

/** LaunchDarkly's client for servers. It reads its rollout from a file and sends no events. */
final class LaunchDarklyPeer implements Peer {
    private final LDClient client = new LDClient(
            "no-key",
            new LDConfig.Builder()
                    .dataSource(FileData.dataSource()
                            .classpathResources("dev/hoist/benchmarks/evaluator/launchdarkly.json"))
                    .events(Components.noEvents())
                    .diagnosticOptOut(true)
                    .logging(Components.noLogging())
                    .build());

    @Override
    public boolean isOn(String id) {
        return client.boolVariation("at-a-quarter", LDContext.create(id), false);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
