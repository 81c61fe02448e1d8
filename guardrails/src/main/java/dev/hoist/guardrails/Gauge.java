package dev.hoist.guardrails;

import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.guardrail.Reading;
import dev.hoist.validator.guardrail.Reading.State;
import dev.hoist.validator.model.Guardrail;
import dev.hoist.validator.model.Located;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers one question: it sends queries to a metrics server and makes a reading of the answers. */
final class Gauge {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$(flag|group|environment|window)\\b");

    private final Question question;
    private final Guardrail guardrail;
    private final Instant at;
    private final Instant from;

    Gauge(Question question, Instant now) {
        this.question = question;
        this.guardrail = question.guardrail();
        this.at = now.truncatedTo(ChronoUnit.SECONDS);
        this.from = question.from(at);
    }

    /** Asks a metrics server. Waits until the server has answered. */
    Measurement measure(MetricsServer server) {
        Duration window = Duration.between(from, at);
        Duration least = guardrail.sustained().plusSeconds(MetricsServer.STEP);
        if (window.compareTo(least) < 0) {
            return nothing(
                    Reason.TOO_EARLY,
                    "values count from " + from + " on, and a breach takes " + ValueText.duration(least)
                            + " to show: wait until " + from.plus(least));
        }
        Optional<String> odd = oddName();
        if (odd.isPresent()) {
            return nothing(Reason.BAD_QUERY, odd.get());
        }
        Optional<Answer.Nothing> traffic = traffic(server);
        if (traffic.isPresent()) {
            return nothing(traffic.get());
        }
        int size = (int) (window.toSeconds() / MetricsServer.STEP) + 1;
        Instant start = at.minusSeconds((long) (size - 1) * MetricsServer.STEP);
        boolean isMost = guardrail.threshold().isMost();
        Answer values = server.range(expanded(guardrail.query().value()), start, at);
        if (values instanceof Answer.Nothing none) {
            return nothing(none);
        }
        Answer.Data data = (Answer.Data) values;
        Curve curve = Curve.worst(data, start, size, isMost);
        Optional<Located<String>> baseline = guardrail.threshold().baseline();
        if (baseline.isEmpty()) {
            return measured(curve, curve, "the query", data);
        }
        Answer control = server.range(expanded(baseline.get().value()), start, at);
        if (control instanceof Answer.Nothing none) {
            return nothing(new Answer.Nothing(none.reason(), "the baseline: " + none.detail()));
        }
        Answer.Data controlData = (Answer.Data) control;
        Curve below = Curve.worst(controlData, start, size, isMost);
        int last = size - 1;
        boolean lacksBaseline = (curve.has(last) || curve.isNan(last)) && !below.has(last) && !below.isNan(last);
        return lacksBaseline
                ? measured(curve.dividedBy(below), below, "the baseline", controlData)
                : measured(curve.dividedBy(below), curve, "the query", data);
    }

    /** The text of a query with values in place of its placeholders. */
    String expanded(String query) {
        Matcher placeholder = PLACEHOLDER.matcher(query);
        return placeholder.replaceAll(match -> Matcher.quoteReplacement(
                switch (match.group(1)) {
                    case "flag" -> question.flag().name();
                    case "group" -> question.flag().group();
                    case "environment" -> question.environment();
                    default -> Duration.between(from, at).toSeconds() + "s";
                }));
    }

    /**
     * What is wrong with the name of the flag's group, if a query contains the name. A folder can have any name, but
     * the name must not change the meaning of a query.
     */
    private Optional<String> oddName() {
        boolean isUsed = guardrail.query().value().contains("$group")
                || guardrail.threshold().baseline().stream()
                        .anyMatch(query -> query.value().contains("$group"))
                || guardrail.traffic().stream()
                        .anyMatch(traffic -> traffic.query().value().contains("$group"));
        boolean isPlain = question.flag()
                .group()
                .codePoints()
                .allMatch(point -> Character.isLetterOrDigit(point) || "_-. ".indexOf(point) >= 0);
        return isUsed && !isPlain
                ? Optional.of("the name of the flag's group has characters that cannot stand in a query")
                : Optional.empty();
    }

    private Optional<Answer.Nothing> traffic(MetricsServer server) {
        if (guardrail.traffic().isEmpty()) {
            return Optional.empty();
        }
        Guardrail.Traffic traffic = guardrail.traffic().get();
        Answer answer = server.instant(expanded(traffic.query().value()), at);
        if (answer instanceof Answer.Nothing none) {
            return Optional.of(new Answer.Nothing(none.reason(), "the traffic: " + none.detail()));
        }
        double sum = 0;
        for (Answer.Series series : ((Answer.Data) answer).series()) {
            for (double value : series.values()) {
                sum += value;
            }
        }
        return sum >= traffic.least().doubleValue()
                ? Optional.empty()
                : Optional.of(new Answer.Nothing(
                        Reason.TOO_LITTLE_TRAFFIC,
                        "the traffic is " + ValueText.of(sum, Optional.empty()) + ", and a value needs at least "
                                + traffic.least().toPlainString()));
    }

    private Measurement measured(Curve curve, Curve side, String sideName, Answer.Data data) {
        Optional<Stretch> stretch = newestStretch(curve);
        if (stretch.isPresent()) {
            return breach(curve, stretch.get());
        }
        int last = curve.size() - 1;
        if (!curve.has(last)) {
            return curve.isNan(last)
                    ? new Measurement(
                            question,
                            reading(
                                    State.NO_DATA,
                                    Optional.of(Reason.NAN),
                                    "there is no number, only NaN, at " + at + ": does the query divide by nothing?"),
                            points(curve))
                    : new Measurement(
                            question,
                            reading(State.NO_DATA, Optional.of(Reason.EMPTY), empty(side, sideName, data)),
                            points(curve));
        }
        double value = curve.value(last);
        return new Measurement(
                question,
                new Reading(
                        guardrail.name().value(),
                        question.flag().name(),
                        question.environment(),
                        State.PASS,
                        Optional.empty(),
                        false,
                        OptionalDouble.of(value),
                        guardrail.threshold().figure(),
                        guardrail.unit(),
                        guardrail.onBreach(),
                        Optional.empty(),
                        at,
                        curve.label(last),
                        guardrail.name().value() + " is " + valueText(value) + ", " + threshold()),
                points(curve));
    }

    private static String empty(Curve side, String sideName, Answer.Data data) {
        int newest = side.newest();
        if (data.series().isEmpty()) {
            return sideName + " returned no series: check that the metric and its labels exist";
        }
        return sideName + " returned " + data.series().size() + " series, none with a value now"
                + (newest < 0
                        ? ""
                        : "; the newest value is "
                                + ValueText.duration(
                                        Duration.ofSeconds((long) (side.size() - 1 - newest) * MetricsServer.STEP))
                                + " old");
    }

    private Measurement breach(Curve curve, Stretch stretch) {
        int last = curve.size() - 1;
        boolean ongoing = stretch.end() == last;
        int shown = ongoing ? last : worst(curve, stretch);
        double value = curve.value(shown);
        Duration length = Duration.between(curve.time(stretch.start()), curve.time(stretch.end()));
        String name = guardrail.name().value();
        String message = ongoing
                ? name + " is " + valueText(value) + ", " + threshold() + ", and has been beyond it for "
                        + ValueText.duration(length)
                : name + " was " + valueText(value) + ", " + threshold() + ", from " + curve.time(stretch.start())
                        + " to " + curve.time(stretch.end());
        return new Measurement(
                question,
                new Reading(
                        name,
                        question.flag().name(),
                        question.environment(),
                        State.BREACH,
                        Optional.empty(),
                        ongoing,
                        OptionalDouble.of(value),
                        guardrail.threshold().figure(),
                        guardrail.unit(),
                        guardrail.onBreach(),
                        Optional.of(curve.time(stretch.start())),
                        at,
                        curve.label(shown),
                        message),
                points(curve));
    }

    private int worst(Curve curve, Stretch stretch) {
        int worst = stretch.start();
        for (int index = stretch.start(); index <= stretch.end(); index++) {
            boolean worse = guardrail.threshold().isMost()
                    ? curve.value(index) > curve.value(worst)
                    : curve.value(index) < curve.value(worst);
            worst = worse ? index : worst;
        }
        return worst;
    }

    /** The newest period beyond the threshold that is long enough for a breach. */
    private Optional<Stretch> newestStretch(Curve curve) {
        int end = curve.size() - 1;
        while (end >= 0) {
            if (!isBeyond(curve, end)) {
                end--;
                continue;
            }
            int start = end;
            while (start > 0 && isBeyond(curve, start - 1)) {
                start--;
            }
            Duration length = Duration.ofSeconds((long) (end - start) * MetricsServer.STEP);
            if (length.compareTo(guardrail.sustained()) >= 0) {
                return Optional.of(new Stretch(start, end));
            }
            end = start - 1;
        }
        return Optional.empty();
    }

    private boolean isBeyond(Curve curve, int index) {
        return curve.has(index) && guardrail.threshold().isBeyond(curve.value(index));
    }

    private Measurement nothing(Answer.Nothing none) {
        return nothing(none.reason(), none.detail());
    }

    private Measurement nothing(Reason reason, String detail) {
        return new Measurement(question, reading(State.NO_DATA, Optional.of(reason), detail), List.of());
    }

    private Reading reading(State state, Optional<Reason> reason, String detail) {
        return noData(question, at, reason.map(Reason::text).orElse(""), detail, state);
    }

    /** A reading without data. */
    static Reading noData(Question question, Instant at, Reason reason, String detail) {
        return noData(question, at, reason.text(), detail, State.NO_DATA);
    }

    private static Reading noData(Question question, Instant at, String reason, String detail, State state) {
        Guardrail guardrail = question.guardrail();
        return new Reading(
                guardrail.name().value(),
                question.flag().name(),
                question.environment(),
                state,
                Optional.of(reason),
                false,
                OptionalDouble.empty(),
                guardrail.threshold().figure(),
                guardrail.unit(),
                guardrail.onBreach(),
                Optional.empty(),
                at,
                Optional.empty(),
                guardrail.name().value() + " has no data (" + reason + "): " + detail);
    }

    private String valueText(double value) {
        return ValueText.beside(guardrail.threshold().figure(), value, shownUnit());
    }

    private String threshold() {
        return guardrail.threshold().words()
                + shownUnit().map(unit -> " " + unit).orElse("");
    }

    /** The unit that is shown; a ratio has none. */
    private Optional<String> shownUnit() {
        return guardrail.threshold().baseline().isPresent() ? Optional.empty() : guardrail.unit();
    }

    private static List<OptionalDouble> points(Curve curve) {
        List<OptionalDouble> points = new ArrayList<>(curve.size());
        for (int index = 0; index < curve.size(); index++) {
            points.add(curve.has(index) ? OptionalDouble.of(curve.value(index)) : OptionalDouble.empty());
        }
        return points;
    }

    /** Several minutes in a row, including both ends. */
    private record Stretch(int start, int end) {}
}
