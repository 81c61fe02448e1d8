package dev.hoist.validator.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.diff.Diff;
import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.judge.Judge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples of the guide: an edit of the sample flags as a diff, and below it what {@code hoist diff} says. */
class DiffGuideTest {
    private static final Path GUIDES = Path.of("../docs/guides");
    private static final Path GUIDE = GUIDES.resolve("reviewing-a-change.md");
    private static final Pattern EXAMPLE = Pattern.compile("""
            ```diff
            --- flags/(?<path>[^\n]*)
            -(?<before>[^\n]*)
            \\+(?<after>[^\n]*)
            ```

            ```
            (?<said>.*?)```
            """, Pattern.DOTALL | Pattern.UNIX_LINES);

    @Test
    void saysWhatTheGuideShows() throws IOException {
        String guide = Files.readString(GUIDE);
        StringBuilder mended = new StringBuilder();
        List<String> paths = new ArrayList<>();
        Matcher example = EXAMPLE.matcher(guide);
        while (example.find()) {
            paths.add(example.group("path"));
            String said = said(example.group("path"), example.group("before"), example.group("after"));
            String whole = example.group();
            example.appendReplacement(
                    mended,
                    Matcher.quoteReplacement(whole.substring(
                                    0, whole.length() - example.group("said").length() - 4) + said + "```\n"));
        }
        assertThat(paths).hasSize(2);
        assertThat(example.appendTail(mended).toString()).isEqualTo(guide);
    }

    private static String said(String path, String before, String after) throws IOException {
        Scenario scenario = new Scenario();
        for (String file : files()) {
            scenario.file(file, Files.readString(GUIDES.resolve("sample/flags").resolve(file)));
        }
        String text = scenario.base().files().getOrDefault(path, "");
        assertThat(text).contains(before);
        scenario.file(path, text.replace(before, after));
        StringBuilder said = new StringBuilder();
        DiffFormat.TEXT.report(AnsiStyle.PLAIN).write(Diff.of(new Judge(), scenario.proposalInAClone()), said);
        return said.toString();
    }

    private static List<String> files() throws IOException {
        Path flags = GUIDES.resolve("sample/flags");
        try (Stream<Path> files = Files.walk(flags)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> flags.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
