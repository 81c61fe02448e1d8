package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on the README's first screen, typed into a shell. They print what it shows; {@code …} stands for any lines. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Pattern BLOCK = Pattern.compile("```console\n(.*?)```\n", Pattern.DOTALL);
    private static final Pattern COMMIT = Pattern.compile("\\b(?=[0-9a-f]*[0-9])[0-9a-f]{7,40}\\b");

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path directory;

    @TempDir
    Path tools;

    /**
     * A command and what it prints.
     *
     * @param state what was typed before to change the shell itself
     */
    private record Typed(String command, int status, List<String> state, List<String> printed) {}

    private static List<Typed> typed() throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(README));
        assertThat(block.find()).as("a block of commands").isTrue();
        List<Typed> all = new ArrayList<>();
        List<String> state = new ArrayList<>();
        for (String line : block.group(1).lines().toList()) {
            if (line.startsWith("$ ")) {
                String command = line.substring(2).replaceFirst("\\s+# refused$", "");
                all.add(new Typed(command, line.endsWith("# refused") ? 1 : 0, List.copyOf(state), new ArrayList<>()));
                if (command.contains("cd ")) {
                    state.add(command);
                }
            } else {
                all.get(all.size() - 1).printed().add(line);
            }
        }
        return all;
    }

    @Test
    void printsWhatItShows() throws IOException, InterruptedException {
        Path clone = Files.createDirectories(directory.resolve("hoist"));
        Shell shell = Shell.warm(clone);
        List<Typed> all = typed();
        Map<String, String> environment = new HashMap<>(Git.at(NOW));
        environment.putAll(Map.of("GUIDE_NOW", NOW.toString(), "HOME", tools.toString(), "COLUMNS", "80"));
        assertThat(all)
                .extracting(typed -> typed.command().split(" ", 3)[1])
                .contains("demo", "status", "next", "raise", "rollback");
        for (Typed typed : all) {
            List<String> script = new ArrayList<>(typed.state());
            script.add(typed.command());
            Shell.Result result = shell.run(clone, environment, String.join("\n", script));
            assertThat(result.status())
                    .as(typed.command() + "\n" + result.printed())
                    .isEqualTo(typed.status());
            String shown = typed.printed().stream()
                    .map(line -> line.equals("…") ? "(?s:.*)" : Pattern.quote(anonymous(line)) + "\n")
                    .collect(Collectors.joining());
            assertThat(anonymous(result.printed())).as(typed.command()).matches(shown);
        }
    }

    private static String anonymous(String text) {
        return COMMIT.matcher(text).replaceAll("COMMIT");
    }

    @Test
    void isReadInThreeMinutes() throws IOException {
        String words = Files.readString(README).replaceAll("(?s)```.*?```", " ").replaceAll("[^\\p{L}\\p{N}]+", " ");
        assertThat(words.strip().split(" ", -1)).hasSizeLessThan(900);
    }
}
