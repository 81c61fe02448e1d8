package dev.hoist.validator.reading;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.Spelling;
import dev.hoist.validator.model.Ladder;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.model.Policy.After;
import dev.hoist.validator.model.Policy.DailyHours;
import dev.hoist.validator.model.Policy.Environment;
import dev.hoist.validator.model.Policy.Region;
import dev.hoist.validator.model.Policy.RingRules;
import dev.hoist.validator.model.Policy.Scope;
import dev.hoist.validator.model.Policy.Server;
import dev.hoist.validator.model.Policy.Stage;
import dev.hoist.validator.model.Policy.Traffic;
import dev.hoist.validator.yaml.YamlNode;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Builds one environment of the policy, and reports settings that contradict each other. */
final class EnvironmentBuilder {
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final String MIDNIGHT = "24:00";

    private final Located<String> name;
    private final Fields fields;
    private final List<String> rings;
    private final List<Finding> findings;

    EnvironmentBuilder(Located<String> name, Fields fields, List<String> rings, List<Finding> findings) {
        this.name = name;
        this.fields = fields;
        this.rings = rings;
        this.findings = findings;
    }

    Optional<Located<String>> after() {
        return fields.fields("after").flatMap(after -> after.text("environment"));
    }

    Optional<Located<String>> from() {
        return fields.text("from");
    }

    /** The place of {@code free}; empty if the file does not have it. */
    Optional<Place> freePlace() {
        return fields.truth("free").orElse(false) ? fields.keyPlace("free") : Optional.empty();
    }

    /**
     * Reports what the schema cannot check. The result builds the environment; it may be used only if there are no
     * errors.
     */
    Supplier<Environment> check() {
        Ladder ladder = ladder(fields);
        Map<String, RingRules> ringRules = ringRules();
        Map<Percentage, Duration> holds = holds(ladder, ringRules);
        List<Region> regions = regions();
        List<Stage> canary = canary(regions);
        List<DailyHours> peakHours = hours("peak_hours", "peak hours");
        List<DailyHours> openHours = hours("open_hours", "open hours");
        return () -> new Environment(
                name,
                fields.fields("after")
                        .flatMap(after -> after.text("environment")
                                .map(other -> new After(
                                        other,
                                        after.percentage("at")
                                                .map(Located::value)
                                                .orElse(Percentage.ALL)))),
                ladder,
                fields.duration("soak").map(Located::value).orElseThrow(),
                holds,
                fields.duration("spacing").map(Located::value).orElse(Duration.ZERO),
                fields.text("scope")
                        .map(scope -> Scope.valueOf(scope.value().toUpperCase(Locale.ROOT)))
                        .orElse(Scope.GROUP),
                ringRules,
                regions,
                canary,
                peakHours,
                openHours,
                fields.texts("checklist"),
                freePlace().map(place -> new Located<>(true, place)),
                fields.duration("restore_within").map(Located::value),
                from(),
                fields.text("live"));
    }

    private void report(Place place, String message, String help) {
        findings.add(InvalidPolicy.of(place, message, help).in(name.value()));
    }

    private Ladder ladder(Fields holder) {
        List<Located<Percentage>> rungs = new ArrayList<>();
        for (YamlNode item : holder.items("ladder")) {
            Fields.percentage(item).ifPresent(rungs::add);
        }
        // a rung that cannot be read leaves nothing to compare its neighbours with
        if (rungs.size() >= 2 && rungs.size() == holder.items("ladder").size()) {
            checkRungs(rungs);
        }
        return new Ladder(rungs);
    }

    private void checkRungs(List<Located<Percentage>> rungs) {
        Located<Percentage> first = rungs.get(0);
        Located<Percentage> last = rungs.get(rungs.size() - 1);
        if (!first.value().isNone()) {
            report(
                    first.place(),
                    "the ladder begins at " + first + ", not at 0",
                    "begin it at 0: a flag is born there");
        }
        for (int index = 1; index < rungs.size(); index++) {
            Located<Percentage> rung = rungs.get(index);
            Located<Percentage> below = rungs.get(index - 1);
            if (!rung.value().isAbove(below.value())) {
                report(
                        rung.place(),
                        "the ladder does not rise from " + below + " to " + rung,
                        "write the rungs in order, each once");
            }
        }
        if (!last.value().isAll()) {
            report(last.place(), "the ladder ends at " + last + ", not at 100", "end it at 100");
        }
    }

    private Map<String, RingRules> ringRules() {
        Map<String, RingRules> rules = new LinkedHashMap<>();
        fields.fields("rings")
                .ifPresent(all -> all.entries().forEach(entry -> {
                    String ring = entry.key().text();
                    if (!rings.contains(ring)) {
                        report(
                                entry.key().place(),
                                "unknown ring \"" + ring + "\"",
                                Spelling.didYouMean(ring, rings).orElse("the rings are " + String.join(", ", rings)));
                    }
                    all.fields(entry.value())
                            .ifPresent(own -> rules.put(
                                    ring,
                                    new RingRules(
                                            own.has("ladder") ? Optional.of(ladder(own)) : Optional.empty(),
                                            own.duration("soak").map(Located::value))));
                }));
        return rules;
    }

    private Map<Percentage, Duration> holds(Ladder ladder, Map<String, RingRules> ringRules) {
        Map<Percentage, Duration> holds = new LinkedHashMap<>();
        Map<Percentage, Place> places = new HashMap<>();
        fields.fields("holds")
                .ifPresent(all -> all.entries().forEach(entry -> {
                    Optional<Located<Percentage>> rung = Fields.percentage(entry.key());
                    Optional<Duration> duration =
                            Fields.text(entry.value()).flatMap(Fields::duration).map(Located::value);
                    if (rung.isPresent()) {
                        checkHold(rung.get(), ladder, ringRules, places);
                        duration.ifPresent(length -> holds.put(rung.get().value(), length));
                    }
                }));
        return holds;
    }

    private void checkHold(
            Located<Percentage> hold, Ladder ladder, Map<String, RingRules> ringRules, Map<Percentage, Place> places) {
        Percentage rung = hold.value();
        boolean known = ladder.has(rung)
                || ringRules.values().stream()
                        .anyMatch(rules ->
                                rules.ladder().map(own -> own.has(rung)).orElse(false));
        if (!known) {
            report(hold.place(), "a hold on " + rung + ", which is no rung", "the rungs are " + ladder);
        }
        Place first = places.putIfAbsent(rung, hold.place());
        if (first != null) {
            findings.add(InvalidPolicy.of(hold.place(), "\"holds\" has rung " + rung + " twice", "keep one of the two")
                    .in(name.value())
                    .note(first, "the other hold stands here"));
        }
    }

    private List<Region> regions() {
        List<Region> regions = new ArrayList<>();
        Map<String, Place> servers = new HashMap<>();
        long traffic = 0;
        for (YamlNode.Entry entry :
                fields.fields("regions").map(Fields::entries).orElse(List.of())) {
            List<Server> inRegion = new ArrayList<>();
            for (YamlNode.Entry server :
                    fields.fields(entry.value()).map(Fields::entries).orElse(List.of())) {
                Optional<Located<Percentage>> share = Fields.percentage(server.value());
                Place first =
                        servers.putIfAbsent(server.key().text(), server.key().place());
                if (first != null) {
                    findings.add(InvalidPolicy.of(
                                    server.key().place(),
                                    "the server \"" + server.key().text() + "\" is in two regions",
                                    "a server belongs to one region")
                            .in(name.value())
                            .note(first, "it stands here first"));
                }
                if (share.isPresent()) {
                    traffic += share.get().value().hundredths();
                    inRegion.add(
                            new Server(Fields.located(server.key()), share.get().value()));
                }
            }
            regions.add(new Region(Fields.located(entry.key()), inRegion));
        }
        if (traffic > Percentage.ALL.hundredths()) {
            report(
                    fields.keyPlace("regions").orElse(name.place()),
                    "the servers carry "
                            + BigDecimal.valueOf(traffic, 2)
                                    .stripTrailingZeros()
                                    .toPlainString()
                            + " % of the traffic in all, more than 100 %",
                    "give each server its share of all traffic");
        }
        return regions;
    }

    private List<Stage> canary(List<Region> regions) {
        List<Stage> stages = new ArrayList<>();
        int servers = 0;
        int inRegions = 0;
        int knownServers =
                regions.stream().mapToInt(region -> region.servers().size()).sum();
        for (YamlNode item : fields.items("canary")) {
            Optional<Fields> stage = fields.fields(item);
            if (stage.isEmpty()) {
                continue;
            }
            Stage read = stage(stage.get(), item.place());
            int servedBy = read.servers().orElse(servers);
            int servedIn = read.regions().orElse(inRegions);
            if (read.servers().isEmpty() && read.regions().isEmpty()) {
                if (!stage.get().has("servers") && !stage.get().has("regions")) {
                    report(
                            item.place(),
                            "a canary stage names neither servers nor regions",
                            "say how many servers or regions a flag names at this stage");
                }
            } else if (servedBy < servers || servedIn < inRegions || (servedBy == servers && servedIn == inRegions)) {
                report(
                        item.place(),
                        "the canary stage of " + standing(servedBy, servedIn) + " does not grow from "
                                + standing(servers, inRegions),
                        "each stage has more servers or regions than the one before, and less of neither");
            } else if (servedBy > knownServers || servedIn > regions.size()) {
                report(
                        item.place(),
                        "the canary stage of " + standing(servedBy, servedIn) + " needs more than the "
                                + standing(knownServers, regions.size()) + " of the environment",
                        "name them under \"regions\", or ask for fewer");
            }
            servers = servedBy;
            inRegions = servedIn;
            stages.add(read);
        }
        return stages;
    }

    private static String standing(int servers, int regions) {
        return servers
                + (servers == 1 ? " server and " : " servers and ")
                + regions
                + (regions == 1 ? " region" : " regions");
    }

    private Stage stage(Fields stage, Place place) {
        return new Stage(
                count(stage.whole("servers")),
                count(stage.whole("regions")),
                traffic(stage, place),
                stage.duration("soak").map(Located::value));
    }

    /** A number as an int. A number that no schema allows reads as absent. */
    private static Optional<Integer> count(OptionalLong number) {
        return number.isPresent() && number.getAsLong() >= 0 && number.getAsLong() <= 10_000
                ? Optional.of((int) number.getAsLong())
                : Optional.empty();
    }

    private Optional<Traffic> traffic(Fields stage, Place place) {
        List<Located<Percentage>> bounds = stage.items("traffic").stream()
                .flatMap(item -> Fields.percentage(item).stream())
                .toList();
        if (bounds.size() != 2) {
            return Optional.empty();
        }
        Percentage least = bounds.get(0).value();
        Percentage most = bounds.get(1).value();
        if (least.isAbove(most)) {
            report(
                    stage.keyPlace("traffic").orElse(place),
                    "the traffic's bounds are reversed: at least " + least + ", at most " + most,
                    "write the least first: [" + most + ", " + least + "]");
        }
        return Optional.of(new Traffic(least, most));
    }

    private List<DailyHours> hours(String key, String what) {
        List<DailyHours> all = new ArrayList<>();
        for (YamlNode item : fields.items(key)) {
            fields.fields(item).ifPresent(hours -> {
                Optional<LocalTime> from = time(hours, "from", false);
                Optional<LocalTime> to = time(hours, "to", true);
                if (from.isPresent() && to.isPresent()) {
                    boolean wholeDay = hours.text("to").orElseThrow().value().equals(MIDNIGHT);
                    if (from.equals(to) && !wholeDay) {
                        report(
                                hours.text("to").orElseThrow().place(),
                                what + " from " + from.get() + " to " + to.get() + " have no beginning and no end",
                                "a whole day is from \"00:00\" to \"24:00\"");
                    }
                    all.add(new DailyHours(days(hours), from.get(), to.get()));
                }
            });
        }
        return all;
    }

    private Optional<LocalTime> time(Fields hours, String key, boolean asEnd) {
        Optional<Located<String>> text = hours.text(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String written = text.get().value();
        if (asEnd && written.equals(MIDNIGHT)) {
            return Optional.of(LocalTime.MIDNIGHT);
        }
        if (!TIME.matcher(written).matches()) {
            report(
                    text.get().place(),
                    "\"" + written + "\" is not a time of day",
                    asEnd
                            ? "write hours and minutes, \"00:00\" to \"24:00\""
                            : "write hours and minutes, \"00:00\" to \"23:59\"");
            return Optional.empty();
        }
        return Optional.of(LocalTime.parse(written));
    }

    private static Set<DayOfWeek> days(Fields hours) {
        Set<DayOfWeek> days = new LinkedHashSet<>();
        for (String text : hours.plainTexts("days")) {
            for (DayOfWeek day : DayOfWeek.values()) {
                if (day.name().substring(0, 3).toLowerCase(Locale.ROOT).equals(text)) {
                    days.add(day);
                }
            }
        }
        return days;
    }
}
