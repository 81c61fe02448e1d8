package dev.hoist.validator.laws;

import dev.hoist.validator.change.Evidence;
import dev.hoist.validator.fixture.MemoryLine;
import dev.hoist.validator.fixture.Trees;
import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.history.Deployments;
import dev.hoist.validator.history.Deployments.Deployed;
import dev.hoist.validator.judge.Proposal;
import dev.hoist.validator.oracle.Oracle;
import dev.hoist.validator.oracle.World;
import dev.hoist.validator.oracle.Worlds;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts random worlds before the real judge: as the YAML that a user would write. */
public final class Scenes {
    private final Trees trees = new Trees();
    private final IdentityHashMap<Object, String> written = new IdentityHashMap<>();
    private final IdentityHashMap<World, FlagTree> read = new IdentityHashMap<>();
    private final World.Style style;
    private final UnaryOperator<Map<String, String>> edit;

    Scenes(World.Style style) {
        this(style, files -> files);
    }

    /**
     * Worlds with more in their files than the random ones have.
     *
     * @param edit of the texts of a tree, by path
     */
    Scenes(World.Style style, UnaryOperator<Map<String, String>> edit) {
        this.style = style;
        this.edit = edit;
    }

    Proposal proposal(Worlds.Scenario scene) {
        return proposal(scene.line(), scene.change(), scene.now());
    }

    Proposal proposal(List<Oracle.Commit> line, Oracle.Change change, Instant now) {
        World base = line.isEmpty() ? World.EMPTY : line.get(line.size() - 1).tree();
        List<ChangeCommit> commits = new ArrayList<>();
        for (Oracle.Authored authored : change.commits()) {
            Set<String> paths = new HashSet<>();
            authored.touched()
                    .forEach(key -> Stream.of(base, change.head())
                            .flatMap(World::paths)
                            .filter(path -> path.endsWith("/" + key + ".yaml"))
                            .forEach(path -> paths.add("flags/" + path)));
            commits.add(new ChangeCommit("c".repeat(40), authored.time(), authored.message(), paths));
        }
        return new Proposal(
                Verdict.WORKTREE,
                tree(change.head()),
                new Evidence(line(line), now)
                        .withCommits(commits)
                        .withDeployments(deployments(line, change.deployed())));
    }

    private Deployments deployments(List<Oracle.Commit> line, @Nullable Map<String, Integer> deployed) {
        return deployed == null
                ? Deployments.UNKNOWN
                : ref -> Optional.ofNullable(deployed.get(ref))
                        .<Deployed>map(index -> new Deployed.Commit(line(line.subList(0, index + 1))))
                        .orElseGet(Deployed.Nowhere::new);
    }

    MemoryLine line(List<Oracle.Commit> line) {
        List<MemoryLine.Commit> commits = new ArrayList<>();
        for (int index = 0; index < line.size(); index++) {
            String id = String.format("%040x", index + 1);
            commits.add(new MemoryLine.Commit(
                    id, line.get(index).time(), tree(line.get(index).tree())));
        }
        Collections.reverse(commits);
        return new MemoryLine(commits);
    }

    public FlagTree tree(World world) {
        return read.computeIfAbsent(world, key -> trees.read(edit.apply(world.files(style, written))));
    }

    FlagTree tree(Map<String, String> files) {
        return trees.read(files);
    }
}
