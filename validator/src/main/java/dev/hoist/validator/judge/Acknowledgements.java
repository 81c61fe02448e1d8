package dev.hoist.validator.judge;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.rules.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The acknowledgements in the commit messages of a change: lines {@code Hoist-Acknowledge: COMMIT because REASON}. An
 * acknowledgement does not change any flag. It only says that an audit no longer fails because of an earlier refused
 * change.
 */
final class Acknowledgements {
    /** The fewest digits to which git shortens a commit id. */
    private static final int FEWEST_DIGITS = 7;

    private static final Pattern LINE = Pattern.compile(
            "^[ \\t*-]*Hoist-Acknowledge:[ \\t]*([0-9a-fA-F]{1,40})[ \\t]+because[ \\t]+(\\S.*)$", Pattern.MULTILINE);

    /** A line that is meant as an acknowledgement, even if it is misspelt. */
    private static final Pattern ATTEMPT = Pattern.compile(
            "^[ \\t*-]*hoist[ _-]?acknowledge(?:s|d|ment)?[ \\t]*:.*$", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    private Acknowledgements() {}

    /** The acknowledgements in some commits, in their order. */
    static List<Request> in(List<ChangeCommit> commits) {
        List<Request> requests = new ArrayList<>();
        for (ChangeCommit commit : commits) {
            Matcher line = LINE.matcher(commit.message());
            while (line.find()) {
                requests.add(new Request(
                        line.group(1).toLowerCase(Locale.ROOT), line.group(2).strip(), commit));
            }
        }
        return requests;
    }

    /**
     * One warning for each acknowledgement in a change.
     *
     * @param refused tells whether an earlier change was refused, by its index on the line behind this change
     */
    static List<Finding> findings(Change change, IntPredicate refused) {
        List<Finding> findings = new ArrayList<>();
        for (Request request : in(change.commits())) {
            Target target = request.target(change.history().line(), change.judging());
            String file = change.written().policyPath();
            if (target.index().isPresent()) {
                String commit = ShortCommit.of(
                        change.history().line().commit(target.index().getAsInt()));
                findings.add(
                        refused.test(target.index().getAsInt())
                                ? warning(
                                        file,
                                        "commit " + commit + " is acknowledged because " + request.reason(),
                                        Optional.empty())
                                : warning(
                                        file,
                                        "the acknowledgement of " + request.digits() + " does not count: commit "
                                                + commit + " was not refused",
                                        Optional.of("name the commit that hoist audit lists as refused")));
            } else {
                findings.add(warning(
                        file,
                        "the acknowledgement of " + request.digits() + " does not count: " + target.problem(),
                        Optional.of(target.help())));
            }
        }
        for (ChangeCommit commit : change.commits()) {
            Matcher attempt = ATTEMPT.matcher(commit.message());
            while (attempt.find()) {
                if (!LINE.matcher(attempt.group()).find()) {
                    findings.add(warning(
                            change.written().policyPath(),
                            "an acknowledgement in commit " + ShortCommit.of(commit.id())
                                    + " does not count: it is not a commit's id and a reason",
                            Optional.of("write \"Hoist-Acknowledge: COMMIT because REASON\"")));
                }
            }
        }
        return findings;
    }

    /** A template of the line that acknowledges a commit. */
    static String line(String commit) {
        return "\"Hoist-Acknowledge: " + ShortCommit.of(commit) + " because REASON\"";
    }

    private static Finding warning(String file, String message, Optional<String> help) {
        Finding warning = Finding.warningIn(RuleBook.ACKNOWLEDGED, file, message);
        return help.map(warning::help).orElse(warning);
    }

    /**
     * One acknowledgement in one commit.
     *
     * @param digits the first digits of the acknowledged commit's id, in lower case
     */
    record Request(String digits, String reason, ChangeCommit commit) {

        /**
         * The change that this line acknowledges.
         *
         * @param behind the line behind the change that has this acknowledgement
         * @param judging the judging policy of the change that has this acknowledgement
         */
        Target target(CommitLine behind, Optional<Policy> judging) {
            if (judging.filter(Policy::acknowledging).isEmpty()) {
                return Target.none(
                        "the policy before this change does not allow it",
                        "land overrides: {acknowledge: true} in the policy first");
            }
            if (digits.length() < FEWEST_DIGITS) {
                return Target.none(
                        digits.length() + " digits may later fit another commit, too",
                        "write at least " + FEWEST_DIGITS + " digits of the commit's id");
            }
            List<Integer> found = new ArrayList<>();
            for (int index = 0; index < behind.size(); index++) {
                if (behind.commit(index).startsWith(digits)) {
                    found.add(index);
                }
            }
            if (found.isEmpty()) {
                return Target.none(
                        "no change before this one is that commit",
                        "name the commit as hoist audit lists it: one on the first-parent line");
            }
            return found.size() == 1
                    ? new Target(OptionalInt.of(found.get(0)), "", "")
                    : Target.none(
                            found.size() + " earlier changes have ids that begin with these digits",
                            "write more digits of the commit's id");
        }
    }

    /** The index of the acknowledged change, or the reason why there is none. */
    record Target(OptionalInt index, String problem, String help) {
        static Target none(String problem, String help) {
            return new Target(OptionalInt.empty(), problem, help);
        }
    }
}
