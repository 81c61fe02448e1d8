package dev.hoist.operate.edit;

import dev.hoist.operate.yaml.NewValue;
import dev.hoist.operate.yaml.UneditableText;
import dev.hoist.operate.yaml.YamlText;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Block;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Form;
import dev.hoist.validator.model.Freeze;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Place;
import dev.hoist.validator.model.Strategy;
import dev.hoist.validator.model.Target;
import dev.hoist.validator.reading.YamlFileReader;
import dev.hoist.validator.rules.RuleBook;
import dev.hoist.validator.tree.FileReading;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.tree.RawEntry;
import dev.hoist.validator.tree.RawFolder;
import dev.hoist.validator.tree.TreeReader;
import dev.hoist.validator.verdict.CannotJudge;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The text of a flag's file while it is edited, with the flag as it should be after the edit. {@link #edit()} reads the
 * new text, and refuses it if the text does not give exactly this flag.
 */
public final class FlagFile {
    private static final String ENVIRONMENTS = "environments";
    private static final String ENABLED = "enabled";
    private static final String FROZEN = "frozen";
    private static final String CHECKLIST = "checklist";
    private static final String PERCENTAGE = "percentage";
    private static final String RINGS = "rings";
    private static final String CANARY = "canary";
    private static final String STRATEGY = "strategy";

    private final String path;
    private final String before;
    private final YamlText text;
    private final Flag flag;

    private FlagFile(String path, String before, YamlText text, Flag flag) {
        this.path = path;
        this.before = before;
        this.text = text;
        this.flag = flag;
    }

    /**
     * Reads a file as the judge reads it.
     *
     * @param path relative to the repository's root
     * @throws CannotJudge if the file cannot be read; a person must first mend it by hand
     */
    public static FlagFile read(String path, String group, byte[] bytes) {
        FileReading reading = reading(path, group, bytes);
        if (!(reading instanceof FileReading.OfFlag of)) {
            throw unreadable(reading);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return new FlagFile(path, text, YamlText.of(text), of.flag());
    }

    private static FileReading reading(String path, String group, byte[] bytes) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return new YamlFileReader(RuleBook.overridable())
                .read(path, group, new RawEntry.File(name, path, bytes.length, () -> bytes));
    }

    /** What the reader refuses in a text that is not written yet. */
    static Optional<Finding> mistake(String path, String group, String text) {
        return reading(path, group, text.getBytes(StandardCharsets.UTF_8)).findings().stream()
                .filter(Finding::isError)
                .findFirst();
    }

    /** Why a file cannot be edited, and what to type by hand. */
    static CannotJudge unreadable(FileReading reading) {
        Finding finding =
                reading.findings().isEmpty() ? null : reading.findings().get(0);
        if (finding == null) {
            return new CannotJudge("\"" + reading.path() + "\" states no flag", "name a flag");
        }
        String where = finding.place().map(Place::toString).orElse(finding.file());
        return new CannotJudge(
                "the file cannot be read, so it cannot be edited: " + where + ": " + finding.message() + " ["
                        + finding.rule() + "]",
                finding.help().map(help -> help + "; ").orElse("")
                        + "to turn the flag off by hand, write \"enabled: false\" as the first key of the environment");
    }

    public String path() {
        return path;
    }

    /** The flag that the edited text must state. */
    public Flag flag() {
        return flag;
    }

    /** A tree that contains only this file. */
    FlagTree alone(String directory) {
        byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
        String name = path.substring(path.lastIndexOf('/') + 1);
        RawEntry entry = new RawEntry.File(name, text.text(), bytes.length, () -> bytes);
        RawEntry group = new RawEntry.Folder(flag.group(), new OneEntry(entry));
        return new TreeReader(new YamlFileReader(RuleBook.overridable()), directory).read(new OneEntry(group));
    }

    private record OneEntry(RawEntry entry) implements RawFolder {
        @Override
        public Object identity() {
            return this;
        }

        @Override
        public List<RawEntry> entries() {
            return List.of(entry);
        }
    }

    /** The edit. It is refused if the new text does not state the intended flag. */
    public FileEdit edit() {
        String after = text.text();
        FileReading read = reading(path, flag.group(), after.getBytes(StandardCharsets.UTF_8));
        if (!(read instanceof FileReading.OfFlag of) || !of.flag().equals(flag)) {
            throw new CannotJudge(
                    "\"" + path + "\" is laid out in a way that cannot be edited without changing something else",
                    "edit the file by hand; \"hoist validate\" judges it");
        }
        return new FileEdit(path, Optional.of(before), after);
    }

    /** Enables or disables a block. Its percentages stay. */
    public FlagFile withEnabled(String environment, boolean on) {
        List<String> block = List.of(ENVIRONMENTS, environment);
        List<String> key = List.of(ENVIRONMENTS, environment, ENABLED);
        NewValue value = NewValue.plain(Boolean.toString(on));
        UnaryOperator<YamlText> edit = text.has(key)
                ? some -> some.replace(key, value)
                : on ? some -> some : some -> some.insertFirst(block, ENABLED, value);
        return edited(environment, block(environment).withEnabled(on), edit);
    }

    /** Enables a block by deleting its key {@code enabled}. Its percentages stay. */
    FlagFile withoutEnabled(String environment) {
        return edited(
                environment, block(environment).withEnabled(true), some -> some.delete(path(environment, ENABLED)));
    }

    /** Whether an environment's block has the key {@code enabled}. */
    boolean saysEnabled(String environment) {
        return text.has(path(environment, ENABLED));
    }

    /** Freezes a block. */
    public FlagFile frozen(String environment, Freeze freeze) {
        List<String> key = List.of(ENVIRONMENTS, environment, FROZEN);
        List<NewValue.Entry> entries = new ArrayList<>();
        freeze.reason().ifPresent(reason -> entries.add(new NewValue.Entry("reason", NewValue.text(reason))));
        freeze.since().ifPresent(since -> entries.add(new NewValue.Entry("since", NewValue.plain(since.toString()))));
        NewValue value = entries.isEmpty() ? NewValue.plain("true") : NewValue.mapping(entries);
        return edited(
                environment,
                block(environment).withFrozen(Optional.of(freeze)),
                some -> some.has(key)
                        ? some.replace(key, value)
                        : some.insertLast(List.of(ENVIRONMENTS, environment), FROZEN, value));
    }

    /** Thaws a block. A block that is not frozen stays as it is. */
    public FlagFile thawed(String environment) {
        List<String> key = List.of(ENVIRONMENTS, environment, FROZEN);
        return block(environment).isFrozen()
                ? edited(environment, block(environment).withFrozen(Optional.empty()), some -> some.delete(key))
                : this;
    }

    /** Sets the percentage of a block in the percentage or canary form. */
    public FlagFile percentage(String environment, Percentage percentage) {
        List<String> parent = List.of(ENVIRONMENTS, environment);
        List<String> key = List.of(ENVIRONMENTS, environment, PERCENTAGE);
        NewValue value = figure(percentage);
        Block block = block(environment);
        Located<Percentage> figure = located(block, percentage);
        Form form = block.form().orElse(new Form.Everyone(figure)) instanceof Form.Canary canary
                ? new Form.Canary(canary.servers(), canary.regions(), Optional.of(figure))
                : new Form.Everyone(figure);
        return edited(
                environment,
                block.withForm(form),
                some -> some.has(key) ? some.replace(key, value) : insertFigures(some, parent, PERCENTAGE, value));
    }

    /** Sets the percentage of a ring that the rings form names. */
    public FlagFile ring(String environment, String ring, Percentage percentage) {
        List<String> rings = List.of(ENVIRONMENTS, environment, RINGS);
        List<String> key = List.of(ENVIRONMENTS, environment, RINGS, ring);
        Block block = block(environment);
        List<Form.Rings.RingPercentage> figures = new ArrayList<>();
        boolean named = false;
        for (Form.Rings.RingPercentage figure : ((Form.Rings) block.form().orElseThrow()).figures()) {
            boolean same = figure.ring().value().equals(ring);
            named |= same;
            figures.add(same ? new Form.Rings.RingPercentage(figure.ring(), located(block, percentage)) : figure);
        }
        if (!named) {
            figures.add(new Form.Rings.RingPercentage(located(block, ring), located(block, percentage)));
        }
        return edited(
                environment,
                block.withForm(new Form.Rings(figures)),
                some -> some.has(key)
                        ? some.replace(key, figure(percentage))
                        : some.insertLast(rings, ring, figure(percentage)));
    }

    /**
     * Changes a block, in which no user has the flag, to the rings form.
     *
     * @param figures percentages by ring, inner to outer
     */
    public FlagFile rings(String environment, Map<String, Percentage> figures) {
        List<String> parent = List.of(ENVIRONMENTS, environment);
        Block block = block(environment);
        List<NewValue.Entry> entries = new ArrayList<>();
        List<Form.Rings.RingPercentage> form = new ArrayList<>();
        figures.forEach((ring, figure) -> {
            entries.add(new NewValue.Entry(ring, figure(figure)));
            form.add(new Form.Rings.RingPercentage(located(block, ring), located(block, figure)));
        });
        NewValue value = NewValue.mapping(entries);
        FlagFile turned = edited(environment, block.withForm(new Form.Rings(form)), some -> {
            YamlText shorter = some.has(path(environment, CANARY)) && some.has(path(environment, PERCENTAGE))
                    ? some.delete(path(environment, CANARY))
                    : some;
            String old = shorter.has(path(environment, CANARY)) ? CANARY : PERCENTAGE;
            return shorter.has(path(environment, old))
                    ? shorter.replaceEntry(path(environment, old), RINGS, value)
                    : insertFigures(shorter, parent, RINGS, value);
        });
        return turned.strategy(environment, Strategy.RING);
    }

    /**
     * Adds a server or a region to a block's canary lists. A block in the percentage form changes to the canary form.
     */
    public FlagFile canary(String environment, boolean region, String name) {
        List<String> parent = List.of(ENVIRONMENTS, environment);
        String list = region ? "regions" : "servers";
        List<String> canaryPath = path(environment, CANARY);
        List<String> listPath = List.of(ENVIRONMENTS, environment, CANARY, list);
        Block block = block(environment);
        Form.Canary old = canary(block);
        Form.Canary form = new Form.Canary(
                region ? old.servers() : with(old.servers(), block, name),
                region ? with(old.regions(), block, name) : old.regions(),
                old.percentage());
        NewValue item = NewValue.text(name);
        NewValue only = NewValue.items(List.of(item));
        FlagFile added = edited(environment, block.withForm(form), some -> {
            if (some.has(listPath)) {
                return some.append(listPath, item);
            }
            if (some.has(canaryPath)) {
                return some.insertLast(canaryPath, list, only);
            }
            NewValue lists = NewValue.mapping(List.of(new NewValue.Entry(list, only)));
            return some.has(path(environment, PERCENTAGE))
                    ? some.insertAfter(parent, PERCENTAGE, CANARY, lists)
                    : insertFigures(some, parent, CANARY, lists);
        });
        return added.strategy(environment, Strategy.CANARY);
    }

    /** Removes all names from the canary lists of a block, except the given ones. */
    public FlagFile withoutCanary(String environment, List<String> kept) {
        Block block = block(environment);
        if (!(block.form().orElse(null) instanceof Form.Canary old)) {
            return this;
        }
        Form.Canary form = new Form.Canary(
                old.servers().stream()
                        .filter(name -> kept.contains(name.value()))
                        .toList(),
                old.regions().stream()
                        .filter(name -> kept.contains(name.value()))
                        .toList(),
                old.percentage());
        return edited(environment, block.withForm(form), some -> {
            YamlText shorter = some;
            for (String list : List.of("servers", "regions")) {
                List<String> listPath = List.of(ENVIRONMENTS, environment, CANARY, list);
                List<String> items = shorter.has(listPath) ? shorter.items(listPath) : List.of();
                for (int index = items.size() - 1; index >= 0; index--) {
                    if (!kept.contains(items.get(index))) {
                        shorter = shorter.deleteItem(listPath, index);
                    }
                }
            }
            return shorter;
        });
    }

    /** Sets or removes the target of the flag in an environment. */
    public FlagFile targeted(String environment, Optional<Target> target) {
        List<String> key = path(environment, "target");
        Block block = block(environment);
        return edited(environment, block.withTarget(target.map(some -> located(block, some))), some -> {
            if (target.isEmpty()) {
                return some.has(key) ? some.delete(key) : some;
            }
            NewValue value = NewValue.plain(target.get().toString());
            return some.has(key)
                    ? some.replace(key, value)
                    : insertFigures(some, List.of(ENVIRONMENTS, environment), "target", value);
        });
    }

    /** Adds a block after all other blocks. */
    public FlagFile withNewBlock(String environment, Form.Everyone form) {
        Map<String, Block> blocks = new LinkedHashMap<>(flag.environments());
        Located<String> name = new Located<>(environment, flag.place());
        blocks.put(environment, newBlock(name, Optional.of(form)));
        NewValue value = NewValue.mapping(
                List.of(new NewValue.Entry(PERCENTAGE, figure(form.percentage().value()))));
        return edited(
                flag.withEnvironments(blocks), some -> some.insertLast(List.of(ENVIRONMENTS), environment, value));
    }

    /** Adds a disabled block without percentages after all other blocks. */
    public FlagFile withDisabledBlock(String environment) {
        Map<String, Block> blocks = new LinkedHashMap<>(flag.environments());
        Located<String> name = new Located<>(environment, flag.place());
        blocks.put(environment, newBlock(name, Optional.empty()).withEnabled(false));
        NewValue value = NewValue.mapping(List.of(new NewValue.Entry(ENABLED, NewValue.plain("false"))));
        return edited(
                flag.withEnvironments(blocks), some -> some.insertLast(List.of(ENVIRONMENTS), environment, value));
    }

    private static Block newBlock(Located<String> name, Optional<Form> form) {
        return new Block(name, Optional.empty(), true, Optional.empty(), form, Optional.empty());
    }

    /** Ticks items, after those that are already ticked. */
    public FlagFile ticked(List<String> checks) {
        List<Located<String>> ticked = new ArrayList<>(flag.checklist());
        checks.forEach(check -> ticked.add(new Located<>(check, flag.place())));
        List<NewValue> items = checks.stream().map(NewValue::text).toList();
        return edited(flag.withChecklist(ticked), some -> {
            if (!some.has(List.of(CHECKLIST))) {
                return some.insertLast(List.of(), CHECKLIST, NewValue.items(items));
            }
            YamlText longer = some;
            for (NewValue item : items) {
                longer = longer.append(List.of(CHECKLIST), item);
            }
            return longer;
        });
    }

    /** Removes ticks. If none remains, the list is removed too. */
    public FlagFile unticked(List<String> checks) {
        List<Located<String>> left = flag.checklist().stream()
                .filter(check -> !checks.contains(check.value()))
                .toList();
        return edited(flag.withChecklist(left), some -> {
            if (left.isEmpty()) {
                return some.delete(List.of(CHECKLIST));
            }
            YamlText shorter = some;
            List<String> items = some.items(List.of(CHECKLIST));
            for (int index = items.size() - 1; index >= 0; index--) {
                if (checks.contains(items.get(index))) {
                    shorter = shorter.deleteItem(List.of(CHECKLIST), index);
                }
            }
            return shorter;
        });
    }

    /** Corrects the strategy in a block, if it does not agree with the block's form. */
    private FlagFile strategy(String environment, Strategy strategy) {
        Block block = block(environment);
        Located<Strategy> written = new Located<>(strategy, block.place());
        List<String> key = path(environment, STRATEGY);
        NewValue value = NewValue.plain(strategy.text());
        boolean other = block.strategy()
                .or(flag::strategy)
                .filter(some -> some.value() != strategy)
                .isPresent();
        return other
                ? edited(
                        environment,
                        block.withStrategy(written),
                        some -> some.has(key)
                                ? some.replace(key, value)
                                : insertFigures(some, List.of(ENVIRONMENTS, environment), STRATEGY, value))
                : this;
    }

    /** Inserts a key and its value before {@code frozen}, which comes last in a block. */
    private static YamlText insertFigures(YamlText text, List<String> block, String key, NewValue value) {
        List<String> keys = text.keys(block);
        int last = keys.size() - 1;
        if (last > 0 && keys.get(last).equals(FROZEN)) {
            return text.insertAfter(block, keys.get(last - 1), key, value);
        }
        return last == 0 && keys.get(0).equals(FROZEN)
                ? text.insertFirst(block, key, value)
                : text.insertLast(block, key, value);
    }

    private static Form.Canary canary(Block block) {
        Optional<Form> form = block.form();
        if (form.isPresent() && form.get() instanceof Form.Canary canary) {
            return canary;
        }
        Optional<Located<Percentage>> percentage =
                form.filter(Form.Everyone.class::isInstance).map(everyone -> ((Form.Everyone) everyone).percentage());
        return new Form.Canary(List.of(), List.of(), percentage);
    }

    private static List<Located<String>> with(List<Located<String>> names, Block block, String name) {
        return Stream.concat(names.stream(), Stream.of(located(block, name))).toList();
    }

    private static List<String> path(String environment, String key) {
        return List.of(ENVIRONMENTS, environment, key);
    }

    private static NewValue figure(Percentage percentage) {
        return NewValue.plain(percentage.toString());
    }

    private static <T> Located<T> located(Block block, T value) {
        return new Located<>(value, block.place());
    }

    private Block block(String environment) {
        return flag.block(environment).orElseThrow();
    }

    private FlagFile edited(String environment, Block block, UnaryOperator<YamlText> edit) {
        Map<String, Block> blocks = new LinkedHashMap<>(flag.environments());
        blocks.put(environment, block);
        return edited(flag.withEnvironments(blocks), edit);
    }

    private FlagFile edited(Flag meant, UnaryOperator<YamlText> edit) {
        try {
            return new FlagFile(path, before, edit.apply(text), meant);
        } catch (UneditableText e) {
            throw new CannotJudge(
                    "\"" + path + "\" cannot be edited in place: " + e.getMessage(),
                    "edit the file by hand; \"hoist validate\" judges it");
        }
    }
}
