package dev.hoist.validator.ci;

import dev.hoist.validator.verdict.CannotJudge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The file in which GitHub describes the event that started a job. */
record GithubEvent(JsonNode root) {
    /** The base of the event; empty for an event without a change, such as a schedule. */
    static Optional<BaseFromCi> base(Variables variables) {
        return variables
                .text("GITHUB_EVENT_PATH")
                .map(GithubEvent::read)
                .flatMap(event -> event.base(variables.isTrue("GITHUB_REF_PROTECTED")));
    }

    private static GithubEvent read(String path) {
        try {
            // not in a constant of this class: the mapper is slow to start, and most runs have no such file
            return new GithubEvent(JsonMapper.shared().readTree(Files.readAllBytes(Path.of(path))));
        } catch (IOException | JacksonException | InvalidPathException e) {
            throw new CannotJudge(
                    "GITHUB_EVENT_PATH names \"" + path + "\", which cannot be read as JSON", "set --base");
        }
    }

    private Optional<BaseFromCi> base(boolean isProtected) {
        return pullRequest().or(this::mergeGroup).or(() -> push(isProtected));
    }

    private Optional<BaseFromCi> pullRequest() {
        Optional<String> branch = text("pull_request", "base", "ref");
        Optional<String> commit = text("pull_request", "base", "sha");
        if (branch.isEmpty() && commit.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new BaseFromCi.BaseCandidate(
                CiProduct.GITHUB,
                branch,
                commit,
                BaseFromCi.Meaning.STOOD,
                text("pull_request", "head", "sha"),
                "the base of GitHub's pull request"));
    }

    /** The base in a merge queue: the queue's commit lands as it is. */
    private Optional<BaseFromCi> mergeGroup() {
        return text("merge_group", "base_sha")
                .map(sha -> new BaseFromCi.Landed(
                        CiProduct.GITHUB,
                        Optional.empty(),
                        Optional.of(sha),
                        Optional.empty(),
                        true,
                        "the base of GitHub's merge group"));
    }

    private Optional<BaseFromCi> push(boolean isProtected) {
        Optional<String> before = text("before");
        String ref = text("ref").orElse(Variables.HEADS);
        if (before.isEmpty() || !ref.startsWith(Variables.HEADS)) {
            return Optional.empty();
        }
        return Optional.of(BaseFromCi.landed(
                CiProduct.GITHUB,
                Variables.branchName(ref),
                Variables.commit(before),
                text("repository", "default_branch"),
                isProtected,
                "the commit before GitHub's push"));
    }

    /** The text at a path of keys. */
    private Optional<String> text(String... keys) {
        JsonNode node = root;
        for (String key : keys) {
            node = node.path(key);
        }
        return node.isString() && !node.stringValue().isBlank() ? Optional.of(node.stringValue()) : Optional.empty();
    }
}
