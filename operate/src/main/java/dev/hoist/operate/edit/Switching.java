package dev.hoist.operate.edit;

import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Freeze;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.model.Strategy;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The edits of {@code hoist disable}, {@code freeze} and {@code thaw}. They do the same to several flags, in one
 * environment or in all.
 */
public final class Switching {
    private final List<FlagFile> files;
    private final boolean named;
    private final Optional<String> environment;
    private final Optional<Policy> policy;

    /**
     * Selects flags and environments.
     *
     * @param keys empty for all flags, or for all flags of a group
     * @param environment empty for all environments
     */
    public Switching(Sources sources, List<String> keys, Optional<String> group, Optional<String> environment) {
        this.named = !keys.isEmpty();
        this.files = named ? keys.stream().distinct().map(sources::file).toList() : sources.files(group);
        this.environment = environment;
        this.policy = sources.policy();
        environment.ifPresent(sources::environment);
    }

    public Operation disable() {
        BiPredicate<FlagFile, String> wanted = (file, where) -> file.flag()
                .block(where)
                .filter(block -> named ? block.enabled() : Texts.declaresAnything(block))
                .isPresent();
        return operation(
                "disable",
                "Disable",
                "is off",
                ".",
                Operation.Effect.LOWERS,
                wanted,
                (file, where) -> file.withEnabled(where, false),
                this::enabledAgain);
    }

    public Operation freeze(Optional<String> reason, LocalDate today) {
        BiPredicate<FlagFile, String> wanted = (file, where) ->
                file.flag().block(where).map(block -> !block.isFrozen()).orElse(named && environment.isPresent());
        return operation(
                "freeze",
                "Freeze",
                "is frozen",
                reason.map(text -> ": " + text).orElse("."),
                Operation.Effect.LOWERS,
                wanted,
                (file, where) -> withBlock(file, where)
                        .frozen(
                                where,
                                new Freeze(
                                        reason, Optional.of(today), file.flag().place())),
                keys -> List.of(inverse("thaw", keys)));
    }

    public Operation thaw() {
        BiPredicate<FlagFile, String> wanted = (file, where) ->
                file.flag().block(where).filter(Block::isFrozen).isPresent();
        return operation(
                "thaw",
                "Thaw",
                "is not frozen any more",
                ".",
                Operation.Effect.NEITHER,
                wanted,
                FlagFile::thawed,
                keys -> List.of(inverse("freeze", keys)));
    }

    private static FlagFile withBlock(FlagFile file, String environment) {
        if (file.flag().block(environment).isPresent()) {
            return file;
        }
        boolean otherForm = file.flag()
                .strategy()
                .filter(strategy -> strategy.value() != Strategy.PERCENTAGE)
                .isPresent();
        return otherForm
                ? file.withDisabledBlock(environment)
                : file.withNewBlock(
                        environment,
                        new Form.Everyone(
                                new Located<>(Percentage.NONE, file.flag().place())));
    }

    private Operation operation(
            String action,
            String verb,
            String state,
            String end,
            Operation.Effect effect,
            BiPredicate<FlagFile, String> wanted,
            BiFunction<FlagFile, String, FlagFile> edit,
            Function<List<String>, List<Inverse>> inverse) {
        List<FileEdit> edits = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<String> body = new ArrayList<>();
        Set<String> touched = new TreeSet<>();
        for (FlagFile file : files) {
            Set<String> where = new TreeSet<>();
            FlagFile edited = file;
            for (String name : environment
                    .map(List::of)
                    .orElseGet(() -> List.copyOf(file.flag().environments().keySet()))) {
                if (wanted.test(edited, name)) {
                    edited = edit.apply(edited, name);
                    where.add(name);
                }
            }
            FileEdit change = edited.edit();
            if (!change.isEmpty()) {
                edits.add(change);
                keys.add(file.flag().name());
                where.forEach(name -> body.add(file.flag().name() + " " + state + " in " + name + end));
                touched.addAll(where);
            }
        }
        if (edits.isEmpty()) {
            return Operation.nothing();
        }
        String what = keys.size() == 1 ? keys.get(0) : keys.size() + " flags";
        String where = environment.map(name -> " in " + name).orElse(" everywhere");
        List<String> trailers = new ArrayList<>(Texts.trailers(action, keys, Optional.empty(), Optional.empty()));
        touched.forEach(name -> trailers.add("Hoist-Environment: " + name));
        return new Operation(new Edits(edits), effect, verb + " " + what + where, body, trailers, inverse.apply(keys));
    }

    private Inverse inverse(String command, List<String> keys) {
        return environment.map(name -> Inverse.of(command, keys, name)).orElseGet(() -> new Inverse(command, keys));
    }

    /**
     * The command that enables the flags again. If the policy allows a restore, it enables all of them together.
     * Otherwise it raises the flag, if there is only one.
     */
    private List<Inverse> enabledAgain(List<String> keys) {
        Set<String> lowered = files.stream()
                .filter(file -> keys.contains(file.flag().name()))
                .flatMap(file -> file.flag().environments().entrySet().stream())
                .filter(block -> Texts.declaresAnything(block.getValue()))
                .map(Map.Entry::getKey)
                .filter(name -> environment.isEmpty() || environment.get().equals(name))
                .collect(Collectors.toSet());
        if (lowered.isEmpty()) {
            return List.of();
        }
        List<Inverse> restores = policy.stream()
                .flatMap(some -> some.environments().stream())
                .filter(some -> some.restoreWithin().isPresent())
                .map(some -> some.name().value())
                .filter(lowered::contains)
                .map(Inverse::restore)
                .toList();
        return restores.isEmpty() && keys.size() == 1 && environment.isPresent()
                ? List.of(inverse("raise", keys))
                : restores;
    }
}
