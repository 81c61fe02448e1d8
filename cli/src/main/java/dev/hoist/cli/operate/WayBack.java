package dev.hoist.cli.operate;

import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.operate.edit.FileEdit;
import dev.hoist.operate.edit.Inverse;
import dev.hoist.operate.edit.Operation;
import dev.hoist.operate.edit.Operation.Effect;
import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Tells how to revert an edit, as a line that people can paste into a shell.
 *
 * @param place the repository options of the command
 * @param directory the directory in which the command was called
 */
record WayBack(Operation operation, RepositoryOptions place, Path directory) {
    /**
     * Whether git has the files as they were before the edit. Git can then restore them.
     *
     * @param git empty outside a repository
     */
    boolean isKept(Optional<UserGit> git) {
        List<FileEdit> files = operation.edits().files();
        return git.isPresent()
                && files.stream().allMatch(file -> file.before().isPresent())
                && succeeds(git.get(), "ls-files", "--error-unmatch")
                && succeeds(git.get(), "diff", "--quiet", "--no-ext-diff");
    }

    private boolean succeeds(UserGit git, String... question) {
        List<String> arguments = new ArrayList<>(Arrays.asList(question));
        arguments.add("--");
        arguments.addAll(operation.edits().paths());
        return git.run(arguments.toArray(String[]::new)).succeeded();
    }

    /**
     * How to revert an edit that is in the files but not committed.
     *
     * @param root the root of the repository
     * @param git whether there is a repository
     * @param kept see {@link #isKept}
     */
    String ofFiles(Path root, boolean git, boolean kept) {
        boolean isNew = operation.edits().files().stream()
                .allMatch(file -> file.before().isEmpty());
        if (isNew) {
            return "rm " + paths(path -> fromHere(root, path));
        }
        if (kept) {
            return directory.startsWith(root)
                    ? "git restore " + paths(path -> fromHere(root, path))
                    : "git -C " + word(root.toString()) + " restore " + paths(path -> path);
        }
        boolean needsCommit = operation.inverse().stream().anyMatch(Inverse::needsCommit);
        if (operation.inverse().isEmpty() || (needsCommit && !git)) {
            return "";
        }
        return inPlace(operation.inverse(), "") + (needsCommit ? ", once this is committed" : "");
    }

    /** How to revert an edit that is committed. */
    String ofCommit(String commit, Optional<Verdict> judged, boolean pushed) {
        String sha = ShortCommit.of(commit);
        String then = pushed ? " --push" : " --commit";
        boolean isBaseline = judged.filter(some -> some.kind() == Kind.BASELINE).isPresent();
        if (operation.effect() == Effect.RAISES && !isBaseline) {
            return inPlace(List.of(new Inverse("rollback", List.of(sha))), then);
        }
        boolean movesNobody = judged.filter(some -> some.movements().isEmpty()).isPresent();
        if (!operation.inverse().isEmpty() && !isBaseline) {
            return inPlace(
                    operation.inverse().stream()
                            .map(inverse -> inverse.ofCommit(sha))
                            .toList(),
                    then);
        }
        boolean reverts = operation.effect() != Effect.LOWERS || movesNobody || isBaseline;
        return reverts ? "git revert --no-edit " + sha : "";
    }

    /** Commands with the repository options of this command added. Each runs only if the one before succeeds. */
    private String inPlace(List<Inverse> commands, String more) {
        String where = place.asTyped().stream().map(text -> " " + word(text)).collect(Collectors.joining());
        return commands.stream()
                .map(command -> "hoist " + command.verb() + " "
                        + command.arguments().stream().map(WayBack::word).collect(Collectors.joining(" "))
                        + where + more)
                .collect(Collectors.joining(" && "));
    }

    private String paths(UnaryOperator<String> named) {
        return operation.edits().paths().stream()
                .map(path -> word(named.apply(path)))
                .collect(Collectors.joining(" "));
    }

    private String fromHere(Path root, String path) {
        Path file = root.resolve(path);
        return (directory.startsWith(root) ? directory.relativize(file) : file).toString();
    }

    /** A word in the form that a shell reads. */
    private static String word(String text) {
        return text.matches("[\\p{L}\\p{N}_./:@%+=,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
