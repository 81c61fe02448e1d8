package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide's script and what it says is printed, night by night, with the real git. */
class NightlyAuditGuideTest {
    private static final Path GUIDE = Path.of("../docs/guides/nightly-audit.md");
    private static final Pattern BLOCK = Pattern.compile("```(sh|console)\n(.*?)```", Pattern.DOTALL);

    private static final String POLICY = """
            policy: 1
            environments:
              production: {ladder: [0, 10, 50, 100], soak: 1h}
            overrides: {acknowledge: true}
            """;

    @TempDir
    Path directory;

    private Shell shell;

    private int hour = 9;

    @BeforeEach
    void open() throws IOException {
        shell = Shell.warm(directory.resolve("bin"));
    }

    @Test
    void printsWhatTheGuideShows() throws Exception {
        String guide = Files.readString(GUIDE);
        List<String> nights = new ArrayList<>();
        Path repository = Files.createDirectory(directory.resolve("repository"));
        for (Matcher block = BLOCK.matcher(guide); block.find(); ) {
            if (block.group(1).equals("sh")) {
                Files.writeString(repository.resolve("nightly.sh"), block.group(2));
            } else {
                nights.add(block.group(2));
            }
        }
        run("git init --quiet --initial-branch=main . && echo nightly.sh >.git/info/exclude");

        Iterator<String> shown = nights.iterator();
        land("Begin", POLICY, 0);
        land("Raise use_checkout", POLICY, 10);
        night(shown.next());
        night(shown.next());
        land("Raise use_checkout in a hurry", POLICY, 100);
        String bypass = run("git rev-parse HEAD").strip();
        assertThat(guide).contains("\nHoist-Acknowledge: " + bypass + " because ");
        night(shown.next());
        land("Revert \"Raise use_checkout in a hurry\"", POLICY, 10);
        land(
                "Answer for the raise of use_checkout\n\nHoist-Acknowledge: " + bypass
                        + " because the incident report of 4 March covers it",
                POLICY + "# see the incident report of 4 March\n",
                10);
        night(shown.next());
        String everything = shown.next();
        night(everything);
        night(everything);
        assertThat(directory.resolve("hoist-cache")).isDirectoryContaining("glob:**/audit-*");
        assertThat(shown.hasNext()).isFalse();
        assertThat(run("git rev-parse refs/hoist/audited")).isEqualTo(run("git rev-parse HEAD"));
    }

    private void night(String shown) throws Exception {
        String command = shown.lines().findFirst().orElseThrow().substring("$ ".length());
        assertThat("$ " + command + "\n" + run(command)).isEqualTo(shown);
    }

    private void land(String message, String policy, int percentage) throws Exception {
        Path shop = Files.createDirectories(directory.resolve("repository/flags/shop"));
        Files.writeString(shop.resolveSibling("policy.yaml"), policy);
        Files.writeString(shop.resolve("use_checkout.yaml"), """
                flag: use_checkout
                description: The new checkout
                owner: shop
                environments:
                  production: {percentage: %d}
                """.formatted(percentage));
        Files.writeString(directory.resolve("message"), message);
        hour += 2;
        run("git add --all && git commit --quiet --file=../message");
    }

    private String run(String command) throws Exception {
        Instant now = Instant.parse("2026-03-02T00:00:00Z").plus(Duration.ofHours(hour));
        Shell.Result result = shell.run(directory.resolve("repository"), Git.at(now), command);
        assertThat(result.status()).as(result.printed()).isZero();
        return result.printed();
    }
}
