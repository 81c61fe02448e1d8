package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.cli.command.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hoist rollback} beside {@code git revert}, on random histories that the commands themselves have written. */
class RollbackLawsTest {
    private static final int HISTORIES = Integer.getInteger("hoist.operate.rollbacks", 12);

    private static final long SEED = Long.getLong("hoist.operate.seed", 20_261_128L);

    @TempDir
    Path temporary;

    private Instant now = Instant.parse("2026-11-02T12:00:00Z");
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    @Test
    void takesBackWhatARaiseDidAndNeverRaisesAnybody() throws IOException {
        int compared = 0;
        int conflicts = 0;
        for (int history = 0; history < HISTORIES; history++) {
            Random random = new Random(SEED + history);
            Path directory = Files.createDirectory(temporary.resolve("h" + history));
            List<String> raises = write(directory, random);
            if (raises.isEmpty()) {
                continue;
            }
            String raise = raises.get(random.nextInt(raises.size()));
            String path = Git.run(directory, "show", "--format=", "--name-only", raise)
                    .strip();
            Path clone = temporary.resolve("c" + history);
            Git.run(temporary, "clone", "-q", directory.toString(), clone.toString());
            boolean reverts = reverts(clone, raise);
            boolean asLeft =
                    Git.run(directory, "show", raise + ":" + path).equals(Git.run(directory, "show", "HEAD:" + path));

            assertThat(run(directory, "rollback", raise))
                    .as("seed %s: %s", SEED + history, err)
                    .isZero();
            if (reverts && asLeft) {
                compared++;
                assertThat(Files.readString(directory.resolve(path)))
                        .as("seed %s", SEED + history)
                        .isEqualTo(Files.readString(clone.resolve(path)));
            }
            conflicts += reverts ? 0 : 1;
            boolean changed = !Git.run(directory, "status", "--porcelain").isEmpty();
            assertThat(run(directory, "validate", "--format", "json"))
                    .as("seed %s", SEED + history)
                    .isZero();
            assertThat(out.toString())
                    .as("seed %s", SEED + history)
                    .contains(changed ? "\"kind\": \"rollback\"" : "\"kind\": \"none\"");
            assertThat(run(directory, "rollback", raise)).isZero();
            assertThat(out.toString()).startsWith("nothing to do");
        }
        assertThat(compared).isPositive();
        assertThat(conflicts).isPositive();
    }

    private List<String> write(Path directory, Random random) throws IOException {
        Git.run(directory, "init", "-q", "-b", "main");
        Git.run(directory, "config", "user.name", "Ada");
        Files.createDirectories(directory.resolve("flags/shop"));
        Files.writeString(directory.resolve("flags/policy.yaml"), """
            policy: 1
            rings: {internal: {}, beta: {}, ga: {}}
            environments:
              production: {ladder: [0, 1, 5, 25, 50, 100], soak: 0m, spacing: 0m, checklist: [tests]}
            """);
        Files.writeString(directory.resolve("flags/shop/one.yaml"), """
            flag: one
            description: One
            owner: shop
            environments:
              production: {percentage: 0}
            checklist: [tests]
            """);
        Files.writeString(directory.resolve("flags/shop/two.yaml"), """
            flag: two
            description: Two
            owner: shop
            environments:
              production:
                rings: {internal: 0, beta: 0, ga: 0}
            checklist: [tests]
            """);
        Git.run(directory, "add", "-A");
        Git.run(directory, "commit", "-q", "-m", "begin");
        List<String> raises = new ArrayList<>();
        for (int step = 0; step < 9; step++) {
            now = now.plus(Duration.ofHours(1));
            String flag = random.nextInt(3) > 0 ? "one" : "two";
            int choice = random.nextInt(8);
            if (choice < 5) {
                if (run(directory, "raise", flag, "-e", "production", "--commit") == 0
                        && !out.toString().startsWith("nothing")) {
                    raises.add(Git.run(directory, "rev-parse", "HEAD").strip());
                }
            } else if (choice == 5) {
                assertThat(run(directory, "freeze", flag, "-e", "production", "--commit"))
                        .isZero();
            } else if (choice == 6) {
                assertThat(run(directory, "thaw", flag, "-e", "production", "--commit"))
                        .isZero();
            } else {
                assertThat(run(directory, "lower", flag, "-e", "production", "--to", "0", "--commit"))
                        .isZero();
            }
        }
        return raises;
    }

    private static boolean reverts(Path clone, String commit) {
        try {
            Git.run(clone, "revert", "--no-edit", commit);
            return true;
        } catch (IllegalStateException conflict) {
            return false;
        }
    }

    private int run(Path directory, String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        Map<String, String> variables = new HashMap<>(Git.at(now));
        variables.put("PATH", System.getenv("PATH"));
        Terminal terminal = WithoutInput.terminal(
                out, new PrintWriter(err), false, false, variables, directory, Clock.fixed(now, ZoneOffset.UTC));
        return new Main(terminal).run(arguments);
    }
}
