package dev.hoist.cli.setup;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The first files of a repository that adopts Hoist.
 *
 * @param flags the flags directory, relative to the repository's root
 * @param environments in order of promotion, at least one
 * @param flag the first flag; empty if none is wanted
 * @param ci the CI product that runs the judge; empty if none is known or wanted
 * @param robot the job that raises; empty if none is wanted. It needs {@code ci}
 * @param written the names in the existing policy and its flags; empty if the policy is one of the new files
 */
record Scaffold(
        String flags,
        List<String> environments,
        Optional<FirstFlag> flag,
        Optional<CiTemplate> ci,
        Optional<Robot> robot,
        Optional<EditorNames> written,
        Editor editor) {
    static final String SETTINGS = ".vscode/settings.json";
    private static final String ROBOT = "hoist-robot";

    /** Words that some YAML readers take for text and others for a boolean or null. */
    private static final Set<String> AMBIGUOUS = Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

    /** The ladder of a new policy. */
    private static final List<BigDecimal> LADDER =
            Stream.of(0, 1, 5, 10, 25, 50, 75, 100).map(BigDecimal::valueOf).toList();

    Scaffold {
        environments = List.copyOf(environments);
    }

    /** How an editor finds the schemas. */
    enum Editor {
        /** By settings in the repository. */
        SETTINGS(".vscode/hoist/"),
        /** By a line at the top of each file. This is used if git ignores the settings. */
        MODELINE(".hoist/schemas/"),
        /** Not at all. */
        NONE("");

        private final String folder;

        Editor(String folder) {
            this.folder = folder;
        }

        /** The folder of the schemas. */
        String folder() {
            return folder;
        }
    }

    /** A first flag, which no user has yet. */
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
        if (editor == Editor.SETTINGS) {
            files.add(new NewFile(SETTINGS, editorSettings()));
        }
        if (editor != Editor.NONE) {
            files.addAll(schemas());
        }
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

    /** Whether a file makes CI run the judge. */
    boolean isForCi(NewFile file) {
        return ci.stream().anyMatch(product -> product.files(flags).get(0).equals(file))
                || (filesForCi().contains(file) && mark(file).equals(ROBOT) && !isSharedWithOthers(file));
    }

    /** A text that an existing file of this path contains if nothing needs to be added to it. */
    String mark(NewFile file) {
        return file.text().contains(ROBOT) || file.path().contains(ROBOT) ? ROBOT : "hoist";
    }

    private String policy() {
        StringBuilder text = new StringBuilder("""
            ---
            # How flags may rise here, and how fast. "hoist explain" lists the rules that
            # read these figures.
            policy: 1
            # The time zone of peak hours and freezes, such as Europe/Berlin.
            zone: UTC

            # The audience, inner to outer. With a population in each ring, Hoist counts
            # users.
            rings:
              internal:
                description: Employees and testers
              beta:
                description: Users who asked to be first
              ga:
                description: Everybody else

            # In order of promotion.
            environments:
            """);
        for (int index = 0; index < environments.size(); index++) {
            boolean isLast = index == environments.size() - 1;
            text.append("  ").append(plainOrQuoted(environments.get(index))).append(":\n");
            if (index > 0) {
                text.append("    # Where a flag has to stand first.\n    after:\n      environment: ")
                        .append(plainOrQuoted(environments.get(index - 1)))
                        .append("\n      at: 100\n");
            }
            text.append(isLast ? LAST.replace("\n\n", live()) : EARLIER);
        }
        robot.ifPresent(job -> text.append(job.guardrails()));
        return text.append("""
            # Days on which nothing rises anywhere; `until` is the day after the last.
            # freezes:
            #   - from: 2026-12-21
            #     until: 2027-01-04
            #     reason: Year-end

            # A flag that stands at 100 everywhere for longer should leave the code.
            stale_after: 90d

            # Rules that a commit message may override, with a reason.
            overrides:
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
            # How long a flag stands still before it may rise again.
            soak: 30m
            # How long after the raise of one flag another may rise.
            spacing: 0m

        """;

    private static final String LAST = """
            ladder: [0, 1, 5, 10, 25, 50, 75, 100]
            # How long a flag stands still before it may rise again.
            soak: 1h
            # A longer soak before leaving these rungs.
            holds:
              50: 4h
            # How long after the raise of one flag another may rise: any other of the
            # environment, or one of the same group.
            spacing: 1h
            scope: environment
            # When nothing rises.
            # peak_hours:
            #   - days: [mon, tue, wed, thu, fri]
            #     from: "17:00"
            #     to: "20:00"
            # What a flag has to tick before it leaves 0.
            # checklist: [dashboards-ready, on-call-briefed]

        """;

    private String flag(FirstFlag first) {
        StringBuilder text = new StringBuilder(editor == Editor.MODELINE ? modeline() : "")
                .append("---\nflag: ")
                .append(plainOrQuoted(first.key()))
                .append("\ndescription: Say what being on means, for those who read it in an incident\nowner: ")
                .append(plainOrQuoted(first.owner()))
                .append("""

                        # A flag is born at 0. Raise one environment at a time, one rung at a time.
                        environments:
                        """);
        for (String environment : environments) {
            text.append("  ").append(plainOrQuoted(environment)).append(":\n    percentage: 0\n");
        }
        return text.toString();
    }

    private String editorSettings() {
        return CiTemplate.text("editors/settings.json")
                .replace("./schemas/", "./" + editor.folder())
                .replace("\"flags/", "\"" + flags + "/");
    }

    private List<NewFile> schemas() {
        List<NewFile> files = new ArrayList<>();
        EditorNames names = written.orElseGet(this::names);
        new EditorSchemas(flag.map(first -> names.with(first.key(), first.group(), first.owner()))
                        .orElse(names))
                .texts()
                .forEach((name, text) -> files.add(new NewFile(editor.folder() + name, text)));
        return files;
    }

    /** The names in the new policy. */
    private EditorNames names() {
        Map<String, EditorNames.Place> places = new LinkedHashMap<>();
        environments.forEach(name -> places.put(name, new EditorNames.Place(LADDER, List.of(), List.of())));
        return new EditorNames(places, List.of("internal", "beta", "ga"), List.of(), List.of(), List.of(), List.of());
    }

    /** The line with which an editor finds the schema of a flag. */
    private String modeline() {
        String up = "../".repeat(flags.split("/", -1).length + 1);
        return "# yaml-language-server: $schema=" + up + editor.folder() + "hoist.schema.json\n";
    }

    /** A text in YAML. The text must not contain quotes or backslashes. */
    private static String plainOrQuoted(String text) {
        boolean isPlain = text.matches("[A-Za-z]([A-Za-z0-9 ._/-]*[A-Za-z0-9._/-])?")
                && !AMBIGUOUS.contains(text.toLowerCase(Locale.ROOT));
        return isPlain ? text : "\"" + text + "\"";
    }
}
