package dev.hoist.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What the report shows: every flag in every environment, what happened and what may happen next.
 *
 * @param now the clock that the report was made with
 * @param zone the policy's, in which times are shown
 * @param head full id of the commit that the report describes
 * @param attention what needs somebody now, most urgent first
 * @param environments in order of promotion
 * @param flags dependencies before their dependents, then by key
 * @param experiments by key
 * @param changes every change of the line, newest first
 * @param owners by name
 * @param policy the policy in sentences, a list for each environment
 * @param omissions what a size limit left out, a sentence each
 */
public record RolloutReport(
        Instant now,
        ZoneId zone,
        String head,
        List<Attention> attention,
        List<Environment> environments,
        List<Flag> flags,
        List<Experiment> experiments,
        List<Change> changes,
        List<Owner> owners,
        List<PolicySection> policy,
        List<String> omissions) {

    public RolloutReport {
        attention = List.copyOf(attention);
        environments = List.copyOf(environments);
        flags = List.copyOf(flags);
        experiments = List.copyOf(experiments);
        changes = List.copyOf(changes);
        owners = List.copyOf(owners);
        policy = List.copyOf(policy);
        omissions = List.copyOf(omissions);
    }

    /** Why something needs somebody. */
    public enum Urgency {
        BREACHED("breached"),
        FROZEN("frozen"),
        READY("ready"),
        BLOCKED("blocked"),
        EXPIRED("expired"),
        STALE("stale"),
        REFUSED("refused change");

        private final String text;

        Urgency(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /**
     * Something that needs somebody now.
     *
     * @param flag its key; empty for a change
     * @param commit the change; empty for a flag
     * @param sentence what is the matter, without a full stop
     */
    public record Attention(
            Urgency urgency,
            Optional<String> flag,
            Optional<String> environment,
            Optional<String> commit,
            String sentence) {}

    /**
     * An environment and how its flags stand in it.
     *
     * @param everyone flags that everyone has
     * @param some flags that some have
     * @param nobody flags that nobody has
     */
    public record Environment(String name, boolean free, int everyone, int some, int nobody) {}

    /**
     * A flag.
     *
     * @param dependencies keys that it depends on
     * @param dependents keys that depend on it
     * @param file relative to the repository's root
     * @param line where the flag is named in that file, from 1
     */
    public record Flag(
            String key,
            String group,
            String owner,
            String description,
            List<String> dependencies,
            List<String> dependents,
            List<Link> links,
            List<String> tags,
            Optional<LocalDate> expires,
            boolean expired,
            boolean stale,
            boolean permanent,
            String file,
            int line,
            List<Placement> placements) {

        public Flag {
            dependencies = List.copyOf(dependencies);
            dependents = List.copyOf(dependents);
            links = List.copyOf(links);
            tags = List.copyOf(tags);
            placements = List.copyOf(placements);
        }
    }

    /** A named address; shown as text where it is neither {@code http} nor {@code https}. */
    public record Link(String name, String address) {

        public boolean isWeb() {
            return address.startsWith("https://") || address.startsWith("http://");
        }
    }

    /** What a flag may do next in an environment. */
    public enum State {
        READY,
        WAITING,
        BLOCKED,
        COMPLETE;

        public String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * One flag in one environment.
     *
     * @param line where the environment's block begins in the flag's file, from 1; 0 where there is no block
     * @param step what it may do next, in the notation of commands; empty where nothing can be named
     * @param from when that passes; empty where it passes now or time alone does not decide
     * @param reasons what stands in the way, in the judge's words
     * @param since the last movement of its effective exposure; empty where it never moved
     */
    public record Placement(
            String environment,
            String strategy,
            boolean declared,
            boolean enabled,
            Optional<Freeze> frozen,
            List<Bar> bars,
            Optional<Users> users,
            Optional<Instant> since,
            Optional<String> target,
            State state,
            Optional<String> step,
            Optional<Instant> from,
            List<Reason> reasons,
            List<Reading> guardrails,
            Chart chart,
            int line) {

        public Placement {
            bars = List.copyOf(bars);
            reasons = List.copyOf(reasons);
            guardrails = List.copyOf(guardrails);
        }

        /** Figures stand in a disabled block. */
        public boolean parked() {
            return !enabled && bars.stream().anyMatch(bar -> bar.declared() > 0);
        }
    }

    /** Why and since when nothing rises. */
    public record Freeze(Optional<String> reason, Optional<String> since) {}

    /**
     * One exposure on its ladder.
     *
     * @param label a ring, {@code canary}, {@code elsewhere}, or empty for everyone
     * @param declared percent, 0 to 100, as written; of a disabled block the parked figure
     * @param effective percent, 0 to 100, of users who really have it
     * @param rungs of the ladder, percent
     */
    public record Bar(String label, double declared, double effective, List<Double> rungs) {
        public Bar {
            rungs = List.copyOf(rungs);
        }
    }

    /** Users who have it, and all. */
    public record Users(long on, long of) {}

    /** What the judge says against a step. */
    public record Reason(String rule, String message, String help) {}

    /**
     * What a guardrail said.
     *
     * @param state pass, breach or no-data
     * @param counts whether it holds anything back; a guardrail that is only observed does not
     */
    public record Reading(String guardrail, String state, boolean counts, String message) {

        public boolean isBreach() {
            return counts && state.equals("breach");
        }
    }

    /**
     * The figures over time.
     *
     * @param lines one for each ring, or one
     * @param marks what happened, oldest first
     * @param plan the steps ahead
     */
    public record Chart(List<Line> lines, List<Mark> marks, List<PlannedStep> plan) {
        public Chart {
            lines = List.copyOf(lines);
            marks = List.copyOf(marks);
            plan = List.copyOf(plan);
        }

        /** Nothing ever happened. */
        public boolean isFlat() {
            return marks.isEmpty()
                    && lines.stream().allMatch(line -> line.points().size() < 2);
        }
    }

    /** An effective exposure over time: each point holds until the next. */
    public record Line(String label, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /**
     * From when a figure holds.
     *
     * @param percent 0 to 100
     */
    public record Point(Instant at, double percent) {}

    /** What a mark on a chart stands for. */
    public enum Event {
        RAISE("raise"),
        LOWER("rollback"),
        FREEZE("freeze"),
        THAW("thaw"),
        REFUSED("refused change"),
        OVERRIDE("override");

        private final String text;

        Event(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** Something that a commit did. */
    public record Mark(Event event, Instant at, String commit, String text) {}

    /** A step ahead and its earliest time. */
    public record PlannedStep(String step, Instant at) {}

    /** An experiment and its variants, in percent. */
    public record Experiment(
            String key,
            String owner,
            String description,
            String within,
            String status,
            List<Variant> variants,
            List<String> metrics,
            Optional<Long> minSampleSize) {
        public Experiment {
            variants = List.copyOf(variants);
            metrics = List.copyOf(metrics);
        }
    }

    /** A variant and its weight in percent. */
    public record Variant(String name, String weight) {}

    /**
     * One change of the line.
     *
     * @param commit full id
     * @param kind baseline, raise, rollback, restore or none
     * @param acknowledgement why a refused change was accepted afterwards
     */
    public record Change(
            String commit,
            Instant at,
            String author,
            String subject,
            boolean accepted,
            String kind,
            List<String> movements,
            List<ChangeFinding> findings,
            Optional<String> acknowledgement) {
        public Change {
            movements = List.copyOf(movements);
            findings = List.copyOf(findings);
        }

        /** Whether a commit message let an error pass. */
        public boolean overridden() {
            return findings.stream().anyMatch(finding -> finding.rule().equals("overridden"));
        }
    }

    /** What the judge said of a change. */
    public record ChangeFinding(String rule, boolean error, Optional<String> flag, String message) {}

    /** Somebody and the flags and experiments that they own. */
    public record Owner(String name, List<String> keys) {
        public Owner {
            keys = List.copyOf(keys);
        }
    }

    /** What the policy says of one thing. */
    public record PolicySection(String title, List<String> sentences) {
        public PolicySection {
            sentences = List.copyOf(sentences);
        }
    }
}
