import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.openfeature.contrib.providers.flagd.Config;
import dev.openfeature.contrib.providers.flagd.FlagdOptions;
import dev.openfeature.contrib.providers.flagd.FlagdProvider;
import dev.openfeature.sdk.Client;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Has flagd's Java provider decide some of what FlagdCasesTest wrote down, and counts where it decides otherwise. */
public final class Agree {
    private static final int DEFINITIONS = 12;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Prints the number of answers that differ, and of all answers. */
    public static void main(String[] arguments) throws Exception {
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(arguments[0]))) {
            files = all.filter(file -> file.getFileName().toString().startsWith("world-"))
                    .sorted()
                    .limit(DEFINITIONS)
                    .collect(Collectors.toList());
        }
        int asked = 0;
        int differing = 0;
        for (Path file : files) {
            JsonNode root = JSON.readTree(Files.readString(file));
            Path definition = Files.createTempFile("flagd", ".json");
            Files.writeString(definition, root.get("definition").asText());
            OpenFeatureAPI.getInstance()
                    .setProviderAndWait(new FlagdProvider(FlagdOptions.builder()
                            .resolverType(Config.Resolver.FILE)
                            .deadline(30_000)
                            .offlineFlagSourcePath(definition.toString())
                            .build()));
            Client client = OpenFeatureAPI.getInstance().getClient();
            for (JsonNode one : root.get("cases")) {
                ImmutableContext context = context(one.get("context"));
                List<String> keys = new ArrayList<>();
                one.get("flags").fieldNames().forEachRemaining(keys::add);
                for (String key : keys) {
                    boolean expected = one.get("flags").get(key).asBoolean();
                    asked++;
                    differing += client.getBooleanValue(key, !expected, context) == expected ? 0 : 1;
                }
            }
            Files.delete(definition);
        }
        System.out.println(differing + " " + asked);
        System.exit(0);
    }

    private static ImmutableContext context(JsonNode written) {
        Map<String, Value> attributes = new HashMap<>();
        String key = null;
        for (String name : List.of("ring", "server")) {
            if (written.has(name)) {
                attributes.put(name, new Value(written.get(name).asText()));
            }
        }
        if (written.has("targetingKey")) {
            key = written.get("targetingKey").asText();
        }
        return key == null ? new ImmutableContext(attributes) : new ImmutableContext(key, attributes);
    }

    private Agree() {}
}
