package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.Severity;
import java.util.stream.Stream;

/** Head lacks the policy file that base has. Without a policy, later changes could not be judged. */
final class RemovedPolicy implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        if (change.isBaseline() || change.written().hasPolicyFile()) {
            return Stream.empty();
        }
        boolean goneBefore = !change.base().tree().hasPolicyFile();
        boolean rollback = change.lowersSomething() && !change.raisesSomething();
        return Stream.of(Finding.errorIn(id(), change.written().policyPath(), "the policy is gone")
                .help("bring " + change.written().policyPath() + " back")
                .as(goneBefore && rollback ? Severity.WARNING : Severity.ERROR));
    }
}
