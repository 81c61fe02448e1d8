package dev.hoist.operate.edit;

import dev.hoist.validator.LandedChange;
import dev.hoist.validator.exposure.Cell;
import dev.hoist.validator.exposure.Comparison;
import dev.hoist.validator.exposure.ExposureChange;
import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.ShortCommit;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.verdict.CannotJudge;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The edits of {@code hoist rollback} and {@code hoist restore}. They lower what a landed change raised, or bring back
 * what it lowered. They change only files of flags that the change moved.
 *
 * @param texts gives the text of a file at a commit, as git would check it out, by commit and path
 */
public record TakenBack(Sources sources, BiFunction<String, String, Optional<String>> texts) {

    /**
     * Lowers what a change raised. Empty if nothing of the raise is left.
     *
     * @param wanted the environments in which to do this
     * @param environment the environment that was asked for by name
     * @throws CannotJudge if the change was asked for by name and raised nothing in these environments
     */
    public Optional<Operation> rollback(
            LandedChange change, Predicate<String> wanted, boolean named, Optional<String> environment) {
        Comparison did = change.comparison();
        List<ExposureChange> raised = change.isBaseline()
                ? List.of()
                : did.exposures().stream()
                        .filter(exposure -> wanted.test(exposure.environment()) && exposure.declaredRises())
                        .toList();
        if (raised.isEmpty() && named) {
            throw new CannotJudge(
                    ShortCommit.of(change.commit()) + " raised nothing"
                            + environment.map(name -> " in " + name).orElse("")
                            + (change.isBaseline() ? ": it is a baseline" : ""),
                    "name the commit that raised the flag, or no commit, to take back the newest raise that is still in force");
        }
        // nobody knows whether the raise of a file that cannot be read still stands, and an older one is not meant
        raised.forEach(exposure -> sources.requireReadable(exposure.flag()));
        FlagState now = now();
        Comparison since = change.since(now);
        List<ExposureChange> standing = raised.stream()
                .map(exposure -> since.exposure(exposure.flag(), exposure.environment()))
                .filter(ExposureChange::declaredRises)
                .toList();
        List<FileEdit> edits = new ArrayList<>();
        List<String> body = new ArrayList<>();
        Set<String> environments = new TreeSet<>();
        for (String key : standing.stream().map(ExposureChange::flag).distinct().toList()) {
            List<ExposureChange> exposures = standing.stream()
                    .filter(exposure -> exposure.flag().equals(key))
                    .toList();
            boolean whole = did.exposures().stream()
                    .filter(exposure -> exposure.flag().equals(key) && exposure.declaredRises())
                    .allMatch(exposure -> wanted.test(exposure.environment()));
            FlagFile file = sources.file(key);
            Optional<FileEdit> old = whole ? oldText(change, file) : Optional.empty();
            FileEdit edit = old.orElseGet(() -> lowered(change, file, exposures).edit());
            if (!edit.isEmpty()) {
                edits.add(edit);
                exposures.forEach(exposure -> {
                    environments.add(exposure.environment());
                    body.add(key + " goes back in " + exposure.environment() + " to where it stood before.");
                });
            }
        }
        return edits.isEmpty()
                ? Optional.empty()
                : Optional.of(operation(change, edits, body, environments, Operation.Effect.LOWERS, "rollback"));
    }

    /** Brings back what a change lowered. Empty if it lowered nothing. */
    public Optional<Operation> restore(LandedChange change, String environment, boolean named) {
        Comparison did = change.comparison();
        List<ExposureChange> lowered = did.exposures().stream()
                .filter(exposure -> exposure.environment().equals(environment))
                .filter(exposure -> exposure.cells().stream().anyMatch(exposure::declaredFallsIn))
                .toList();
        if (lowered.isEmpty() && named) {
            throw new CannotJudge(
                    ShortCommit.of(change.commit()) + " lowered nothing in " + environment,
                    "name the commit that lowered the flag, or no commit, to take back the newest lowering");
        }
        List<FileEdit> edits = new ArrayList<>();
        List<String> body = new ArrayList<>();
        for (ExposureChange exposure : lowered) {
            FlagFile file = sources.file(exposure.flag());
            FileEdit edit = raisedAgain(change, file, environment).edit();
            if (!edit.isEmpty()) {
                edits.add(edit);
                body.add(exposure.flag() + " comes back in " + environment + " to where it stood before.");
            }
        }
        if (lowered.isEmpty()) {
            return Optional.empty();
        }
        // an older lowering is no way back from this one
        return Optional.of(
                edits.isEmpty()
                        ? Operation.nothing()
                        : operation(change, edits, body, Set.of(environment), Operation.Effect.RAISES, "restore"));
    }

    private static Operation operation(
            LandedChange change,
            List<FileEdit> edits,
            List<String> body,
            Set<String> environments,
            Operation.Effect effect,
            String action) {
        List<String> text = new ArrayList<>(List.of("This reverts commit " + change.commit() + "."));
        if (!body.isEmpty()) {
            text.add("");
            text.addAll(body);
        }
        List<String> keys = edits.stream()
                .map(edit -> edit.path().substring(edit.path().lastIndexOf('/') + 1))
                .map(name -> name.substring(0, name.length() - ".yaml".length()))
                .toList();
        List<String> trailers = new ArrayList<>(Texts.trailers(action, keys, Optional.empty(), Optional.empty()));
        environments.forEach(name -> trailers.add("Hoist-Environment: " + name));
        return new Operation(
                new Edits(edits),
                effect,
                "Revert \"" + change.subject() + "\"",
                text,
                trailers,
                inverse(effect, environments));
    }

    private FlagState now() {
        return new FlagState(sources.tree(), sources.policy());
    }

    private static List<Inverse> inverse(Operation.Effect effect, Set<String> environments) {
        return environments.stream()
                .map(effect == Operation.Effect.LOWERS ? Inverse::restore : Inverse::rollback)
                .toList();
    }

    /**
     * The edit that restores the text before the change. Empty if the file was edited since the change, or if the old
     * text would raise somebody.
     */
    private Optional<FileEdit> oldText(LandedChange change, FlagFile file) {
        String current = new String(sources.bytes().apply(file.path()), StandardCharsets.UTF_8);
        Optional<String> old = texts.apply(change.commit(), file.path())
                .filter(current::equals)
                .flatMap(left -> texts.apply(change.commit() + "^", file.path()));
        if (old.isEmpty()) {
            return Optional.empty();
        }
        try {
            FlagFile before =
                    FlagFile.read(file.path(), file.flag().group(), old.get().getBytes(StandardCharsets.UTF_8));
            return before.flag().name().equals(file.flag().name()) && raisesNobody(before, file)
                    ? Optional.of(new FileEdit(file.path(), Optional.of(current), old.get()))
                    : Optional.empty();
        } catch (CannotJudge unreadable) {
            return Optional.empty();
        }
    }

    /** Whether an edited text declares no more users than the present one, with the same users and conditions. */
    private boolean raisesNobody(FlagFile edited, FlagFile now) {
        Comparison comparison = new Comparison(alone(now), alone(edited), Stream::empty);
        return edited.flag().salt().equals(now.flag().salt())
                && edited.flag().dependencyKeys().equals(now.flag().dependencyKeys())
                && comparison.environments().stream()
                        .noneMatch(environment -> comparison
                                .exposure(now.flag().name(), environment)
                                .declaredRises());
    }

    /**
     * A state that contains only one flag, without its dependencies. So its effective exposure equals its declared
     * exposure.
     */
    private FlagState alone(FlagFile file) {
        return new FlagState(file.alone(sources.tree().directory()), sources.policy());
    }

    private FlagFile lowered(LandedChange change, FlagFile file, List<ExposureChange> exposures) {
        FlagFile edited = file;
        for (ExposureChange exposure : exposures) {
            String environment = exposure.environment();
            boolean wasOff = change.before()
                    .flag(exposure.flag())
                    .flatMap(flag -> flag.block(environment))
                    .map(block -> !block.enabled())
                    .orElse(true);
            FlagFile lower = wasOff ? edited.withEnabled(environment, false) : figures(edited, exposure);
            boolean exact = !stillAbove(change, lower, exposure) && raisesNobody(lower, file);
            edited = exact ? lower : edited.withEnabled(environment, false);
        }
        return edited;
    }

    private boolean stillAbove(LandedChange change, FlagFile edited, ExposureChange exposure) {
        return change.since(alone(edited))
                .exposure(exposure.flag(), exposure.environment())
                .declaredRises();
    }

    /** Lowers each percentage to at most what all of its users had before the change. */
    private FlagFile figures(FlagFile file, ExposureChange exposure) {
        String environment = exposure.environment();
        Form form = file.flag().block(environment).flatMap(Block::form).orElseThrow();
        if (form instanceof Form.Rings rings) {
            return rings(file, rings, exposure);
        }
        if (form instanceof Form.Canary canary) {
            List<String> kept = Stream.concat(canary.servers().stream(), canary.regions().stream())
                    .map(Located::value)
                    .filter(name -> hadAll(name, exposure))
                    .toList();
            Percentage most = least(exposure.cells().stream().filter(Cell::isOther), exposure);
            FlagFile emptied = file.withoutCanary(environment, kept);
            return canary.elsewhere().isAbove(most) ? emptied.percentage(environment, most) : emptied;
        }
        Percentage most = least(exposure.cells().stream(), exposure);
        return ((Form.Everyone) form).percentage().value().isAbove(most) ? file.percentage(environment, most) : file;
    }

    private FlagFile rings(FlagFile file, Form.Rings rings, ExposureChange exposure) {
        FlagFile lowered = file;
        List<Cell> waiting = new ArrayList<>();
        for (int ring = 0; ring < exposure.rings().size(); ring++) {
            int index = ring;
            String name = exposure.rings().get(ring);
            // where all rings agree there is one cell for all of them
            exposure.cells().stream()
                    .filter(cell -> cell.ring() == Math.min(index, lastRing(exposure)))
                    .forEach(waiting::add);
            Optional<Form.Rings.RingPercentage> written = rings.figure(name);
            if (written.isPresent()) {
                Percentage most = least(waiting.stream(), exposure);
                if (written.get().percentage().value().isAbove(most)) {
                    lowered = lowered.ring(exposure.environment(), name, most);
                }
                waiting.clear();
            }
        }
        return lowered;
    }

    private static int lastRing(ExposureChange exposure) {
        return exposure.cells().stream().mapToInt(Cell::ring).max().orElse(0);
    }

    private boolean hadAll(String name, ExposureChange exposure) {
        List<String> servers = sources.rules(exposure.environment())
                .flatMap(rules -> rules.regions().stream())
                .filter(region -> region.name().value().equals(name)
                        || region.servers().stream()
                                .anyMatch(server -> server.name().value().equals(name)))
                .flatMap(region -> region.name().value().equals(name)
                        ? region.servers().stream().map(server -> server.name().value())
                        : Stream.of(name))
                .toList();
        return !servers.isEmpty()
                && servers.stream()
                        .allMatch(server -> exposure.cells().stream()
                                .map(Cell::ring)
                                .distinct()
                                .allMatch(ring -> exposure.declaredBefore()
                                        .at(new Cell(ring, server))
                                        .isAll()));
    }

    private static Percentage least(Stream<Cell> cells, ExposureChange exposure) {
        return cells.map(exposure.declaredBefore()::at)
                .min(Percentage::compareTo)
                .orElse(Percentage.NONE);
    }

    /** Restores the percentages, {@code enabled} and the freeze of a block to those before the change. */
    private FlagFile raisedAgain(LandedChange change, FlagFile file, String environment) {
        String key = file.flag().name();
        Block before = change.before()
                .flag(key)
                .flatMap(flag -> flag.block(environment))
                .orElseThrow();
        Block after = change.after()
                .flag(key)
                .flatMap(flag -> flag.block(environment))
                .orElse(before);
        Block now = file.flag().block(environment).orElseThrow(() -> gone(file, environment));
        FlagFile edited = file;
        if (before.enabled() && !now.enabled()) {
            edited = saidEnabled(change, file, environment)
                    ? edited.withEnabled(environment, true)
                    : edited.withoutEnabled(environment);
        }
        if (!before.isFrozen() && after.isFrozen() && now.isFrozen()) {
            edited = edited.thawed(environment);
        }
        if (before.form().equals(now.form())) {
            return edited;
        }
        Form old = before.form().orElseThrow();
        Form form = now.form().orElseThrow(() -> gone(file, environment));
        if (old instanceof Form.Rings rings && form instanceof Form.Rings) {
            Map<String, Percentage> figures = new LinkedHashMap<>();
            rings.figures()
                    .forEach(figure -> figures.put(
                            figure.ring().value(), figure.percentage().value()));
            for (Map.Entry<String, Percentage> figure : figures.entrySet()) {
                edited = edited.ring(environment, figure.getKey(), figure.getValue());
            }
            return edited;
        }
        if (old instanceof Form.Canary canary && form instanceof Form.Canary current) {
            for (Located<String> server : canary.servers()) {
                if (!current.servers().contains(server)) {
                    edited = edited.canary(environment, false, server.value());
                }
            }
            for (Located<String> region : canary.regions()) {
                if (!current.regions().contains(region)) {
                    edited = edited.canary(environment, true, region.value());
                }
            }
            return canary.elsewhere().isAbove(current.elsewhere())
                    ? edited.percentage(environment, canary.elsewhere())
                    : edited;
        }
        if (old instanceof Form.Everyone everyone && form instanceof Form.Everyone) {
            return edited.percentage(environment, everyone.percentage().value());
        }
        throw gone(file, environment);
    }

    /** Whether the block had the key {@code enabled} before the change. True also if the old text is not available. */
    private boolean saidEnabled(LandedChange change, FlagFile file, String environment) {
        Optional<String> old = texts.apply(change.commit() + "^", file.path());
        try {
            return old.map(text -> FlagFile.read(
                                    file.path(), file.flag().group(), text.getBytes(StandardCharsets.UTF_8))
                            .saysEnabled(environment))
                    .orElse(true);
        } catch (CannotJudge unreadable) {
            return true;
        }
    }

    private static CannotJudge gone(FlagFile file, String environment) {
        return new CannotJudge(
                "the form of \"" + file.flag().name() + "\" in " + environment + " has changed since then",
                "raise it with \"hoist raise\"");
    }

    /** The environment that counts if none is named: the last one of the policy. */
    public static String lastEnvironment(Sources sources) {
        List<String> known = sources.policy().map(Policy::environmentNames).orElseGet(sources::environments);
        if (known.isEmpty()) {
            throw new CannotJudge("no environment is known", "name one with -e");
        }
        return known.get(known.size() - 1);
    }
}
