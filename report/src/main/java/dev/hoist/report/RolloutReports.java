package dev.hoist.report;

import dev.hoist.operate.plan.Planner;
import dev.hoist.validator.AuditRequest;
import dev.hoist.validator.Hoist;
import dev.hoist.validator.ValidateRequest;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.guardrail.ReadingSource;
import dev.hoist.validator.judge.GuardedFlags;
import dev.hoist.validator.judge.Proposal;
import dev.hoist.validator.verdict.AuditedChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes rollout reports of repositories. */
public final class RolloutReports {
    private RolloutReports() {}

    /**
     * The report on a commit of a repository.
     *
     * @throws dev.hoist.validator.verdict.CannotJudge if there is no such commit, there is no policy, or the history is
     *     not complete
     */
    public static RolloutReport of(ReportRequest request) {
        Hoist hoist = new Hoist();
        List<AuditedChange> changes = new ArrayList<>();
        hoist.audit(
                new AuditRequest(
                        request.repository(),
                        request.flags(),
                        Optional.empty(),
                        Optional.of(request.head()),
                        request.now()),
                changes::add);
        Optional<String> head = Optional.of(request.head());
        return hoist.propose(
                new ValidateRequest(request.repository(), request.flags(), head, head, request.now(), Map.of()),
                proposal -> ReportAssembler.assemble(
                        Planner.of(proposal),
                        proposal.head(),
                        proposal.headName(),
                        changes,
                        request.readings()
                                .map(source -> readings(proposal, source, request.now()))
                                .orElse(List.of())));
    }

    private static List<Reading> readings(Proposal proposal, ReadingSource source, Instant now) {
        GuardedFlags guarded = new GuardedFlags(proposal.evidence().line(), now);
        return source.read(guarded.policy(), guarded.questions(List.of(), Optional.empty()), now);
    }
}
