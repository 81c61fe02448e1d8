import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes a repository of a thousand flags at 25 % in forty groups. */
final class ThousandFlags {
    private static final int GROUPS = 40;
    private static final int FLAGS_A_GROUP = 25;

    private ThousandFlags() {}

    public static void main(String[] arguments) throws IOException {
        Path repository = Path.of(arguments[0]);
        // a repository of its own: what lies in the build directory of another is ignored there
        Files.createDirectories(repository.resolve(".git/objects"));
        Files.createDirectories(repository.resolve(".git/refs/heads"));
        Files.writeString(repository.resolve(".git/HEAD"), "ref: refs/heads/main\n");
        Files.writeString(
                repository.resolve(".git/config"), "[core]\n\trepositoryformatversion = 0\n\tbare = false\n");
        Path flags = Files.createDirectories(repository.resolve("flags"));
        Files.writeString(
                flags.resolve("policy.yaml"),
                """
                policy: 1
                environments:
                  production:
                    ladder: [0, 25, 100]
                    soak: 1h
                """);
        for (int group = 0; group < GROUPS; group++) {
            Path folder = Files.createDirectories(flags.resolve(String.format(Locale.ROOT, "group-%02d", group)));
            for (int number = 0; number < FLAGS_A_GROUP; number++) {
                String key = String.format(Locale.ROOT, "use_feature_f%02d_of_g%02d", number, group);
                Files.writeString(
                        folder.resolve(key + ".yaml"),
                        """
                        flag: %s
                        description: One of a thousand
                        owner: benchmarks
                        environments:
                          production: {percentage: 25}
                        """
                                .formatted(key));
            }
        }
    }
}
