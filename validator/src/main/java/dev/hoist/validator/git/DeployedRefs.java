package dev.hoist.validator.git;

import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.history.Deployments;
import dev.hoist.validator.verdict.CannotJudge;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;

/**
 * Finds the commit that is deployed, by the name of a ref in this repository. Expressions such as {@code main~1} are
 * not accepted as names.
 */
final class DeployedRefs implements Deployments {
    private final GitRepository repository;
    private final Function<CommitId, CommitLine> lines;

    DeployedRefs(GitRepository repository, Function<CommitId, CommitLine> lines) {
        this.repository = repository;
        this.lines = lines;
    }

    @Override
    public Deployed at(String ref) {
        List<CommitId> found =
                candidates(ref).flatMap(name -> commit(name).stream()).toList();
        Optional<CommitId> tag = tag(ref).flatMap(this::commit);
        if (!found.isEmpty() && tag.isPresent() && !found.get(0).equals(tag.get())) {
            throw new CannotJudge(
                    "\"" + ref + "\" is the name of a branch and of a tag, so nobody can say which of them is deployed",
                    "write the full name of the right one into the policy, as in \"" + Constants.R_TAGS + ref + "\"");
        }
        return found.stream()
                .findFirst()
                .or(() -> tag)
                .<Deployed>map(commit -> {
                    repository.requireWhole(List.of(commit));
                    return new Deployed.Commit(lines.apply(commit));
                })
                .orElseGet(Deployed.Nowhere::new);
    }

    private Optional<CommitId> commit(String name) {
        return repository
                .ref(name)
                .filter(ref -> ref.commit().isPresent())
                .map(Reference::target)
                .map(repository::commit);
    }

    /**
     * The full names of the refs that a name can mean, without tags of that short name. In a clone, the remote's branch
     * comes before the clone's own branch of the same name. A bare repository has only its own branches.
     */
    private Stream<String> candidates(String ref) {
        String full = Constants.R_REFS;
        String heads = Constants.R_HEADS;
        if (!Repository.isValidRefName(ref.startsWith(full) ? ref : heads + ref)) {
            return Stream.empty();
        }
        if (ref.startsWith(full) && !ref.startsWith(heads)) {
            return Stream.of(ref);
        }
        String branch = ref.startsWith(heads) ? ref.substring(heads.length()) : ref;
        Stream<String> remotes = repository.isBare() ? Stream.empty() : repository.remote().stream();
        return Stream.concat(
                remotes.map(remote -> Constants.R_REMOTES + remote + "/" + branch), Stream.of(heads + branch));
    }

    /** The tag that a short name may mean. */
    private static Optional<String> tag(String ref) {
        return Optional.of(Constants.R_TAGS + ref)
                .filter(tag -> !ref.startsWith(Constants.R_REFS) && Repository.isValidRefName(tag));
    }
}
