package dev.hoist.validator.judge;

import dev.hoist.validator.change.Overrides;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.rules.RuleBook;
import dev.hoist.validator.verdict.Verdict;

/** Makes the warning that replaces an error, if a commit message overrides the error and the policy allows this. */
final class Overridden {
    private Overridden() {}

    static Finding of(Finding error, Overrides.Request request) {
        String id = request.commit().id();
        String commit = id.equals(Verdict.WORKTREE) ? "the new commit" : "commit " + ShortCommit.of(id);
        String message =
                error.rule() + " is overridden by " + commit + " because " + request.reason() + ": " + error.message();
        return error.replacedBy(RuleBook.OVERRIDDEN, message);
    }
}
