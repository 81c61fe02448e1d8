package dev.hoist.validator.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.Trees;
import dev.hoist.validator.model.Experiment;
import dev.hoist.validator.model.Flag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FlagTreeTest {
    private static final String FLAG = "flag: %s\ndescription: d\nowner: o\nenvironments: {}\n";
    private static final String EXPERIMENT = """
        experiment: e
        description: d
        owner: o
        within: a
        status: draft
        variants: {one: 50, two: 50}
        metrics: [m]
        """;

    private final Trees trees = new Trees();
    private final Map<String, String> files = new HashMap<>(Map.of(
            "g/a.yaml",
            String.format(FLAG, "a"),
            "g/e.yaml",
            EXPERIMENT,
            "h/b.yaml",
            String.format(FLAG, "b"),
            "h/broken.yaml",
            "flag: broken\nflag: broken\n"));

    private Flag withDependency(String key) {
        Map<String, String> edited = new HashMap<>(files);
        edited.put("g/a.yaml", String.format(FLAG, "a") + "dependencies: [" + key + "]\n");
        return trees.read(edited).flag("a").orElseThrow();
    }

    @Test
    void knowsWhatTheOtherFilesSayOnceOneFlagIsReplaced() {
        FlagTree tree = trees.read(files);
        FlagTree replaced = tree.replacing(withDependency("b"));
        assertThat(replaced.flag("a").orElseThrow().dependencyKeys()).containsExactly("b");
        assertThat(replaced.dependents("b")).containsExactly("a");
        assertThat(replaced.experiments().map(Experiment::name)).containsExactly("e");
        assertThat(replaced.unreadable()).containsExactly("flags/h/broken.yaml");
        assertThat(replaced.fileFindings()).isEqualTo(tree.fileFindings().toList());
        assertThat(tree.flag("a").orElseThrow().dependencyKeys()).isEmpty();
    }

    @Test
    void differsInTheFilesOfAllFlagsThatWereReplaced() {
        FlagTree tree = trees.read(files);
        FlagTree once = tree.replacing(withDependency("b"));
        FlagTree twice = once.replacing(tree.flag("b").orElseThrow());
        assertThat(once.pathsReadOtherwise(tree)).containsExactly("flags/g/a.yaml");
        assertThat(tree.pathsReadOtherwise(once)).containsExactly("flags/g/a.yaml");
        assertThat(twice.pathsReadOtherwise(once)).containsExactly("flags/h/b.yaml");
        assertThat(twice.pathsReadOtherwise(tree)).containsExactly("flags/g/a.yaml", "flags/h/b.yaml");
    }

    @Test
    void countsAFlagThatComesInPlaceOfAnUnreadableFile() {
        FlagTree older = trees.read(Map.of("g/a.yaml", String.format(FLAG, "a")));
        files.put("g/a.yaml", "flag: a\nflag: a\n");
        FlagTree broken = trees.read(files);
        FlagTree mended = broken.replacing(older.flag("a").orElseThrow());
        assertThat(broken.unreadable()).containsExactly("flags/g/a.yaml", "flags/h/broken.yaml");
        assertThat(mended.unreadable()).containsExactly("flags/h/broken.yaml");
        assertThat(mended.flags().map(Flag::name)).isEqualTo(List.of("a", "b"));
    }
}
