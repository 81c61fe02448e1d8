package dev.hoist.validator.proposal;

import dev.hoist.validator.change.Evidence;
import dev.hoist.validator.git.CommitId;
import dev.hoist.validator.git.FirstParentLine;
import dev.hoist.validator.git.FlagsPath;
import dev.hoist.validator.git.GitRepository;
import dev.hoist.validator.git.Reference;
import dev.hoist.validator.git.StoredFlags;
import dev.hoist.validator.history.Landing;
import dev.hoist.validator.judge.Proposal;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.tree.FileReader;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Base;
import dev.hoist.validator.verdict.CannotJudge;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads changes from one repository for the judge. The changes can be read until this object is closed. */
public final class Proposals implements AutoCloseable {
    private final GitRepository repository;
    private final FlagsPath path;
    private final StoredFlags flags;

    private Proposals(GitRepository repository, FlagsPath path, FileReader files) {
        this.repository = repository;
        this.path = path;
        this.flags = new StoredFlags(repository, path, files);
    }

    /**
     * Opens the repository that a directory belongs to.
     *
     * @param directory a directory in a working tree, or a bare repository
     * @param flags the flags directory, relative to the repository's root
     */
    public static Proposals open(Path directory, String flags, FileReader files) {
        FlagsPath path = FlagsPath.parse(flags);
        return new Proposals(GitRepository.open(directory), path, files);
    }

    /**
     * Opens a bare repository for a push.
     *
     * @param environmentVariables the environment variables in which git names the directories of the received objects
     */
    public static PushCheck receive(
            Path directory,
            String flags,
            FileReader files,
            List<String> branches,
            Map<String, String> environmentVariables) {
        FlagsPath path = FlagsPath.parse(flags);
        GitRepository repository = PushCheck.open(directory, environmentVariables);
        return new PushCheck(repository, new Proposals(repository, path, files), branches);
    }

    /**
     * The change from base to head.
     *
     * @param base a revision; empty to find it from the environment variables and the repository
     * @param head a revision; empty for the working tree
     * @param environmentVariables the environment variables in which CI products say what a change is based on
     */
    public LandingChange change(
            Optional<String> base, Optional<String> head, Map<String, String> environmentVariables) {
        return LandingChange.between(this, base, head, BaseChoice.Judged.HEAD, environmentVariables);
    }

    /**
     * The change from base to head, for edits of head that are not made yet. If nothing else gives a base, it is HEAD,
     * even in CI.
     */
    public LandingChange edited(
            Optional<String> base, Optional<String> head, Map<String, String> environmentVariables) {
        return LandingChange.between(this, base, head, BaseChoice.Judged.EDITS, environmentVariables);
    }

    /**
     * A tree with some files replaced or added.
     *
     * @param files the new bytes by path, relative to the repository's root
     */
    public FlagTree edited(FlagTree tree, Map<String, byte[]> files) {
        return flags.edited(tree, files);
    }

    /**
     * A range of history. It begins at the earliest at the first commit with a flag or a policy. It is empty if nothing
     * comes after {@code from}.
     *
     * @param from only changes after this revision; empty for all
     * @param to the newest change of the range; empty for HEAD
     */
    public CommitRange range(Optional<String> from, Optional<String> to) {
        String newest = to.orElse(Reference.HEAD);
        CommitId tip = repository.commit(newest);
        repository.requireWhole(List.of(tip));
        FirstParentLine line = flags.line(Optional.of(tip), times(newest, Optional.of(tip)));
        int end = from.map(revision -> {
                    CommitId start = repository.commit(revision);
                    if (!repository.isAncestor(start, tip)) {
                        throw new CannotJudge(
                                "\"" + revision + "\" is not in the history of \"" + newest + "\"",
                                "name a commit behind it with --from");
                    }
                    return firstContainedIn(line, start);
                })
                .orElse(line.size());
        int first = firstWithFlags(line);
        if (first < 0) {
            throw new CannotJudge(
                    "there is nothing to audit: no commit has a flag or a policy under " + path.quoted(),
                    "name the flags directory with --flags");
        }
        // nothing is left of a history that has not moved since it was audited
        int oldest = Math.min(first, end - 1);
        return new CommitRange(line, flags, oldest);
    }

    @Override
    public void close() {
        repository.close();
    }

    /** How a commit would replace base if it lands itself, without a merge. */
    Landing landing(CommitId base, CommitId tip) {
        if (flags.line(Optional.of(tip), ReflogTimes.NONE).indexOf(base).isPresent()) {
            return Landing.ONWARD;
        }
        return repository.isAncestor(base, tip) ? Landing.SIDEWAYS : Landing.REWRITTEN;
    }

    GitRepository repository() {
        return repository;
    }

    /** The URL of the remote of a clone. */
    public Optional<String> remoteUrl() {
        return repository.remoteUrl();
    }

    /** The newest readable policy on HEAD's first-parent line. */
    public Optional<Policy> newestPolicy() {
        FirstParentLine line = flags.line(repository.head(), ReflogTimes.NONE);
        return IntStream.range(0, line.size())
                .mapToObj(line::tree)
                .flatMap(tree -> tree.policy().stream())
                .findFirst();
    }

    StoredFlags flags() {
        return flags;
    }

    /** The change from a commit's first parent to the commit. */
    Proposal step(FirstParentLine line, int index, Landing landing, Instant now) {
        flags.requireReadable(line.id(index));
        boolean isRoot = index + 1 == line.size();
        Base base = Base.before(isRoot ? Optional.empty() : Optional.of(line.commit(index + 1)));
        return proposal(base, line, index, index + 1, landing, now);
    }

    /**
     * The change between two commits of a line.
     *
     * @param from index of base; the size of the line if there is no base
     */
    Proposal proposal(Base base, FirstParentLine line, int head, int from, Landing landing, Instant now) {
        return new Proposal(
                base,
                line.commit(head),
                line.tree(head),
                new Evidence(line.from(from), now)
                        .withCommits(flags.commits(
                                from < line.size() ? Optional.of(line.id(from)) : Optional.empty(), line.id(head)))
                        .withLanding(landing)
                        .withDeployments(flags.deployments()));
    }

    /**
     * The times of receipt from the branch that a revision names. If it names no branch, from HEAD's branch, if the
     * commit lies on that branch's first-parent line.
     */
    ReflogTimes times(String revision, Optional<CommitId> commit) {
        if (!repository.isBare() || commit.isEmpty()) {
            return ReflogTimes.NONE;
        }
        Optional<String> named = repository.branch(revision);
        if (named.isPresent()) {
            return ReflogTimes.of(repository, named.get());
        }
        return repository
                .branch(Reference.HEAD)
                .filter(branch -> repository.head().isPresent())
                .filter(branch -> flags.line(repository.head(), ReflogTimes.NONE)
                        .indexOf(commit.get())
                        .isPresent())
                .map(branch -> ReflogTimes.of(repository, branch))
                .orElse(ReflogTimes.NONE);
    }

    /**
     * The index of the newest commit of the line that is in the history of a given commit; the size of the line if
     * there is none.
     */
    int firstContainedIn(FirstParentLine line, CommitId commit) {
        int low = 0;
        int high = line.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (repository.isAncestor(line.id(middle), commit)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** The index of the oldest commit with a flag or a policy; -1 if there is none. */
    private static int firstWithFlags(FirstParentLine line) {
        for (int index = line.size() - 1; index >= 0; index--) {
            boolean differs = index + 1 == line.size() || !line.sameTree(index, index + 1);
            if (differs && line.hasFlags(index) && !line.tree(index).isEmpty()) {
                return index;
            }
        }
        return -1;
    }
}
