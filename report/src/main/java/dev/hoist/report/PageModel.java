package dev.hoist.report;

import dev.hoist.operate.plan.PlanTimes;
import dev.hoist.report.RolloutReport.Attention;
import dev.hoist.report.RolloutReport.Bar;
import dev.hoist.report.RolloutReport.Change;
import dev.hoist.report.RolloutReport.Environment;
import dev.hoist.report.RolloutReport.Event;
import dev.hoist.report.RolloutReport.Flag;
import dev.hoist.report.RolloutReport.Mark;
import dev.hoist.report.RolloutReport.Placement;
import dev.hoist.report.RolloutReport.State;
import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.finding.ThousandsSeparator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The data and methods that the page's templates use: the report, and the formats of times, percentages and links. */
final class PageModel {
    private static final int ATTENTION_AT_MOST = 30;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);

    private final RolloutReport report;
    private final RepositoryLinks links;
    private final Set<String> changes;
    private final List<String> ladders;
    private final String style = resource("report.css");
    private final String script = resource("report.js");

    PageModel(RolloutReport report, RepositoryLinks links) {
        this.report = report;
        this.links = links;
        this.ladders = report.flags().stream()
                .flatMap(flag -> flag.placements().stream())
                .flatMap(placement -> placement.bars().stream())
                .map(PageModel::rungs)
                .distinct()
                .sorted()
                .toList();
        this.changes = report.changes().stream().map(Change::commit).collect(Collectors.toSet());
    }

    /** How many flags are in a state. */
    record StateCount(State state, long flags) {}

    /** A flag, and where it stands in one environment. */
    record FlagPlacement(Flag flag, Placement placement) {}

    RolloutReport report() {
        return report;
    }

    String style() {
        return style;
    }

    String script() {
        return script;
    }

    /** The page's content security policy. It allows only the page's own style and script, each by its hash. */
    String contentSecurityPolicy() {
        return "default-src 'none'; style-src 'sha256-" + sha256(style) + "'; script-src 'sha256-" + sha256(script)
                + "'; base-uri 'none'; form-action 'none'";
    }

    List<Attention> attentionShown() {
        return report.attention().stream().limit(ATTENTION_AT_MOST).toList();
    }

    int attentionHidden() {
        return Math.max(0, report.attention().size() - ATTENTION_AT_MOST);
    }

    List<String> environmentNames() {
        return report.environments().stream().map(Environment::name).toList();
    }

    List<String> groups() {
        return report.flags().stream().map(Flag::group).distinct().sorted().toList();
    }

    List<String> owners() {
        return report.flags().stream().map(Flag::owner).distinct().sorted().toList();
    }

    /**
     * All other flags of an environment than {@link #done} and {@link #untouched}. Flags that move or are due come
     * first. Flags that no user has come last.
     */
    List<FlagPlacement> rows(Environment environment) {
        return placements(environment)
                .filter(row -> !isDone(row.placement()) && !isUntouched(row.placement()))
                .sorted(Comparator.comparingInt((FlagPlacement row) -> rank(row.placement())))
                .toList();
    }

    /** The flags of an environment that every user has, if the page has nothing else to show about them. */
    List<FlagPlacement> done(Environment environment) {
        return placements(environment).filter(row -> isDone(row.placement())).toList();
    }

    /** The flags of an environment that no user has and that cannot begin to rise yet. */
    List<FlagPlacement> untouched(Environment environment) {
        return placements(environment)
                .filter(row -> isUntouched(row.placement()))
                .toList();
    }

    private static boolean isUntouched(Placement placement) {
        return placement.state() == State.BLOCKED
                && !hasAnyone(placement)
                && placement.frozen().isEmpty()
                && placement.target().isEmpty()
                && placement.guardrails().isEmpty();
    }

    /** Whether some user has the flag, or would have it if no dependency capped it. */
    static boolean hasAnyone(Placement placement) {
        return placement.bars().stream().anyMatch(bar -> bar.declared() > 0 || bar.effective() > 0);
    }

    private static boolean isDone(Placement placement) {
        return placement.state() == State.COMPLETE
                && placement.frozen().isEmpty()
                && placement.guardrails().isEmpty();
    }

    private Stream<FlagPlacement> placements(Environment environment) {
        return report.flags().stream()
                .flatMap(flag -> flag.placements().stream()
                        .filter(placement -> placement.environment().equals(environment.name()))
                        .map(placement -> new FlagPlacement(flag, placement)));
    }

    /** How many flags of an environment are in each state. States without flags are left out. */
    List<StateCount> counts(Environment environment) {
        return Stream.of(State.values())
                .map(state -> new StateCount(
                        state,
                        placements(environment)
                                .filter(row -> row.placement().state() == state)
                                .count()))
                .filter(count -> count.flags() > 0)
                .toList();
    }

    /** How many flags every user has, and how many only some have: {@code 1 flag for everyone, 6 for some}. */
    String audience(Environment environment) {
        List<String> parts = new ArrayList<>();
        audience(environment.everyone(), "everyone", parts);
        audience(environment.some(), "some", parts);
        audience(environment.nobody(), "nobody", parts);
        return parts.isEmpty() ? "no flag" : String.join(", ", parts);
    }

    private void audience(int flags, String who, List<String> parts) {
        if (flags > 0) {
            String what = parts.isEmpty() ? (flags == 1 ? " flag" : " flags") : "";
            parts.add(count(flags) + what + " for " + who);
        }
    }

    String step(String step) {
        return PageFigures.step(step);
    }

    private static int rank(Placement placement) {
        double most = most(placement);
        if (placement.frozen().isPresent()) {
            return 0;
        }
        if (placement.state() == State.READY && most > 0) {
            return 1;
        }
        if (most > 0 && placement.state() != State.COMPLETE) {
            return 2;
        }
        return placement.state() == State.COMPLETE ? 4 : 3;
    }

    private static double most(Placement placement) {
        return placement.bars().stream().mapToDouble(Bar::effective).max().orElse(0);
    }

    /** A number by which the page sorts exposures. */
    String sortable(Placement placement) {
        return number(placement.bars().stream().mapToDouble(Bar::effective).sum()
                / Math.max(1, placement.bars().size()));
    }

    ChartDrawing drawing(Placement placement) {
        return ChartDrawing.of(placement.chart(), report.now(), report.zone());
    }

    GraphDrawing graph(String environment) {
        return GraphDrawing.of(report.flags(), environment);
    }

    String shortId(String commit) {
        return ShortCommit.of(commit);
    }

    Optional<String> commitLink(String commit) {
        return links.commit(commit);
    }

    /** The link of a mark: to the forge, else to the change on this page. Empty if the page leaves the change out. */
    Optional<String> markLink(Mark mark) {
        return commitLink(mark.commit())
                .or(() -> changes.contains(mark.commit())
                        ? Optional.of("#change-" + shortId(mark.commit()))
                        : Optional.empty());
    }

    Optional<String> fileLink(Flag flag) {
        return links.line(report.head(), flag.file(), flag.line());
    }

    String time(Instant instant) {
        return WEEKDAY.format(instant.atZone(zone()));
    }

    String minute(Instant instant) {
        return MINUTE.format(instant.atZone(zone()));
    }

    String count(long number) {
        return ThousandsSeparator.in(number);
    }

    String number(double value) {
        return ChartDrawing.number(value);
    }

    String percent(double value) {
        return PageFigures.figure(value) + " %";
    }

    /** An exposure as text: {@code 10 %}, or {@code 10 of 25 %} if a dependency caps it. */
    String figure(Bar bar) {
        return bar.declared() > bar.effective()
                ? percent(bar.effective()) + " of " + percent(bar.declared())
                : percent(bar.effective());
    }

    /** The different ladders on the page, as {@link #rungs} draws them. */
    List<String> ladders() {
        return ladders;
    }

    /** The name of a ladder on the page. */
    String ladder(String rungs) {
        return "ladder-" + ladders.indexOf(rungs);
    }

    /** The lines across a bar, one for each rung between 0 and 100. */
    static String rungs(Bar bar) {
        return bar.rungs().stream()
                .filter(rung -> rung > 0 && rung < 100)
                .map(rung -> "M" + ChartDrawing.number(rung) + " 0V10")
                .collect(Collectors.joining());
    }

    String barText(Bar bar) {
        String who = bar.label().isEmpty() ? "" : bar.label() + ": ";
        if (bar.declared() == bar.effective()) {
            return who + percent(bar.effective());
        }
        return who + percent(bar.effective()) + " effective, " + percent(bar.declared()) + " declared";
    }

    /** The next step of a flag, in a few words. */
    String nextInShort(Placement placement) {
        return placement.state() == State.BLOCKED
                ? placement.reasons().stream()
                        .map(RolloutReport.Reason::rule)
                        .distinct()
                        .collect(Collectors.joining(", ", "blocked by ", ""))
                : next(placement);
    }

    /** The next step of a flag, in a sentence. */
    String next(Placement placement) {
        String step = placement.step().map(text -> " to " + step(text)).orElse("");
        return switch (placement.state()) {
            case COMPLETE -> "everyone has it";
            case READY -> "may rise" + step + " now";
            case WAITING ->
                placement
                        .from()
                        .map(from -> "may rise" + step + " from " + new PlanTimes(zone(), report.now()).full(from))
                        .orElse("waits" + step);
            case BLOCKED ->
                placement.reasons().stream()
                        .findFirst()
                        .map(reason -> "blocked: " + reason.message())
                        .orElse("blocked");
        };
    }

    /** The next step of a flag, for a place below which the page shows the reasons. */
    String nextStep(Placement placement) {
        return placement.state() == State.BLOCKED && !placement.reasons().isEmpty()
                ? placement.step().map(text -> "cannot rise to " + step(text)).orElse("blocked")
                : next(placement);
    }

    String states(Flag flag) {
        return flag.placements().stream()
                .map(placement -> placement.state().text())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    String chartText(Placement placement) {
        return placement.environment() + " over time";
    }

    String markText(Mark mark) {
        return minute(mark.at()) + " " + mark.event().text() + ": " + mark.text() + " (" + shortId(mark.commit()) + ")";
    }

    /**
     * The shape of an event. Each kind of event has its own shape, so that people can tell events apart without colour.
     */
    String markShape(Event event) {
        return switch (event) {
            case RAISE -> "M0 -5L4.5 3.5H-4.5Z";
            case LOWER -> "M0 5L4.5 -3.5H-4.5Z";
            case FREEZE -> "M-4 -4H4V4H-4Z";
            case THAW -> "M0 -5L5 0L0 5L-5 0Z";
            case REFUSED -> "M-4 -4L4 4M-4 4L4 -4";
            case OVERRIDE -> "M-4.5 0A4.5 4.5 0 1 0 4.5 0A4.5 4.5 0 1 0 -4.5 0Z";
        };
    }

    String nodeText(GraphDrawing.Node node) {
        return node.key() + ": " + nodeShare(node);
    }

    String nodeShare(GraphDrawing.Node node) {
        return percent(node.effective())
                + (node.declared() > node.effective() ? ", declared " + percent(node.declared()) : "");
    }

    /** A word in the form of a class name of the style sheet. */
    String cssName(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private ZoneId zone() {
        return report.zone();
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String resource(String name) {
        try (InputStream stream = PageModel.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the jar has no " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
