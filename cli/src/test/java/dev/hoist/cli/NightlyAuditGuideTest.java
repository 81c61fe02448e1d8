package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private int hour = 9;

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
        installHoist();
        run("git init --quiet --initial-branch=main . && echo nightly.sh >.git/info/exclude");

        Iterator<String> shown = nights.iterator();
        land("Begin", POLICY, 0);
        land("Raise use_checkout", POLICY, 10);
        night(shown.next());
        night(shown.next());
        land("Raise use_checkout in a hurry", POLICY, 100);
        String bypass = run("git rev-parse HEAD").strip();
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
        assertThat(shown).isEqualTo("$ " + command + "\n" + run(command));
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

    /** A command of that name which runs the classes of this build. */
    private void installHoist() throws IOException {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path hoist = Files.writeString(
                bin.resolve("hoist"),
                "#!/bin/sh\nexec '" + java + "' -XX:TieredStopAtLevel=1 -cp '" + System.getProperty("java.class.path")
                        + "' dev.hoist.cli.Main \"$@\"\n");
        assertThat(hoist.toFile().setExecutable(true)).isTrue();
    }

    private String run(String command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(directory.resolve("repository").toFile())
                .redirectErrorStream(true);
        String time = "2026-03-02T%02d:00:00Z".formatted(hour);
        Map<String, String> environment = builder.environment();
        environment.put("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("TZ", "UTC");
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        for (String who : List.of("AUTHOR", "COMMITTER")) {
            environment.put("GIT_" + who + "_NAME", "Ada");
            environment.put("GIT_" + who + "_EMAIL", "ada@example.com");
            environment.put("GIT_" + who + "_DATE", time);
        }
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
