package dev.hoist.cli.operate;

import dev.hoist.cli.command.Misuse;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.validator.verdict.CannotJudge;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The clone in which a scheduled job runs. The job commits in its own working tree and lands the commit at the end. So
 * a job that is killed leaves the clone as it was.
 */
final class JobClone implements AutoCloseable {
    private final Path directory;
    private final String flags;
    private final UserGit git;
    private final Optional<Upstream> upstream;
    private final String head;
    private final String base;
    private @Nullable JobTree tree;

    private JobClone(Path directory, String flags, UserGit git, Optional<Upstream> upstream, String head, String base) {
        this.directory = directory;
        this.flags = flags;
        this.git = git;
        this.upstream = upstream;
        this.head = head;
        this.base = base;
    }

    /**
     * Finds the commit to work on: HEAD. If the job pushes and HEAD lacks the upstream's tip, that tip.
     *
     * @param pushes whether the job's commits land at the upstream
     */
    static JobClone open(Path directory, String flags, Map<String, String> environmentVariables, boolean pushes) {
        UserGit inside = new UserGit(directory, environmentVariables);
        Path root = inside.ask("rev-parse", "--show-toplevel")
                .map(Path::of)
                .orElseThrow(() -> new Misuse(
                        "\"" + directory + "\" lies in no git repository, so nothing can be committed",
                        "leave out --commit, --branch and --push"));
        UserGit git = new UserGit(root, environmentVariables);
        String head = git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
                .orElseThrow(() -> new CannotJudge(
                        "HEAD has no commit yet, so there is nothing to raise", "commit the flags first"));
        if (!pushes) {
            return new JobClone(directory, flags, git, Optional.empty(), head, head);
        }
        Upstream upstream = Upstream.of(git);
        upstream.fetch();
        String base = upstream.tip()
                .filter(tip ->
                        !git.run("merge-base", "--is-ancestor", tip, head).succeeded())
                .orElse(head);
        return new JobClone(directory, flags, git, Optional.of(upstream), head, base);
    }

    UserGit git() {
        return git;
    }

    Optional<Upstream> upstream() {
        return upstream;
    }

    /** The commit that the job works on. */
    String base() {
        return base;
    }

    /** A directory whose HEAD is that commit. */
    Path view() {
        return base.equals(head) ? directory : tree().path();
    }

    /** The working tree in which the job commits. If an earlier commit was given up, it is a new one. */
    RepositoryOptions place() {
        return RepositoryOptions.of(tree().path(), flags);
    }

    private JobTree tree() {
        JobTree made = tree;
        if (made == null) {
            Path shared = git.ask("rev-parse", "--git-common-dir").map(Path::of).orElseThrow();
            made = JobTree.checkOut(git, git.root().resolve(shared), base);
            tree = made;
        }
        return made;
    }

    /**
     * Lands a commit of the job as a fast-forward: at the upstream if the job pushes, else in the clone itself.
     *
     * @return whether it landed; if not, another commit landed first
     * @throws CannotJudge if it cannot land
     */
    boolean land(String commit) {
        if (upstream.isEmpty()) {
            UserGit.Answer merged = git.run("merge", "--quiet", "--ff-only", commit);
            if (!merged.succeeded() && isHead(head)) {
                throw new CannotJudge(
                        "HEAD cannot go to the commit of the job, so nothing has changed: " + merged.reason(),
                        "commit or put away what is changed in those files, and run the command again");
            }
            return merged.succeeded();
        }
        Optional<String> before = upstream.get().tip();
        UserGit.Answer pushed = upstream.get().push(commit);
        if (pushed.succeeded()) {
            if (isHead(head)) {
                // the clone follows where it can; the next run fetches anyway
                git.run("merge", "--quiet", "--ff-only", commit);
            }
            return true;
        }
        upstream.get().fetch();
        if (upstream.get().tip().equals(before)) {
            throw new CannotJudge(
                    "the commit could not be pushed: " + pushed.reason(),
                    "see what the remote says; nothing is left behind in this clone");
        }
        return false;
    }

    private boolean isHead(String commit) {
        return git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
                .filter(commit::equals)
                .isPresent();
    }

    @Override
    public void close() {
        JobTree made = tree;
        if (made != null) {
            made.close();
        }
    }
}
