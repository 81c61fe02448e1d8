package dev.hoist.validator.model;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The settings in {@code flags/policy.yaml}. Only a policy without errors is built, so no settings contradict each
 * other.
 *
 * @param zone the time zone of windows and freezes
 * @param rings inner to outer, at least one
 * @param environments in order of promotion
 * @param staleAfter empty if no flag becomes stale
 * @param overridable ids of the rules that a commit message may override
 * @param acknowledging whether a later commit may acknowledge a change that was refused
 * @param metrics the metrics server that answers the guardrails' queries
 * @param guardrails in the order of the file
 * @param links links for flags that have none of their own
 * @param contact whom to ask about flags that name no contact of their own
 * @param place the start of the file
 */
public record Policy(
        ZoneId zone,
        List<Ring> rings,
        List<Environment> environments,
        List<FreezeWindow> freezes,
        Optional<Duration> staleAfter,
        Set<String> overridable,
        boolean acknowledging,
        Optional<Metrics> metrics,
        List<Guardrail> guardrails,
        List<Link> links,
        Optional<String> contact,
        Place place) {

    public Policy {
        rings = List.copyOf(rings);
        environments = List.copyOf(environments);
        freezes = List.copyOf(freezes);
        overridable = Set.copyOf(overridable);
        guardrails = List.copyOf(guardrails);
        links = List.copyOf(links);
    }

    public Optional<Environment> environment(String name) {
        for (Environment environment : environments) {
            if (environment.name().value().equals(name)) {
                return Optional.of(environment);
            }
        }
        return Optional.empty();
    }

    public boolean hasEnvironment(String name) {
        return environment(name).isPresent();
    }

    public List<String> ringNames() {
        List<String> names = new ArrayList<>(rings.size());
        for (Ring ring : rings) {
            names.add(ring.name().value());
        }
        return Collections.unmodifiableList(names);
    }

    public List<String> environmentNames() {
        List<String> names = new ArrayList<>(environments.size());
        for (Environment environment : environments) {
            names.add(environment.name().value());
        }
        return Collections.unmodifiableList(names);
    }

    /**
     * Whether two policies are equal apart from places in the file and from texts that do not affect verdicts, such as
     * descriptions and links.
     */
    @SuppressWarnings("ReferenceEquality") // most changes leave the policy as it is
    public boolean decidesLike(Policy other) {
        return this == other || withoutTexts(place).equals(other.withoutTexts(place));
    }

    /** The policy without its texts, so that a new field counts as one that decides unless it is left out here. */
    private Policy withoutTexts(Place at) {
        return new Policy(
                zone,
                rings.stream()
                        .map(ring -> new Ring(ring.name(), Optional.empty(), ring.population()))
                        .toList(),
                environments,
                freezes,
                staleAfter,
                overridable,
                acknowledging,
                metrics,
                guardrails.stream().map(Guardrail::withoutTexts).toList(),
                List.of(),
                Optional.empty(),
                at);
    }

    /**
     * The metrics server.
     *
     * @param prometheus the root URL of a Prometheus HTTP API, with http or https, without user name and password
     */
    public record Metrics(Located<String> prometheus) {}

    /**
     * A ring: a class of users.
     *
     * @param population the number of users in it, if known
     */
    public record Ring(Located<String> name, Optional<String> description, OptionalLong population) {}

    /**
     * An environment in which flags run, with the conditions for raises there.
     *
     * @param after the environment in which a flag must stand at a share before it may rise in this one
     * @param holds for some rungs, a longer soak before a flag may leave them
     * @param spacing the least time between the raises of two flags
     * @param rings rings with their own ladder or soak
     * @param canary the canary stages that come before the ladder
     * @param peakHours hours in which nothing may rise
     * @param openHours the only hours in which flags may rise; empty if any hour is allowed
     * @param checklist the items that a flag must tick before it leaves 0
     * @param freedom {@code free: true} with its place in the file; empty if raises here are judged
     * @param restoreWithin how long after a mistaken rollback a restore is possible
     * @param from the environment of which this one started as a copy
     * @param live the ref that points to the commit that is deployed in this environment
     */
    public record Environment(
            Located<String> name,
            Optional<After> after,
            Ladder ladder,
            Duration soak,
            Map<Percentage, Duration> holds,
            Duration spacing,
            Scope scope,
            Map<String, RingRules> rings,
            List<Region> regions,
            List<Stage> canary,
            List<DailyHours> peakHours,
            List<DailyHours> openHours,
            List<Located<String>> checklist,
            Optional<Located<Boolean>> freedom,
            Optional<Duration> restoreWithin,
            Optional<Located<String>> from,
            Optional<Located<String>> live) {

        public Environment {
            holds = Map.copyOf(holds);
            rings = Map.copyOf(rings);
            regions = List.copyOf(regions);
            canary = List.copyOf(canary);
            peakHours = List.copyOf(peakHours);
            openHours = List.copyOf(openHours);
            checklist = List.copyOf(checklist);
        }

        /** Whether the environment is free: no rule about raises or edits judges it. */
        public boolean free() {
            return freedom.isPresent();
        }

        public Optional<Region> region(String name) {
            return regions.stream()
                    .filter(region -> region.name().value().equals(name))
                    .findFirst();
        }

        public Optional<Server> server(String name) {
            for (Region region : regions) {
                for (Server server : region.servers()) {
                    if (server.name().value().equals(name)) {
                        return Optional.of(server);
                    }
                }
            }
            return Optional.empty();
        }

        /** The ladder of a ring in the rings form: the ring's own, else that of the environment. */
        public Ladder ladderOf(String ring) {
            return Optional.ofNullable(rings.get(ring))
                    .flatMap(RingRules::ladder)
                    .orElse(ladder);
        }
    }

    /**
     * The environment in which a flag must stand at a share before it may rise in this one.
     *
     * @param at the share that the flag must have in every cell of that environment
     */
    public record After(Located<String> environment, Percentage at) {}

    /** Between which raises the spacing counts: those of all flags in the environment, or those of one group. */
    public enum Scope {
        ENVIRONMENT,
        GROUP
    }

    /** The policy's settings of one ring. */
    public record RingRules(Optional<Ladder> ladder, Optional<Duration> soak) {}

    /** A named group of servers. */
    public record Region(Located<String> name, List<Server> servers) {
        public Region {
            servers = List.copyOf(servers);
        }
    }

    /**
     * A server.
     *
     * @param traffic its share of the environment's traffic
     */
    public record Server(Located<String> name, Percentage traffic) {}

    /**
     * A canary stage: how many servers and regions a flag names, and how much traffic they have.
     *
     * @param servers how many servers a flag names, if the stage says so
     * @param regions how many regions a flag names, if the stage says so
     * @param traffic limits in percent, both inclusive
     */
    public record Stage(
            Optional<Integer> servers, Optional<Integer> regions, Optional<Traffic> traffic, Optional<Duration> soak) {}

    /** The limits of a canary stage's traffic, in percent, both inclusive. */
    public record Traffic(Percentage least, Percentage most) {
        public boolean contains(BigDecimal share) {
            return share.compareTo(least.percent()) >= 0 && share.compareTo(most.percent()) <= 0;
        }
    }

    /**
     * Hours on some weekdays, from {@code from} inclusive to {@code to} exclusive. If {@code to} is not after
     * {@code from}, they end on the next day.
     *
     * @param days the days on which the hours begin
     */
    public record DailyHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
        public DailyHours {
            days = Set.copyOf(days);
        }
    }

    /**
     * Days on which nothing may rise in any environment.
     *
     * @param from inclusive
     * @param until exclusive
     */
    public record FreezeWindow(LocalDate from, LocalDate until, Optional<String> reason) {}
}
