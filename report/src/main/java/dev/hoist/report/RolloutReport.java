package dev.hoist.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The content of a rollout report: every flag in every environment, what happened, and which steps come next.
 *
 * @param now the time at which the report was made
 * @param zone the policy's time zone, in which times are shown
 * @param head full id of the commit that the report describes
 * @param attention what people must look at now, most urgent first
 * @param environments in order of promotion
 * @param flags dependencies before their dependents, then by key
 * @param experiments by key
 * @param changes every change of the line, newest first
 * @param owners by name
 * @param policy the policy in sentences, a list for each environment
 * @param omissions what was left out because of a size limit, one sentence each
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

    /** Why somebody must look at something. */
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
     * Something that somebody must look at now.
     *
     * @param flag the key of the flag; empty for a change
     * @param commit the change; empty for a flag
     * @param sentence what is wrong, without a full stop
     */
    public record Attention(
            Urgency urgency,
            Optional<String> flag,
            Optional<String> environment,
            Optional<String> commit,
            String sentence) {}

    /**
     * An environment, and how many users its flags have.
     *
     * @param everyone how many flags every user has
     * @param some how many flags only some users have
     * @param nobody how many flags no user has
     */
    public record Environment(String name, boolean free, int everyone, int some, int nobody) {}

    /**
     * A flag.
     *
     * @param dependencies keys of the flags on which it depends
     * @param dependents keys of the flags that depend on it
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

    /** A link with a name. If the address is neither {@code http} nor {@code https}, it is shown as text. */
    public record Link(String name, String address) {

        public boolean isWeb() {
            return address.startsWith("https://") || address.startsWith("http://");
        }
    }

    /** Whether a flag can take its next step in an environment. */
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
     * Where one flag stands in one environment.
     *
     * @param line the line in the flag's file at which the environment's block begins, from 1; 0 if there is no block
     * @param step the next step in the form that commands use; empty if no step can be named
     * @param from the time from which the step is accepted; empty if it is accepted now, or if time alone does not
     *     decide
     * @param reasons the judge's findings that refuse the step
     * @param since the time of the last movement; empty if the flag never moved
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

        /** Whether the block is disabled but has percentages. */
        public boolean parked() {
            return !enabled && bars.stream().anyMatch(bar -> bar.declared() > 0);
        }
    }

    /** A freeze: its reason, and the date since which the flag is frozen. */
    public record Freeze(Optional<String> reason, Optional<String> since) {}

    /**
     * One exposure with its ladder.
     *
     * @param label a ring, {@code canary}, {@code elsewhere}, or empty for everyone
     * @param declared the declared percentage, 0 to 100; for a disabled block, the percentage in the file
     * @param effective the percentage of users who really have the flag, 0 to 100
     * @param rungs the rungs of the ladder, in percent
     */
    public record Bar(String label, double declared, double effective, List<Double> rungs) {
        public Bar {
            rungs = List.copyOf(rungs);
        }
    }

    /** How many users have the flag, and how many users there are. */
    public record Users(long on, long of) {}

    /** One finding of the judge against a step. */
    public record Reason(String rule, String message, String help) {}

    /**
     * One reading of a guardrail.
     *
     * @param state pass, breach or no-data
     * @param counts whether a breach refuses raises; a breach of a guardrail that is only observed does not
     */
    public record Reading(String guardrail, String state, boolean counts, String message) {

        public boolean isBreach() {
            return counts && state.equals("breach");
        }
    }

    /**
     * The percentages of a flag over time.
     *
     * @param lines one line for each ring, or one line for all
     * @param marks what happened, oldest first
     * @param plan the planned steps
     */
    public record Chart(List<Line> lines, List<Mark> marks, List<PlannedStep> plan) {
        public Chart {
            lines = List.copyOf(lines);
            marks = List.copyOf(marks);
            plan = List.copyOf(plan);
        }

        /** Whether the flag never moved. */
        public boolean isFlat() {
            return marks.isEmpty()
                    && lines.stream().allMatch(line -> line.points().size() < 2);
        }
    }

    /** An effective exposure over time. Each point counts until the next one. */
    public record Line(String label, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /**
     * The time from which a percentage counts.
     *
     * @param percent 0 to 100
     */
    public record Point(Instant at, double percent) {}

    /** The kind of event that a mark on a chart shows. */
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

    /** A mark on a chart: an event in a commit. */
    public record Mark(Event event, Instant at, String commit, String text) {}

    /** A planned step and its earliest time. */
    public record PlannedStep(String step, Instant at) {}

    /** An experiment and the weights of its variants in percent. */
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
     * @param commit the full id
     * @param kind baseline, raise, rollback, restore or none
     * @param acknowledgement reason and author of the acknowledgement by a later commit, if the change was refused
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

        /** Whether a commit message overrode an error. */
        public boolean overridden() {
            return findings.stream().anyMatch(finding -> finding.rule().equals("overridden"));
        }
    }

    /** One finding of the judge about a change. */
    public record ChangeFinding(String rule, boolean error, Optional<String> flag, String message) {}

    /** An owner, with the keys of the flags and experiments that they own. */
    public record Owner(String name, List<String> keys) {
        public Owner {
            keys = List.copyOf(keys);
        }
    }

    /** What the policy says about one subject. */
    public record PolicySection(String title, List<String> sentences) {
        public PolicySection {
            sentences = List.copyOf(sentences);
        }
    }
}
