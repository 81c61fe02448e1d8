package dev.hoist.report;

import dev.hoist.report.RolloutReport.PolicySection;
import dev.hoist.validator.finding.ThousandsSeparator;
import dev.hoist.validator.model.Guardrail;
import dev.hoist.validator.model.Ladder;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.reading.Durations;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Describes a policy in sentences, for people who do not read YAML. */
final class PolicySentences {
    private PolicySentences() {}

    static List<PolicySection> of(Policy policy) {
        List<PolicySection> sections = new ArrayList<>();
        sections.add(new PolicySection("Everywhere", everywhere(policy)));
        for (Policy.Environment environment : policy.environments()) {
            sections.add(new PolicySection(environment.name().value(), environment(environment)));
        }
        if (!policy.guardrails().isEmpty()) {
            sections.add(new PolicySection(
                    "Guardrails",
                    policy.guardrails().stream().map(PolicySentences::guardrail).toList()));
        }
        return sections;
    }

    private static List<String> everywhere(Policy policy) {
        List<String> sentences = new ArrayList<>();
        sentences.add("Times are read in " + policy.zone().getId() + ".");
        sentences.add("The rings, inner to outer: "
                + policy.rings().stream()
                        .map(ring -> ring.name().value()
                                + (ring.population().isPresent()
                                        ? " ("
                                                + ThousandsSeparator.in(
                                                        ring.population().getAsLong()) + " users)"
                                        : ""))
                        .collect(Collectors.joining(", "))
                + ".");
        policy.freezes()
                .forEach(freeze -> sentences.add("Nothing rises from " + freeze.from() + " until " + freeze.until()
                        + freeze.reason().map(reason -> ": " + reason).orElse("") + "."));
        policy.staleAfter()
                .ifPresent(after -> sentences.add(
                        "A flag that everyone has had for longer than " + Durations.text(after) + " is stale."));
        if (!policy.overridable().isEmpty()) {
            sentences.add("A commit message may override "
                    + policy.overridable().stream().sorted().collect(Collectors.joining(", ")) + ".");
        }
        if (policy.acknowledging()) {
            sentences.add("A commit message may acknowledge an earlier change that was refused.");
        }
        return sentences;
    }

    private static List<String> environment(Policy.Environment environment) {
        List<String> sentences = new ArrayList<>();
        if (environment.free()) {
            sentences.add("It is free: structure alone is judged.");
            return sentences;
        }
        environment
                .after()
                .ifPresent(after -> sentences.add("A flag rises here once it stands at " + after.at() + " % in "
                        + after.environment().value() + "."));
        sentences.add("Flags rise " + ladder(environment.ladder()) + ", and wait " + Durations.text(environment.soak())
                + " between two steps.");
        new TreeMap<>(environment.holds())
                .forEach((rung, hold) ->
                        sentences.add("They stay at " + rung + " % for at least " + Durations.text(hold) + "."));
        new TreeMap<>(environment.rings()).forEach((ring, rules) -> {
            rules.ladder().ifPresent(ladder -> sentences.add("The ring " + ring + " rises " + ladder(ladder) + "."));
            rules.soak()
                    .ifPresent(soak -> sentences.add(
                            "After a raise of the ring " + ring + " a flag waits " + Durations.text(soak) + "."));
        });
        if (!environment.canary().isEmpty()) {
            sentences.add("A canary rollout takes "
                    + environment.canary().stream().map(PolicySentences::stage).collect(Collectors.joining(", then "))
                    + ", then the ladder.");
        }
        if (!environment.spacing().isZero()) {
            sentences.add("The raises of two flags of "
                    + (environment.scope() == Policy.Scope.GROUP ? "one group" : "the environment") + " are "
                    + Durations.text(environment.spacing()) + " apart.");
        }
        environment.peakHours().forEach(hours -> sentences.add("Nothing rises " + hours(hours) + "."));
        environment.openHours().forEach(hours -> sentences.add("Flags rise only " + hours(hours) + "."));
        if (!environment.checklist().isEmpty()) {
            sentences.add("Before it leaves 0, a flag ticks "
                    + environment.checklist().stream().map(Located::value).collect(Collectors.joining(", ")) + ".");
        }
        environment
                .restoreWithin()
                .ifPresent(within ->
                        sentences.add("A mistaken rollback can be taken back within " + Durations.text(within) + "."));
        environment.live().ifPresent(live -> sentences.add("What is deployed is the commit of " + live.value() + "."));
        return sentences;
    }

    private static String guardrail(Guardrail guardrail) {
        return guardrail.name().value() + ": " + guardrail.threshold().words()
                + guardrail.unit().map(unit -> " " + unit).orElse("") + ". A breach means "
                + guardrail.onBreach().name().toLowerCase(Locale.ROOT) + "."
                + guardrail.advice().map(advice -> " " + advice + ".").orElse("");
    }

    private static String stage(Policy.Stage stage) {
        List<String> parts = new ArrayList<>();
        stage.servers().ifPresent(servers -> parts.add(servers + (servers == 1 ? " server" : " servers")));
        stage.regions().ifPresent(regions -> parts.add(regions + (regions == 1 ? " region" : " regions")));
        return String.join(" and ", parts)
                + stage.traffic()
                        .map(traffic -> " with " + traffic.least() + " to " + traffic.most() + " % of the traffic")
                        .orElse("");
    }

    private static String hours(Policy.DailyHours hours) {
        String days = hours.days().stream().sorted().map(PolicySentences::day).collect(Collectors.joining(", "));
        return "from " + hours.from() + " to " + hours.to() + " on " + days;
    }

    private static String day(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }

    private static String ladder(Ladder ladder) {
        return ladder.rungs().stream().map(rung -> rung.value().toString()).collect(Collectors.joining(", ")) + " %";
    }
}
