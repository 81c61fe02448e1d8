package dev.hoist.cli.guard;

import dev.hoist.cli.command.Terminal;
import dev.hoist.guardrails.Measurement;
import dev.hoist.guardrails.Participation;
import dev.hoist.guardrails.ReadingsFile;
import dev.hoist.operate.plan.PlanTimes;
import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.report.JsonObject;
import dev.hoist.validator.report.ReadingJson;
import dev.hoist.validator.report.VisibleText;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The answer of {@code hoist guard}: the readings of guardrails, and what was done about breaches.
 *
 * @param hindrances the ongoing breaches for which {@code hoist guard --act} stops no flag, each with the reason
 * @param experiments the users who took part in the running experiments
 * @param actions what was done about breaches, one sentence each
 */
public record GuardAnswer(
        Policy policy,
        Instant now,
        List<Measurement> measured,
        Map<Measurement, String> hindrances,
        List<Participation> experiments,
        List<String> actions) {
    /** The exit code: 1 if a breach refuses raises; else 2 if a guardrail without data does; else 0. */
    public int exitCode() {
        boolean breach = counting().anyMatch(one -> one.reading().isBreach());
        boolean noData = counting()
                .anyMatch(one ->
                        one.reading().hasNoData() && !one.question().guardrail().passesWithoutData());
        return breach ? 1 : noData ? 2 : 0;
    }

    private Stream<Measurement> counting() {
        return measured.stream()
                .filter(one -> !one.question().guardrail().observed()
                        && one.reading().onBreach().holds());
    }

    private Optional<Reading> worst() {
        return measured.stream()
                .filter(one ->
                        one.reading().isBreach() && !one.question().guardrail().observed())
                .map(Measurement::reading)
                .max(Comparator.comparing(Reading::onBreach));
    }

    /** The answer as JSON, for programs and for {@code --metrics FILE}. */
    public String json() {
        return JsonObject.spread()
                        .text("now", now.toString())
                        .json("worst", worst().map(GuardAnswer::worst).orElse("null"))
                        .json(
                                "guardrails",
                                ReadingJson.lines(measured.stream()
                                        .map(Measurement::reading)
                                        .toList()))
                        .text("policy", ReadingsFile.fingerprint(policy))
                        .json("moved", JsonObject.array(List.copyOf(moved().entrySet()), GuardAnswer::movement))
                        .json("experiments", new ParticipationList(experiments).json())
                        .json("actions", JsonObject.array(actions, JsonObject::quoted))
                + "\n";
    }

    private static String worst(Reading reading) {
        return new JsonObject()
                .text("guardrail", reading.guardrail())
                .text("environment", reading.environment())
                .text("on_breach", reading.onBreach().text())
                .toString();
    }

    private static String movement(Map.Entry<List<String>, Optional<Instant>> moved) {
        return new JsonObject()
                .text("flag", moved.getKey().get(0))
                .text("environment", moved.getKey().get(1))
                .text("at", moved.getValue().map(Instant::toString))
                .toString();
    }

    /** The answer as text for people, during an incident. */
    public String text(Terminal terminal) {
        StringBuilder text = new StringBuilder();
        if (measured.isEmpty()) {
            text.append(
                    policy.guardrails().isEmpty()
                            ? "the policy has no guardrails\n"
                            : "no guardrail watches a flag that anyone has\n");
        } else {
            text.append(new GuardTable(
                            measured,
                            hindrances,
                            !actions.isEmpty(),
                            new PlanTimes(policy.zone(), now),
                            terminal.columns(),
                            terminal.style())
                    .text());
        }
        if (!experiments.isEmpty()) {
            text.append('\n').append(terminal.style().strong("experiments")).append('\n');
            new ParticipationList(experiments)
                    .lines()
                    .forEach(line -> text.append("  ").append(line).append('\n'));
        }
        actions.forEach(action -> text.append(VisibleText.of(action)).append('\n'));
        return text.toString();
    }

    /** The last movements on which the readings depend, by flag and environment. */
    private Map<List<String>, Optional<Instant>> moved() {
        Map<List<String>, Optional<Instant>> moved = new LinkedHashMap<>();
        for (Measurement one : measured) {
            Question question = one.question();
            moved.merge(
                    List.of(question.flag().name(), question.environment()),
                    question.moved(),
                    (first, second) -> first.or(() -> second));
        }
        return moved;
    }
}
