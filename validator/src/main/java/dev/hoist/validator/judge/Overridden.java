package dev.hoist.validator.judge;

import dev.hoist.validator.change.Overrides;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.rules.RuleBook;

/** Makes the warning that replaces an error, if a commit message overrides the error and the policy allows this. */
final class Overridden {
    private Overridden() {}

    static Finding of(Finding error, Overrides.Request request) {
        String message = error.rule() + " is overridden by commit "
                + ShortCommit.of(request.commit().id()) + " because " + request.reason() + ": " + error.message();
        return error.replacedBy(RuleBook.OVERRIDDEN, message);
    }
}
