package dev.hoist.validator.change;

import dev.hoist.validator.history.ChangeCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The overrides in the commit messages of a change: lines {@code Hoist-Override: RULE because REASON}. A line may stand
 * anywhere in a message, because a squash moves trailers into the middle.
 */
public final class Overrides {
    /** The rule whose override lets a new flag be exposed from the start. */
    static final String IMPORT = "born-exposed";

    private static final Pattern LINE = Pattern.compile(
            "^[ \\t*-]*Hoist-Override:[ \\t]*([a-z-]+)[ \\t]+because[ \\t]+(\\S.*)$", Pattern.MULTILINE);

    private final List<Request> requests;

    private Overrides(List<Request> requests) {
        this.requests = requests;
    }

    /**
     * Reads the messages of a change.
     *
     * @param allowed ids of the rules that the policy lets be overridden
     */
    public static Overrides in(List<ChangeCommit> commits, Set<String> allowed) {
        List<Request> requests = new ArrayList<>();
        for (ChangeCommit commit : commits) {
            Matcher line = LINE.matcher(commit.message());
            while (line.find()) {
                String rule = line.group(1);
                if (allowed.contains(rule)) {
                    requests.add(new Request(rule, line.group(2).strip(), commit));
                }
            }
        }
        return new Overrides(requests);
    }

    /** The request that lets a rule's errors about a flag's file through, if a commit that touches the file makes one. */
    public Optional<Request> of(String rule, String path) {
        return requests.stream()
                .filter(request -> request.rule().equals(rule)
                        && request.commit().touches().test(path))
                .findFirst();
    }

    /** One line of one commit. */
    public record Request(String rule, String reason, ChangeCommit commit) {}
}
