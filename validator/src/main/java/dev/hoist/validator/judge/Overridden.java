package dev.hoist.validator.judge;

import dev.hoist.validator.change.Overrides;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.rules.RuleBook;

/** An error that a commit message overrides, if the policy allows it. */
final class Overridden {
    private Overridden() {}

    static Finding of(Finding error, Overrides.Request request) {
        String message = error.rule() + " is overridden by commit "
                + ShortCommit.of(request.commit().id()) + " because " + request.reason() + ": " + error.message();
        return error.replacedBy(RuleBook.OVERRIDDEN, message);
    }
}
