package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.exposure.Bounds;
import dev.hoist.validator.exposure.Comparison;
import dev.hoist.validator.exposure.ExposureChange;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.exposure.PerCell;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.history.Deployments.Deployed;
import dev.hoist.validator.history.History;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Policy;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A flag rises in an environment where the deployed state differs from base for this flag. */
final class NotLive implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        return change.raises().stream()
                .flatMap(
                        raise -> raise
                                .figures()
                                .flatMap(Policy.Environment::live)
                                .flatMap(ref -> notLive(raise, ref, change))
                                .stream());
    }

    private Optional<Finding> notLive(Raise raise, Located<String> ref, Change change) {
        Deployed deployed = change.deployments().at(ref.value());
        if (deployed instanceof Deployed.Nowhere) {
            return Optional.of(error(
                            raise,
                            MessageText.quoted(raise.name()) + " rises in " + raise.environment()
                                    + ", but the ref " + MessageText.quoted(ref.value())
                                    + ", which names the deployed commit, does not exist")
                    .note(ref.place(), "the policy names it here")
                    .help("let the deployment move that ref, and fetch the ref where this command runs"));
        }
        if (deployed instanceof Deployed.Commit commit) {
            return behind(raise, commit.line(), change.base())
                    .map(exposure -> finding(raise, ref, exposure, commit.line().commit(0)));
        }
        return Optional.empty();
    }

    /** The difference for the flag between the deployed state and base; empty if there is none. */
    private static Optional<ExposureChange> behind(Raise raise, CommitLine line, FlagState base) {
        History deployed = new History(line);
        return Optional.of(new Comparison(deployed.state(0), base, deployed.policyHistory(0))
                        .exposure(raise.name(), raise.environment()))
                .filter(ExposureChange::moves);
    }

    private Finding finding(Raise raise, Located<String> ref, ExposureChange exposure, String commit) {
        String there =
                " at the deployed commit " + ShortCommit.of(commit) + " (" + MessageText.quoted(ref.value()) + ")";
        String before = shares(exposure.reachBefore());
        String after = shares(exposure.reachAfter());
        String difference = before.equals(after)
                ? "other users have it" + there + " than at base"
                : before + " of the users have it" + there + ", and " + after + " at base";
        return error(
                        raise,
                        MessageText.quoted(raise.name()) + " rises in " + raise.environment() + ", but " + difference)
                .note(ref.place(), "the policy names it here")
                .help("first deploy base to " + raise.environment() + ", and move " + MessageText.quoted(ref.value())
                        + " to base");
    }

    private static String shares(PerCell<Bounds> reach) {
        List<BigDecimal> shares =
                reach.values().map(Bounds::share).sorted().distinct().toList();
        BigDecimal least = shares.get(0);
        BigDecimal most = shares.get(shares.size() - 1);
        return least.compareTo(most) == 0
                ? MessageText.percent(most)
                : MessageText.percent(least) + " to " + MessageText.percent(most) + " (by ring and server)";
    }
}
