package dev.hoist.cli.operate;

import dev.hoist.cli.command.NowOption;
import dev.hoist.cli.command.RepositoryOptions;
import dev.hoist.operate.edit.Operation;
import dev.hoist.operate.edit.Pausing;
import dev.hoist.operate.edit.Pausing.Stop;
import dev.hoist.operate.edit.Sources;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.verdict.Verdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * The edit of {@code hoist guard --act} in one environment. Like every lowering, it is written even if the judge
 * refuses it.
 */
final class PauseEdit extends JobEdit {
    private final String environment;
    private final List<Stop> stops;
    private final List<Reading> readings;

    /**
     * An edit that stops flags.
     *
     * @param readings the readings of the flags that it stops
     */
    PauseEdit(
            RepositoryOptions place,
            NowOption time,
            boolean commits,
            String environment,
            List<Stop> stops,
            List<Reading> readings) {
        super(place, time, commits);
        this.environment = environment;
        this.stops = List.copyOf(stops);
        this.readings = List.copyOf(readings);
    }

    @Override
    List<Reading> readings(Optional<Verdict> judged) {
        return readings;
    }

    @Override
    String name() {
        return "guard";
    }

    @Override
    Operation operation(Sources sources, Instant now, RepositoryView repository) {
        return Pausing.of(
                sources,
                environment,
                stops,
                now.atZone(sources.policy().map(Policy::zone).orElse(ZoneOffset.UTC))
                        .toLocalDate());
    }
}
