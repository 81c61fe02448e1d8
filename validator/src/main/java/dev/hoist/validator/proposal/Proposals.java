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

/** Reads the changes of one repository for the judge. A change can be read until this object is closed. */
public final class Proposals implements AutoCloseable {
    private final GitRepository repository;
    private final FlagsPath path;
    private final StoredFlags flags;

    private Proposals(GitRepository repository, FlagsPath path, FileReader files) {
        this.repository = repository;
        this.path = path;
        this.flags = StoredFlags.of(repository, path, files);
    }

    /**
     * Opens the repository that a directory belongs to.
     *
     * @param directory in a working tree, or a bare repository
     * @param flags the flags directory, relative to the repository's root
     */
    public static Proposals open(Path directory, String flags, FileReader files) {
        FlagsPath path = FlagsPath.parse(flags);
        return new Proposals(GitRepository.open(directory), path, files);
    }

    /**
     * Opens a bare repository that is being pushed to.
     *
     * @param environmentVariables those, in which git says where it has put what came
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
     * What would land, between its ends.
     *
     * @param base a revision; empty to take what the environment variables say
     * @param head a revision; empty for the working tree
     * @param environmentVariables those
     */
    public LandingChange change(
            Optional<String> base, Optional<String> head, Map<String, String> environmentVariables) {
        return LandingChange.between(this, base, head, BaseChoice.Judged.HEAD, environmentVariables);
    }

    /** The same for edits that are still to be made to head: where nothing says what they are based on, that is HEAD, also in CI. */
    public LandingChange edited(
            Optional<String> base, Optional<String> head, Map<String, String> environmentVariables) {
        return LandingChange.between(this, base, head, BaseChoice.Judged.EDITS, environmentVariables);
    }

    /**
     * A tree in which some files have other bytes, or are new.
     *
     * @param files by path, relative to the repository's root
     */
    public FlagTree edited(FlagTree tree, Map<String, byte[]> files) {
        return flags.edited(tree, files);
    }

    /**
     * A stretch of history that begins where there first was a flag or a policy; empty where no change lies after the start.
     *
     * @param from the changes after this revision; empty for all
     * @param to the newest change; empty for HEAD
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

    /** How a commit is related to the base that it would replace. */
    Landing landing(CommitId base, CommitId tip) {
        if (flags.line(Optional.of(tip), ReflogTimes.NONE).indexOf(base).isPresent()) {
            return Landing.ONWARD;
        }
        return repository.isAncestor(base, tip) ? Landing.SIDEWAYS : Landing.REWRITTEN;
    }

    GitRepository repository() {
        return repository;
    }

    /** The address of the remote that a clone follows. */
    public Optional<String> remoteUrl() {
        return repository.remoteUrl();
    }

    /** The newest readable policy on HEAD's line. */
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

    /** The step to a commit of a line from the one before it. */
    Proposal step(FirstParentLine line, int index, Landing landing, Instant now) {
        flags.requireReadable(line.id(index));
        boolean isRoot = index + 1 == line.size();
        Base base = Base.before(isRoot ? Optional.empty() : Optional.of(line.commit(index + 1)));
        return proposal(base, line, index, index + 1, landing, now);
    }

    /**
     * What lies between two commits of a line.
     *
     * @param from index of base; the line's size for nothing
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

    /** Those of the branch that a revision names, else of HEAD's where the commit lies on its line. */
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

    /** The newest commit of the line that the given one contains; the line's size where it contains none. */
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

    /** The index of the oldest commit with anything to judge; -1 where there is none. */
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
