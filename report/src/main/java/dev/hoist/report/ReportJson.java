package dev.hoist.report;

import dev.hoist.report.RolloutReport.Attention;
import dev.hoist.report.RolloutReport.Bar;
import dev.hoist.report.RolloutReport.Change;
import dev.hoist.report.RolloutReport.ChangeFinding;
import dev.hoist.report.RolloutReport.Environment;
import dev.hoist.report.RolloutReport.Experiment;
import dev.hoist.report.RolloutReport.Flag;
import dev.hoist.report.RolloutReport.Line;
import dev.hoist.report.RolloutReport.Mark;
import dev.hoist.report.RolloutReport.Owner;
import dev.hoist.report.RolloutReport.Placement;
import dev.hoist.report.RolloutReport.PlannedStep;
import dev.hoist.report.RolloutReport.Point;
import dev.hoist.report.RolloutReport.PolicySection;
import dev.hoist.report.RolloutReport.Reading;
import dev.hoist.report.RolloutReport.Reason;
import dev.hoist.report.RolloutReport.Variant;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes a report as JSON for programs, with the same data as the page. */
public final class ReportJson {
    private final JsonGenerator json;

    private ReportJson(JsonGenerator json) {
        this.json = json;
    }

    /** The report as one line of JSON. */
    public static String of(RolloutReport report) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
            new ReportJson(generator).write(report);
        }
        return text.append('\n').toString();
    }

    private void write(RolloutReport report) {
        json.writeStartObject();
        text("now", report.now().toString());
        text("zone", report.zone().getId());
        text("head", report.head());
        all("attention", report.attention(), this::attention);
        all("environments", report.environments(), this::environment);
        all("flags", report.flags(), this::flag);
        all("experiments", report.experiments(), this::experiment);
        all("changes", report.changes(), this::change);
        all("owners", report.owners(), this::owner);
        all("policy", report.policy(), this::section);
        texts("omissions", report.omissions());
        json.writeEndObject();
    }

    private void attention(Attention entry) {
        text("urgency", entry.urgency().text());
        text("flag", entry.flag());
        text("environment", entry.environment());
        text("commit", entry.commit());
        text("sentence", entry.sentence());
    }

    private void environment(Environment environment) {
        text("environment", environment.name());
        json.writeBooleanProperty("free", environment.free());
        json.writeNumberProperty("everyone", environment.everyone());
        json.writeNumberProperty("some", environment.some());
        json.writeNumberProperty("nobody", environment.nobody());
    }

    private void flag(Flag flag) {
        text("flag", flag.key());
        text("group", flag.group());
        text("owner", flag.owner());
        text("description", flag.description());
        texts("dependencies", flag.dependencies());
        texts("dependents", flag.dependents());
        all("links", flag.links(), link -> {
            text("name", link.name());
            text("address", link.address());
        });
        texts("tags", flag.tags());
        text("expires", flag.expires().map(Object::toString));
        json.writeBooleanProperty("expired", flag.expired());
        json.writeBooleanProperty("stale", flag.stale());
        json.writeBooleanProperty("permanent", flag.permanent());
        text("file", flag.file());
        json.writeNumberProperty("line", flag.line());
        all("environments", flag.placements(), this::placement);
    }

    private void placement(Placement placement) {
        text("environment", placement.environment());
        text("strategy", placement.strategy());
        json.writeBooleanProperty("enabled", placement.enabled());
        placement
                .frozen()
                .ifPresentOrElse(
                        frozen -> {
                            json.writeObjectPropertyStart("frozen");
                            text("reason", frozen.reason());
                            text("since", frozen.since());
                            json.writeEndObject();
                        },
                        () -> json.writeNullProperty("frozen"));
        all("exposure", placement.bars(), this::bar);
        placement
                .users()
                .ifPresentOrElse(
                        users -> {
                            json.writeObjectPropertyStart("users");
                            json.writeNumberProperty("on", users.on());
                            json.writeNumberProperty("of", users.of());
                            json.writeEndObject();
                        },
                        () -> json.writeNullProperty("users"));
        text("since", placement.since().map(Object::toString));
        text("target", placement.target());
        text("state", placement.state().text());
        text("step", placement.step());
        text("from", placement.from().map(Object::toString));
        all("reasons", placement.reasons(), this::reason);
        all("guardrails", placement.guardrails(), this::reading);
        all("lines", placement.chart().lines(), this::line);
        all("events", placement.chart().marks(), this::mark);
        all("plan", placement.chart().plan(), this::planned);
    }

    private void bar(Bar bar) {
        text("label", bar.label());
        json.writeNumberProperty("declared", bar.declared());
        json.writeNumberProperty("effective", bar.effective());
    }

    private void reason(Reason reason) {
        text("rule", reason.rule());
        text("message", reason.message());
        text("help", reason.help());
    }

    private void reading(Reading reading) {
        text("guardrail", reading.guardrail());
        text("state", reading.state());
        json.writeBooleanProperty("counts", reading.counts());
        text("message", reading.message());
    }

    private void line(Line line) {
        text("label", line.label());
        all("points", line.points(), this::point);
    }

    private void point(Point point) {
        text("at", point.at().toString());
        json.writeNumberProperty("percent", point.percent());
    }

    private void mark(Mark mark) {
        text("event", mark.event().text());
        text("at", mark.at().toString());
        text("commit", mark.commit());
        text("text", mark.text());
    }

    private void planned(PlannedStep step) {
        text("step", step.step());
        text("at", step.at().toString());
    }

    private void experiment(Experiment experiment) {
        text("experiment", experiment.key());
        text("owner", experiment.owner());
        text("description", experiment.description());
        text("within", experiment.within());
        text("status", experiment.status());
        all("variants", experiment.variants(), this::variant);
        texts("metrics", experiment.metrics());
        experiment
                .minSampleSize()
                .ifPresentOrElse(
                        size -> json.writeNumberProperty("min_sample_size", size),
                        () -> json.writeNullProperty("min_sample_size"));
    }

    private void variant(Variant variant) {
        text("variant", variant.name());
        text("weight", variant.weight());
    }

    private void change(Change change) {
        text("commit", change.commit());
        text("time", change.at().toString());
        text("author", change.author());
        text("subject", change.subject());
        text("verdict", change.accepted() ? "accepted" : "refused");
        text("kind", change.kind());
        texts("movements", change.movements());
        all("findings", change.findings(), this::finding);
        text("acknowledged", change.acknowledgement());
    }

    private void finding(ChangeFinding finding) {
        text("rule", finding.rule());
        text("severity", finding.error() ? "error" : "warning");
        text("flag", finding.flag());
        text("message", finding.message());
    }

    private void owner(Owner owner) {
        text("owner", owner.name());
        texts("keys", owner.keys());
    }

    private void section(PolicySection section) {
        text("title", section.title());
        texts("sentences", section.sentences());
    }

    private void text(String name, String value) {
        json.writeStringProperty(name, value);
    }

    private void text(String name, Optional<String> value) {
        value.ifPresentOrElse(some -> json.writeStringProperty(name, some), () -> json.writeNullProperty(name));
    }

    private void texts(String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }

    private <T> void all(String name, List<T> values, Consumer<T> write) {
        json.writeArrayPropertyStart(name);
        for (T value : values) {
            json.writeStartObject();
            write.accept(value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
