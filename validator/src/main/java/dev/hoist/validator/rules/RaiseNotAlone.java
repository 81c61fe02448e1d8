package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.change.Raise;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.model.Target;
import dev.hoist.validator.reading.ChangedPlace;
import dev.hoist.validator.tree.FileReading;
import dev.hoist.validator.tree.FlagTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A change with a raise also alters something else. The revert of this change could then be a raise itself. Three
 * things may change with a raise: the raised block, if its percentages only grow; blocks of free environments, if they
 * only grow; and texts that do not affect verdicts.
 */
final class RaiseNotAlone implements Rule {
    private static final String HELP = "split this change in two, and land the part without the raise first";

    @Override
    public Stream<Finding> check(Change change) {
        return change.raises().isEmpty() && change.uncapped().isEmpty()
                ? Stream.empty()
                : new Alterations(change).find().stream();
    }

    /** The differences of one change, collected flag by flag. */
    private final class Alterations {
        private final Change change;
        private final FlagTree base;
        private final FlagTree head;
        private final Map<String, Set<String>> raised = new HashMap<>();
        private final Set<String> born = new HashSet<>();
        private final String raises;
        private final List<Finding> findings = new ArrayList<>();

        Alterations(Change change) {
            this.change = change;
            this.base = change.base().tree();
            this.head = change.head().tree();
            for (Raise raise : change.raises()) {
                raised.computeIfAbsent(raise.name(), key -> new HashSet<>()).add(raise.environment());
                if (raise.before().isEmpty()) {
                    born.add(raise.name());
                }
            }
            change.imports().forEach(raise -> born.add(raise.name()));
            this.raises = "the raise of "
                    + MessageText.list(Stream.concat(change.raises().stream(), change.uncapped().stream())
                            .map(raise -> MessageText.quoted(raise.name()))
                            .distinct()
                            .toList());
        }

        List<Finding> find() {
            policy();
            Set<String> keys = new TreeSet<>();
            Set<String> experiments = new TreeSet<>();
            for (String path : change.comparison().differingPaths()) {
                Stream.of(base, head)
                        .flatMap(tree -> tree.reading(path).stream())
                        .forEach(reading -> {
                            if (reading instanceof FileReading.OfFlag file) {
                                keys.add(file.flag().name());
                            } else if (reading instanceof FileReading.OfExperiment file) {
                                experiments.add(file.experiment().name());
                            }
                        });
            }
            keys.forEach(this::flag);
            experiments.forEach(this::experiment);
            return findings;
        }

        private void policy() {
            Optional<Policy> before = change.judging();
            Optional<Policy> after = head.policy();
            if (before.isEmpty() && after.isPresent()) {
                report(
                        after.get().place(),
                        Optional.empty(),
                        "the policy becomes readable together with " + raises
                                + ", so base has no policy that can judge the raise");
            }
            if (before.isPresent() && after.isPresent() && !after.get().decidesLike(before.get())) {
                report(
                        ChangedPlace.between(before.get().place(), after.get().place()),
                        Optional.empty(),
                        "the policy changes together with " + raises);
            }
        }

        private void flag(String key) {
            Optional<Flag> before = base.flag(key);
            Optional<Flag> after = head.flag(key);
            if (before.isEmpty() && after.isPresent()) {
                if (!born.contains(key)) {
                    report(
                            after.get().place(),
                            Optional.of(key),
                            MessageText.quoted(key) + " is added together with " + raises);
                }
            } else if (before.isPresent() && after.isEmpty()) {
                report(
                        before.get().place(),
                        Optional.of(key),
                        MessageText.quoted(key) + " is removed together with " + raises);
            } else if (before.isPresent() && after.isPresent()) {
                flag(before.get(), after.get());
            }
        }

        private void flag(Flag before, Flag after) {
            differing(before, after)
                    .ifPresent(what -> report(
                            ChangedPlace.between(
                                    before.place(),
                                    after.place(),
                                    what.endsWith("dependencies") ? "dependencies" : what),
                            Optional.of(after.name()),
                            "the " + what + " of " + MessageText.quoted(after.name()) + " changes together with "
                                    + raises));
            Set<String> environments = new LinkedHashSet<>(after.environments().keySet());
            environments.addAll(before.environments().keySet());
            for (String environment : environments) {
                Optional<Block> old = before.block(environment);
                Optional<Block> block = after.block(environment);
                if (change.isFree(environment)) {
                    freeBlock(after, environment, old, block);
                } else if (raised.getOrDefault(after.name(), Set.of()).contains(environment)) {
                    target(after, environment, old, block);
                    if (old.isPresent() && block.isPresent()) {
                        raisedBlock(after, old.get(), block.get());
                    }
                } else if (!alike(old, block)) {
                    report(
                            ChangedPlace.between(before.place(), after.place(), "environments", environment),
                            Optional.of(after.name()),
                            "the block of " + MessageText.quoted(after.name()) + " for " + environment
                                    + " changes together with " + raises);
                }
            }
        }

        private Optional<String> differing(Flag before, Flag after) {
            if (!before.group().equals(after.group())) {
                return Optional.of("group");
            }
            if (!before.writtenSalt().equals(after.writtenSalt())) {
                return Optional.of("salt");
            }
            if (!Set.copyOf(before.dependencies()).equals(Set.copyOf(after.dependencies()))) {
                return Optional.of("list of dependencies");
            }
            return before.strategy().equals(after.strategy()) ? Optional.empty() : Optional.of("strategy");
        }

        private void raisedBlock(Flag flag, Block before, Block after) {
            if (!before.frozen().equals(after.frozen())) {
                report(
                        ChangedPlace.between(
                                before.place(),
                                after.place(),
                                "environments",
                                after.environment().value(),
                                "frozen"),
                        Optional.of(flag.name()),
                        "the freeze of " + where(flag, after) + " changes together with its raise");
            }
            figures(flag, before, after);
        }

        /** Reports a target that changes together with its raise. A target must be reviewed alone. */
        private void target(Flag flag, String environment, Optional<Block> before, Optional<Block> after) {
            Optional<Located<Target>> old = before.flatMap(Block::target);
            Optional<Located<Target>> target = after.flatMap(Block::target);
            if (!old.equals(target)) {
                report(
                        target.map(Located::place)
                                .or(() -> after.map(Block::place))
                                .orElse(flag.place()),
                        Optional.of(flag.name()),
                        "the target of " + MessageText.quoted(flag.name()) + " in " + environment
                                + " changes together with its raise");
            }
        }

        /**
         * Reports a block of a free environment that does not only grow. At the time of a revert, the environment may
         * no longer be free.
         */
        private void freeBlock(Flag flag, String environment, Optional<Block> before, Optional<Block> after) {
            boolean exposed = change.base().declared(flag.name(), environment).any(figure -> !figure.isNone());
            if (before.isPresent() && after.isPresent() && after.get().enabled()) {
                figures(flag, before.get(), after.get());
            } else if (exposed) {
                report(
                        after.map(Block::place).orElse(flag.place()),
                        Optional.of(flag.name()),
                        MessageText.quoted(flag.name()) + " is switched off in " + environment + " together with "
                                + raises);
            }
        }

        private String where(Flag flag, Block block) {
            return MessageText.quoted(flag.name()) + " in " + block.environment();
        }

        private void figures(Flag flag, Block before, Block after) {
            new Shrinkage(where(flag, after), before, after)
                    .losses()
                    .map(loss -> Finding.error(id(), loss.place(), loss.message())
                            .help(loss.help().orElse(HELP))
                            .about(flag.name()))
                    .forEach(findings::add);
        }

        private void experiment(String key) {
            Optional<Experiment> before = base.experiment(key);
            Optional<Experiment> after = head.experiment(key);
            boolean same = before.isPresent()
                    && after.isPresent()
                    && decides(before.get()).equals(decides(after.get()));
            if (!same) {
                report(
                        before.isPresent() && after.isPresent()
                                ? ChangedPlace.between(
                                        before.get().place(), after.get().place())
                                : after.or(() -> before).orElseThrow().place(),
                        Optional.of(key),
                        "experiment " + MessageText.quoted(key) + " changes together with " + raises);
            }
        }

        private List<Object> decides(Experiment experiment) {
            return List.of(
                    experiment.group(),
                    experiment.within(),
                    experiment.status(),
                    experiment.variants(),
                    experiment.metrics(),
                    experiment.minSampleSize());
        }

        private void report(Place place, Optional<String> about, String message) {
            Finding finding = Finding.error(id(), place, message).help(HELP);
            findings.add(about.map(finding::about).orElse(finding));
        }
    }

    /** Whether two blocks have the same meaning. The order of their rings does not count. */
    private static boolean alike(Optional<Block> one, Optional<Block> two) {
        return one.map(RaiseNotAlone::decides).equals(two.map(RaiseNotAlone::decides));
    }

    private static List<Object> decides(Block block) {
        Object form = block.form()
                .<Object>map(some -> some instanceof Form.Rings rings ? Set.copyOf(rings.figures()) : some)
                .orElse("none");
        return List.of(block.strategy(), block.enabled(), block.frozen(), block.target(), form);
    }
}
