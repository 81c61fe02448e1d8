package dev.hoist.validator.judge;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.effect.Effect;
import dev.hoist.validator.effect.Populations;
import dev.hoist.validator.exposure.Bounds;
import dev.hoist.validator.exposure.Comparison;
import dev.hoist.validator.exposure.ExposureChange;
import dev.hoist.validator.exposure.PerCell;
import dev.hoist.validator.exposure.PerServer;
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

/** Calculates the movements of a change, for each flag and environment. */
final class Movements {
    private Movements() {}

    static List<Movement> of(Change change) {
        IdentityHashMap<ExposureChange, Raise> raises = new IdentityHashMap<>();
        change.raises().forEach(raise -> raises.put(raise.exposure(), raise));
        return change.exposures().stream()
                .filter(ExposureChange::moves)
                .map(exposure -> movement(exposure, Optional.ofNullable(raises.get(exposure)), change))
                .toList();
    }

    private static Movement movement(ExposureChange exposure, Optional<Raise> raise, Change change) {
        return new Movement(
                exposure.flag(),
                exposure.environment(),
                exposure.gains() ? Direction.RAISE : Direction.LOWER,
                share(exposure.reachBefore(), exposure.rings()),
                share(exposure.reachAfter(), exposure.rings()),
                userCount(exposure, change.comparison()),
                raise.flatMap(some -> next(some, change)));
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

    private static Optional<UserCount> userCount(ExposureChange exposure, Comparison comparison) {
        return Effect.of(exposure, Populations.of(exposure.environment(), comparison))
                .users()
                .map(users -> new UserCount(
                        exposure.gains() ? users.gain() : users.lose().negate(),
                        users.population().longValueExact()));
    }

    private static Optional<Next> next(Raise raise, Change change) {
        return change.end(raise)
                .flatMap(end -> end.next(change.now()))
                .flatMap(exposure -> exposure.rung().map(rung -> new Next(rung, exposure.from())));
    }
}
