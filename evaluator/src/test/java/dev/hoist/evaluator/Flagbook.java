package dev.hoist.evaluator;

import dev.hoist.evaluator.plan.EvaluatorInput;
import dev.hoist.evaluator.plan.Revision;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Ladder;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.model.SourceText;
import dev.hoist.validator.tree.FileReader;
import dev.hoist.validator.tree.FileReading;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.tree.RawEntry;
import dev.hoist.validator.tree.RawFolder;
import dev.hoist.validator.tree.TreeReader;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** A tree of flags in the making, straight from values: whatever a key or a description holds. */
final class Flagbook {
    static final Revision REVISION = new Revision("0123456789abcdef0123456789abcdef01234567", false);

    private static final Place PLACE = new SourceText("flags/x.yaml", "").start();

    private final List<String> rings = new ArrayList<>();
    private final Map<String, Map<String, List<String>>> environments = new LinkedHashMap<>();
    private final List<Flag> flags = new ArrayList<>();
    private final List<Experiment> experiments = new ArrayList<>();

    Flagbook rings(String... innerToOuter) {
        rings.addAll(List.of(innerToOuter));
        return this;
    }

    Flagbook environment(String name) {
        return environment(name, Map.of());
    }

    /** An environment, with the servers of its regions. */
    Flagbook environment(String name, Map<String, List<String>> regions) {
        environments.put(name, regions);
        return this;
    }

    FlagDraft flag(String key) {
        return new FlagDraft(key);
    }

    Flagbook experiment(String key, String within, Experiment.Status status, Map<String, String> weights) {
        return experiment(key, "what " + key + " finds out", within, status, weights);
    }

    Flagbook experiment(
            String key, String description, String within, Experiment.Status status, Map<String, String> weights) {
        List<Experiment.Variant> variants = new ArrayList<>();
        weights.forEach((name, weight) ->
                variants.add(new Experiment.Variant(at(name), at(Percentage.of(new BigDecimal(weight))))));
        experiments.add(new Experiment(
                at(key),
                "experiments",
                at(description),
                at("team"),
                at(within),
                at(status),
                variants,
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of()));
        return this;
    }

    EvaluatorInput input() {
        return EvaluatorInput.of(tree(), REVISION);
    }

    FlagTree tree() {
        Map<String, FileReading> byPath = new TreeMap<>();
        Map<String, List<RawEntry>> groups = new TreeMap<>();
        List<RawEntry> top = new ArrayList<>();
        top.add(file("policy.yaml"));
        byPath.put("flags/policy.yaml", new FileReading.OfPolicy(PLACE.source(), policy()));
        for (Flag flag : flags) {
            String name = flag.name() + ".yaml";
            groups.computeIfAbsent("flags", group -> new ArrayList<>()).add(file(name));
            byPath.put("flags/flags/" + name, new FileReading.OfFlag(PLACE.source(), flag));
        }
        for (Experiment experiment : experiments) {
            String name = experiment.name() + ".yaml";
            groups.computeIfAbsent("experiments", group -> new ArrayList<>()).add(file(name));
            byPath.put("flags/experiments/" + name, new FileReading.OfExperiment(PLACE.source(), experiment));
        }
        groups.forEach((group, files) -> top.add(new RawEntry.Folder(group, new Folder(sorted(files)))));
        return new TreeReader(new Prepared(byPath), "flags").read(new Folder(sorted(top)));
    }

    private static List<RawEntry> sorted(List<RawEntry> entries) {
        return entries.stream().sorted(Comparator.comparing(RawEntry::name)).toList();
    }

    private static RawEntry file(String name) {
        return new RawEntry.File(name, name, 0, () -> new byte[0]);
    }

    private Policy policy() {
        List<Policy.Environment> places = new ArrayList<>();
        environments.forEach((name, regions) -> places.add(new Policy.Environment(
                at(name),
                Optional.empty(),
                new Ladder(List.of(at(Percentage.NONE), at(Percentage.ALL))),
                Duration.ZERO,
                Map.of(),
                Duration.ZERO,
                Policy.Scope.GROUP,
                Map.of(),
                regions.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(region -> new Policy.Region(
                                at(region.getKey()),
                                region.getValue().stream()
                                        .map(server -> new Policy.Server(at(server), Percentage.NONE))
                                        .toList()))
                        .toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty())));
        List<Policy.Ring> audience = (rings.isEmpty() ? List.of("ga") : rings)
                .stream()
                        .map(ring -> new Policy.Ring(at(ring), Optional.empty(), OptionalLong.empty()))
                        .toList();
        return new Policy(
                ZoneOffset.UTC,
                audience,
                places,
                List.of(),
                Optional.empty(),
                Set.of(),
                false,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                PLACE);
    }

    private static <T> Located<T> at(T value) {
        return new Located<>(value, PLACE);
    }

    /** A flag in the making. */
    final class FlagDraft {
        private final String key;
        private String group = "group";
        private String description = "what it does";
        private String owner = "team";
        private Optional<Located<String>> salt = Optional.empty();
        private final List<Located<String>> dependencies = new ArrayList<>();
        private final Map<String, Block> blocks = new LinkedHashMap<>();

        private FlagDraft(String key) {
            this.key = key;
        }

        FlagDraft group(String name) {
            group = name;
            return this;
        }

        FlagDraft describedAs(String text) {
            description = text;
            return this;
        }

        FlagDraft ownedBy(String text) {
            owner = text;
            return this;
        }

        FlagDraft salt(String text) {
            salt = Optional.of(at(text));
            return this;
        }

        FlagDraft needs(String... keys) {
            for (String needed : keys) {
                dependencies.add(at(needed));
            }
            return this;
        }

        FlagDraft percentage(String environment, String percent) {
            return block(environment, true, Optional.of(new Form.Everyone(at(percentage(percent)))));
        }

        FlagDraft rings(String environment, Map<String, String> percents) {
            List<Form.Rings.RingPercentage> figures = percents.entrySet().stream()
                    .map(entry -> new Form.Rings.RingPercentage(at(entry.getKey()), at(percentage(entry.getValue()))))
                    .toList();
            return block(environment, true, Optional.of(new Form.Rings(figures)));
        }

        FlagDraft canary(String environment, List<String> servers, List<String> regions, String elsewhere) {
            return block(
                    environment,
                    true,
                    Optional.of(new Form.Canary(
                            servers.stream().map(Flagbook::at).toList(),
                            regions.stream().map(Flagbook::at).toList(),
                            Optional.of(at(percentage(elsewhere))))));
        }

        FlagDraft disabled(String environment, String parked) {
            return block(environment, false, Optional.of(new Form.Everyone(at(percentage(parked)))));
        }

        private FlagDraft block(String environment, boolean enabled, Optional<Form> form) {
            blocks.put(
                    environment,
                    new Block(at(environment), Optional.empty(), enabled, Optional.empty(), form, Optional.empty()));
            return this;
        }

        Flagbook add() {
            flags.add(new Flag(
                    at(key),
                    group,
                    at(description),
                    at(owner),
                    dependencies,
                    Optional.empty(),
                    salt,
                    blocks,
                    List.of(),
                    Optional.empty(),
                    false,
                    List.of(),
                    Optional.empty(),
                    List.of()));
            return Flagbook.this;
        }

        private static Percentage percentage(String percent) {
            return Percentage.of(new BigDecimal(percent));
        }
    }

    private record Folder(List<RawEntry> entries) implements RawFolder {
        @Override
        public Object identity() {
            return entries;
        }
    }

    private record Prepared(Map<String, FileReading> byPath) implements FileReader {
        @Override
        public FileReading read(String path, String group, RawEntry.File file) {
            return Objects.requireNonNull(byPath.get(path), path);
        }

        @Override
        public FileReading refuse(String path, Oddity oddity, String detail) {
            return new FileReading.Unreadable(
                    path, List.of(Finding.errorIn(new RuleId("misnamed-file"), path, detail)));
        }
    }
}
