package dev.hoist.validator.reading;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.model.Guardrail;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.model.Policy.FreezeWindow;
import dev.hoist.validator.model.Policy.Ring;
import dev.hoist.validator.model.SourceText;
import dev.hoist.validator.yaml.YamlNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/** Builds the policy, and reports settings that contradict each other. */
final class PolicyBuilder {
    /** The zone under the name UTC. As an offset, it would appear as Z in messages. */
    private static final ZoneId UTC = ZoneId.of("UTC");

    /** The ring of a policy without rings. */
    private static final String ONLY_RING = "ga";

    private final Fields file;
    private final SourceText source;
    private final List<String> possible;
    private final List<Finding> findings;

    /**
     * Builds from the fields of a file.
     *
     * @param possible ids of the rules that a policy can allow a commit message to override
     */
    PolicyBuilder(Fields file, SourceText source, List<String> possible, List<Finding> findings) {
        this.file = file;
        this.source = source;
        this.possible = possible;
        this.findings = findings;
    }

    /**
     * Reports what the schema cannot check. The result builds the policy; it may be used only if there are no errors.
     */
    Supplier<Policy> check() {
        file.whole("policy");
        ZoneId zone = zone();
        List<Ring> rings = rings();
        List<String> ringNames = rings.stream().map(ring -> ring.name().value()).toList();
        Map<String, EnvironmentBuilder> environments = new LinkedHashMap<>();
        file.fields("environments")
                .ifPresent(all -> all.entries()
                        .forEach(entry -> all.fields(entry.value())
                                .ifPresent(fields -> environments.put(
                                        entry.key().text(),
                                        new EnvironmentBuilder(
                                                Fields.located(entry.key()), fields, ringNames, findings)))));
        List<Supplier<Policy.Environment>> built =
                environments.values().stream().map(EnvironmentBuilder::check).toList();
        file.fields("environments").ifPresent(fields -> checkLookAlikes("environment", fields));
        checkReferences(environments);
        List<FreezeWindow> freezes = freezes();
        Optional<Duration> staleAfter = file.duration("stale_after").map(Located::value);
        Set<String> overridable = overridable();
        boolean acknowledging = file.fields("overrides")
                .flatMap(fields -> fields.truth("acknowledge"))
                .orElse(false);
        Optional<Policy.Metrics> metrics = MetricsBuilder.metrics(file, findings);
        Supplier<List<Guardrail>> guardrails = guardrails(environments.keySet());
        return () -> new Policy(
                zone,
                rings,
                built.stream().map(Supplier::get).toList(),
                freezes,
                staleAfter,
                overridable,
                acknowledging,
                metrics,
                guardrails.get(),
                file.links("links"),
                file.text("contact").map(Located::value),
                source.start());
    }

    private Supplier<List<Guardrail>> guardrails(Collection<String> environments) {
        Optional<Fields> written = file.fields("guardrails");
        if (written.isEmpty()) {
            return List::of;
        }
        Fields all = written.get();
        if (!all.entries().isEmpty() && !file.has("metrics")) {
            findings.add(InvalidPolicy.of(
                    file.keyPlace("guardrails").orElseThrow(),
                    "guardrails without a server to read them from",
                    "add \"metrics: {prometheus: https://…}\" beside them"));
        }
        checkLookAlikes("guardrail", all);
        List<Supplier<Guardrail>> built = new ArrayList<>();
        for (YamlNode.Entry entry : all.entries()) {
            all.fields(entry.value())
                    .ifPresent(fields -> built.add(
                            new GuardrailBuilder(Fields.located(entry.key()), fields, findings).check(environments)));
        }
        return () -> built.stream().map(Supplier::get).toList();
    }

    private ZoneId zone() {
        Optional<Located<String>> written = file.text("zone");
        if (written.isEmpty()) {
            return UTC;
        }
        Located<String> zone = written.get();
        try {
            return ZoneId.of(zone.value());
        } catch (DateTimeException e) {
            findings.add(InvalidPolicy.of(
                    zone.place(),
                    "unknown time zone \"" + zone.value() + "\"",
                    Spelling.didYouMean(zone.value(), ZoneId.getAvailableZoneIds())
                            .orElse("name one such as Europe/Berlin, or leave it out for UTC")));
            return UTC;
        }
    }

    private List<Ring> rings() {
        Optional<Fields> written = file.fields("rings");
        if (written.isEmpty()) {
            return List.of(new Ring(new Located<>(ONLY_RING, source.start()), Optional.empty(), OptionalLong.empty()));
        }
        Fields all = written.get();
        checkLookAlikes("ring", all);
        List<Ring> rings = new ArrayList<>();
        for (YamlNode.Entry entry : all.entries()) {
            all.fields(entry.value())
                    .ifPresent(fields -> rings.add(new Ring(
                            Fields.located(entry.key()),
                            fields.text("description").map(Located::value),
                            fields.whole("population"))));
        }
        return rings;
    }

    /** Reports two names that differ only in letter case or punctuation. Both would become the same word in code. */
    private void checkLookAlikes(String what, Fields fields) {
        Map<String, Located<String>> seen = new HashMap<>();
        for (YamlNode.Entry entry : fields.entries()) {
            Located<String> name = Fields.located(entry.key());
            String plain = name.value().toLowerCase(Locale.ROOT).replaceAll("[._-]", "");
            Located<String> first = seen.putIfAbsent(plain, name);
            if (first != null) {
                findings.add(InvalidPolicy.of(
                                name.place(),
                                "the " + what + " \"" + name.value() + "\" differs from \"" + first.value()
                                        + "\" in letter case or punctuation alone",
                                "give one of the two another name")
                        .note(first.place(), "\"" + first.value() + "\" stands here"));
            }
        }
    }

    private void checkReferences(Map<String, EnvironmentBuilder> environments) {
        Map<String, Located<String>> after = new LinkedHashMap<>();
        Map<String, Located<String>> from = new LinkedHashMap<>();
        environments.forEach((name, environment) -> {
            environment.after().ifPresent(other -> {
                if (checkAfter(other, environments.keySet(), name)) {
                    after.put(name, other);
                }
                EnvironmentBuilder named = environments.get(other.value());
                if (named != null) {
                    checkNotFree(named, other, name);
                }
            });
            // what an environment came from may be gone: a renamed one names its old self
            environment
                    .from()
                    .filter(other -> environments.containsKey(other.value()))
                    .ifPresent(other -> from.put(name, other));
        });
        checkCircles("after", after);
        checkCircles("from", from);
    }

    private boolean checkAfter(Located<String> named, Collection<String> known, String environment) {
        if (known.contains(named.value())) {
            return true;
        }
        findings.add(InvalidPolicy.of(
                        named.place(),
                        "\"after\" names an unknown environment, \"" + named.value() + "\"",
                        Spelling.didYouMean(named.value(), known)
                                .orElse("the environments are " + String.join(", ", known)))
                .in(environment));
        return false;
    }

    private void checkNotFree(EnvironmentBuilder free, Located<String> reference, String after) {
        free.freePlace()
                .ifPresent(place -> findings.add(InvalidPolicy.of(
                                place,
                                "\"" + reference.value() + "\" is free, so \"" + after
                                        + "\" cannot have it in \"after\": raises there are not judged",
                                "delete \"free\" here, or \"after\" in \"" + after + "\"")
                        .in(reference.value())
                        .note(reference.place(), "\"" + after + "\" comes after it here")));
    }

    private void checkCircles(String key, Map<String, Located<String>> next) {
        Set<String> done = new HashSet<>();
        for (String start : next.keySet()) {
            List<String> path = new ArrayList<>();
            String at = start;
            while (next.containsKey(at) && done.add(at)) {
                path.add(at);
                at = Objects.requireNonNull(next.get(at)).value();
            }
            int entry = path.indexOf(at);
            if (entry >= 0) {
                List<String> circle = new ArrayList<>(path.subList(entry, path.size()));
                String first = circle.get(0);
                circle.add(first);
                findings.add(InvalidPolicy.of(
                                Objects.requireNonNull(next.get(first)).place(),
                                circle.size() == 2
                                        ? "\"" + key + "\" of \"" + first + "\" names the environment itself"
                                        : "a circle of \"" + key + "\": " + String.join(" → ", circle),
                                "delete \"" + key + "\" in one of them")
                        .in(first));
            }
        }
    }

    private List<FreezeWindow> freezes() {
        List<FreezeWindow> freezes = new ArrayList<>();
        for (YamlNode item : file.items("freezes")) {
            file.fields(item).ifPresent(fields -> {
                Optional<Located<LocalDate>> from = fields.date("from");
                Optional<Located<LocalDate>> until = fields.date("until");
                if (from.isPresent() && until.isPresent()) {
                    if (!until.get().value().isAfter(from.get().value())) {
                        findings.add(InvalidPolicy.of(
                                until.get().place(),
                                "a freeze from " + from.get() + " until " + until.get() + " has no day",
                                "\"until\" is the day after the last one frozen"));
                    }
                    freezes.add(new FreezeWindow(
                            from.get().value(),
                            until.get().value(),
                            fields.text("reason").map(Located::value)));
                }
            });
        }
        return freezes;
    }

    private Set<String> overridable() {
        Set<String> allowed = new HashSet<>();
        for (Located<String> rule :
                file.fields("overrides").map(fields -> fields.texts("allowed")).orElse(List.of())) {
            if (!possible.contains(rule.value())) {
                findings.add(InvalidPolicy.of(
                        rule.place(),
                        "\"" + rule.value() + "\" is no rule that can be overridden",
                        Spelling.didYouMean(rule.value(), possible)
                                .orElse("these can: " + String.join(", ", possible))));
            }
            allowed.add(rule.value());
        }
        return allowed;
    }
}
