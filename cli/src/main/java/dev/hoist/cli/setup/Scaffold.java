package dev.hoist.cli.setup;

import dev.hoist.validator.verdict.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The first files of a repository that adopts Hoist.
 *
 * @param flags the flags directory, relative to the repository's root
 * @param environments in order of promotion, at least one
 * @param flag the first flag; empty if none is wanted
 * @param robot the job that raises; empty if none is wanted, else there is a CI product that runs it
 */
record Scaffold(
        String flags,
        List<String> environments,
        Optional<FirstFlag> flag,
        Optional<CiTemplate> ci,
        Optional<Robot> robot) {
    private static final String EDITOR = ".vscode/";
    private static final String SETTINGS = EDITOR + "settings.json";
    private static final String ROBOT = "hoist-robot";
    private static final String SCHEMAS = EDITOR + "hoist/";

    /** Text to one YAML reader, a boolean or null to another. */
    private static final Set<String> AMBIGUOUS = Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

    Scaffold {
        environments = List.copyOf(environments);
    }

    /** A flag that nobody has yet. */
    record FirstFlag(String group, String key, String owner) {
        String path(String flags) {
            return flags + "/" + group + "/" + key + ".yaml";
        }
    }

    String policyPath() {
        return flags + "/policy.yaml";
    }

    List<NewFile> files() {
        List<NewFile> files = new ArrayList<>();
        files.add(new NewFile(policyPath(), policy()));
        flag.ifPresent(first -> files.add(new NewFile(first.path(flags), flag(first))));
        files.add(new NewFile(SETTINGS, editorSettings()));
        files.addAll(schemas());
        files.addAll(filesForCi());
        return files;
    }

    private List<NewFile> filesForCi() {
        return ci.map(product -> robot.map(job -> product.files(flags, job)).orElseGet(() -> product.files(flags)))
                .orElse(List.of());
    }

    /** Whether other tools share a file of this name. */
    boolean isSharedWithOthers(NewFile file) {
        boolean isForCi = filesForCi().contains(file);
        return file.path().equals(SETTINGS) || (isForCi && !file.path().contains("hoist"));
    }

    /** Whether it is what runs the judge. */
    boolean isForCi(NewFile file) {
        return ci.stream().anyMatch(product -> product.files(flags).get(0).equals(file))
                || (filesForCi().contains(file) && mark(file).equals(ROBOT) && !isSharedWithOthers(file));
    }

    /** What an existing file of this path contains if it has all that is needed. */
    String mark(NewFile file) {
        return file.text().contains(ROBOT) || file.path().contains(ROBOT) ? ROBOT : "hoist";
    }

    private String policy() {
        StringBuilder text = new StringBuilder("""
            # How flags may rise here, and how fast. "hoist explain" lists the rules that read these figures.
            policy: 1
            zone: UTC                           # of peak hours and freezes; such as Europe/Berlin

            rings:                              # the audience, inner to outer; give each its `population` to see users counted
              internal: {description: Employees and testers}
              beta:     {description: Users who asked to be first}
              ga:       {description: Everybody else}

            environments:                       # in order of promotion
            """);
        for (int index = 0; index < environments.size(); index++) {
            boolean isLast = index == environments.size() - 1;
            text.append("  ").append(plainOrQuoted(environments.get(index))).append(":\n");
            if (index > 0) {
                text.append("    after: {environment: ")
                        .append(plainOrQuoted(environments.get(index - 1)))
                        .append(", at: 100}    # where a flag has to stand first\n");
            }
            text.append(isLast ? LAST.replace("\n\n", live()) : EARLIER);
        }
        robot.ifPresent(job -> text.append(job.guardrails()));
        return text.append("""
            # freezes:                          # days on which nothing rises anywhere; `until` is the day after the last
            #   - {from: 2026-12-21, until: 2027-01-04, reason: Year-end}

            stale_after: 90d                    # at 100 everywhere for longer than this, a flag should leave the code

            overrides:                          # rules that a commit message may override, with a reason
              allowed: [soak-cut-short]
            """).toString();
    }

    private String live() {
        return robot.flatMap(Robot::live)
                .map(ref -> "\n    live: " + plainOrQuoted(ref)
                        + "    # what is deployed here; no raise before the last one is\n\n")
                .orElse("\n\n");
    }

    private static final String EARLIER = """
            ladder: [0, 1, 5, 10, 25, 50, 75, 100]
            soak: 30m                       # how long a flag stands still before it may rise again
            spacing: 0m                     # how long after the raise of one flag another may rise

        """;

    private static final String LAST = """
            ladder: [0, 1, 5, 10, 25, 50, 75, 100]
            soak: 1h                        # how long a flag stands still before it may rise again
            holds: {50: 4h}                 # a longer soak before leaving these rungs
            spacing: 1h                     # how long after the raise of one flag another may rise
            scope: environment              # of spacing: all flags of the environment, or those of one `group`
            # peak_hours:                   # when nothing rises
            #   - {days: [mon, tue, wed, thu, fri], from: "17:00", to: "20:00"}
            # checklist: [dashboards-ready, on-call-briefed]    # what a flag has to tick before it leaves 0

        """;

    private String flag(FirstFlag first) {
        int width = environments.stream()
                .mapToInt(name -> plainOrQuoted(name).length())
                .max()
                .orElseThrow();
        StringBuilder text = new StringBuilder()
                .append("flag: ")
                .append(plainOrQuoted(first.key()))
                .append("\ndescription: Say here what being on means, for whoever reads it during an incident\nowner: ")
                .append(plainOrQuoted(first.owner()))
                .append("\n"
                        + "environments:    # a flag is born at 0; raise one environment at a time, by a rung at a"
                        + " time\n");
        for (String environment : environments) {
            String name = plainOrQuoted(environment) + ":";
            text.append("  ")
                    .append(name)
                    .append(" ".repeat(width + 2 - name.length()))
                    .append("{percentage: 0}\n");
        }
        return text.toString();
    }

    private String editorSettings() {
        return CiTemplate.text("editors/settings.json")
                .replace("./schemas/", "./" + SCHEMAS)
                .replace("\"flags/", "\"" + flags + "/");
    }

    /** One that tells the formats apart, since an editor knows a file by its place alone, and those that it names. */
    private static List<NewFile> schemas() {
        return Stream.of("hoist", "policy", "flag", "experiment")
                .map(format -> new NewFile(SCHEMAS + format + ".schema.json", schema(format)))
                .toList();
    }

    private static String schema(String format) {
        try (InputStream schema = Verdict.class.getResourceAsStream("/dev/hoist/schemas/" + format + ".schema.json")) {
            if (schema == null) {
                throw new IllegalStateException("the jar has no schema " + format);
            }
            return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As YAML has it; the text holds neither quotes nor backslashes. */
    private static String plainOrQuoted(String text) {
        boolean isPlain = text.matches("[A-Za-z]([A-Za-z0-9 ._/-]*[A-Za-z0-9._/-])?")
                && !AMBIGUOUS.contains(text.toLowerCase(Locale.ROOT));
        return isPlain ? text : "\"" + text + "\"";
    }
}
