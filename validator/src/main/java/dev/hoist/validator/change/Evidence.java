package dev.hoist.validator.change;

import dev.hoist.validator.guardrail.Readings;
import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.history.Deployments;
import dev.hoist.validator.history.Landing;
import java.time.Instant;
import java.util.List;

/**
 * Everything that the judge gets for one change in addition to base and head.
 *
 * @param line base and its first parents; empty if the change is the first commit
 * @param now the clock; in an audit the time of the change itself
 * @param commits the commits of the change
 * @param landing how head would replace base
 * @param deployments the commit that is deployed in each environment
 * @param readings the readings of the guardrails
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

    /**
     * The evidence for a change that lands by a merge. It has no commits, deployments are unknown, and no guardrail was
     * read.
     */
    public Evidence(CommitLine line, Instant now) {
        this(line, now, List.of(), Landing.PROPOSED, Deployments.UNKNOWN, new Readings.Unread());
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
