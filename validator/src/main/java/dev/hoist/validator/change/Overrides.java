package dev.hoist.validator.change;

import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.history.ChangeCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The overrides in the commit messages of a change: lines {@code Hoist-Override: RULE because REASON}. Such a line
 * counts anywhere in a message, because a squash can move trailers into the middle of the message.
 */
public final class Overrides {
    /** The rule whose override lets a new flag be exposed from the start. */
    public static final RuleId IMPORT = new RuleId("born-exposed");

    /** The key of the lines that override a rule. */
    public static final String KEY = "Hoist-Override";

    private static final Pattern LINE = Pattern.compile(
            "^[ \\t*-]*(hoist[ _-]?overrides?)[ \\t]*:(.*)$", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);

    private static final Pattern RULE = Pattern.compile("(?!because\\b)\\S{1,100}");
    private static final Pattern REASON = Pattern.compile("[ \\t]+because[ \\t]+(\\S.*)");

    private final List<Request> requests;
    private final List<Attempt> attempts;

    private Overrides(List<Request> requests, List<Attempt> attempts) {
        this.requests = requests;
        this.attempts = List.copyOf(attempts);
    }

    /**
     * Reads the messages of a change.
     *
     * @param allowed ids of the rules that the policy allows a commit message to override
     */
    public static Overrides in(List<ChangeCommit> commits, Set<String> allowed) {
        List<Request> requests = new ArrayList<>();
        List<Attempt> attempts = new ArrayList<>();
        for (ChangeCommit commit : commits) {
            Matcher line = LINE.matcher(commit.message());
            while (line.find()) {
                Attempt attempt = attempt(line.group(1), line.group(2).strip(), commit);
                attempts.add(attempt);
                if (attempt.key().equals(KEY) && attempt.reason().isPresent() && allowed.contains(attempt.rule())) {
                    requests.add(new Request(attempt.rule(), attempt.reason().get(), commit));
                }
            }
        }
        return new Overrides(requests, attempts);
    }

    private static Attempt attempt(String key, String rest, ChangeCommit commit) {
        Matcher word = RULE.matcher(rest);
        String rule = word.lookingAt() ? word.group() : "";
        Matcher reason = REASON.matcher(rest.substring(rule.length()));
        return new Attempt(key, rule, reason.matches() ? Optional.of(reason.group(1)) : Optional.empty(), commit);
    }

    /** Every line that is meant as an override, including lines that do not count. */
    public List<Attempt> attempts() {
        return attempts;
    }

    /** The override of a rule for a file, if a commit that touches the file has one. */
    public Optional<Request> of(String rule, String path) {
        return requests.stream()
                .filter(request -> request.rule().equals(rule)
                        && request.commit().touches().test(path))
                .findFirst();
    }

    /** An override: one line of one commit, for a rule that the policy allows to be overridden. */
    public record Request(String rule, String reason, ChangeCommit commit) {}

    /**
     * One line that is meant as an override, as it is written.
     *
     * @param key the text before the colon
     * @param rule the first word after the colon; empty if there is none
     * @param reason the text after {@code because}
     */
    public record Attempt(String key, String rule, Optional<String> reason, ChangeCommit commit) {}
}
