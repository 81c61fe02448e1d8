package dev.hoist.validator.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.fixture.MemoryFolder;
import dev.hoist.validator.fixture.MemoryLine;
import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.history.Line;
import dev.hoist.validator.judge.Judge;
import dev.hoist.validator.judge.Proposal;
import dev.hoist.validator.oracle.Oracle;
import dev.hoist.validator.oracle.World;
import dev.hoist.validator.oracle.Worlds;
import dev.hoist.validator.reading.YamlFileReader;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.tree.RawEntry;
import dev.hoist.validator.tree.RawFolder;
import dev.hoist.validator.tree.TreeReader;
import dev.hoist.validator.verdict.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TimeZone;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** The same change, history and clock give the same verdict, wherever, however and whenever it is asked for. */
class DeterminismProperties {

    @Property(seed = "20261128")
    void theSameChangeGetsTheSameVerdict(@ForAll @LongRange(min = 0) long seed) {
        for (Worlds.Scenario scene : Worlds.scenarios(seed, 4)) {
            Verdict verdict = new Judge().judge(new Scenes(World.Style.FLOW).proposal(scene));
            Verdict again = elsewhere(() -> {
                Proposal proposal = new Scenes(World.Style.FLOW).proposal(scene);
                return new Judge()
                        .judge(new Proposal(
                                proposal.headName(),
                                reversed(scene.change().head()),
                                reversed(scene.line()),
                                proposal.commits(),
                                proposal.now(),
                                proposal.landing(),
                                proposal.deployments()));
            });
            assertThat(again).as("seed " + seed).isEqualTo(verdict);
        }
    }

    private static Verdict elsewhere(java.util.function.Supplier<Verdict> judging) {
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            return judging.get();
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    private static MemoryLine reversed(List<Oracle.Commit> line) {
        List<MemoryLine.Commit> commits = new ArrayList<>();
        for (int index = line.size() - 1; index >= 0; index--) {
            commits.add(new MemoryLine.Commit(
                    String.format(Locale.ROOT, "%040x", index + 1),
                    line.get(index).time(),
                    reversed(line.get(index).tree())));
        }
        return new MemoryLine(commits);
    }

    private static FlagTree reversed(World world) {
        return new TreeReader(new YamlFileReader(), "flags")
                .read(new Reversed(new MemoryFolder(world.files(World.Style.FLOW))));
    }

    /** A folder whose entries come in another order. */
    private record Reversed(RawFolder folder) implements RawFolder {
        @Override
        public Object identity() {
            return folder.identity();
        }

        @Override
        public List<RawEntry> entries() {
            List<RawEntry> entries = new ArrayList<>();
            for (RawEntry entry : folder.entries()) {
                entries.add(
                        entry instanceof RawEntry.Folder inner
                                ? new RawEntry.Folder(inner.name(), new Reversed(inner.folder()))
                                : entry);
            }
            Collections.reverse(entries);
            return entries;
        }
    }

    @Property(seed = "20261129")
    void anAuditSaysOfEachChangeWhatTheJudgeSays(@ForAll @LongRange(min = 0) long seed) {
        Scenes scenes = new Scenes(seed % 2 == 0 ? World.Style.FLOW : World.Style.LINES);
        Line line = scenes.line(longLine(seed));
        audited(seed, line, line.size() - 1, 0);
        SplittableRandom random = new SplittableRandom(seed);
        int oldest = random.nextInt(line.size());
        audited(seed, line, oldest, random.nextInt(oldest + 1));
    }

    @Example
    void anAuditPointsAtOtherFilesWhereTheyStandThen() {
        Scenes scenes = new Scenes(World.Style.FLOW);
        String policy = "policy: 1\nenvironments: {production: {ladder: [0, 100], soak: 1h}}\n";
        String flag = "flag: %s\ndescription: Some\nowner: shop\nenvironments: {production: {percentage: 0}}\n";
        List<MemoryLine.Commit> commits = new ArrayList<>();
        for (String above : List.of("", "", "# one more line above\n")) {
            commits.add(
                    0,
                    new MemoryLine.Commit(
                            String.valueOf(commits.size()).repeat(40),
                            Instant.EPOCH,
                            scenes.tree(Map.of(
                                    "policy.yaml",
                                    policy,
                                    "shop/pay-now.yaml",
                                    above + flag.formatted("pay-now"),
                                    "shop/pay_now.yaml",
                                    flag.formatted("pay_now")))));
        }
        List<Finding> findings = new ArrayList<>();
        new Judge().audit(new MemoryLine(commits), 2, 0, Instant.MAX, index -> List.of(), (index, verdict, known) -> {
            findings.clear();
            findings.addAll(verdict.findings());
        });
        assertThat(findings)
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.notes().get(0).place()).hasToString("flags/shop/pay-now.yaml:2:7"));
    }

    private static void audited(long seed, Line line, int oldest, int newest) {
        List<Integer> judged = new ArrayList<>();
        new Judge().audit(line, oldest, newest, Instant.MAX, index -> commits(line, index), (index, verdict, known) -> {
            judged.add(index);
            Verdict alone = new Judge()
                    .judge(new Proposal(
                            line.commit(index),
                            line.tree(index),
                            line.from(index + 1),
                            commits(line, index),
                            line.time(index)));
            String where = "seed " + seed + ", commit " + index + " of " + line.size();
            if (index == newest) {
                assertThat(verdict.findings()).as(where).containsAll(alone.findings());
                assertThat(verdict.findings().stream().filter(Finding::isError))
                        .as(where)
                        .containsExactlyElementsOf(alone.findings().stream()
                                .filter(Finding::isError)
                                .toList());
                assertThat(verdict.movements()).as(where).isEqualTo(alone.movements());
            } else {
                assertThat(verdict).as(where).isEqualTo(alone);
            }
        });
        assertThat(judged).hasSize(oldest - newest + 1).first().isEqualTo(oldest);
    }

    private static List<ChangeCommit> commits(Line line, int index) {
        return List.of(new ChangeCommit(line.commit(index), line.claimed(index), "Change flags", Set.of()));
    }

    /** A history with all that can go wrong in one: what was never accepted, and times that run backward. */
    private static List<Oracle.Commit> longLine(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Oracle.Commit> line = new ArrayList<>();
        for (Worlds.Scenario scene : Worlds.scenarios(seed, 3)) {
            line.addAll(scene.line());
            line.add(new Oracle.Commit(scene.change().head(), scene.now()));
            for (int i = random.nextInt(6); i > 0; i--) {
                Oracle.Commit last = line.get(line.size() - 1);
                World next = last.tree().policy() == null ? null : Worlds.any(random.nextLong(), last.tree());
                Instant time = last.time().plus(Duration.ofMinutes(30L * (random.nextInt(9) - 1)));
                line.add(new Oracle.Commit(next == null ? last.tree() : next, time));
            }
        }
        return line;
    }
}
