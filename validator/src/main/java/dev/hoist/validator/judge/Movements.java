package dev.hoist.validator.judge;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.exposure.Bounds;
import dev.hoist.validator.exposure.Cell;
import dev.hoist.validator.exposure.ExposureChange;
import dev.hoist.validator.exposure.PerCell;
import dev.hoist.validator.exposure.PerServer;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.verdict.Movement;
import dev.hoist.validator.verdict.Movement.Direction;
import dev.hoist.validator.verdict.Movement.Next;
import dev.hoist.validator.verdict.Movement.UserCount;
import dev.hoist.validator.verdict.Share;
import java.math.BigDecimal;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Calculates what a change does to users, for each flag and environment. */
final class Movements {
    private Movements() {}

    static List<Movement> of(Change change) {
        IdentityHashMap<ExposureChange, Raise> raises = new IdentityHashMap<>();
        change.raises().forEach(rise -> raises.put(rise.step(), rise));
        return change.steps().stream()
                .filter(ExposureChange::moves)
                .map(step -> movement(step, Optional.ofNullable(raises.get(step)), change))
                .toList();
    }

    private static Movement movement(ExposureChange step, Optional<Raise> raise, Change change) {
        Optional<Policy> policy = change.head().policy().or(change::judging);
        return new Movement(
                step.flag(),
                step.environment(),
                step.gains() ? Direction.RAISE : Direction.LOWER,
                share(step.reachBefore(), step.rings()),
                share(step.reachAfter(), step.rings()),
                policy.flatMap(some -> audience(step, some)),
                raise.flatMap(rise -> next(rise, change)));
    }

    private static Share share(PerCell<Bounds> reach, List<String> rings) {
        if (!reach.distinguishesRings()) {
            return share(reach.ring(0));
        }
        Map<String, Share> byRing = new LinkedHashMap<>();
        for (int ring = 0; ring < rings.size(); ring++) {
            byRing.put(rings.get(ring), share(reach.ring(ring)));
        }
        return new Share.ByRing(byRing);
    }

    private static Share share(PerServer<Bounds> servers) {
        Share.Uniform elsewhere = figure(servers.other());
        if (servers.named().isEmpty()) {
            return elsewhere;
        }
        List<Share> canary = servers.named().values().stream()
                .<Share>map(Movements::figure)
                .distinct()
                .toList();
        if (canary.size() == 1) {
            return new Share.Canary(canary.get(0), elsewhere);
        }
        Map<String, Share> byServer = new LinkedHashMap<>();
        servers.named().forEach((server, bounds) -> byServer.put(server, figure(bounds)));
        return new Share.Canary(new Share.ByServer(byServer), elsewhere);
    }

    private static Share.Uniform figure(Bounds bounds) {
        BigDecimal share = bounds.share().stripTrailingZeros();
        return new Share.Uniform(share.scale() < 0 ? share.setScale(0) : share);
    }

    private static Optional<UserCount> audience(ExposureChange step, Policy policy) {
        Optional<Policy.Environment> environment = policy.environment(step.environment());
        boolean known =
                policy.rings().stream().allMatch(ring -> ring.population().isPresent());
        if (environment.isEmpty() || !known) {
            return Optional.empty();
        }
        BigDecimal change = policy.rings().stream()
                .map(ring -> BigDecimal.valueOf(ring.population().getAsLong())
                        .multiply(gainedShare(
                                step, step.rings().indexOf(ring.name().value()), environment.get())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        long population = policy.rings().stream()
                .map(Policy.Ring::population)
                .mapToLong(OptionalLong::getAsLong)
                .sum();
        return Optional.of(new UserCount(change, population));
    }

    /** The share of one ring's users who gain, each server with its part of the traffic; negative for those who lose. */
    private static BigDecimal gainedShare(ExposureChange step, int ring, Policy.Environment environment) {
        BigDecimal named = BigDecimal.ZERO;
        BigDecimal gained = BigDecimal.ZERO;
        for (Policy.Region region : environment.regions()) {
            for (Policy.Server server : region.servers()) {
                BigDecimal traffic = server.traffic().percent();
                named = named.add(traffic);
                gained = gained.add(
                        difference(step, new Cell(ring, server.name().value())).multiply(traffic));
            }
        }
        BigDecimal rest = Percentage.ALL.percent().subtract(named);
        return gained.add(difference(step, new Cell(ring, Cell.OTHER)).multiply(rest))
                .movePointLeft(4);
    }

    private static BigDecimal difference(ExposureChange step, Cell cell) {
        return step.reachAfter()
                .at(cell)
                .share()
                .subtract(step.reachBefore().at(cell).share());
    }

    private static Optional<Next> next(Raise rise, Change change) {
        return change.end(rise)
                .flatMap(end -> end.next(change.now()))
                .flatMap(step -> step.rung().map(rung -> new Next(rung, step.from())));
    }
}
