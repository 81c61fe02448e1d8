package dev.hoist.validator.change;

import dev.hoist.validator.guardrail.Readings;
import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.history.Deployments;
import dev.hoist.validator.history.Landing;
import java.time.Instant;
import java.util.List;

/**
 * What the judge is given besides the base and head of a change.
 *
 * @param line base and its first parents; empty if the change is the first commit
 * @param now the clock; in an audit the time of the change itself
 * @param commits the commits of the change
 * @param landing how head would replace base
 * @param deployments what is deployed in each environment
 * @param readings what the guardrails say
 */
public record Evidence(
        CommitLine line,
        Instant now,
        List<ChangeCommit> commits,
        Landing landing,
        Deployments deployments,
        Readings readings) {
    public Evidence {
        commits = List.copyOf(commits);
    }

    /** A change without commits of its own that others bring in, where nothing is known of any deployment and no guardrail was read. */
    public Evidence(CommitLine line, Instant now) {
        this(line, now, List.of(), Landing.PROPOSED, Deployments.UNKNOWN, Readings.unread());
    }

    public Evidence withCommits(List<ChangeCommit> known) {
        return new Evidence(line, now, known, landing, deployments, readings);
    }

    public Evidence withLanding(Landing known) {
        return new Evidence(line, now, commits, known, deployments, readings);
    }

    public Evidence withDeployments(Deployments known) {
        return new Evidence(line, now, commits, landing, known, readings);
    }

    public Evidence withReadings(Readings known) {
        return new Evidence(line, now, commits, landing, deployments, known);
    }
}
