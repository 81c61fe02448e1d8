package dev.hoist.cli.setup;

import dev.hoist.cli.command.ExecutableCommand;
import dev.hoist.cli.command.ExitCode;
import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.cli.command.Terminal;
import dev.hoist.evaluator.output.Output;
import dev.hoist.validator.Checkout;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.LoadedFlags;
import dev.hoist.validator.disk.AtomicFile;
import dev.hoist.validator.disk.DiskReason;
import dev.hoist.validator.report.ReportFormat;
import dev.hoist.validator.report.VisibleText;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code hoist codeowners}: writes into CODEOWNERS who must review each flag. It takes this from the owners of the
 * flags.
 */
@Command(
        name = "codeowners",
        description = "Writes a section of CODEOWNERS, so that the owners of flags review their flags.",
        footer = {
            "",
            "Examples:",
            "  hoist codeowners --prefix @acme/ --policy-owner @acme/release",
            "  hoist codeowners --check",
            "",
            "Exit codes: 0 written or current, 1 refused and nothing written, 2 cannot judge."
        })
public final class CodeownersCommand extends ExecutableCommand {
    private static final List<String> ON_GITHUB = List.of(".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS");
    private static final List<String> ON_GITLAB = List.of("CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS");

    @Mixin
    RepositoryOptions place;

    @Option(
            names = "--check",
            description = "Write nothing. The exit code is 1 if the section does not match the flags.")
    boolean check;

    @Option(
            names = "--file",
            paramLabel = "PATH",
            description =
                    "The file, relative to the repository's root; if left out, where GitHub or GitLab looks for it.")
    @Nullable
    String file;

    @Option(
            names = "--prefix",
            paramLabel = "TEXT",
            description =
                    "The prefix that turns an owner into a name in CODEOWNERS, such as @acme/. The section stores it.")
    @Nullable
    String prefix;

    @Option(
            names = "--map",
            paramLabel = "OWNER=NAME",
            description =
                    "What one owner is called in CODEOWNERS, as in \"Game Platform=@acme/games\"; may come several"
                            + " times. The section remembers it.")
    List<String> maps = new ArrayList<>();

    @Option(
            names = "--policy-owner",
            paramLabel = "NAME",
            description = "Who reviews the policy, and flags without a line, such as @acme/release. The section"
                    + " stores it.")
    @Nullable
    String policyOwner;

    @Override
    public int run(Terminal terminal) throws IOException {
        Hoist judge = new Hoist();
        Path repository = place.repository(terminal);
        Checkout checkout = judge.checkout(repository, place.flags(terminal))
                .orElseThrow(() -> new Misuse(
                        "\"" + repository + "\" lies in no git working tree",
                        "run this in a clone, or name one with --repo"));
        LoadedFlags standing = judge.standing(
                repository, place.flags(terminal), terminal.clock().instant());
        if (!standing.isDefinite()) {
            ReportFormat.TEXT.report(terminal.style()).judged(standing.structure(), terminal.out());
            return ExitCode.REFUSED;
        }
        String name = name(checkout.root());
        Path path = path(checkout.root(), name);
        String before = read(name, path);
        Codeowners old = new Codeowners(name, before);
        OwnerNames names = asked().or(OwnerNames.read(old.section()));
        OwnerLines owners = OwnerLines.of(standing.tree(), names);
        String after = old.with(names, owners, isGitlab(checkout.root(), name, old));
        Codeowners current = new Codeowners(name, after);
        Optional<String> taken = current.takenAway(owners);
        if (taken.isPresent()) {
            return refused(
                    terminal, taken.get(), "move it in front of the section, because the last line that matches wins");
        }
        if (check && !after.equals(before)) {
            return refused(
                    terminal,
                    name + " is not what the flags say" + difference(old.section(), current.section()),
                    "run \"hoist codeowners\", and commit what it writes");
        }
        boolean isWritten = !check && Output.replace(path, after);
        terminal.out().append(isWritten ? "wrote " : "unchanged: ").append(name).append('\n');
        if (!check && names.policyOwner().isEmpty()) {
            terminal.out()
                    .append("nobody in particular reviews the policy; name someone with --policy-owner @acme/team\n");
        }
        return ExitCode.ACCEPTED;
    }

    private static int refused(Terminal terminal, String message, String help) throws IOException {
        Writer out = terminal.out();
        out.append("refused: ")
                .append(message)
                .append("\n  = help: ")
                .append(help)
                .append('\n');
        return ExitCode.REFUSED;
    }

    private OwnerNames asked() {
        Map<String, String> handles = new TreeMap<>();
        for (String map : maps) {
            int is = map.lastIndexOf('=');
            if (is < 0) {
                throw new Misuse("--map \"" + map + "\" maps nothing", "write it as in \"Game Platform=@acme/games\"");
            }
            handles.put(map.substring(0, is).strip(), map.substring(is + 1).strip());
        }
        return new OwnerNames(given("--prefix", prefix), handles, given("--policy-owner", policyOwner));
    }

    private static Optional<String> given(String option, @Nullable String value) {
        return Optional.ofNullable(value)
                .map(text -> RepositoryOptions.given(option, text).strip());
    }

    /** The path at which the product that hosts the repository looks first. */
    private String name(Path root) {
        if (file != null) {
            return RepositoryOptions.given("--file", file);
        }
        List<String> places = isOnGitlab(root) ? ON_GITLAB : ON_GITHUB;
        String usual = isOnGitlab(root) ? ".gitlab/CODEOWNERS" : ".github/CODEOWNERS";
        return places.stream()
                .filter(candidate -> Files.exists(root.resolve(candidate)))
                .findFirst()
                .orElse(usual);
    }

    private static boolean isOnGitlab(Path root) {
        List<CiTemplate> products = CiTemplate.in(root);
        return products.contains(CiTemplate.GITLAB) && !products.contains(CiTemplate.GITHUB);
    }

    private static boolean isGitlab(Path root, String name, Codeowners file) {
        return name.startsWith(".gitlab/") || file.hasGitlabHeaders() || isOnGitlab(root);
    }

    private static Path path(Path root, String name) {
        Path path;
        try {
            path = root.resolve(name).normalize();
        } catch (InvalidPathException e) {
            throw new Misuse("--file \"" + name + "\" is no path", "name a file of the repository");
        }
        if (!path.startsWith(root) || path.equals(root)) {
            throw new Misuse("--file \"" + name + "\" lies outside the repository", "name it relative to the root");
        }
        boolean isThere = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (isThere && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new Misuse("\"" + name + "\" is not a regular file", "name the file itself with --file");
        }
        AtomicFile.detour(root, path).ifPresent(folder -> {
            throw new Misuse(
                    "\"" + name + "\" lies behind \"" + root.relativize(folder) + "\", which is no folder",
                    "name the file itself with --file");
        });
        return path;
    }

    private static String read(String name, Path path) {
        try {
            return Files.exists(path) ? Files.readString(path) : "";
        } catch (IOException e) {
            throw new Misuse(
                    "\"" + name + "\" cannot be read: " + VisibleText.of(DiskReason.of(e)),
                    "see that it may be read and that it is text in UTF-8");
        }
    }

    /** The removed and the added lines. */
    private static String difference(List<String> before, List<String> after) {
        StringBuilder difference = new StringBuilder();
        before.stream()
                .filter(line -> !after.contains(line))
                .forEach(line -> difference.append("\n  - ").append(VisibleText.of(line)));
        after.stream()
                .filter(line -> !before.contains(line))
                .forEach(line -> difference.append("\n  + ").append(VisibleText.of(line)));
        return difference.toString();
    }
}
