package dev.hoist.validator.proposal;

import dev.hoist.validator.change.Evidence;
import dev.hoist.validator.git.CommitId;
import dev.hoist.validator.git.FirstParentLine;
import dev.hoist.validator.git.GitRepository;
import dev.hoist.validator.git.Reference;
import dev.hoist.validator.git.StoredFlags;
import dev.hoist.validator.history.History;
import dev.hoist.validator.history.Landing;
import dev.hoist.validator.judge.Proposal;
import dev.hoist.validator.verdict.Base;
import dev.hoist.validator.verdict.CannotJudge;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A push to a bare repository, before any ref has moved. */
public final class PushCheck implements AutoCloseable {
    private static final String REPLACE = "refs/replace/";

    private final GitRepository repository;
    private final Proposals proposals;
    private final ProtectedBranches branches;

    PushCheck(GitRepository repository, Proposals proposals, List<String> branches) {
        this.repository = repository;
        this.proposals = proposals;
        this.branches = ProtectedBranches.named(branches.isEmpty() ? List.of(defaultBranch(repository)) : branches);
    }

    static GitRepository open(Path directory, Map<String, String> environmentVariables) {
        if (!environmentVariables.getOrDefault("GIT_NAMESPACE", "").isEmpty()) {
            throw new CannotJudge(
                    "this push goes into the namespace \"" + environmentVariables.get("GIT_NAMESPACE")
                            + "\", whose branches git names as if they were the repository's own",
                    "serve this repository without a namespace");
        }
        if (!environmentVariables.getOrDefault("GIT_SHALLOW_FILE", "").isEmpty()) {
            throw new CannotJudge("this push comes from a shallow clone", "push from a clone with the full history");
        }
        GitRepository repository = GitRepository.ofHook(directory, environmentVariables)
                .orElseThrow(() -> new CannotJudge(
                        "\"" + directory + "\" is in no git repository", "name the bare repository with --repo"));
        if (!repository.isBare()) {
            repository.close();
            throw new CannotJudge(
                    "\"" + directory + "\" is not a bare repository: its branches can also move without a push",
                    "push to a repository made with \"git init --bare\" or \"git clone --bare\"");
        }
        return repository;
    }

    private static String defaultBranch(GitRepository repository) {
        return repository
                .ref(Reference.HEAD)
                .map(Reference::target)
                .filter(name -> name.startsWith(Reference.HEADS))
                .orElseThrow(() -> new CannotJudge(
                        "HEAD of this repository names no branch, so there is no default branch to protect",
                        "name the protected branches with --branch"));
    }

    /** The full name of the ref that an update moves. For a symbolic ref, it is the ref to which it leads. */
    public String moved(String ref) {
        return repository.ref(ref).map(Reference::target).orElse(ref);
    }

    /** Whether a ref is, or leads to, a protected branch. */
    public boolean protects(String ref) {
        return branches.has(moved(ref));
    }

    /** Why a ref that is not a protected branch may not be updated; empty if it may. */
    public Optional<CannotLand> bypass(String ref, boolean deletes) {
        if (ref.startsWith(REPLACE) && !deletes) {
            return Optional.of(new CannotLand(
                    "a replace ref would show other flags on protected branches than the judged ones",
                    "push what is to be there as a commit"));
        }
        String moved = moved(ref);
        if (branches.hasOneLike(moved)) {
            return Optional.of(new CannotLand(
                    "\"" + moved
                            + "\" differs from a protected branch only in letter case or the like, and some file systems"
                            + " confuse the two",
                    "give the branch another name"));
        }
        boolean elsewhere = repository.handedToAnotherProgram().stream()
                .map(pattern -> pattern.substring(pattern.indexOf(':') + 1))
                .anyMatch(prefix -> ref.equals(prefix) || ref.startsWith(prefix.endsWith("/") ? prefix : prefix + "/"));
        return elsewhere
                ? Optional.of(new CannotLand(
                        "receive.procReceiveRefs hands \"" + ref
                                + "\" to another program, and nobody can say which branch that moves",
                        "push to the branch itself"))
                : Optional.empty();
    }

    /**
     * Why a protected branch may not move in this way, whatever the flags say; empty if the flags decide.
     *
     * @param before the commit at which the pusher expects the branch; zeros if the push creates it
     * @param after the commit to which the branch would move; zeros if the push deletes it
     */
    public Optional<CannotLand> obstacle(String ref, String before, String after) {
        CommitId stands = Optional.of(moved(ref))
                .flatMap(repository::ref)
                .flatMap(Reference::commit)
                .orElse(CommitId.ZERO);
        if (!stands.equals(CommitId.parse(before))) {
            return Optional.of(new CannotLand(
                    "the branch has " + (stands.isZero() ? "been deleted" : "moved to " + stands.shortened())
                            + " in the meantime",
                    "fetch, and push again on top of that"));
        }
        if (CommitId.parse(after).isZero()) {
            return Optional.of(new CannotLand(
                    "a protected branch cannot be deleted: its judged history would be lost",
                    "leave it, or have the server's owner take it off the protected branches"));
        }
        boolean grows = !stands.isZero();
        CommitId tip = repository.commit(after);
        Optional<CommitId> base = grows ? Optional.of(stands) : fork(tip);
        if (base.isEmpty() && !isFirst()) {
            return Optional.of(new CannotLand(
                    "its first-parent line and those of the protected branches have no commit in common, so there is"
                            + " nothing to judge it against",
                    "start it from a protected branch"));
        }
        return isASecondBeginning(moved(ref), base, tip)
                ? Optional.of(new CannotLand(
                        "this push adds the branch's first policy, so its flags would not be judged; no protected branch"
                                + " with a policy ever had them",
                        "bring in the flags as they are or were on a protected branch with a policy, or start from a"
                                + " commit that has the policy"))
                : Optional.empty();
    }

    /** Whether the push would be a baseline with flags that no protected branch with a policy ever had. */
    private boolean isASecondBeginning(String branch, Optional<CommitId> base, CommitId tip) {
        FirstParentLine line = proposals.flags().line(Optional.of(tip), ReflogTimes.NONE);
        if (!line.hasFlags(0) || hasPolicy(proposals.flags().line(base, ReflogTimes.NONE))) {
            return false;
        }
        List<FirstParentLine> others = repository.branches().stream()
                .filter(name -> branches.has(name) && !name.equals(branch))
                .map(name -> proposals.flags().line(Optional.of(repository.commit(name)), ReflogTimes.NONE))
                .filter(PushCheck::hasPolicy)
                .toList();
        return !others.isEmpty()
                && others.stream()
                        .noneMatch(other ->
                                IntStream.range(0, other.size()).anyMatch(index -> other.sameTree(index, line, 0)));
    }

    private static boolean hasPolicy(FirstParentLine line) {
        return new History(line).policy(0).isPresent();
    }

    /**
     * Calls a function with the changes of a push to a protected branch: each first-parent commit that touches the
     * flags, oldest first, then the whole push. The function is not called if there is no flag and no policy before,
     * after or in the push.
     *
     * @param to the function; it can read a proposal until it is called with the next one
     */
    public void proposals(String ref, String before, String after, Instant now, Consumer<Proposal> to) {
        String branch = moved(ref);
        CommitId tip = repository.commit(after);
        Optional<CommitId> stands = Optional.of(CommitId.parse(before)).filter(id -> !id.isZero());
        Optional<CommitId> base = stands.or(() -> isFirst() ? Optional.empty() : fork(tip));
        repository.requireWhole(base.map(commit -> List.of(commit, tip)).orElse(List.of(tip)));
        ReflogTimes times = ReflogTimes.of(repository, branch).and(CommitId.parse(before), tip, now);
        FirstParentLine line = proposals.flags().line(Optional.of(tip), times);
        Base compared = base.map(commit -> new Base(
                        Optional.of(commit.name()),
                        Reference.shortened(branch),
                        stands.isPresent() ? "where this repository has it" : "where it leaves a protected branch"))
                .orElseGet(() -> Base.none("there is no protected branch yet"));
        StoredFlags flags = proposals.flags();
        OptionalInt found = base.map(line::indexOf).orElse(OptionalInt.of(line.size()));
        if (found.isEmpty()) {
            CommitId passed = base.orElseThrow();
            to.accept(new Proposal(
                    compared,
                    tip.name(),
                    flags.committed(tip),
                    new Evidence(flags.line(base, times), now)
                            .withCommits(flags.commits(base, tip))
                            .withLanding(proposals.landing(passed, tip))
                            .withDeployments(flags.deployments())));
            return;
        }
        int until = found.getAsInt();
        boolean touched = IntStream.range(0, until)
                .anyMatch(index -> index + 1 == line.size() ? line.hasFlags(index) : !line.sameTree(index, index + 1));
        for (int index = until - 1; index >= 0 && until > 1 && base.isPresent(); index--) {
            if (line.sameTree(index, index + 1)) {
                flags.requireReadable(line.id(index));
            } else {
                to.accept(proposals.step(line, index, Landing.ONWARD, now));
            }
        }
        flags.requireReadable(tip);
        if (touched || !line.tree(0).isEmpty()) {
            to.accept(proposals.proposal(compared, line, 0, until, Landing.ONWARD, now));
        }
    }

    @Override
    public void close() {
        proposals.close();
    }

    /** Whether no protected branch exists yet. */
    private boolean isFirst() {
        return repository.branches().stream().noneMatch(branches::has);
    }

    /** The newest commit of a line that also lies on the line of a protected branch. */
    private Optional<CommitId> fork(CommitId tip) {
        FirstParentLine line = proposals.flags().line(Optional.of(tip), ReflogTimes.NONE);
        int newest = line.size();
        for (String branch : repository.branches()) {
            if (branches.has(branch)) {
                FirstParentLine other =
                        proposals.flags().line(Optional.of(repository.commit(branch)), ReflogTimes.NONE);
                newest = Math.min(newest, meeting(line, other));
            }
        }
        return newest == line.size() ? Optional.empty() : Optional.of(line.id(newest));
    }

    private static int meeting(FirstParentLine line, FirstParentLine other) {
        Set<CommitId> known = new HashSet<>();
        for (int index = 0; index < other.size(); index++) {
            known.add(other.id(index));
        }
        for (int index = 0; index < line.size(); index++) {
            if (known.contains(line.id(index))) {
                return index;
            }
        }
        return line.size();
    }

    /** Why a ref may not move, and what to do instead. */
    public record CannotLand(String message, String help) {}
}
