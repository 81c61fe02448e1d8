package dev.hoist.report;

import dev.hoist.operate.plan.FlagStatus;
import dev.hoist.operate.plan.NextMove;
import dev.hoist.operate.plan.Planner;
import dev.hoist.operate.plan.Portion;
import dev.hoist.operate.plan.RolloutState;
import dev.hoist.operate.plan.Schedule;
import dev.hoist.report.RolloutReport.Attention;
import dev.hoist.report.RolloutReport.Bar;
import dev.hoist.report.RolloutReport.Change;
import dev.hoist.report.RolloutReport.ChangeFinding;
import dev.hoist.report.RolloutReport.Chart;
import dev.hoist.report.RolloutReport.Environment;
import dev.hoist.report.RolloutReport.Experiment;
import dev.hoist.report.RolloutReport.Freeze;
import dev.hoist.report.RolloutReport.Link;
import dev.hoist.report.RolloutReport.Owner;
import dev.hoist.report.RolloutReport.Placement;
import dev.hoist.report.RolloutReport.PlannedStep;
import dev.hoist.report.RolloutReport.Reason;
import dev.hoist.report.RolloutReport.State;
import dev.hoist.report.RolloutReport.Urgency;
import dev.hoist.report.RolloutReport.Users;
import dev.hoist.report.RolloutReport.Variant;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.AuditedChange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes a report from a plan and an audit of the same commit. */
public final class ReportAssembler {
    /** The most changes in a report. If there are more, the oldest are left out. */
    private static final int CHANGES_AT_MOST = 700;

    private static final int FLAGS_AT_MOST = 2_000;
    private static final int PLANS_AT_MOST = 40;

    private final Planner planner;
    private final FlagTree tree;
    private final Timelines timelines;
    private final List<Reading> readings;
    private final Map<String, Set<String>> dependents = new HashMap<>();
    private int plans;

    private ReportAssembler(Planner planner, FlagTree tree, Timelines timelines, List<Reading> readings) {
        this.readings = List.copyOf(readings);
        this.planner = planner;
        this.tree = tree;
        this.timelines = timelines;
        tree.flags()
                .forEach(flag -> flag.dependencyKeys()
                        .forEach(key -> dependents
                                .computeIfAbsent(key, name -> new TreeSet<>())
                                .add(flag.name())));
    }

    /**
     * The report of a commit.
     *
     * @param planner the planner for that commit
     * @param tree the flags of the commit
     * @param head the full id of the commit
     * @param changes the audit of the commit's line, oldest first
     * @param readings the readings of the guardrails; empty if no guardrail was read
     */
    public static RolloutReport assemble(
            Planner planner, FlagTree tree, String head, List<AuditedChange> changes, List<Reading> readings) {
        return new ReportAssembler(planner, tree, Timelines.of(changes), readings).report(head, changes);
    }

    private RolloutReport report(String head, List<AuditedChange> audited) {
        Map<String, List<FlagStatus>> statuses = new LinkedHashMap<>();
        for (FlagStatus status : planner.status(List.of(), Optional.empty())) {
            statuses.computeIfAbsent(status.flag().name(), key -> new ArrayList<>())
                    .add(status);
        }
        List<RolloutReport.Flag> flags = new ArrayList<>();
        List<Attention> attention = new ArrayList<>();
        List<String> omissions = new ArrayList<>();
        Set<String> stale = findings(audited, "stale-flag");
        for (List<FlagStatus> placements : statuses.values()) {
            RolloutReport.Flag flag = flag(placements, stale);
            attention.addAll(attention(flag));
            if (flags.size() < FLAGS_AT_MOST) {
                flags.add(flag);
            }
        }
        if (statuses.size() > FLAGS_AT_MOST) {
            omissions.add("This page shows the first " + FLAGS_AT_MOST + " of " + statuses.size()
                    + " flags; \"hoist status --all\" lists all of them.");
        }
        if (plans >= PLANS_AT_MOST) {
            omissions.add("This page shows the plans of the first " + PLANS_AT_MOST
                    + " flags that move; \"hoist schedule\" shows any of them.");
        }
        List<Change> changes = new ArrayList<>();
        for (int index = audited.size() - 1; index >= 0 && changes.size() < CHANGES_AT_MOST; index--) {
            changes.add(change(audited.get(index)));
        }
        if (audited.size() > CHANGES_AT_MOST) {
            omissions.add("This page shows the newest " + CHANGES_AT_MOST + " of " + audited.size()
                    + " changes; \"hoist audit\" lists all of them.");
        }
        audited.stream()
                .filter(AuditedChange::countsAgainst)
                .sorted(Comparator.comparing(AuditedChange::time).reversed())
                .limit(10)
                .forEach(change -> attention.add(new Attention(
                        Urgency.REFUSED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(change.commit()),
                        change.subject() + " landed although the judge refuses it")));
        attention.sort(Comparator.comparing(Attention::urgency));
        return new RolloutReport(
                planner.now(),
                planner.zone(),
                head,
                attention,
                environments(statuses),
                flags,
                experiments(),
                changes,
                owners(statuses),
                PolicySentences.of(planner.policy()),
                omissions);
    }

    private RolloutReport.Flag flag(List<FlagStatus> statuses, Set<String> stale) {
        Flag flag = statuses.get(0).flag();
        List<Placement> placements = new ArrayList<>();
        for (FlagStatus status : statuses) {
            placements.add(placement(status));
        }
        LocalDate today = planner.now().atZone(planner.zone()).toLocalDate();
        Optional<LocalDate> expires = flag.expires().map(Located::value);
        return new RolloutReport.Flag(
                flag.name(),
                flag.group(),
                flag.owner().value(),
                flag.description().value(),
                flag.dependencyKeys(),
                List.copyOf(dependents.getOrDefault(flag.name(), Set.of())),
                links(flag),
                flag.tags(),
                expires,
                expires.filter(day -> !day.isAfter(today)).isPresent(),
                stale.contains(flag.name()),
                flag.permanent(),
                flag.place().path(),
                flag.place().line(),
                placements);
    }

    private static List<Link> links(Flag flag) {
        return flag.links().stream()
                .map(link -> new Link(link.name().orElse(link.target()), link.target()))
                .toList();
    }

    private Placement placement(FlagStatus status) {
        NextMove next = status.next();
        return new Placement(
                next.environment(),
                status.strategy().text(),
                status.block().isPresent(),
                status.enabled(),
                status.block()
                        .flatMap(block -> block.frozen())
                        .map(frozen ->
                                new Freeze(frozen.reason(), frozen.since().map(Object::toString))),
                bars(status),
                status.users().map(users -> new Users(users.on(), users.of())),
                since(status),
                status.block()
                        .flatMap(block -> block.target())
                        .map(target -> target.value().toString()),
                State.valueOf(next.state().name()),
                next.step().map(Object::toString),
                next.from(),
                next.reasons().stream().map(ReportAssembler::reason).toList(),
                readings(next.flag(), next.environment()),
                chart(status),
                status.block().map(block -> block.place().line()).orElse(0));
    }

    /**
     * The time of a flag's last movement. It comes from the audit, because the status would read the history a second
     * time.
     */
    private Optional<Instant> since(FlagStatus status) {
        return timelines.lastMovement(status.flag().name(), status.next().environment());
    }

    private List<RolloutReport.Reading> readings(String flag, String environment) {
        return readings.stream()
                .filter(reading ->
                        reading.flag().equals(flag) && reading.environment().equals(environment))
                .sorted(Comparator.comparing(Reading::state))
                .map(reading -> new RolloutReport.Reading(
                        reading.guardrail(),
                        reading.state().text(),
                        planner.policy().guardrails().stream()
                                .noneMatch(guardrail -> guardrail.observed()
                                        && guardrail.name().value().equals(reading.guardrail())),
                        reading.message()))
                .toList();
    }

    private Chart chart(FlagStatus status) {
        NextMove next = status.next();
        return timelines.chart(status.flag().name(), next.environment(), planned(status));
    }

    /** The planned steps of a flag that is being rolled out or has a target. */
    private List<PlannedStep> planned(FlagStatus status) {
        NextMove next = status.next();
        boolean wanted = next.state() == RolloutState.READY || next.state() == RolloutState.WAITING;
        boolean moving = since(status).isPresent()
                || status.block().flatMap(block -> block.target()).isPresent();
        if (!wanted || !moving || plans >= PLANS_AT_MOST) {
            return List.of();
        }
        plans++;
        Schedule schedule = planner.schedule(status.flag().name(), next.environment(), Optional.empty(), planner.now());
        return schedule.steps().stream()
                .map(entry -> new PlannedStep(entry.step().toString(), entry.at()))
                .toList();
    }

    private List<Bar> bars(FlagStatus status) {
        Policy.Environment environment =
                planner.policy().environment(status.next().environment()).orElseThrow();
        Map<String, Double> declared = new LinkedHashMap<>();
        Map<String, Double> effective = new LinkedHashMap<>();
        collect("", status.declared(), declared);
        collect("", status.effective(), effective);
        Set<String> labels =
                new LinkedHashSet<>(declared.size() >= effective.size() ? declared.keySet() : effective.keySet());
        List<Bar> bars = new ArrayList<>();
        for (String label : labels) {
            bars.add(new Bar(
                    label,
                    valueOf(declared, label),
                    valueOf(effective, label),
                    environment.ladderOf(label).rungs().stream()
                            .map(rung -> rung.value().percent().doubleValue())
                            .toList()));
        }
        return bars;
    }

    private static double valueOf(Map<String, Double> parts, String label) {
        Double own = parts.get(label);
        if (own != null) {
            return own;
        }
        String ring = label.contains(" ") ? label.substring(0, label.indexOf(' ')) : label;
        return parts.entrySet().stream()
                .filter(part -> part.getKey().isEmpty()
                        || part.getKey().equals(ring)
                        || part.getKey().startsWith(ring + " "))
                .mapToDouble(Map.Entry::getValue)
                .max()
                .orElseGet(() -> parts.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .min()
                        .orElse(0));
    }

    private static void collect(String label, Portion portion, Map<String, Double> into) {
        if (portion instanceof Portion.Uniform uniform) {
            into.put(label, uniform.percent().doubleValue());
        } else if (portion instanceof Portion.Split split) {
            split.parts().forEach((name, part) -> {
                String word = name.equals("percentage") ? "elsewhere" : name;
                collect(label.isEmpty() ? word : label + " " + word, part, into);
            });
        }
    }

    private static Reason reason(Finding finding) {
        return new Reason(
                finding.rule().text(), finding.message(), finding.help().orElse(""));
    }

    private List<Attention> attention(RolloutReport.Flag flag) {
        List<Attention> found = new ArrayList<>();
        for (Placement placement : flag.placements()) {
            Optional<Urgency> urgency = urgency(placement);
            urgency.ifPresent(some -> found.add(new Attention(
                    some,
                    Optional.of(flag.key()),
                    Optional.of(placement.environment()),
                    Optional.empty(),
                    sentence(some, placement))));
        }
        if (flag.expired()) {
            found.add(new Attention(
                    Urgency.EXPIRED,
                    Optional.of(flag.key()),
                    Optional.empty(),
                    Optional.empty(),
                    "expired on " + flag.expires().map(Object::toString).orElse("")));
        }
        if (flag.stale()) {
            found.add(new Attention(
                    Urgency.STALE,
                    Optional.of(flag.key()),
                    Optional.empty(),
                    Optional.empty(),
                    "everyone has had it for so long that it should leave the code"));
        }
        return found;
    }

    private static Optional<Urgency> urgency(Placement placement) {
        boolean someHaveIt = placement.bars().stream().anyMatch(bar -> bar.effective() > 0);
        if (placement.guardrails().stream().anyMatch(RolloutReport.Reading::isBreach)) {
            return Optional.of(Urgency.BREACHED);
        }
        if (placement.frozen().isPresent()) {
            return Optional.of(Urgency.FROZEN);
        }
        if (placement.state() == State.READY
                && (someHaveIt || placement.target().isPresent())) {
            return Optional.of(Urgency.READY);
        }
        return placement.state() == State.BLOCKED && someHaveIt ? Optional.of(Urgency.BLOCKED) : Optional.empty();
    }

    private static String sentence(Urgency urgency, Placement placement) {
        return switch (urgency) {
            case FROZEN ->
                placement.frozen().flatMap(Freeze::reason).orElse("frozen without a reason")
                        + placement
                                .frozen()
                                .flatMap(Freeze::since)
                                .map(day -> ", since " + day)
                                .orElse("");
            case READY ->
                "may rise"
                        + placement
                                .step()
                                .map(step -> " to " + PageFigures.step(step))
                                .orElse("") + " now";
            case BREACHED ->
                placement.guardrails().stream()
                        .filter(RolloutReport.Reading::isBreach)
                        .map(reading -> reading.guardrail() + ": " + reading.message())
                        .findFirst()
                        .orElse("");
            default ->
                placement.reasons().stream().map(Reason::message).findFirst().orElse("blocked");
        };
    }

    private List<Environment> environments(Map<String, List<FlagStatus>> statuses) {
        List<Environment> environments = new ArrayList<>();
        for (Policy.Environment environment : planner.policy().environments()) {
            String name = environment.name().value();
            int everyone = 0;
            int some = 0;
            int nobody = 0;
            for (List<FlagStatus> placements : statuses.values()) {
                for (FlagStatus status : placements) {
                    if (!status.next().environment().equals(name)) {
                        continue;
                    }
                    Map<String, Double> effective = new LinkedHashMap<>();
                    collect("", status.effective(), effective);
                    if (effective.values().stream().allMatch(share -> share >= 100)) {
                        everyone++;
                    } else if (effective.values().stream().anyMatch(share -> share > 0)) {
                        some++;
                    } else {
                        nobody++;
                    }
                }
            }
            environments.add(new Environment(name, environment.free(), everyone, some, nobody));
        }
        return environments;
    }

    private List<Experiment> experiments() {
        return tree.experiments()
                .map(experiment -> new Experiment(
                        experiment.name(),
                        experiment.owner().value(),
                        experiment.description().value(),
                        experiment.within().value(),
                        experiment.status().value().text(),
                        experiment.variants().stream()
                                .map(variant -> new Variant(
                                        variant.name().value(),
                                        variant.weight().value().toString()))
                                .toList(),
                        experiment.metrics(),
                        experiment.minSampleSize().isPresent()
                                ? Optional.of((long) experiment.minSampleSize().getAsInt())
                                : Optional.empty()))
                .sorted(Comparator.comparing(Experiment::key))
                .toList();
    }

    private List<Owner> owners(Map<String, List<FlagStatus>> statuses) {
        Map<String, List<String>> keys = new TreeMap<>();
        statuses.forEach((key, placements) -> keys.computeIfAbsent(
                        placements.get(0).flag().owner().value(), owner -> new ArrayList<>())
                .add(key));
        tree.experiments()
                .forEach(experiment -> keys.computeIfAbsent(experiment.owner().value(), owner -> new ArrayList<>())
                        .add(experiment.name()));
        return keys.entrySet().stream()
                .map(entry -> new Owner(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Set<String> findings(List<AuditedChange> audited, String rule) {
        Set<String> keys = new HashSet<>();
        if (!audited.isEmpty()) {
            audited.get(audited.size() - 1).verdict().findings().stream()
                    .filter(finding -> finding.rule().text().equals(rule))
                    .forEach(finding -> finding.flag().ifPresent(keys::add));
        }
        return keys;
    }

    private static Change change(AuditedChange audited) {
        return new Change(
                audited.commit(),
                audited.time(),
                audited.author(),
                audited.subject(),
                audited.verdict().accepted(),
                audited.verdict().kind().text(),
                audited.verdict().movements().stream().map(Timelines::sentence).toList(),
                audited.verdict().findings().stream()
                        .filter(finding -> finding.isError()
                                || finding.rule().text().equals("overridden")
                                || finding.rule().text().equals("policy-edited"))
                        .map(finding -> new ChangeFinding(
                                finding.rule().text(), finding.isError(), finding.flag(), finding.message()))
                        .toList(),
                audited.acknowledged().map(acknowledged -> acknowledged.reason() + " (" + acknowledged.author() + ")"));
    }
}
