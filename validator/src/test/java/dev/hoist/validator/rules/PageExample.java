package dev.hoist.validator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.history.Landing;
import dev.hoist.validator.reading.Durations;
import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An example of a rule's page: files before and after, as a diff. How one is read is told in {@code docs/rules/README.md}, under
 * "How to read the examples".
 */
record PageExample(
        String title,
        List<Stage> stages,
        List<String> messages,
        Landing landing,
        List<String> readings,
        List<String> counts) {
    private static final Pattern AGO = Pattern.compile("# ([0-9dhm]+) (ago|ahead)");
    private static final Pattern NOW = Pattern.compile("# now(?:: (\\S+))?");
    private static final Pattern DEPLOYED = Pattern.compile("# deployed: (\\S+)");
    private static final Pattern READS = Pattern.compile("# reads: (\\S+ \\S+)");
    private static final Pattern COUNTS = Pattern.compile("# counts: (\\S+ \\S+)");
    private static final Pattern LANDS = Pattern.compile("# lands: ([a-z]+)");
    private static final Pattern HEADING = Pattern.compile("flags/(\\S*)(?:\\s+# (.*))?");
    private static final Pattern MARKER =
            Pattern.compile("[ \\t]+# ((?:refused|warning): [a-z, :-]+)$", Pattern.MULTILINE);

    /**
     * What landed at one time; the last is the change.
     *
     * @param when how long ago or ahead, or the clock, or empty for the usual clock
     * @param isAhead whether it is dated in the future
     * @param deployed references that name it from then on
     */
    private record Stage(String when, boolean isLanded, boolean isAhead, List<Hunk> hunks, List<String> deployed) {
        Stage(String when, boolean isLanded, boolean isAhead) {
            this(when, isLanded, isAhead, new ArrayList<>(), new ArrayList<>());
        }
    }

    /**
     * A file's lines before and after.
     *
     * @param isPart whether the lines stand somewhere in the file; otherwise they are all of it
     * @param isGone whether the file goes, with lines that are not shown
     * @param marks findings about the file as a whole
     */
    private record Hunk(String path, boolean isPart, boolean isGone, List<String> lines, String marks) {
        String before() {
            return side('-');
        }

        String after() {
            return side('+');
        }

        private String side(char own) {
            StringBuilder text = new StringBuilder();
            for (String line : lines) {
                if (line.isEmpty() || line.charAt(0) == ' ' || line.charAt(0) == own) {
                    String plain = line.isEmpty() ? "" : line.substring(1);
                    text.append(own == '-' ? MARKER.matcher(plain).replaceFirst("") : plain)
                            .append('\n');
                }
            }
            return text.toString();
        }
    }

    static PageExample read(String title, List<String> block) {
        List<Stage> stages = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        Landing landing = Landing.PROPOSED;
        List<String> readings = new ArrayList<>();
        List<String> counts = new ArrayList<>();
        if (!AGO.matcher(block.get(0)).matches() && !NOW.matcher(block.get(0)).matches()) {
            stages.add(new Stage("", false, false));
        }
        for (String line : block) {
            Matcher ago = AGO.matcher(line);
            Matcher now = NOW.matcher(line);
            Matcher deployed = DEPLOYED.matcher(line);
            Matcher lands = LANDS.matcher(line);
            Matcher reads = READS.matcher(line);
            Matcher counted = COUNTS.matcher(line);
            Matcher heading = HEADING.matcher(line);
            if (ago.matches()) {
                stages.add(new Stage(ago.group(1), true, ago.group(2).equals("ahead")));
            } else if (now.matches()) {
                stages.add(new Stage(now.group(1) == null ? "" : now.group(1), false, false));
            } else if (deployed.matches()) {
                stages.get(stages.size() - 1).deployed().add(deployed.group(1));
            } else if (reads.matches()) {
                readings.add(reads.group(1));
            } else if (counted.matches()) {
                counts.add(counted.group(1));
            } else if (lands.matches()) {
                landing = Landing.valueOf(lands.group(1).toUpperCase(Locale.ROOT));
            } else if (line.startsWith("#")) {
                messages.add(line.substring(1).strip());
            } else {
                List<Hunk> hunks = stages.get(stages.size() - 1).hunks();
                if (heading.matches()) {
                    String marks = heading.group(2) == null ? "" : heading.group(2);
                    hunks.add(new Hunk(heading.group(1), false, false, new ArrayList<>(), marks));
                } else if (line.startsWith("@@")) {
                    Hunk open = hunks.get(hunks.size() - 1);
                    if (open.lines().isEmpty()) {
                        hunks.remove(open);
                    }
                    hunks.add(new Hunk(
                            open.path(),
                            !line.equals("@@ deleted"),
                            open.isGone() || line.equals("@@ deleted"),
                            new ArrayList<>(),
                            open.marks()));
                } else if (line.isEmpty() || " +-".indexOf(line.charAt(0)) >= 0) {
                    hunks.get(hunks.size() - 1).lines().add(line);
                } else {
                    throw new AssertionError(title + ": neither a heading nor a line of a diff: " + line);
                }
            }
        }
        return new PageExample(title, stages, messages, landing, readings, counts);
    }

    /** Tells the example to the judge, on top of the example repository, and holds it to the marks. */
    Verdict verify(Path repository) {
        Scenario scenario = new Scenario().landing(landing);
        stages.stream()
                .filter(stage -> !stage.isLanded() && !stage.when().isEmpty())
                .forEach(stage -> scenario.now(stage.when()));
        Map<String, String> files = files(repository);
        Set<String> shown = new HashSet<>();
        for (Stage stage : stages) {
            for (Hunk hunk : stage.hunks()) {
                if (!hunk.path().isEmpty() && shown.add(hunk.path()) && !hunk.isPart() && !hunk.isGone()) {
                    files.remove(hunk.path());
                    if (!hunk.before().isBlank()) {
                        files.put(hunk.path(), hunk.before());
                    }
                }
            }
        }
        files.forEach(scenario::file);
        scenario.base();
        for (Stage stage : stages) {
            Map<String, String> marked = new TreeMap<>(files);
            stage.hunks().forEach(hunk -> land(hunk, marked, scenario));
            if (stage.isLanded()) {
                Duration time = Durations.parse(stage.when()).orElseThrow();
                scenario.at(
                        stage.isAhead()
                                ? scenario.now().plus(time)
                                : scenario.now().minus(time));
                stage.deployed().forEach(scenario::deployed);
            }
            files = new TreeMap<>();
            for (Map.Entry<String, String> file : marked.entrySet()) {
                files.put(file.getKey(), MARKER.matcher(file.getValue()).replaceAll(""));
            }
        }
        readings.forEach(reading -> scenario.reads(reading.split(" ", 2)[0], reading.split(" ", 2)[1]));
        counts.forEach(count -> scenario.counts(count.split(" ", 2)[0], count.split(" ", 2)[1]));
        if (!messages.isEmpty()) {
            scenario.message(String.join("\n", messages));
        }
        return scenario.verify();
    }

    private void land(Hunk hunk, Map<String, String> marked, Scenario scenario) {
        if (hunk.path().isEmpty()) {
            scenario.expect("flags", hunk.marks());
            return;
        }
        String old = marked.getOrDefault(hunk.path(), "");
        String text = "";
        if (!hunk.isGone()) {
            assertThat(old).as(title + ": " + hunk.path() + " before").contains(hunk.before());
            text = hunk.isPart() ? old.replace(hunk.before(), hunk.after()) : hunk.after();
        }
        if (text.isBlank()) {
            marked.remove(hunk.path());
            scenario.without(hunk.path());
            expectOfRemoved(hunk, scenario);
        } else {
            scenario.file(hunk.path(), text);
            marked.put(hunk.path(), text);
        }
        if (!hunk.marks().isEmpty()) {
            scenario.expect("flags/" + hunk.path(), hunk.marks());
        }
    }

    private static void expectOfRemoved(Hunk hunk, Scenario scenario) {
        int number = 0;
        for (String line : hunk.lines()) {
            number++;
            Matcher marker = MARKER.matcher(line);
            if (marker.find()) {
                scenario.expect("flags/" + hunk.path() + ":" + number, marker.group(1));
            }
        }
    }

    private static Map<String, String> files(Path repository) {
        Path root = repository.resolve("flags");
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(path).toString(), Files.readString(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    @Override
    public String toString() {
        return title;
    }
}
