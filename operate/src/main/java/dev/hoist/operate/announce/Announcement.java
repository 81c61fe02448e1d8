package dev.hoist.operate.announce;

import dev.hoist.operate.announce.GuardrailValue.State;
import dev.hoist.operate.plan.FlagStatus;
import dev.hoist.operate.plan.FlagStatus.UserCount;
import dev.hoist.operate.plan.PlanTimes;
import dev.hoist.operate.plan.Planner;
import dev.hoist.operate.plan.RolloutState;
import dev.hoist.operate.plan.Schedule;
import dev.hoist.operate.plan.StepWords;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.ThousandsSeparator;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Freeze;
import dev.hoist.validator.model.Link;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Target;
import dev.hoist.validator.rollout.Step;
import dev.hoist.validator.verdict.CannotJudge;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The content of an announcement about a flag in an environment, field by field. If a value is not known, the
 * announcement says so.
 *
 * @param fields by the names that templates use, in a fixed order
 */
public record Announcement(Stage stage, Map<String, Object> fields) {
    private static final String NOT_READ = "no guardrails were read";
    private static final String NONE_COVERS = "no guardrail covers it";

    public Announcement {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    /**
     * Collects the fields.
     *
     * @param issues a person's words about problems so far
     * @param values the values of the guardrails; empty if no guardrail was read
     * @throws CannotJudge if completion is announced of a flag that has not reached its target, or the start of a flag
     *     that has reached it
     */
    public static Announcement of(
            Planner planner,
            String key,
            String environment,
            Stage stage,
            Optional<String> issues,
            Optional<List<GuardrailValue>> values) {
        planner.environments(Optional.of(environment));
        Flag flag = planner.flag(key);
        FlagStatus status = planner.status(flag, environment);
        Schedule schedule = planner.schedule(key, environment, Optional.empty(), planner.now());
        boolean isThere = schedule.steps().isEmpty() && schedule.blocked().isEmpty();
        if (stage == Stage.DONE && !isThere) {
            throw new CannotJudge(
                    "\"" + key + "\" stands at " + StepWords.of(status.effective()) + " in " + environment
                            + ", so its rollout is not complete",
                    "announce it with --stage progress");
        }
        if (stage == Stage.START && isThere) {
            throw new CannotJudge(
                    "\"" + key + "\" stands at " + StepWords.of(status.effective()) + " in " + environment
                            + ", and no step of its rollout is left to start",
                    "announce it with --stage done");
        }
        return new Announcement(stage, new Fields(planner, flag, status, schedule, issues, values).all());
    }

    /** The fields of one announcement while they are collected. */
    private record Fields(
            Planner planner,
            Flag flag,
            FlagStatus status,
            Schedule schedule,
            Optional<String> issues,
            Optional<List<GuardrailValue>> values) {

        Map<String, Object> all() {
            PlanTimes times = new PlanTimes(planner.zone(), planner.now());
            Optional<Schedule.Entry> first = schedule.steps().stream().findFirst();
            Optional<Schedule.Entry> last = schedule.steps().isEmpty()
                    ? Optional.empty()
                    : Optional.of(schedule.steps().get(schedule.steps().size() - 1));
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("flag", flag.name());
            fields.put("title", title(flag.name()));
            fields.put("description", flag.description().value());
            fields.put("environment", status.next().environment());
            fields.put("owner", flag.owner().value());
            fields.put("zone", planner.zone().getId());
            fields.put("now", times.fullNow());
            fields.put("start_date", first.map(entry -> times.day(entry.at())).orElse(unplanned("a day")));
            fields.put(
                    "start_time", first.map(entry -> clock(times, entry.at())).orElse(unplanned("a time")));
            fields.put("initial", first.map(entry -> StepWords.of(entry.step())).orElse("not known: " + withoutPlan()));
            fields.put(
                    "initial_line",
                    first.map(entry -> initialLine(entry.step())).orElse("not known: " + withoutPlan()));
            fields.put("target", last.map(entry -> StepWords.of(entry.step())).orElseGet(this::target));
            fields.put("end_date", end(times));
            fields.put("current", StepWords.of(status.effective()));
            fields.put(
                    "since",
                    status.since()
                            .map(since -> times.full(since) + " " + planner.zone())
                            .orElse("not known: it has never moved"));
            fields.put(
                    "users",
                    status.users()
                            .map(count -> ThousandsSeparator.in(count.on()))
                            .orElse("not known"));
            fields.put(
                    "users_total",
                    status.users()
                            .map(count -> ThousandsSeparator.in(count.of()))
                            .orElse("not known"));
            fields.put("users_line", usersLine());
            fields.put("status", health().words);
            fields.put("status_reason", reason());
            fields.put("metrics", metrics());
            fields.put("guardrails", guardrails());
            fields.put("guardrails_read", values.isPresent());
            fields.put("next", next(times));
            fields.put("next_step", status.next().step().map(StepWords::of).orElse("none"));
            fields.put("issues", issues.filter(text -> !text.isBlank()).orElse("None"));
            fields.put("dashboard", link("dashboard"));
            fields.put("runbook", link("runbook"));
            fields.put(
                    "contact",
                    flag.contact().or(() -> planner.policy().contact()).orElse("the owner, " + flag.owner()));
            fields.put(
                    "links",
                    links().stream()
                            .map(link -> Map.of("name", link.name().orElse("link"), "url", link.target()))
                            .toList());
            return fields;
        }

        private static String title(String key) {
            return Arrays.stream(key.split("[._-]", -1))
                    .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                    .collect(Collectors.joining(" "));
        }

        private static String initialLine(Step step) {
            return step instanceof Step.To ? StepWords.of(step) + " of traffic" : StepWords.of(step);
        }

        /** How far the flag is meant to go, if no step of the plan tells it. */
        private String target() {
            if (schedule.blocked().isEmpty()) {
                return StepWords.of(status.effective());
            }
            Optional<Target> target = status.block().flatMap(Block::target).map(Located::value);
            return target.filter(Target.Through.class::isInstance)
                    .map(ring -> "everyone up to " + ring)
                    .or(() -> target.map(figure -> figure + " %"))
                    .orElse("100 %");
        }

        private static String clock(PlanTimes times, Instant at) {
            return times.clock(at) + " " + times.zone();
        }

        private String unplanned(String what) {
            return what + " that is not known (" + withoutPlan() + ")";
        }

        private String withoutPlan() {
            return schedule.blocked()
                    .map(Finding::rule)
                    .map(rule -> "blocked by " + rule.text())
                    .orElse("nothing is left to raise");
        }

        private String end(PlanTimes times) {
            if (schedule.blocked().isPresent()) {
                return "a day that is not known (" + withoutPlan() + ")";
            }
            return schedule.complete().map(times::day).orElse("a day that is not known");
        }

        private String usersLine() {
            Optional<UserCount> users = status.users();
            return users.map(count -> ThousandsSeparator.in(count.on()) + " of " + ThousandsSeparator.in(count.of())
                            + " users with " + flag.name())
                    .orElse("The number of users is not known: the policy has no populations");
        }

        private List<GuardrailValue> read() {
            return values.orElse(List.of());
        }

        private Health health() {
            if (frozen().isPresent() || read().stream().anyMatch(value -> value.state() == State.BREACH)) {
                return Health.RED;
            }
            boolean passes = !read().isEmpty() && read().stream().allMatch(value -> value.state() == State.PASS);
            return passes ? Health.GREEN : Health.YELLOW;
        }

        private String reason() {
            Optional<Freeze> frozen = frozen();
            if (frozen.isPresent()) {
                return "frozen" + frozen.get().reason().map(text -> ": " + text).orElse("");
            }
            if (read().isEmpty()) {
                return values.isPresent() ? NONE_COVERS : NOT_READ;
            }
            String failing = read().stream()
                    .filter(value -> value.state() != State.PASS)
                    .map(value -> value.name() + " " + value.value())
                    .collect(Collectors.joining(", "));
            return failing.isEmpty() ? "all guardrails pass" : failing;
        }

        private Optional<Freeze> frozen() {
            return status.block().flatMap(Block::frozen);
        }

        private String metrics() {
            return read().isEmpty()
                    ? values.isPresent() ? NONE_COVERS : NOT_READ
                    : read().stream()
                            .map(value -> value.name() + " " + value.value())
                            .collect(Collectors.joining(", "));
        }

        private List<Map<String, Object>> guardrails() {
            return read().stream()
                    .map(value -> Map.<String, Object>of(
                            "name",
                            value.name(),
                            "value",
                            value.value(),
                            "verdict",
                            value.state() == State.PASS
                                    ? "within threshold"
                                    : value.state()
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', ' ')))
                    .toList();
        }

        private String next(PlanTimes times) {
            RolloutState state = status.next().state();
            String step = status.next().step().map(StepWords::of).orElse("");
            boolean goesOn = !schedule.steps().isEmpty();
            if (goesOn) {
                Schedule.Entry entry = schedule.steps().get(0);
                return "Increase to " + StepWords.of(entry.step()) + " at " + times.full(entry.at()) + " "
                        + times.zone();
            }
            if (state == RolloutState.BLOCKED && schedule.blocked().isPresent()) {
                return "Increase to " + step + " is blocked: "
                        + schedule.blocked().get().message();
            }
            return "Nothing: it has come as far as it is meant to";
        }

        private String link(String name) {
            return links().stream()
                    .filter(link -> link.name().filter(name::equalsIgnoreCase).isPresent())
                    .findFirst()
                    .map(Link::target)
                    .orElse("not known: neither the flag nor the policy has a link \"" + name + "\"");
        }

        /** The links of the flag, then those links of the policy whose names the flag does not use. */
        private List<Link> links() {
            List<Link> all = new java.util.ArrayList<>(flag.links());
            planner.policy().links().stream()
                    .filter(link -> link.name().isEmpty()
                            || flag.links().stream().noneMatch(own -> own.name().equals(link.name())))
                    .forEach(all::add);
            return all;
        }
    }

    private enum Health {
        GREEN("Green"),
        YELLOW("Yellow"),
        RED("Red");

        final String words;

        Health(String words) {
            this.words = words;
        }
    }
}
