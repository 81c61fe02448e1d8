package dev.hoist.validator.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.auditcache.CachedAudit;
import dev.hoist.validator.change.Evidence;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.fixture.MemoryFolder;
import dev.hoist.validator.fixture.MemoryLine;
import dev.hoist.validator.history.ChangeCommit;
import dev.hoist.validator.history.CommitCache;
import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.judge.Judge;
import dev.hoist.validator.judge.Proposal;
import dev.hoist.validator.oracle.Oracle;
import dev.hoist.validator.oracle.World;
import dev.hoist.validator.oracle.Worlds;
import dev.hoist.validator.reading.YamlFileReader;
import dev.hoist.validator.rules.RuleBook;
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
import java.util.Optional;
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
                                new Evidence(reversed(scene.line()), scene.now())
                                        .withCommits(proposal.evidence().commits())
                                        .withDeployments(proposal.evidence().deployments())));
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
        return new TreeReader(new YamlFileReader(RuleBook.overridable()), "flags")
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
        CommitLine line = scenes.line(longLine(seed));
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
        new Judge()
                .audit(
                        new MemoryLine(commits),
                        2,
                        0,
                        Instant.MAX,
                        index -> List.of(),
                        CommitCache.NONE,
                        (index, verdict, known) -> {
                            findings.clear();
                            findings.addAll(verdict.findings());
                        });
        assertThat(findings)
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.notes().get(0).place()).hasToString("flags/shop/pay-now.yaml:2:7"));
    }

    @Property(seed = "20261130")
    void anAuditThatRemembersSaysTheSame(@ForAll @LongRange(min = 0) long seed) {
        Scenes scenes = new Scenes(seed % 2 == 0 ? World.Style.FLOW : World.Style.LINES);
        MemoryLine line = scenes.line(longLine(seed));
        SplittableRandom random = new SplittableRandom(seed);
        int root = line.size() - 1;
        Instant clock = random.nextInt(3) == 0 ? line.time(random.nextInt(line.size())) : Instant.MAX;
        List<Heard> all = heard(line, root, clock, CommitCache.NONE);

        CachedAudit first = memory(line, new byte[0]);
        int oldest = random.nextInt(line.size());
        assertThat(heard(line, oldest, clock, first))
                .as("a stretch, seed " + seed)
                .isEqualTo(heard(line, oldest, clock, CommitCache.NONE));
        CachedAudit second = memory(line, first.bytes());
        assertThat(heard(line, root, clock, second)).as("all, seed " + seed).isEqualTo(all);
        byte[] kept = second.bytes();
        CachedAudit third = memory(line, kept);
        assertThat(heard(line, root, clock, third)).as("again, seed " + seed).isEqualTo(all);
        assertThat(third.hasGrown()).as("seed " + seed).isFalse();

        Instant another = line.time(random.nextInt(line.size()));
        assertThat(heard(line, root, another, memory(line, kept)))
                .as("at another time, seed " + seed)
                .isEqualTo(heard(line, root, another, CommitCache.NONE));
        CommitLine older = line.from(random.nextInt(line.size()));
        assertThat(heard(older, older.size() - 1, clock, memory(older, kept)))
                .as("to an older commit, seed " + seed)
                .isEqualTo(heard(older, older.size() - 1, clock, CommitCache.NONE));
        CommitLine rewritten = rewritten(line, random);
        assertThat(heard(rewritten, root, clock, memory(rewritten, kept)))
                .as("another history, seed " + seed)
                .isEqualTo(heard(rewritten, root, clock, CommitCache.NONE));
        byte[] damaged = kept.clone();
        damaged[random.nextInt(kept.length)] ^= 16;
        assertThat(heard(line, root, clock, memory(line, damaged)))
                .as("damaged, seed " + seed)
                .isEqualTo(all);
    }

    /** What the digest does not promise: whoever may write there and computes it decides. */
    @Example
    void aForgedAcceptanceIsBelievedWithTheRightDigestAlone() {
        Scenes scenes = new Scenes(World.Style.FLOW);
        String policy = "policy: 1\nenvironments: {production: {ladder: [0, 100], soak: 1h}}\n";
        String flag = "flag: pay\ndescription: Some\nowner: shop\nenvironments: {production: {percentage: %d}}\n";
        List<MemoryLine.Commit> commits = new ArrayList<>();
        for (int percentage : new int[] {0, 50, 50}) {
            commits.add(
                    0,
                    new MemoryLine.Commit(
                            String.valueOf(commits.size()).repeat(40),
                            Instant.EPOCH.plus(Duration.ofHours(2L * commits.size())),
                            scenes.tree(Map.of("policy.yaml", policy, "shop/pay.yaml", flag.formatted(percentage)))));
        }
        CommitLine line = new MemoryLine(commits);
        List<Heard> honest = heard(line, 2, Instant.MAX, CommitCache.NONE);
        assertThat(honest).extracting(one -> one.verdict().accepted()).containsExactly(true, false, true);

        CachedAudit forger = memory(line, new byte[0]);
        Verdict refused = honest.get(1).verdict();
        forger.keepClean(
                1,
                new Verdict(
                        refused.kind(),
                        refused.base(),
                        refused.head(),
                        refused.now(),
                        refused.timeSource(),
                        refused.zone(),
                        List.of(),
                        refused.movements(),
                        false));
        byte[] forged = forger.bytes();
        assertThat(heard(line, 2, Instant.MAX, memory(line, forged)))
                .extracting(one -> one.verdict().accepted())
                .containsExactly(true, true, true);
        forged[forged.length - 1] ^= 1;
        assertThat(heard(line, 2, Instant.MAX, memory(line, forged))).isEqualTo(honest);
    }

    private static CachedAudit memory(CommitLine line, byte[] kept) {
        return CachedAudit.of(line, "this build", "flags", Optional.of(kept));
    }

    private static List<Heard> heard(CommitLine line, int oldest, Instant clock, CommitCache memory) {
        List<Heard> heard = new ArrayList<>();
        new Judge()
                .audit(
                        line,
                        oldest,
                        0,
                        clock,
                        index -> commits(line, index),
                        memory,
                        (index, verdict, known) -> heard.add(new Heard(index, verdict)));
        return heard;
    }

    private record Heard(int index, Verdict verdict) {}

    /** The same history to some commit, another tree or another time there, and new commits from there on. */
    private static CommitLine rewritten(MemoryLine line, SplittableRandom random) {
        int at = random.nextInt(line.size());
        int donor = random.nextInt(line.size());
        List<MemoryLine.Commit> commits = new ArrayList<>(line.commits());
        for (int index = at; index >= 0; index--) {
            MemoryLine.Commit old = commits.get(index);
            commits.set(
                    index,
                    new MemoryLine.Commit(
                            "f" + old.id().substring(1),
                            index == at ? old.claimed().plusSeconds(random.nextInt(2) * 3600L) : old.claimed(),
                            index == at ? line.tree(donor) : old.tree()));
        }
        return new MemoryLine(commits);
    }

    private static void audited(long seed, CommitLine line, int oldest, int newest) {
        List<Integer> judged = new ArrayList<>();
        new Judge()
                .audit(
                        line,
                        oldest,
                        newest,
                        Instant.MAX,
                        index -> commits(line, index),
                        CommitCache.NONE,
                        (index, verdict, known) -> {
                            judged.add(index);
                            Verdict alone = new Judge()
                                    .judge(new Proposal(
                                            line.commit(index),
                                            line.tree(index),
                                            new Evidence(line.from(index + 1), line.time(index))
                                                    .withCommits(commits(line, index))));
                            String where = "seed " + seed + ", commit " + index + " of " + line.size();
                            if (index == newest) {
                                assertThat(said(verdict).findings())
                                        .as(where)
                                        .containsAll(said(alone).findings());
                                assertThat(errors(verdict)).as(where).isEqualTo(errors(alone));
                                assertThat(verdict.movements()).as(where).isEqualTo(alone.movements());
                            } else {
                                assertThat(said(verdict)).as(where).isEqualTo(said(alone));
                            }
                        });
        assertThat(judged).hasSize(oldest - newest + 1).first().isEqualTo(oldest);
    }

    private static List<Finding> errors(Verdict verdict) {
        return said(verdict).findings().stream().filter(Finding::isError).toList();
    }

    /**
     * What a verdict says, but for what helps its reader: what is proposed can be overridden, what has landed can be
     * acknowledged, and edits are listed of what is proposed alone.
     */
    private static Verdict said(Verdict verdict) {
        return verdict.withFindings(verdict.findings().stream()
                        .map(finding -> finding.isError() ? finding.help("") : finding)
                        .toList())
                .withEdits(List.of());
    }

    private static List<ChangeCommit> commits(CommitLine line, int index) {
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
