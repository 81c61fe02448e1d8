package dev.hoist.cli.hook;

import dev.hoist.cli.command.Misuse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bare repository. It is configured with the {@code git} command. */
final class BareRepository {
    private static final Map<String, String> RECEIPTS = new LinkedHashMap<>();

    static {
        RECEIPTS.put("core.logAllRefUpdates", "true");
        RECEIPTS.put("gc.reflogExpire", "never");
        RECEIPTS.put("gc.reflogExpireUnreachable", "never");
    }

    private final Path directory;

    private BareRepository(Path directory) {
        this.directory = directory;
    }

    /** Whether a directory is in a repository with a working tree. People do not push to such a repository. */
    static boolean isWorkingTree(Path directory) {
        return !new BareRepository(directory).isBare();
    }

    private boolean isBare() {
        return git("rev-parse", "--is-bare-repository")
                .orElseThrow(() -> new Misuse(
                        "\"" + directory + "\" is in no git repository that git opens",
                        "name the bare repository with --repo, as the user who owns it"))
                .equals("true");
    }

    static BareRepository at(Path directory) {
        BareRepository repository = new BareRepository(directory);
        if (!repository.isBare()) {
            throw new Misuse(
                    "\"" + directory + "\" is not a bare repository",
                    "name the repository that others push to; one with a working tree is judged by \"hoist validate\"");
        }
        String format = repository.git("rev-parse", "--show-object-format").orElse("sha1");
        if (!format.equals("sha1")) {
            throw new Misuse(
                    "the repository uses " + format + " object ids, which cannot be read yet",
                    "use a repository with SHA-1 object ids");
        }
        return repository;
    }

    String defaultBranch() {
        return git("symbolic-ref", "--short", "HEAD")
                .orElseThrow(() -> new Misuse(
                        "HEAD of this repository names no branch, so there is no default branch to protect",
                        "name the protected branches with --branch"));
    }

    void requireBranchName(String name) {
        String full = name.startsWith("refs/heads/") ? name : "refs/heads/" + name;
        if (git("check-ref-format", full.replace('*', 'x')).isEmpty()) {
            throw new Misuse(
                    "--branch \"" + name + "\" is no name of a branch",
                    "name one, as in \"main\", or several with a star, as in \"release/*\"");
        }
    }

    HookFile hook(String name) {
        Path own = path(git("rev-parse", "--git-dir").orElseThrow()).resolve("hooks");
        Path hooks = path(git("rev-parse", "--git-path", "hooks").orElseThrow());
        if (!hooks.equals(own)) {
            throw new Misuse(
                    "core.hooksPath has git look for hooks in \"" + hooks + "\", which other repositories may share",
                    "run \"git config core.hooksPath " + own + "\" in this one");
        }
        return new HookFile(own.resolve(name));
    }

    /**
     * Makes git keep reflogs for ever.
     *
     * @return the changed settings
     */
    List<String> keepReceipts() {
        List<String> set = new ArrayList<>();
        RECEIPTS.forEach((name, value) -> {
            if (!isSet(name, value)) {
                if (git("config", name, value).isEmpty()) {
                    throw new Misuse(
                            name + " cannot be set to " + value, "run \"git config " + name + " " + value + "\"");
                }
                set.add(name + " = " + value);
            }
        });
        return set;
    }

    /** What is missing for the hook to work. */
    List<String> lacking() throws IOException {
        List<String> lacking = new ArrayList<>();
        HookFile hook = hook(HookFile.NAME);
        HookFile beside = hook(HookFile.BESIDE);
        boolean called = hook.exists()
                && Files.isReadable(hook.path())
                && new String(Files.readAllBytes(hook.path()), StandardCharsets.ISO_8859_1).contains(HookFile.BESIDE);
        if (!hook.isOwn() && !(beside.isOwn() && called)) {
            lacking.add(
                    hook.exists()
                            ? "hooks/pre-receive is another's and does not run hooks/" + HookFile.BESIDE
                            : "there is no hooks/pre-receive; \"hoist hook install\" writes it");
        } else if (!Files.isExecutable(hook.path())) {
            lacking.add("hooks/pre-receive is not executable, so git passes it over");
        }
        RECEIPTS.forEach((name, value) -> {
            if (!isSet(name, value)) {
                lacking.add(name + " is not " + value + ", so times of receipt are not kept for good");
            }
        });
        return lacking;
    }

    private boolean isSet(String name, String value) {
        Optional<String> set = git("config", name);
        return set.filter(value::equals).isPresent()
                || (name.equals("core.logAllRefUpdates")
                        && set.filter("always"::equals).isPresent());
    }

    private Path path(String said) {
        return directory.resolve(said).toAbsolutePath().normalize();
    }

    /** The output of a git command, without the last line feed; empty if the command fails. */
    private Optional<String> git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        // whoever set these meant another repository
        builder.environment()
                .keySet()
                .removeAll(List.of("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_NAMESPACE"));
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? Optional.of(output.stripTrailing()) : Optional.empty();
        } catch (IOException e) {
            throw new Misuse("git cannot be run: " + e.getMessage(), "install git, and have it on the PATH");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
