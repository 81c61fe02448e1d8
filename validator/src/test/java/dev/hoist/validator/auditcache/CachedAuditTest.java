package dev.hoist.validator.auditcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.fixture.ForwardingLine;
import dev.hoist.validator.fixture.MemoryLine;
import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.history.Moves;
import dev.hoist.validator.history.Moves.Move;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Base;
import dev.hoist.validator.verdict.Kind;
import dev.hoist.validator.verdict.Movement;
import dev.hoist.validator.verdict.Movement.Direction;
import dev.hoist.validator.verdict.Movement.Next;
import dev.hoist.validator.verdict.Movement.UserCount;
import dev.hoist.validator.verdict.Share;
import dev.hoist.validator.verdict.Verdict;
import dev.hoist.validator.verdict.Verdict.TimeSource;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CachedAuditTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final Moves MOVES = new Moves(
            List.of(
                    new Move("use_checkout", "shop", "production", true, true),
                    new Move("half \ud800 a character", "shop", "staging", false, true)),
            Map.of("canary", "production"),
            false);

    private final CommitLine line = line("a", 3);

    @Test
    void knowsAgainWhatWasKept() {
        CachedAudit memory = nothingYet(line);
        memory.keepMoves(1, MOVES);
        memory.keepClean(1, verdict(line, 1));
        memory.keepClean(2, verdict(line, 2));
        assertThat(memory.hasGrown()).isTrue();

        CachedAudit again = again(memory, line);
        assertThat(again.hasGrown()).isFalse();
        assertThat(again.moves(1)).contains(MOVES);
        assertThat(again.clean(1)).contains(verdict(line, 1));
        assertThat(again.clean(2)).contains(verdict(line, 2));
        assertThat(again.moves(0)).isEmpty();
        assertThat(again.moves(2)).isEmpty();
        assertThat(again.clean(0)).isEmpty();
        again.keepMoves(1, MOVES);
        again.keepClean(1, verdict(line, 1));
        assertThat(again.hasGrown()).isFalse();
        assertThat(again.bytes()).isEqualTo(memory.bytes());
    }

    @Test
    void keepsNoVerdictThatTimeOrALaterCommitCouldChange() {
        CachedAudit memory = nothingYet(line);
        Verdict clean = verdict(line, 0);
        assertThatThrownBy(() -> memory.keepClean(1, clean)).isInstanceOf(IllegalArgumentException.class);
        Verdict warned = new Verdict(
                Kind.NONE,
                clean.base(),
                clean.head(),
                clean.now(),
                clean.timeSource(),
                clean.zone(),
                List.of(Finding.errorIn(new RuleId("stale-flag"), "flags/a/x.yaml", "stale")),
                List.of(),
                false);
        assertThatThrownBy(() -> memory.keepClean(0, warned)).isInstanceOf(IllegalArgumentException.class);
        assertThat(memory.hasGrown()).isFalse();
    }

    @Test
    void believesNothingThatIsCutShort() {
        byte[] bytes = full(line).bytes();
        for (int length = 0; length < bytes.length; length++) {
            assertKnowsNothing(line, Arrays.copyOf(bytes, length));
        }
        assertKnowsNothing(line, Arrays.copyOf(bytes, bytes.length + 1));
    }

    @Test
    void believesNothingInWhichABitHasFlipped() {
        byte[] bytes = full(line).bytes();
        for (int at = 0; at < bytes.length; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= (byte) (1 << (at % 8));
            assertKnowsNothing(line, damaged);
        }
    }

    @Test
    void believesNoOtherBuildFlagsDirectoryOrSourceOfTimes() {
        Optional<byte[]> bytes = Optional.of(full(line).bytes());
        assertThat(CachedAudit.of(line, "another", "flags", bytes).clean(1)).isEmpty();
        assertThat(CachedAudit.of(line, "build", "features", bytes).clean(1)).isEmpty();
        assertThat(CachedAudit.of(new Received(line), "build", "flags", bytes).clean(1))
                .isEmpty();
        assertThat(CachedAudit.of(line, "build", "flags", bytes).clean(1)).isPresent();
        assertThat(CachedAudit.of(line, "buildflags", "", bytes).clean(1)).isEmpty();
    }

    @Test
    void believesWhatItSharesWithAnotherHistoryAndNoMore() {
        List<MemoryLine.Commit> rewritten = new ArrayList<>(commits("a", 3));
        rewritten.set(1, commits("b", 3).get(1));
        CommitLine other = new MemoryLine(rewritten);
        CachedAudit memory = again(full(line), other);
        assertThat(memory.clean(2)).isPresent();
        assertThat(memory.moves(2)).isPresent();
        assertThat(memory.clean(1)).isEmpty();
        assertThat(memory.clean(0))
                .as("the commit is the same, what lies behind it is not")
                .isEmpty();
        assertKnowsNothing(line("c", 3), full(line).bytes());
    }

    @Test
    void believesNothingFromWhereAnotherTimeCounts() {
        List<MemoryLine.Commit> later = new ArrayList<>(commits("a", 3));
        later.set(
                1,
                new MemoryLine.Commit(
                        line.commit(1),
                        line.time(1).plusSeconds(1),
                        later.get(1).tree()));
        CachedAudit memory = again(full(line), new MemoryLine(later));
        assertThat(memory.clean(2)).isPresent();
        assertThat(memory.clean(1)).isEmpty();
        assertThat(memory.clean(0)).isEmpty();
    }

    @Test
    void anAuditOfAnOlderCommitForgetsNoNewerOne() {
        CachedAudit memory = again(full(line), line.from(2));
        assertThat(memory.clean(0)).contains(verdict(line, 2));
        memory.keepMoves(0, new Moves(List.of(), Map.of(), true));
        CachedAudit all = again(memory, line);
        assertThat(all.clean(0)).isPresent();
        assertThat(all.moves(1)).contains(MOVES);
        assertThat(all.moves(2)).contains(new Moves(List.of(), Map.of(), true));
    }

    @Test
    void goesOnWithALineThatHasGrown() {
        CommitLine longer = line("a", 5);
        CachedAudit memory = again(full(line), longer);
        assertThat(memory.clean(2)).contains(verdict(longer, 2));
        assertThat(memory.clean(1)).isEmpty();
        assertThat(memory.clean(0)).isEmpty();
    }

    @Test
    void leavesOutWhatIsTooLongToBeWritten() {
        CachedAudit memory = full(line);
        memory.keepMoves(
                1, new Moves(List.of(new Move("x".repeat(70_000), "shop", "production", true, true)), Map.of(), false));
        assertThat(again(memory, line).moves(1)).isEmpty();
        assertThat(again(memory, line).moves(0)).contains(MOVES);
    }

    /** The digest is against damage: whoever can write there can compute it as well. */
    @Test
    void believesAForgeryWithTheRightDigest() throws Exception {
        CachedAudit forged = nothingYet(line);
        forged.keepClean(1, verdict(line, 1));
        assertThat(again(forged, line).clean(1)).isPresent();

        byte[] edited = full(line).bytes();
        byte[] name = "use_checkout".getBytes(StandardCharsets.UTF_8);
        edited[indexOf(edited, name)] = 'f';
        assertKnowsNothing(line, edited);
        sign(edited);
        assertThat(CachedAudit.of(line, "build", "flags", Optional.of(edited))
                        .moves(2)
                        .orElseThrow()
                        .moves()
                        .get(0)
                        .flag())
                .isEqualTo("fse_checkout");
    }

    @Test
    void anythingWithTheRightDigestIsReadWithoutAnAccident() throws Exception {
        byte[] bytes = full(line).bytes();
        int read = 0;
        for (int at = 0; at < bytes.length - 32; at++) {
            for (int value : new int[] {0, 1, 127, 128, 255}) {
                byte[] odd = bytes.clone();
                odd[at] = (byte) value;
                sign(odd);
                CachedAudit memory = CachedAudit.of(line, "build", "flags", Optional.of(odd));
                for (int index = 0; index < line.size(); index++) {
                    read += memory.moves(index).isPresent() ? 1 : 0;
                    read += memory.clean(index).isPresent() ? 1 : 0;
                }
                assertThat(memory.bytes()).isNotEmpty();
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void isNamedForTheRepositoryAndItsFlags() {
        assertThat(CachedAudit.name(line, "flags"))
                .isEqualTo(CachedAudit.name(line("a", 5), "flags"))
                .matches("audit-[0-9a-f]{32}")
                .isNotEqualTo(CachedAudit.name(line, "features"))
                .isNotEqualTo(CachedAudit.name(line("b", 3), "flags"));
    }

    private static void assertKnowsNothing(CommitLine line, byte[] bytes) {
        CachedAudit memory = CachedAudit.of(line, "build", "flags", Optional.of(bytes));
        for (int index = 0; index < line.size(); index++) {
            assertThat(memory.moves(index)).isEmpty();
            assertThat(memory.clean(index)).isEmpty();
        }
    }

    private static CachedAudit nothingYet(CommitLine line) {
        return CachedAudit.of(line, "build", "flags", Optional.empty());
    }

    private static CachedAudit again(CachedAudit memory, CommitLine line) {
        return CachedAudit.of(line, "build", "flags", Optional.of(memory.bytes()));
    }

    private static CachedAudit full(CommitLine line) {
        CachedAudit memory = nothingYet(line);
        for (int index = 0; index < line.size(); index++) {
            memory.keepMoves(index, MOVES);
            memory.keepClean(index, verdict(line, index));
        }
        return memory;
    }

    private static Verdict verdict(CommitLine line, int index) {
        Map<String, Share> servers = new LinkedHashMap<>();
        servers.put("game-us-1", figure("100"));
        servers.put("game-eu-1", figure("0"));
        Map<String, Share> rings = new LinkedHashMap<>();
        rings.put("internal", new Share.Canary(new Share.ByServer(servers), new Share.Uniform(new BigDecimal("2.50"))));
        rings.put("ga", figure("0.0625"));
        Movement movement = new Movement(
                "use_checkout",
                "production",
                Direction.RAISE,
                figure("0"),
                new Share.ByRing(rings),
                Optional.of(new UserCount(new BigDecimal("12.3400"), 102_200)),
                Optional.of(new Next(Percentage.of(25), START.plus(Duration.ofHours(4)))));
        Movement plain = new Movement(
                "use_checkout",
                "staging",
                Direction.LOWER,
                new Share.Canary(figure("100"), new Share.Uniform(BigDecimal.ONE)),
                figure("1E+2"),
                Optional.empty(),
                Optional.empty());
        return new Verdict(
                Kind.RAISE,
                Base.before(index + 1 < line.size() ? Optional.of(line.commit(index + 1)) : Optional.empty()),
                line.commit(index),
                line.time(index),
                line.timeSource(),
                ZoneId.of(index + 1 == line.size() ? "Z" : "Europe/Berlin"),
                List.of(),
                List.of(movement, plain),
                index == 1);
    }

    private static Share.Uniform figure(String percent) {
        return new Share.Uniform(new BigDecimal(percent));
    }

    private static CommitLine line(String letter, int size) {
        return new MemoryLine(commits(letter, size));
    }

    private static List<MemoryLine.Commit> commits(String letter, int size) {
        return IntStream.range(0, size)
                .mapToObj(index -> new MemoryLine.Commit(
                        letter + (size - index), START.plus(Duration.ofHours(size - index)), FlagTree.empty("flags")))
                .toList();
    }

    private static void sign(byte[] bytes) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Arrays.copyOf(bytes, bytes.length - 32));
        System.arraycopy(digest, 0, bytes, bytes.length - 32, 32);
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        OptionalInt found = IntStream.range(0, bytes.length - part.length)
                .filter(at -> Arrays.equals(bytes, at, at + part.length, part, 0, part.length))
                .findFirst();
        return found.orElseThrow();
    }

    /** The same line, by a reflog that says the same times. */
    private record Received(CommitLine line) implements ForwardingLine {
        @Override
        public TimeSource timeSource() {
            return TimeSource.RECEIVED;
        }
    }
}
