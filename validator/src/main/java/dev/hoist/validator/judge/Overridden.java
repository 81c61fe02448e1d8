package dev.hoist.validator.judge;

import dev.hoist.validator.change.Overrides;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.rules.RuleBook;

/** An error that a commit message overrides, if the policy allows it. */
final class Overridden {
    private static final int SHORT_ID = 10;

    private Overridden() {}

    static Finding of(Finding error, Overrides.Request request) {
        String commit = request.commit().id();
        String message = error.rule() + " is overridden by commit "
                + commit.substring(0, Math.min(SHORT_ID, commit.length())) + " because " + request.reason() + ": "
                + error.message();
        return error.replacedBy(RuleBook.OVERRIDDEN, message);
    }
}
