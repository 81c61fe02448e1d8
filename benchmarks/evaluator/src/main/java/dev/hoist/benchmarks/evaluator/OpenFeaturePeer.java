package dev.hoist.benchmarks.evaluator;

import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.providers.memory.Flag;
import dev.openfeature.sdk.providers.memory.InMemoryProvider;
import java.util.Map;

/** OpenFeature's SDK with its provider in memory, which takes the share by the hash that is measured alone. */
final class OpenFeaturePeer implements Peer {
    private static final long QUARTER = 1L << 30;

    private final Client client;

    OpenFeaturePeer() {
        Flag<Boolean> flag = Flag.<Boolean>builder()
                .variant("on", true)
                .variant("off", false)
                .defaultVariant("off")
                .contextEvaluator((self, context) ->
                        Integer.toUnsignedLong(Murmur3.ofFourCharacters(context.getTargetingKey())) < QUARTER)
                .build();
        OpenFeatureAPI.getInstance().setProviderAndWait(new InMemoryProvider(Map.of("at-a-quarter", flag)));
        client = OpenFeatureAPI.getInstance().getClient();
    }

    @Override
    public boolean isOn(String id) {
        return client.getBooleanValue("at-a-quarter", false, new ImmutableContext(id));
    }

    @Override
    public void close() {
        OpenFeatureAPI.getInstance().shutdown();
    }
}
