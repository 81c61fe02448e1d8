package dev.hoist.cli.setup;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import dev.hoist.validator.Checkout;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.tree.FileReading;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hoist init}: writes the first files into a repository without flags. */
@Command(
        name = "init",
        description =
                "Writes a policy, a first flag and what lets CI judge every change; never over a file that is there.",
        footer = {
            "",
            "Examples:",
            "  hoist init --ci github --owner game-platform",
            "  hoist init --flag checkout/use_new_checkout --dry-run",
            "  hoist init --ci github --robot --settle 20m",
            "",
            "Exit codes: 0 written, 2 cannot write (nothing was written)."
        })
public final class InitCommand extends ExecutableCommand {
    private static final String NO_CI = "none";
    private static final String DEFAULT_GROUP = "features";
    private static final String DEFAULT_OWNER = "my-team";
    private static final int LONGEST = 64;
    private static final int LONGEST_OWNER = 200;
    private static final Pattern ENVIRONMENT = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");
    private static final Pattern KEY = Pattern.compile("[A-Za-z]([._-]?[A-Za-z0-9]){0,99}");
    private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");
    private static final Pattern REF = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._/-]*");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,4}[mhd])+");
    private static final Pattern OWNER = Pattern.compile("[\\p{L}\\p{N}@][\\p{L}\\p{N}\\p{M} ._@/+&-]*");

    @Mixin
    RepositoryOptions place;

    @Option(
            names = "--ci",
            paramLabel = "PRODUCT",
            description = "Your CI product: github, gitlab, jenkins, bitbucket, azure, or none. Default: the one that"
                    + " the repository has files for.")
    @Nullable
    String ci;

    @Option(
            names = "--environments",
            paramLabel = "NAMES",
            description = "The environments, in order of promotion. Default: staging,production.")
    @Nullable
    String environments;

    @Option(
            names = "--owner",
            paramLabel = "NAME",
            defaultValue = DEFAULT_OWNER,
            description = "The owner of the first flag. Default: my-team.")
    String owner = DEFAULT_OWNER;

    @Option(
            names = "--flag",
            paramLabel = "[GROUP/]KEY",
            description = "The key of the first flag. Default: my_first_flag; none if there are flags already.")
    @Nullable
    String flag;

    @Option(
            names = "--robot",
            description = {
                "Also write a scheduled job that takes flags down on a breach and raises those that have a target, for"
                        + " github or gitlab. A person is asked for --settle where neither it nor --live is given."
            })
    boolean robot;

    @Option(
            names = "--settle",
            paramLabel = "DURATION",
            description =
                    "With --robot: how long after a movement nothing is measured. Make it longer than a deployment"
                            + " takes. Default: 15m.")
    @Nullable
    String settle;

    @Option(
            names = "--live",
            paramLabel = "REF",
            description = "With --robot: a ref of what is deployed in the last environment, such as"
                    + " refs/tags/production. Nothing rises there before the last raise is deployed.")
    @Nullable
    String live;

    @Option(
            names = "--direct-push",
            description = "With --robot: let the job raise by a commit on the branch. Default: by a pull request.")
    boolean directPush;

    @Option(names = "--dry-run", description = "Show what would be written, and write nothing.")
    boolean dryRun;

    @Override
    public int run(Terminal terminal) throws IOException {
        Checkout checkout = checkout(terminal);
        Scaffold beginning = beginning(checkout, terminal);
        NewFilesWriter disk = new NewFilesWriter(checkout.root());
        List<NewFile> fresh = new ArrayList<>();
        List<NewFile> kept = new ArrayList<>();
        beginning.files().forEach(file -> (disk.has(file) ? kept : fresh).add(file));
        if (!dryRun) {
            disk.write(fresh);
            requireSeen(checkout, beginning, disk);
        }
        Writer out = terminal.out();
        for (NewFile file : fresh) {
            out.append(dryRun ? "would write " : "wrote ").append(file.path()).append('\n');
        }
        for (NewFile file : kept) {
            out.append(dryRun ? "would keep  " : "kept  ").append(file.path()).append(", which is there already\n");
        }
        if (beginning.editor() != Scaffold.Editor.SETTINGS) {
            out.append("git ignores .vscode, so ")
                    .append(
                            beginning.editor() == Scaffold.Editor.NONE
                                    ? "no schemas for editors were written\n"
                                    : "a line in the first flag names the schema for editors; copy it into other files\n");
        }
        byHand(beginning, disk, kept, out);
        if (!dryRun) {
            next(beginning, fresh, out);
        }
        return ExitCode.ACCEPTED;
    }

    private Checkout checkout(Terminal terminal) {
        String flags = place.flags(terminal);
        Checkout checkout = new Hoist()
                .checkout(place.repository(terminal), flags)
                .orElseThrow(() -> new Misuse(
                        "\"" + place.repository(terminal) + "\" lies in no git working tree",
                        "run this in a clone, or name one with --repo; \"git init\" makes a new repository"));
        // the name goes into the commands and the patterns of other products, each of which quotes in its own way
        boolean isPlain = Arrays.stream(checkout.tree().directory().split("/"))
                .allMatch(name -> FOLDER.matcher(name).matches());
        if (!isPlain) {
            throw new Misuse(
                    "--flags \"" + flags + "\" cannot be the flags directory",
                    "name one of letters, digits, dots, _ and -, such as \"flags\" or \"config/flags\"");
        }
        return checkout;
    }

    private Scaffold beginning(Checkout checkout, Terminal terminal) throws IOException {
        FlagTree tree = checkout.tree();
        List<String> names = environments(tree);
        Optional<Scaffold.FirstFlag> first = first(tree);
        Optional<CiTemplate> product = ci(checkout);
        return new Scaffold(
                tree.directory(),
                names,
                first,
                product,
                robot(product, terminal),
                tree.policy().map(policy -> EditorNames.of(policy, tree)),
                editor(checkout, terminal));
    }

    private Optional<Robot> robot(Optional<CiTemplate> product, Terminal terminal) throws IOException {
        if (!robot) {
            if (settle != null || live != null || directPush) {
                throw new Misuse("--settle, --live and --direct-push are about the job of --robot", "add --robot");
            }
            return Optional.empty();
        }
        if (product.filter(CiTemplate::hasRobot).isEmpty()) {
            throw new Misuse(
                    "--robot writes a job for github or gitlab, and "
                            + product.map(one -> "this is " + one.text()).orElse("no CI product is known"),
                    "name one with --ci; elsewhere let a scheduler run \"hoist guard --act --push\" and then \"hoist"
                            + " advance --push\"");
        }
        Optional<String> deployed = Optional.ofNullable(live).map(text -> RepositoryOptions.given("--live", text));
        deployed.filter(ref -> !REF.matcher(ref).matches()).ifPresent(ref -> {
            throw new Misuse("--live \"" + ref + "\" is no ref", "write it as in refs/tags/production");
        });
        String pause = settle == null && deployed.isEmpty() ? asked(terminal) : settle == null ? "0m" : settle;
        if (!DURATION.matcher(pause).matches()) {
            throw new Misuse("\"" + pause + "\" is no duration", "write a number and a unit, as in 15m or 1h30m");
        }
        return Optional.of(new Robot(pause, deployed, directPush));
    }

    /** The answer of a person; without a person, the default. */
    private static String asked(Terminal terminal) throws IOException {
        if (!terminal.outIsTerminal()) {
            return Robot.DEFAULT_SETTLE;
        }
        terminal.out()
                .append("How long does a deployment take at most? After a raise nothing is measured for that long ["
                        + Robot.DEFAULT_SETTLE + "]: ");
        terminal.out().flush();
        StringBuilder answer = new StringBuilder();
        for (int read = terminal.in().read(); read >= 0 && read != '\n' && answer.length() < LONGEST; ) {
            answer.append((char) read);
            read = terminal.in().read();
        }
        return answer.toString().isBlank()
                ? Robot.DEFAULT_SETTLE
                : answer.toString().strip();
    }

    /** How an editor finds the schemas: the first way whose files git does not ignore. */
    private static Scaffold.Editor editor(Checkout checkout, Terminal terminal) {
        for (Scaffold.Editor way : List.of(Scaffold.Editor.SETTINGS, Scaffold.Editor.MODELINE)) {
            List<String> paths = new ArrayList<>(List.of(way.folder() + "hoist.schema.json"));
            if (way == Scaffold.Editor.SETTINGS) {
                paths.add(Scaffold.SETTINGS);
            }
            if (new Hoist()
                    .ignored(checkout.root(), checkout.tree().directory(), paths, terminal.environment())
                    .isEmpty()) {
                return way;
            }
        }
        return Scaffold.Editor.NONE;
    }

    /** The environments of the policy, if there is one. A flag with other environments would be refused. */
    private List<String> environments(FlagTree tree) {
        List<String> asked = environments == null
                ? List.of("staging", "production")
                : Arrays.stream(RepositoryOptions.given("--environments", environments)
                                .split(",", -1))
                        .map(String::strip)
                        .toList();
        asked.forEach(InitCommand::checkEnvironment);
        if (new HashSet<>(asked).size() < asked.size()) {
            throw new Misuse("--environments \"" + environments + "\" names one twice", "name each once");
        }
        if (!tree.hasPolicyFile()) {
            requireNoOtherPolicy(tree);
            return asked;
        }
        List<String> written = tree.policy()
                .map(Policy::environmentNames)
                .orElseThrow(() -> new CannotJudge(
                        "\"" + tree.policyPath() + "\" is there, but cannot be read",
                        "\"hoist validate --structure-only\" says why"));
        if (environments != null && !asked.equals(written)) {
            throw new Misuse(
                    "\"" + tree.policyPath() + "\" is there, and its environments are " + String.join(", ", written),
                    "leave out --environments, or edit the policy");
        }
        return written;
    }

    /**
     * Refuses to go on if there is a policy under another name. A second policy would be written, and the first one
     * would be refused.
     */
    private static void requireNoOtherPolicy(FlagTree tree) {
        String stem = tree.policyPath().substring(0, tree.policyPath().lastIndexOf('.') + 1);
        tree.readings()
                .map(FileReading::path)
                .filter(path ->
                        path.regionMatches(true, 0, stem, 0, stem.length()) && path.indexOf('/', stem.length()) < 0)
                .findFirst()
                .ifPresent(path -> {
                    throw new Misuse(
                            "\"" + path + "\" exists, but the policy must have another name",
                            "rename it to \"" + FlagTree.POLICY_FILE + "\" first");
                });
    }

    private static void checkEnvironment(String name) {
        if (name.length() > LONGEST || !ENVIRONMENT.matcher(name).matches()) {
            throw new Misuse(
                    "\"" + name + "\" is no name of an environment",
                    "begin it with a letter, then letters, digits, dots, _ or -, at most 64 characters; --environments"
                            + " takes the names with commas between them");
        }
    }

    private Optional<Scaffold.FirstFlag> first(FlagTree tree) {
        String answers = RepositoryOptions.given("--owner", owner).strip();
        if (answers.length() > LONGEST_OWNER || !OWNER.matcher(answers).matches()) {
            throw new Misuse(
                    "--owner \"" + owner + "\" is no name of a team or a person",
                    "write it in letters, digits, spaces and . _ @ / + & -, such as \"game-platform\"");
        }
        if (flag == null) {
            return tree.isEmpty() || tree.flags().findAny().isEmpty()
                    ? Optional.of(new Scaffold.FirstFlag(DEFAULT_GROUP, "my_first_flag", answers))
                    : Optional.empty();
        }
        String asked = RepositoryOptions.given("--flag", flag);
        int slash = asked.indexOf('/');
        String group = slash < 0 ? DEFAULT_GROUP : asked.substring(0, slash);
        String key = asked.substring(slash + 1);
        if (!KEY.matcher(key).matches()) {
            throw new Misuse(
                    "--flag \"" + asked + "\" is no key",
                    "write it as in use_new_checkout: a letter first, words of letters and digits joined by single _,"
                            + " - or ., at most 100 characters");
        }
        if (group.length() > LONGEST || !FOLDER.matcher(group).matches()) {
            throw new Misuse(
                    "--flag \"" + asked + "\" names no group",
                    "write GROUP/KEY, as in checkout/use_new_checkout; the group is a folder of the flags directory");
        }
        Scaffold.FirstFlag first = new Scaffold.FirstFlag(group, key, answers);
        tree.pathsOfKeysLike(key).stream()
                .filter(path -> !path.equals(first.path(tree.directory())))
                .findFirst()
                .ifPresent(path -> {
                    throw new Misuse(
                            "there is a flag of that name already: \"" + path + "\"", "give --flag another key");
                });
        return Optional.of(first);
    }

    private Optional<CiTemplate> ci(Checkout checkout) {
        if (ci == null) {
            List<CiTemplate> found = CiTemplate.in(checkout.root());
            if (found.size() > 1) {
                throw new Misuse(
                        "the repository has files of "
                                + String.join(
                                        " and of ",
                                        found.stream().map(CiTemplate::text).toList()),
                        "say with --ci which of them judges changes, or --ci none");
            }
            return found.stream().findFirst();
        }
        String asked = RepositoryOptions.given("--ci", ci);
        if (asked.equals(NO_CI)) {
            return Optional.empty();
        }
        return Optional.of(CiTemplate.named(asked).orElseThrow(() -> {
            List<String> names = new ArrayList<>(CiTemplate.names());
            names.add(NO_CI);
            return Misuse.unknown("no CI product \"" + asked + "\"", asked, names);
        }));
    }

    /** Refuses files that git ignores. Nobody would notice that they are not judged. */
    private void requireSeen(Checkout checkout, Scaffold beginning, NewFilesWriter disk) {
        FlagTree tree = new Hoist()
                .checkout(checkout.root(), beginning.flags())
                .orElseThrow(IllegalStateException::new)
                .tree();
        boolean sees = tree.hasPolicyFile()
                && beginning.flag().stream()
                        .allMatch(first ->
                                tree.written(first.path(beginning.flags())).isPresent());
        if (!sees) {
            disk.takeBack();
            throw new Misuse(
                    "git ignores what lies under \"" + beginning.flags() + "\", so nothing was written",
                    "take it out of .gitignore, or name another folder with --flags");
        }
    }

    /** Prints what a person must add to an existing file. */
    private static void byHand(Scaffold beginning, NewFilesWriter disk, List<NewFile> kept, Writer out)
            throws IOException {
        for (NewFile file : kept) {
            if (beginning.isSharedWithOthers(file) && !disk.mentions(file, beginning.mark(file))) {
                out.append("\nadd to ").append(file.path()).append(" by hand:\n\n");
                for (String line : file.text().lines().toList()) {
                    out.append(line.isEmpty() ? "" : "    " + line).append('\n');
                }
            }
        }
    }

    private void next(Scaffold beginning, List<NewFile> fresh, Writer out) throws IOException {
        String flags = beginning.flags();
        String option = flags.equals(RepositoryOptions.DEFAULT_FLAGS) ? "" : " --flags " + flags;
        out.append("\nnext:\n");
        if (fresh.isEmpty()) {
            out.append("  hoist validate").append(option).append('\n');
        } else {
            out.append("  make the figures in ").append(beginning.policyPath()).append(" yours\n");
            for (NewFile file : fresh) {
                if (beginning.isForCi(file)) {
                    out.append("  read the comments in ").append(file.path()).append(": they say what to set\n");
                }
            }
            if (beginning.robot().isPresent()) {
                boolean isNew = fresh.stream().anyMatch(file -> file.path().equals(beginning.policyPath()));
                out.append(
                        isNew
                                ? "  write your metrics server and your queries into " + beginning.policyPath()
                                        + ": without them nothing rises\n"
                                        + (settle == null && live == null
                                                ? "  make \"settle\" there longer than a deployment takes\n"
                                                : "")
                                : "  add \"metrics\" and \"guardrails\" to " + beginning.policyPath()
                                        + ", with a settle that is longer than a deployment\n");
                out.append("  hoist target FLAG -e ENVIRONMENT 100")
                        .append(option)
                        .append(", for what the job may raise\n");
            }
            out.append("  hoist validate")
                    .append(option)
                    .append("\n  git add ")
                    .append(String.join(" ", tops(fresh)))
                    .append(" && git commit -m \"Adopt Hoist\"\n");
        }
        if (beginning.ci().isEmpty() && !NO_CI.equals(ci)) {
            out.append("  hoist init")
                    .append(option)
                    .append(" --ci PRODUCT, for what runs your builds: ")
                    .append(String.join(", ", CiTemplate.names()))
                    .append('\n');
        }
    }

    private static List<String> tops(List<NewFile> files) {
        return files.stream()
                .map(file -> file.path().split("/", -1)[0])
                .distinct()
                .toList();
    }
}
