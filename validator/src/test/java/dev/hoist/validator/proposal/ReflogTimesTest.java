package dev.hoist.validator.proposal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hoist.validator.git.GitFixture;
import dev.hoist.validator.git.Texts;
import dev.hoist.validator.history.CommitLine;
import dev.hoist.validator.verdict.CannotJudge;
import dev.hoist.validator.verdict.Verdict.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server, whose clock is the one of the fixture while something is pushed. */
class ReflogTimesTest {
    private static final String A = "flags/group/a.yaml";
    private static final Instant START = GitFixture.START;
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @TempDir
    Path directory;

    private GitFixture git;
    private Path server;

    @BeforeEach
    void init() {
        git = GitFixture.create(directory.resolve("repository"));
        server = directory.resolve("server.git");
        git.git("init", "-q", "--bare", "-b", "main", server.toString());
        git.gitIn(server, "config", "core.logAllRefUpdates", "true");
        git.git("remote", "add", "origin", server.toString());
    }

    @AfterEach
    void close() {
        git.close();
    }

    private String claim(Instant time, String content) {
        Instant now = git.now();
        String commit = git.at(time).commit(content, Map.of(A, content));
        git.at(now);
        return commit;
    }

    private void push(Duration sinceStart, String... arguments) {
        String[] command = new String[arguments.length + 3];
        command[0] = "push";
        command[1] = "-q";
        command[2] = "origin";
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        git.at(START.plus(sinceStart)).git(command);
    }

    /** Oldest first, as the server's main has them: minutes since the start, or the claimed year. */
    private List<String> times(Path repository, String to) {
        try (Proposals proposals = Proposals.open(repository, "flags", new Texts())) {
            CommitLine line = proposals.range(Optional.empty(), Optional.of(to)).line();
            return IntStream.range(0, line.size())
                    .mapToObj(index -> line.time(line.size() - 1 - index))
                    .map(time -> time.isBefore(START)
                            ? time.toString().substring(0, 4)
                            : Long.toString(Duration.between(START, time).toMinutes()))
                    .toList();
        }
    }

    private TimeSource source(Path repository, String to) {
        try (Proposals proposals = Proposals.open(repository, "flags", new Texts())) {
            return proposals.range(Optional.empty(), Optional.of(to)).line().timeSource();
        }
    }

    @Test
    void replaceWhatCommittersClaim() {
        claim(LONG_AGO, "1");
        push(Duration.ofMinutes(1), "main");
        claim(LONG_AGO, "2");
        claim(Instant.parse("2030-01-01T00:00:00Z"), "3");
        push(Duration.ofMinutes(5), "main");
        assertThat(times(server, "main")).containsExactly("1", "5", "5");
        assertThat(times(server, "HEAD")).containsExactly("1", "5", "5");
        assertThat(source(server, "main")).isEqualTo(TimeSource.RECEIVED);
    }

    @Test
    void areThoseOfTheBranchThatHasTheCommitWhereNoBranchIsNamed() {
        String one = claim(LONG_AGO, "1");
        push(Duration.ofMinutes(1), "main");
        claim(LONG_AGO, "2");
        push(Duration.ofMinutes(5), "main");
        assertThat(times(server, one)).containsExactly("1");
        assertThat(times(server, "main~1")).containsExactly("1");
        git.branch("side");
        String side = claim(LONG_AGO, "3");
        push(Duration.ofMinutes(7), "side");
        assertThat(times(server, side)).containsExactly("2020", "2020", "2020");
        assertThat(source(server, side)).isEqualTo(TimeSource.CLAIMED);
        assertThat(times(server, "side")).containsExactly("7", "7", "7");
    }

    @Test
    void leaveOlderCommitsTheTimeThatTheyClaimButNoneAfterTheReflogBegan() {
        git.gitIn(server, "config", "core.logAllRefUpdates", "false");
        claim(LONG_AGO, "1");
        claim(START.plus(Duration.ofDays(900)), "2");
        push(Duration.ofMinutes(1), "main");
        assertThat(source(server, "main")).isEqualTo(TimeSource.CLAIMED);
        git.gitIn(server, "config", "core.logAllRefUpdates", "true");
        claim(LONG_AGO, "3");
        push(Duration.ofMinutes(5), "main");
        assertThat(times(server, "main")).containsExactly("2020", "5", "5");
        assertThat(source(server, "main")).isEqualTo(TimeSource.RECEIVED);
    }

    @Test
    void countFromTheLastTimeThatACommitCame() {
        claim(LONG_AGO, "1");
        push(Duration.ofMinutes(1), "main");
        claim(LONG_AGO, "2");
        push(Duration.ofMinutes(2), "main");
        push(Duration.ofMinutes(3), "-f", "main~1:main");
        push(Duration.ofMinutes(4), "main");
        assertThat(times(server, "main")).containsExactly("1", "4");
    }

    @Test
    void countFromTheForkWhereABranchWasRewritten() {
        claim(LONG_AGO, "1");
        push(Duration.ofMinutes(1), "main");
        claim(LONG_AGO, "2");
        push(Duration.ofMinutes(2), "main");
        git.git("reset", "-q", "--hard", "HEAD~1");
        claim(LONG_AGO, "other");
        push(Duration.ofMinutes(3), "-f", "main");
        assertThat(times(server, "main")).containsExactly("1", "3");
    }

    @Test
    void beginAgainWithABranchThatWasDeleted() {
        claim(LONG_AGO, "1");
        push(Duration.ofMinutes(1), "main");
        git.gitIn(server, "update-ref", "-d", "refs/heads/main");
        push(Duration.ofMinutes(9), "main");
        assertThat(times(server, "main")).containsExactly("9");
    }

    @Test
    void takeAMergeAndNotWhatItBrings() {
        claim(LONG_AGO, "1");
        push(Duration.ofMinutes(1), "main");
        git.branch("side");
        claim(LONG_AGO, "2");
        git.checkout("main").at(START.plus(Duration.ofMinutes(3))).merge("side");
        push(Duration.ofMinutes(4), "main");
        assertThat(times(server, "main")).containsExactly("1", "4");
    }

    @Test
    void neverGoBackThoughTheServersClockDoes() {
        claim(LONG_AGO, "1");
        push(Duration.ofMinutes(9), "main");
        claim(LONG_AGO, "2");
        push(Duration.ofMinutes(2), "main");
        claim(LONG_AGO, "3");
        push(Duration.ofMinutes(12), "main");
        assertThat(times(server, "main")).containsExactly("9", "9", "12");
    }

    @Test
    void endWhereTheReflogIsNotKeptAnyMore() {
        claim(LONG_AGO, "1");
        push(Duration.ofMinutes(1), "main");
        claim(LONG_AGO, "2");
        push(Duration.ofMinutes(2), "main");
        git.gitIn(server, "config", "core.logAllRefUpdates", "false");
        Path log = server.resolve("logs/refs/heads/main");
        claim(LONG_AGO, "3");
        String kept = read(log);
        push(Duration.ofMinutes(3), "main");
        write(log, kept);
        assertThat(source(server, "main")).isEqualTo(TimeSource.CLAIMED);
    }

    @Test
    void passOverAnEntryWhosePushIsStillLanding() {
        claim(LONG_AGO, "1");
        push(Duration.ofMinutes(1), "main");
        claim(LONG_AGO, "2");
        push(Duration.ofMinutes(2), "main");
        write(server.resolve("refs/heads/main"), git.git("rev-parse", "main~1"));
        assertThat(times(server, "main")).containsExactly("1");
        assertThat(source(server, "main")).isEqualTo(TimeSource.RECEIVED);
    }

    @Test
    void takeWhatCameUnwrittenAsComeWithTheNextEntry() {
        claim(LONG_AGO, "1");
        push(Duration.ofMinutes(1), "main");
        claim(LONG_AGO, "2");
        Path log = server.resolve("logs/refs/heads/main");
        String kept = read(log);
        push(Duration.ofMinutes(2), "main");
        write(log, kept);
        claim(LONG_AGO, "3");
        push(Duration.ofMinutes(7), "main");
        assertThat(times(server, "main")).containsExactly("1", "7", "7");
    }

    @Test
    void areNotTakenFromAClonesReflog() {
        claim(LONG_AGO, "1");
        assertThat(times(git.root(), "main")).containsExactly("2020");
        assertThat(source(git.root(), "main")).isEqualTo(TimeSource.CLAIMED);
    }

    @Test
    void cannotBeReadFromADamagedReflog() {
        claim(LONG_AGO, "1");
        push(Duration.ofMinutes(1), "main");
        Path log = server.resolve("logs/refs/heads/main");
        String kept = read(log);
        for (String damaged : List.of("no reflog\n", kept.substring(0, 60), kept.replaceAll("> [0-9]+ ", "> noon "))) {
            write(log, damaged);
            assertThatThrownBy(() -> source(server, "main"))
                    .as(damaged)
                    .isInstanceOf(CannotJudge.class)
                    .hasMessage("the reflog of refs/heads/main is damaged, so nobody can say when its commits were"
                            + " received");
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
