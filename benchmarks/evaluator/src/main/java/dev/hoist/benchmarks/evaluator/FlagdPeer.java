package dev.hoist.benchmarks.evaluator;

import dev.openfeature.contrib.providers.flagd.Config;
import dev.openfeature.contrib.providers.flagd.FlagdOptions;
import dev.openfeature.contrib.providers.flagd.FlagdProvider;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** flagd's provider, evaluating in process a fractional rule from a file. */
final class FlagdPeer implements Peer {
    private final Path file;
    private final Client client;

    FlagdPeer() {
        try {
            file = Files.createTempFile("flagd", ".json");
            Files.write(file, Resource.bytes("flagd.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        OpenFeatureAPI.getInstance()
                .setProviderAndWait(new FlagdProvider(FlagdOptions.builder()
                        .resolverType(Config.Resolver.FILE)
                        .deadline(30_000)
                        .offlineFlagSourcePath(file.toString())
                        .build()));
        client = OpenFeatureAPI.getInstance().getClient();
    }

    @Override
    public boolean isOn(String id) {
        return client.getBooleanValue("at-a-quarter", false, new ImmutableContext(id));
    }

    @Override
    public void close() {
        OpenFeatureAPI.getInstance().shutdown();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
