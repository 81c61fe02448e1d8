package dev.hoist.operate.edit;

import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Freeze;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The edit that stops flags in one environment after a guardrail was breached: it freezes them, and disables some. */
public final class Pausing {
    private Pausing() {}

    /**
     * A flag to stop because of a guardrail.
     *
     * @param reason the reason in the freeze, on one line
     * @param disables whether the flag is also disabled, so that no user has it
     */
    public record Stop(String flag, String guardrail, String reason, boolean disables) {}

    /** One operation for all of these flags. A flag that is already frozen or disabled stays so. */
    public static Operation of(Sources sources, String environment, List<Stop> stops, LocalDate today) {
        sources.environment(environment);
        Map<String, List<Stop>> byFlag = new LinkedHashMap<>();
        stops.forEach(stop ->
                byFlag.computeIfAbsent(stop.flag(), any -> new ArrayList<>()).add(stop));
        List<FileEdit> edits = new ArrayList<>();
        List<String> stopped = new ArrayList<>();
        List<String> body = new ArrayList<>();
        List<String> guardrails = new ArrayList<>();
        boolean disables = false;
        for (Map.Entry<String, List<Stop>> entry : byFlag.entrySet()) {
            FlagFile file = sources.file(entry.getKey());
            FlagFile edited = file;
            boolean isDisabled = false;
            Optional<Block> block = file.flag().block(environment);
            if (block.isPresent() && !block.get().isFrozen()) {
                edited = edited.frozen(
                        environment,
                        new Freeze(
                                Optional.of(entry.getValue().get(0).reason()),
                                Optional.of(today),
                                file.flag().place()));
            }
            if (block.isPresent()
                    && block.get().enabled()
                    && entry.getValue().stream().anyMatch(Stop::disables)) {
                edited = edited.withEnabled(environment, false);
                isDisabled = true;
            }
            FileEdit edit = edited.edit();
            if (!edit.isEmpty()) {
                edits.add(edit);
                stopped.add(entry.getKey());
                disables |= isDisabled;
                for (Stop stop : entry.getValue()) {
                    body.add(entry.getKey() + " is " + (isDisabled ? "off and " : "") + "frozen in " + environment
                            + ": " + stop.reason() + ".");
                    guardrails.add(stop.guardrail());
                }
            }
        }
        if (edits.isEmpty()) {
            return Operation.nothing();
        }
        List<String> trailers = new ArrayList<>(
                Texts.trailers(disables ? "rollback" : "pause", stopped, Optional.of(environment), Optional.empty()));
        guardrails.stream().distinct().forEach(name -> trailers.add("Hoist-Guardrail: " + name));
        return new Operation(
                new Edits(edits),
                Operation.Effect.LOWERS,
                (disables ? "Disable " : "Freeze ") + (stopped.size() == 1 ? stopped.get(0) : stopped.size() + " flags")
                        + " in " + environment,
                body,
                trailers,
                List.of(Inverse.of("thaw", stopped, environment)));
    }
}
