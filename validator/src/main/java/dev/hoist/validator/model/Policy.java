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
 * The settings in {@code flags/policy.yaml}. Only a policy without errors is built, so its settings are consistent.
 *
 * @param zone in which windows and freezes are read
 * @param rings inner to outer, at least one
 * @param environments in order of promotion
 * @param staleAfter empty if no flag becomes stale
 * @param overridable ids of the rules that a commit message may override
 * @param acknowledging whether a later commit may acknowledge a change that was refused
 * @param metrics the server that guardrails are read from
 * @param guardrails in the order written
 * @param links where to read more, for the flags that say nothing themselves
 * @param contact whom to ask, for the flags that say nothing themselves
 * @param place the file's start
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

    public Optional<Guardrail> guardrail(String name) {
        return guardrails.stream()
                .filter(guardrail -> guardrail.name().value().equals(name))
                .findFirst();
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

    /** Equal apart from texts that decide nothing: the place in the file, descriptions of rings, links and contact. */
    @SuppressWarnings("ReferenceEquality") // most changes leave the policy as it is
    public boolean decidesLike(Policy other) {
        return this == other || withoutTexts().equals(other.withoutTexts());
    }

    private List<Object> withoutTexts() {
        return List.of(
                zone,
                rings.stream()
                        .map(ring -> List.of(ring.name(), ring.population()))
                        .toList(),
                environments,
                freezes,
                staleAfter,
                overridable,
                acknowledging,
                metrics,
                guardrails.stream().map(Guardrail::withoutTexts).toList());
    }

    /**
     * A metrics server.
     *
     * @param prometheus root URL of a Prometheus HTTP API, http or https, without user name and password
     */
    public record Metrics(Located<String> prometheus) {}

    /**
     * An audience class.
     *
     * @param population users in it, where known
     */
    public record Ring(Located<String> name, Optional<String> description, OptionalLong population) {}

    /**
     * Where flags run, and what a raise there has to satisfy.
     *
     * @param after the environment that has to be proven first
     * @param holds a longer soak before leaving a rung
     * @param spacing between the raises of two flags
     * @param rings a ladder and a soak of a ring's own, by ring
     * @param canary the stages before the ladder
     * @param peakHours when nothing rises
     * @param openHours outside of which nothing rises; empty where they are not limited
     * @param checklist the items to tick before leaving 0
     * @param freedom where it says that structure alone is judged here; empty where that is not so
     * @param restoreWithin how long a mistaken rollback may be taken back
     * @param from the environment that this one started as a copy of
     * @param live the ref whose commit is deployed here
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

        /** Whether structure alone is judged here. */
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

        /** The ladder of a ring in the rings form: its own, else the environment's. */
        public Ladder ladderOf(String ring) {
            return Optional.ofNullable(rings.get(ring))
                    .flatMap(RingRules::ladder)
                    .orElse(ladder);
        }
    }

    /**
     * The environment that has to stand at a share before anything rises here.
     *
     * @param at the share that every cell must have reached there
     */
    public record After(Located<String> environment, Percentage at) {}

    /** Whose raises spacing keeps apart. */
    public enum Scope {
        ENVIRONMENT,
        GROUP
    }

    /** The policy's settings of one ring. */
    public record RingRules(Optional<Ladder> ladder, Optional<Duration> soak) {}

    /** Servers under one name. */
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
     * A canary stage: so many servers or regions written, with so much traffic.
     *
     * @param servers how many servers a flag names, where the stage says so
     * @param regions how many regions a flag names, where the stage says so
     * @param traffic bounds in percent, both inclusive
     */
    public record Stage(
            Optional<Integer> servers, Optional<Integer> regions, Optional<Traffic> traffic, Optional<Duration> soak) {}

    /** Bounds on the traffic of a canary stage, in percent, both inclusive. */
    public record Traffic(Percentage least, Percentage most) {
        public boolean contains(BigDecimal share) {
            return share.compareTo(least.percent()) >= 0 && share.compareTo(most.percent()) <= 0;
        }
    }

    /**
     * Hours of some weekdays, half-open; they pass midnight where {@code to} is not after {@code from}.
     *
     * @param days on which the hours begin
     */
    public record DailyHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {
        public DailyHours {
            days = Set.copyOf(days);
        }
    }

    /**
     * Days on which nothing rises anywhere.
     *
     * @param from inclusive
     * @param until exclusive
     */
    public record FreezeWindow(LocalDate from, LocalDate until, Optional<String> reason) {}
}
