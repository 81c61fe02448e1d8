package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Overrides;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.model.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A line of a commit message is meant as an override but does not count. */
final class IgnoredOverride implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        List<Raise> raises = new ArrayList<>(change.raises());
        raises.addAll(change.imports());
        return raises.isEmpty()
                ? Stream.empty()
                : change.overrideAttempts().stream().flatMap(attempt -> finding(attempt, raises, change).stream());
    }

    private Optional<Finding> finding(Overrides.Attempt attempt, List<Raise> raises, Change change) {
        Optional<Raise> touched = raises.stream()
                .filter(raise -> attempt.commit().touches().test(path(raise)))
                .findFirst();
        Raise raise = touched.orElse(raises.get(0));
        return problem(attempt, touched.isPresent(), raise, change)
                .map(problem -> Finding.warning(id(), raise.place(), message(attempt, problem.what()))
                        .about(raise.name())
                        .in(raise.environment())
                        .help(problem.help()));
    }

    private static String message(Overrides.Attempt attempt, String problem) {
        return "the override" + (attempt.rule().isEmpty() ? "" : " of " + MessageText.quoted(attempt.rule()))
                + " in commit " + ShortCommit.of(attempt.commit().id()) + " does not count: "
                + problem;
    }

    private static Optional<Problem> problem(
            Overrides.Attempt attempt, boolean touchesARaise, Raise raise, Change change) {
        String rule = attempt.rule();
        if (!attempt.key().equals(Overrides.KEY)) {
            return problem(
                    "its key is " + MessageText.quoted(attempt.key()),
                    "write " + MessageText.override(rule.isEmpty() ? "RULE" : rule));
        }
        if (rule.isEmpty()) {
            return problem("it names no rule", "write " + MessageText.override("RULE"));
        }
        if (RuleBook.ids().stream().noneMatch(id -> id.text().equals(rule))) {
            return problem(
                    "there is no rule of that name",
                    Spelling.didYouMean(rule, RuleBook.overridable()).orElseGet(IgnoredOverride::rules));
        }
        if (!RuleBook.overridable().contains(rule)) {
            return problem("nothing can override that rule", rules());
        }
        if (attempt.reason().isEmpty()) {
            return problem("it gives no reason", "write " + MessageText.override(rule));
        }
        if (!change.judging().map(Policy::overridable).orElse(Set.of()).contains(rule)) {
            return problem(
                    "the policy before this change does not allow it",
                    "add " + rule + " to overrides.allowed of the policy in a separate change first");
        }
        if (!touchesARaise) {
            return problem(
                    "that commit does not change " + path(raise),
                    "write the line in the message of a commit that changes it");
        }
        return RuleBook.allowsOverride(new RuleId(rule), change)
                ? Optional.empty()
                : problem(
                        "this change raises more than one flag or environment by itself",
                        "raise one flag in one environment at a time: split this change");
    }

    private static String rules() {
        return "these rules can be overridden: " + String.join(", ", RuleBook.overridable());
    }

    private static String path(Raise raise) {
        return raise.flag().place().path();
    }

    private static Optional<Problem> problem(String what, String help) {
        return Optional.of(new Problem(what, help));
    }

    /** Why a line does not count, and the next action. */
    private record Problem(String what, String help) {}
}
