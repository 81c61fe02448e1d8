package dev.hoist.validator.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.MemoryFolder;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.reading.YamlFileReader;
import dev.hoist.validator.rules.RuleBook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** A tree read after others answers as one that is read by itself. */
class KeyGraphProperties {
    private static final List<String> KEYS = List.of("a", "b", "c", "d", "a_b", "a-b", "e");
    private static final List<String> GROUPS = List.of("one", "one-more", "two");
    private static final int STATES = 12;

    @Property(tries = 150, seed = "20261130")
    void aTreeReadAfterOthersAnswersAsIfItWereTheFirst(@ForAll @LongRange(min = 0) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TreeReader reader = new TreeReader(new YamlFileReader(RuleBook.overridable()), "flags");
        Map<String, String> files = new HashMap<>();
        FlagTree before = FlagTree.empty("flags");
        for (int state = 0; state < STATES; state++) {
            for (int edits = random.nextInt(4); edits >= 0; edits--) {
                edit(files, random);
            }
            FlagTree tree = reader.read(new MemoryFolder(Map.copyOf(files)));
            FlagTree alone = new TreeReader(new YamlFileReader(RuleBook.overridable()), "flags")
                    .read(new MemoryFolder(Map.copyOf(files)));
            assertAlike(tree, alone);
            // what cannot be read in one reads as the tree before has it, which may have had other dependencies
            FlagTree filled = tree.fallingBackOn(before);
            assertAlike(filled, alone.fallingBackOn(before));
            before = filled;
        }
    }

    private static void assertAlike(FlagTree tree, FlagTree alone) {
        assertThat(tree.readings().map(FileReading::path))
                .containsExactlyElementsOf(
                        alone.readings().map(FileReading::path).toList());
        Stream.concat(KEYS.stream(), Stream.of("nobody")).forEach(key -> {
            assertThat(tree.flag(key).map(Flag::group))
                    .isEqualTo(alone.flag(key).map(Flag::group));
            assertThat(tree.flag(key).map(Flag::dependencyKeys))
                    .isEqualTo(alone.flag(key).map(Flag::dependencyKeys));
            assertThat(tree.circle(key)).isEqualTo(alone.circle(key)).isEqualTo(circle(key, alone));
            assertThat(tree.withDependents(List.of(key))).isEqualTo(alone.withDependents(List.of(key)));
            assertThat(tree.pathsOfKeysLike(key)).isEqualTo(alone.pathsOfKeysLike(key));
        });
    }

    /** By definition: who is reached from a flag and reaches it. */
    private static Set<String> circle(String key, FlagTree tree) {
        Set<String> circle = new TreeSet<>();
        tree.flag(key)
                .map(tree::ancestors)
                .filter(reached -> reached.contains(key))
                .ifPresent(reached -> reached.stream()
                        .filter(other -> tree.flag(other)
                                .filter(flag -> tree.ancestors(flag).contains(key))
                                .isPresent())
                        .forEach(circle::add));
        return circle;
    }

    private static void edit(Map<String, String> files, SplittableRandom random) {
        String key = KEYS.get(random.nextInt(KEYS.size()));
        String path = GROUPS.get(random.nextInt(GROUPS.size())) + "/" + key + ".yaml";
        switch (random.nextInt(6)) {
            case 0 -> files.remove(path);
            case 1 -> files.put(path, "flag: " + key + "\n");
            case 2 ->
                files.put(
                        path,
                        "experiment: " + key + "\ndescription: x\nowner: x\nwithin: a\nstatus: draft\n"
                                + "variants: {control: 50, other: 50}\n");
            default -> files.put(path, flag(key, random));
        }
    }

    private static String flag(String key, SplittableRandom random) {
        List<String> dependencies =
                KEYS.stream().filter(other -> random.nextInt(5) == 0).toList();
        return "flag: " + key + "\ndescription: x" + random.nextInt(3) + "\nowner: x\n"
                + (dependencies.isEmpty() ? "" : "dependencies: " + dependencies + "\n")
                + "environments: {}\n";
    }
}
