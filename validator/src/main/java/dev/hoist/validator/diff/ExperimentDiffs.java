package dev.hoist.validator.diff;

import dev.hoist.validator.effect.Populations;
import dev.hoist.validator.effect.Segment;
import dev.hoist.validator.effect.Shift;
import dev.hoist.validator.effect.Users;
import dev.hoist.validator.exposure.Bounds;
import dev.hoist.validator.exposure.Cell;
import dev.hoist.validator.exposure.Comparison;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.exposure.PerCell;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Percentage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Counts the participants of experiments in one environment, before and after a change. */
record ExperimentDiffs(String environment, Populations audience, Comparison comparison) {

    List<ExperimentDiff> all() {
        Set<String> keys = new TreeSet<>();
        Stream.of(comparison.before(), comparison.after())
                .flatMap(state -> state.tree().experiments())
                .filter(Experiment::isRunning)
                .forEach(experiment -> keys.add(experiment.name()));
        return keys.stream().flatMap(key -> diff(key).stream()).toList();
    }

    private Optional<ExperimentDiff> diff(String key) {
        Optional<Arms> before = running(comparison.before(), key)
                .map(experiment -> new Arms(
                        experiment, comparison.reachBefore(experiment.within().value(), environment)));
        Optional<Arms> after = running(comparison.after(), key)
                .map(experiment -> new Arms(
                        experiment, comparison.reachAfter(experiment.within().value(), environment)));
        List<PerCell<Bounds>> reaches =
                Stream.concat(before.stream(), after.stream()).map(Arms::reach).toList();
        List<ExperimentDiff.VariantRow> rows = new ArrayList<>();
        Map<String, List<Optional<Users>>> byVariant = new LinkedHashMap<>();
        for (Segment.Sampled sampled : Segment.of(reaches, comparison.rings())) {
            Map<String, BucketRanges> had = boxes(before, sampled.cell());
            Map<String, BucketRanges> has = boxes(after, sampled.cell());
            rows.add(row(sampled.part(), all(before, sampled.cell()), all(after, sampled.cell()), had, has));
            for (String variant : names(has.keySet(), had.keySet())) {
                byVariant
                        .computeIfAbsent(variant, name -> new ArrayList<>())
                        .add(audience.users(
                                sampled.part(),
                                shift(Optional.ofNullable(had.get(variant)), Optional.ofNullable(has.get(variant)))));
            }
        }
        if (rows.stream().noneMatch(ExperimentDiff.VariantRow::moves)) {
            return Optional.empty();
        }
        List<ExperimentDiff.Variant> variants = new ArrayList<>();
        byVariant.forEach((name, users) -> variants.add(
                new ExperimentDiff.Variant(name, weight(before, name), weight(after, name), Users.total(users))));
        return Optional.of(new ExperimentDiff(
                key,
                after.or(() -> before).orElseThrow().experiment().within().value(),
                rows,
                Users.total(rows.stream().map(ExperimentDiff.VariantRow::users).toList()),
                reassigned(rows),
                variants));
    }

    private ExperimentDiff.VariantRow row(
            Segment part,
            Optional<BucketRanges> before,
            Optional<BucketRanges> after,
            Map<String, BucketRanges> had,
            Map<String, BucketRanges> has) {
        BigDecimal same = had.entrySet().stream()
                .flatMap(one -> Optional.ofNullable(has.get(one.getKey())).stream()
                        .map(two -> one.getValue().and(two).share()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        Shift shift = shift(before, after);
        return new ExperimentDiff.VariantRow(
                part, shift, shift.from().subtract(shift.lose()).subtract(same), audience.users(part, shift));
    }

    private Optional<BigDecimal> reassigned(List<ExperimentDiff.VariantRow> rows) {
        return rows.stream()
                .map(row -> audience.users(row.part()).map(users -> Users.share(users, row.reassigned())))
                .reduce(Optional.of(BigDecimal.ZERO), (some, more) -> some.flatMap(sum -> more.map(sum::add)));
    }

    private static Shift shift(Optional<BucketRanges> had, Optional<BucketRanges> has) {
        return Shift.of(share(had), share(has), share(had.flatMap(one -> has.map(one::and))));
    }

    private static BigDecimal share(Optional<BucketRanges> box) {
        return box.map(BucketRanges::share).orElse(BigDecimal.ZERO);
    }

    private static Optional<Experiment> running(FlagState state, String key) {
        return state.tree().experiment(key).filter(Experiment::isRunning);
    }

    private static Map<String, BucketRanges> boxes(Optional<Arms> arms, Cell cell) {
        return arms.map(some -> some.at(cell)).orElse(Map.of());
    }

    private static Optional<BucketRanges> all(Optional<Arms> arms, Cell cell) {
        return arms.map(some -> some.all(cell));
    }

    private static Optional<Percentage> weight(Optional<Arms> arms, String name) {
        return arms.stream()
                .flatMap(some -> some.experiment().variants().stream())
                .filter(variant -> variant.name().value().equals(name))
                .map(variant -> variant.weight().value())
                .findFirst();
    }

    private static Set<String> names(Set<String> some, Set<String> others) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }

    /** An experiment that gives variants to users, and the users who have its flag. */
    private record Arms(Experiment experiment, PerCell<Bounds> reach) {

        /** The users who get any variant. */
        BucketRanges all(Cell cell) {
            int end = experiment.variants().stream()
                    .mapToInt(variant -> variant.weight().value().hundredths())
                    .sum();
            return BucketRanges.of(reach.at(cell)).cut(experiment.name(), 0, end);
        }

        /**
         * The users of each variant, in the order written: the buckets of the experiment's key, divided by cumulative
         * weight.
         */
        Map<String, BucketRanges> at(Cell cell) {
            Map<String, BucketRanges> boxes = new LinkedHashMap<>();
            BucketRanges all = BucketRanges.of(reach.at(cell));
            int start = 0;
            for (Experiment.Variant variant : experiment.variants()) {
                int end = start + variant.weight().value().hundredths();
                boxes.put(variant.name().value(), all.cut(experiment.name(), start, end));
                start = end;
            }
            return boxes;
        }
    }
}
