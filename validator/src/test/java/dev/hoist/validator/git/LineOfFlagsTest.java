package dev.hoist.validator.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.history.History;
import dev.hoist.validator.history.Ledger;
import dev.hoist.validator.history.Ledger.Moment;
import dev.hoist.validator.history.WalkedLedger;
import dev.hoist.validator.reading.YamlFileReader;
import dev.hoist.validator.tree.FlagTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A line for some flags finds the same last movements as the whole line, in random histories of real repositories. */
class LineOfFlagsTest {
    private static final int HISTORIES = Integer.getInteger("hoist.lines", 2);
    private static final int COMMITS = 80;
    private static final List<String> KEYS = List.of("a", "b", "c", "d", "e", "f");
    private static final List<String> GROUPS = List.of("one", "two", "three");
    private static final List<Integer> FIGURES = List.of(0, 10, 50, 100);

    @TempDir
    Path directory;

    @Test
    void findsTheSameMovementsAsTheWholeLine() throws IOException {
        int moved = 0;
        for (int seed = 0; seed < HISTORIES; seed++) {
            Path root = Files.createDirectory(directory.resolve("history" + seed));
            try (GitFixture fixture = GitFixture.create(root)) {
                new RandomHistory(new Random(seed)).into(fixture);
            }
            try (GitRepository repository = GitRepository.open(root)) {
                StoredFlags flags =
                        new StoredFlags(repository, FlagsPath.parse("flags"), new YamlFileReader(List.of()));
                CommitLine line = flags.line(repository.head(), LineTimes.CLAIMED);
                FlagTree newest = line.tree(0);
                Ledger whole = new WalkedLedger(new History(line));
                for (String key : KEYS) {
                    Set<String> asked = new HashSet<>(Set.of(key));
                    newest.flag(key).ifPresent(flag -> asked.addAll(newest.ancestors(flag)));
                    Ledger some = new WalkedLedger(new History(line.about(asked)));
                    for (String environment : List.of("staging", "production", "later")) {
                        Optional<Moment> expected = whole.lastMovement(key, environment, Instant.MIN);
                        assertThat(some.lastMovement(key, environment, Instant.MIN))
                                .as("seed %s: %s in %s", seed, key, environment)
                                .isEqualTo(expected);
                        moved += expected.isPresent() ? 1 : 0;
                    }
                }
            }
        }
        assertThat(moved).isGreaterThan(HISTORIES * KEYS.size());
    }

    /** The commits that touch none of the flags are passed over without their files. */
    @Test
    void readsOnlyTheFilesOfTheseFlags() throws IOException {
        Path root = Files.createDirectory(directory.resolve("history"));
        try (GitFixture fixture = GitFixture.create(root)) {
            new RandomHistory(new Random(1)).into(fixture);
        }
        try (GitRepository repository = GitRepository.open(root)) {
            StoredFlags flags = new StoredFlags(repository, FlagsPath.parse("flags"), new YamlFileReader(List.of()));
            CommitLine line = flags.line(repository.head(), LineTimes.CLAIMED).about(Set.of("nothing"));
            assertThat(line.tree(0).flags()).isEmpty();
            assertThat(line.tree(0).policy()).isPresent();
        }
    }

    /** Flags that rise, fall, move, break, go and come back, and a policy that changes. */
    private static final class RandomHistory {
        private final Random random;
        private final Map<String, String> files = new TreeMap<>();
        private final Map<String, String> groups = new TreeMap<>();

        RandomHistory(Random random) {
            this.random = random;
        }

        void into(GitFixture fixture) {
            StringBuilder stream = new StringBuilder();
            policy(false);
            KEYS.forEach(this::rewrite);
            for (int commit = 0; commit < COMMITS; commit++) {
                change();
                stream.append("commit refs/heads/main\ncommitter Ada <ada@example.org> ")
                        .append(GitFixture.START.getEpochSecond() + commit * 3600L)
                        .append(" +0000\ndata 1\nx\ndeleteall\n");
                files.forEach((path, text) -> stream.append("M 100644 inline ")
                        .append(path)
                        .append("\ndata ")
                        .append(text.getBytes(UTF_8).length)
                        .append('\n')
                        .append(text)
                        .append('\n'));
            }
            fixture.load(stream.toString());
        }

        private void change() {
            String key = any(KEYS);
            switch (random.nextInt(12)) {
                case 0 -> policy(random.nextBoolean());
                case 1 -> files.remove(path(key));
                case 2 -> {
                    files.remove(path(key));
                    groups.put(key, any(GROUPS));
                    rewrite(key);
                }
                case 3 -> files.computeIfPresent(path(key), (path, text) -> text + "broken: [\n");
                case 4 -> files.put("flags/" + any(GROUPS) + "/" + key + ".yaml", flag(key));
                case 5 -> files.put("flags/notes.txt", "note " + random.nextInt());
                case 6 -> files.put("flags/" + any(GROUPS) + "/deep/" + key + ".yaml", flag(key));
                case 7 -> files.remove("flags/" + any(GROUPS) + "/deep/" + key + ".yaml");
                default -> rewrite(key);
            }
        }

        private void rewrite(String key) {
            files.put(path(key), flag(key));
        }

        private String path(String key) {
            return "flags/" + groups.computeIfAbsent(key, some -> any(GROUPS)) + "/" + key + ".yaml";
        }

        /** Depends on keys before it alone, apart from now and then. */
        private String flag(String key) {
            int most = random.nextInt(15) == 0 ? KEYS.size() : KEYS.indexOf(key);
            String dependency = most == 0 || random.nextBoolean() ? "" : KEYS.get(random.nextInt(most));
            return "flag: " + key + "\ndescription: d" + random.nextInt(3) + "\nowner: o\ndependencies: [" + dependency
                    + "]\nenvironments:\n  staging: {percentage: " + any(FIGURES) + "}\n  production: {percentage: "
                    + any(FIGURES) + "}\n";
        }

        private void policy(boolean later) {
            files.put(
                    "flags/policy.yaml",
                    "policy: 1\nenvironments:\n  staging: {ladder: [0, 10, 50, 100], soak: " + (1 + random.nextInt(3))
                            + "h}\n  production: {ladder: [0, 10, 50, 100], soak: 1h}\n"
                            + (later ? "  later: {ladder: [0, 100], soak: 1h, from: production}\n" : ""));
        }

        private <T> T any(List<T> some) {
            return some.get(random.nextInt(some.size()));
        }
    }
}
