package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide to the server's hook, typed in line by line: what it shows is what one sees, but for what stands as "…". */
class ServerGuideTest {
    private static final Path GUIDE = Path.of("../docs/guides/server-hook.md");
    private static final String MARK = "\u0001";

    @TempDir
    Path directory;

    /** A line after a dollar sign, and what is shown below it. */
    private record Command(String line, List<String> shown) {}

    @Test
    void showsWhatOneSees() throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder();
        List<Command> commands = new ArrayList<>();
        String block = "";
        for (String line : Files.readAllLines(GUIDE)) {
            if (line.startsWith("```")) {
                block = block.isEmpty() ? line.substring(3) : "";
                if (block.equals("sh")) {
                    commands.add(new Command("what is not shown", List.of("…")));
                    script.append("printf '").append(MARK).append("'\n");
                }
                script.append(block.equals("sh") ? "set -e\n" : "set +e\n");
            } else if (block.equals("sh")) {
                script.append(line).append('\n');
            } else if (block.equals("console") && line.startsWith("$ ")) {
                commands.add(new Command(line.substring(2), new ArrayList<>()));
                script.append("printf '")
                        .append(MARK)
                        .append("'\n")
                        .append(line.substring(2))
                        .append('\n');
            } else if (block.equals("console")) {
                commands.get(commands.size() - 1).shown().add(line);
            }
        }
        script.append("printf '").append(MARK).append("'\n");
        String[] outputs = run(script.toString()).split(MARK, -1);
        assertThat(outputs).as(() -> String.join("---\n", outputs)).hasSize(commands.size() + 2);
        assertThat(commands).hasSizeGreaterThan(10);
        for (int number = 0; number < commands.size(); number++) {
            Command command = commands.get(number);
            String output =
                    outputs[number + 1].lines().map(String::stripTrailing).collect(Collectors.joining("\n", "", "\n"));
            assertThat(output.equals("\n") ? "" : output)
                    .as("$ " + command.line())
                    .matches(Pattern.compile(pattern(command.shown())));
        }
    }

    private static String pattern(List<String> shown) {
        return shown.stream()
                .map(line -> line.equals("…")
                        ? "(?:.*\n)*"
                        : Arrays.stream(line.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*"))
                                + "\n")
                .collect(Collectors.joining());
    }

    private String run(String script) throws IOException, InterruptedException {
        Path home = Files.createDirectory(directory.resolve("home"));
        Map<String, String> environment = Map.of(
                "HOME", home.toString(),
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_AUTHOR_NAME", "Ada",
                "GIT_AUTHOR_EMAIL", "ada@example.org",
                "GIT_COMMITTER_NAME", "Ada",
                "GIT_COMMITTER_EMAIL", "ada@example.org");
        return Shell.warm(directory.resolve("bin"))
                .run(home, environment, script)
                .printed();
    }
}
