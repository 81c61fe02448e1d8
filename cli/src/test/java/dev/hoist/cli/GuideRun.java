package dev.hoist.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.cli.command.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A guide, followed to the letter: what it tells its reader to type is typed into a shell, and what it says that this prints
 * has to be printed.
 *
 * <p>How such a page is written:
 *
 * <ul>
 *   <li>A block {@code sh} is run by {@code sh}, in the directory in which the one before ended; variables do not outlive it.
 *       Every command in it has to succeed; a line that ends in {@code # refused} has to end with 1, one that ends in
 *       {@code # cannot judge} with 2.
 *   <li>The block {@code text} that comes next is all that it prints, the error stream included; ids of commits may be others.
 *       Without such a block it has to print nothing.
 *   <li>A block {@code diff} edits a file: its first line is the path; lines with {@code -} stand in the file exactly once, one
 *       after another, and those with {@code +} take their place.
 *   <li>A line {@code <!-- clock: 2026-12-18T09:00:00Z -->} sets the clock of git and of {@code hoist}, and
 *       {@code <!-- clock: +PT30M -->} moves it on. Otherwise it stands still.
 *   <li>All other blocks are for the reader alone.
 * </ul>
 *
 * <p>{@code hoist} is the command as it is built. With {@code -Dhoist.golden=write} the page's {@code text} blocks are
 * written anew: read what differs before you commit it.
 */
final class GuideRun {
    private static final Pattern FENCE = Pattern.compile("```([a-z]+)");
    private static final Pattern CLOCK = Pattern.compile("<!-- clock: (\\S+) -->");
    private static final Pattern OTHERWISE = Pattern.compile("(.*\\S)\\s+# (refused|cannot judge)");
    private static final Pattern COMMIT = Pattern.compile("\\b(?=[0-9a-f]*[0-9])[0-9a-f]{7,40}\\b");

    private final Path page;
    private final List<String> lines;
    private final Path whereabouts;
    private final Shell shell;
    private Path directory;
    private Instant clock = Instant.parse("2026-11-24T09:00:00Z");

    private GuideRun(Path page, Path directory, Path tools) throws IOException {
        this.page = page;
        this.lines = new ArrayList<>(Files.readAllLines(page));
        this.directory = directory;
        this.whereabouts = tools.resolve("whereabouts");
        this.shell = Shell.warm(tools);
    }

    /**
     * Follows a page from its beginning to its end.
     *
     * @param directory where its reader stands at the start
     * @param tools an empty directory apart from that
     */
    static void follow(Path page, Path directory, Path tools) throws IOException, InterruptedException {
        GuideRun run = new GuideRun(page, directory, tools);
        int commands = 0;
        for (int line = 0; line < run.lines.size(); line++) {
            Matcher moved = CLOCK.matcher(run.lines.get(line));
            Matcher fence = FENCE.matcher(run.lines.get(line));
            if (moved.matches()) {
                run.setClock(moved.group(1));
            } else if (fence.matches()) {
                int end = run.endOf(line);
                List<String> block = run.lines.subList(line + 1, end);
                switch (fence.group(1)) {
                    case "sh" -> {
                        commands++;
                        end = run.type(List.copyOf(block), line, end);
                    }
                    case "diff" -> run.edit(List.copyOf(block), line);
                    case "text" -> throw run.wrong(line, "nothing is typed that prints this");
                    default -> {}
                }
                line = end;
            }
        }
        assertThat(commands).as("commands in " + page).isPositive();
        if (writes()) {
            Files.write(page, run.lines);
        }
    }

    /** Runs a block and compares what it prints with what the page says; returns the line on which that ends. */
    private int type(List<String> commands, int line, int end) throws IOException, InterruptedException {
        String printed = run(commands, line);
        int next = end + 1;
        while (next < lines.size() && !lines.get(next).startsWith("```")) {
            next++;
        }
        boolean isSaid = next < lines.size() && lines.get(next).equals("```text");
        if (!isSaid) {
            assertThat(printed).as(place(line) + " prints").isEmpty();
            return end;
        }
        int last = endOf(next);
        String said = withoutIds(String.join("\n", lines.subList(next + 1, last)));
        if (writes() && !withoutIds(printed.stripTrailing()).equals(said)) {
            List<String> block = lines.subList(next + 1, last);
            block.clear();
            block.addAll(printed.stripTrailing().lines().toList());
            return endOf(next);
        }
        assertThat(withoutIds(printed.stripTrailing()))
                .as(place(line) + " prints")
                .isEqualTo(said);
        return last;
    }

    private String run(List<String> block, int line) throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder("set -e\n");
        block.forEach(command -> script.append(expecting(command)).append('\n'));
        script.append("pwd >'").append(whereabouts).append("'\n");
        Map<String, String> environment = new HashMap<>(Git.at(clock));
        environment.put("GUIDE_NOW", clock.toString());
        Shell.Result result = shell.run(directory, environment, script.toString());
        if (result.status() != 0) {
            throw wrong(
                    line, "a command ends otherwise than the page says; until there it printed\n" + result.printed());
        }
        directory = Path.of(Files.readString(whereabouts).strip());
        return result.printed();
    }

    private static String expecting(String command) {
        Matcher otherwise = OTHERWISE.matcher(command);
        if (!otherwise.matches()) {
            return command;
        }
        int code = otherwise.group(2).equals("refused") ? ExitCode.REFUSED : ExitCode.CANNOT_JUDGE;
        return "if " + otherwise.group(1) + "; then exit 3; else [ $? -eq " + code + " ]; fi";
    }

    private void edit(List<String> block, int line) throws IOException {
        Path file = directory.resolve(block.get(0));
        String before = marked(block, "-");
        String text = Files.readString(file);
        int first = text.indexOf(before);
        if (before.isEmpty() || first < 0 || text.indexOf(before, first + 1) >= 0) {
            throw wrong(line, "what is to be replaced does not stand exactly once in\n" + text);
        }
        Files.writeString(file, text.replace(before, marked(block, "+")));
    }

    private static String marked(List<String> block, String mark) {
        StringBuilder text = new StringBuilder();
        block.stream()
                .filter(line -> line.startsWith(mark))
                .forEach(line -> text.append(line.substring(1)).append('\n'));
        return text.toString();
    }

    private void setClock(String text) {
        clock = text.startsWith("+") ? clock.plus(Duration.parse(text.substring(1))) : Instant.parse(text);
    }

    private int endOf(int fence) {
        for (int line = fence + 1; line < lines.size(); line++) {
            if (lines.get(line).equals("```")) {
                return line;
            }
        }
        throw wrong(fence, "the block has no end");
    }

    private static String withoutIds(String text) {
        return COMMIT.matcher(text).replaceAll("<commit>");
    }

    private static boolean writes() {
        return "write".equals(System.getProperty("hoist.golden"));
    }

    private String place(int line) {
        return page.getFileName() + ":" + (line + 1);
    }

    private AssertionError wrong(int line, String what) {
        return new AssertionError(place(line) + ": " + what);
    }
}
