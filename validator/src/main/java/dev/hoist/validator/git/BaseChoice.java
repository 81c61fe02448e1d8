package dev.hoist.validator.git;

import dev.hoist.validator.ci.BaseFromCi;
import dev.hoist.validator.ci.LandingInCi;
import dev.hoist.validator.verdict.CannotJudge;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;

/**
 * The base that a change is judged against.
 *
 * @param commit empty where nothing has been committed yet
 * @param name as a person would name it
 * @param reason why that one
 */
record BaseChoice(Optional<ObjectId> commit, String name, String reason) {
    static final String NONE = "none";

    private static final String SET_HEAD = ", or fetch and run \"git remote set-head origin --auto\"";

    /** What is asked for, else what the surroundings say, else what the repository says. */
    static BaseChoice choose(GitRepository repository, Optional<String> asked, Map<String, String> surroundings) {
        if (asked.isPresent()) {
            return named(repository, asked.get(), "--base");
        }
        String variable = surroundings.getOrDefault("HOIST_BASE", "").strip();
        if (!variable.isEmpty()) {
            return named(repository, variable, "HOIST_BASE");
        }
        Optional<BaseFromCi> said = BaseFromCi.find(surroundings);
        if (said.isPresent()) {
            return said(repository, said.get());
        }
        return remoteDefault(repository).orElseGet(() -> alone(repository, BaseFromCi.isInside(surroundings)));
    }

    /** Whether head itself lands, on the base that the surroundings say. */
    static boolean lands(Optional<String> asked, Map<String, String> surroundings) {
        return asked.isEmpty()
                && surroundings.getOrDefault("HOIST_BASE", "").isBlank()
                && LandingInCi.isOne(surroundings);
    }

    private static BaseChoice named(GitRepository repository, String revision, String reason) {
        return new BaseChoice(Optional.of(repository.commit(revision)), revision, reason);
    }

    private static BaseChoice said(GitRepository repository, BaseFromCi base) {
        List<String> revisions = base.isBranch()
                ? Stream.concat(
                                remotes(repository).map(remote -> Constants.R_REMOTES + remote + "/" + base.name()),
                                Stream.of(Constants.R_HEADS + base.name()))
                        .toList()
                : List.of(base.name());
        for (String revision : revisions) {
            Optional<ObjectId> commit = repository.find(revision);
            if (commit.isPresent()) {
                return new BaseChoice(commit, Repository.shortenRefName(revision), base.reason());
            }
        }
        throw CannotJudge.withoutHistory(
                "base \"" + base.name() + "\" is not in this clone (" + base.reason() + ")",
                "have CI clone with the full history and all branches, or set --base");
    }

    private static Optional<BaseChoice> remoteDefault(GitRepository repository) {
        List<String> candidates = remotes(repository)
                .flatMap(remote ->
                        Stream.of("HEAD", "main", "master").map(branch -> Constants.R_REMOTES + remote + "/" + branch))
                .toList();
        for (String candidate : candidates) {
            Optional<Ref> ref = repository.ref(candidate);
            if (ref.isPresent() && ref.get().getObjectId() != null) {
                String name = ref.get().getLeaf().getName();
                return Optional.of(new BaseChoice(
                        Optional.of(repository.commit(name)),
                        Repository.shortenRefName(name),
                        "the remote's default branch"));
            }
        }
        return Optional.empty();
    }

    private static BaseChoice alone(GitRepository repository, boolean inCi) {
        Optional<ObjectId> head = repository.head();
        boolean remote = !repository.config().getSubsections("remote").isEmpty();
        if (head.isEmpty() && !inCi && !repository.hasBranches()) {
            return new BaseChoice(Optional.empty(), NONE, "there is no commit yet");
        }
        if (inCi || remote || head.isEmpty()) {
            throw CannotJudge.withoutHistory(
                    inCi
                            ? "nothing says what this change is based on: CI does not, and there is no remote's default branch"
                            : remote
                                    ? "nothing says what this change is based on: no remote's default branch is known here"
                                    : "nothing says what this change is based on: HEAD has no commit yet",
                    "set --base" + (inCi ? " or HOIST_BASE" : remote ? SET_HEAD : ""));
        }
        return new BaseChoice(head, Constants.HEAD, "there is no remote");
    }

    /** Origin, or the only one there is. */
    static Stream<String> remotes(GitRepository repository) {
        Set<String> remotes = repository.config().getSubsections("remote");
        if (remotes.contains(Constants.DEFAULT_REMOTE_NAME)) {
            return Stream.of(Constants.DEFAULT_REMOTE_NAME);
        }
        return remotes.size() == 1 ? remotes.stream() : Stream.empty();
    }
}
