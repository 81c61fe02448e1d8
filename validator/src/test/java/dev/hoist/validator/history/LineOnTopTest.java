package dev.hoist.validator.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.ForwardingLine;
import dev.hoist.validator.fixture.MemoryLine;
import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.tree.FlagTree;
import dev.hoist.validator.verdict.Verdict.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a plan lands in memory is judged as if it lay in the repository. */
class LineOnTopTest {
    private static final String POLICY = """
        policy: 1
        environments:
          production: {ladder: [0, 10, 100], soak: 1h}
        """;

    private final Scenario scenario = new Scenario().policy(POLICY);

    private LineOnTop landed(Instant time) {
        return new LineOnTop("new", scenario.tree(), time, scenario.line());
    }

    @Test
    void isTheLineBelowWithOneMoreCommit() {
        scenario.production("f", "{percentage: 0}").ago("9d");
        scenario.production("f", "{percentage: 10}").ago("8d");
        scenario.production("f", "{percentage: 100}");
        LineOnTop line = landed(scenario.now());
        assertThat(line.size()).isEqualTo(3);
        assertThat(List.of(line.commit(0), line.commit(1), line.commit(2)))
                .containsExactly("new", "commit1", "commit0");
        assertThat(List.of(line.time(0), line.time(1), line.time(2)))
                .containsExactly(
                        scenario.now(),
                        scenario.now().minus(Duration.ofDays(8)),
                        scenario.now().minus(Duration.ofDays(9)));
        assertThat(List.of(line.claimed(0), line.claimed(1), line.claimed(2)))
                .containsExactly(line.time(0), line.time(1), line.time(2));
        assertThat(List.of(figure(line.tree(0)), figure(line.tree(1)), figure(line.tree(2))))
                .containsExactly("100", "10", "0");
        History history = new History(line);
        assertThat(history.raisedIn("production", 0)).isTrue();
        assertThat(history.raisedIn("production", 1)).isTrue();
    }

    private static String figure(FlagTree tree) {
        return tree.flag("f")
                .flatMap(flag -> flag.block("production"))
                .flatMap(block -> block.live())
                .map(form -> form.declared(List.of("all"), 0).toString())
                .orElseThrow();
    }

    @Test
    void landsNoEarlierThanWhatItLandsOn() {
        scenario.production("f", "{percentage: 0}").ago("2h");
        LineOnTop early = landed(scenario.now().minus(Duration.ofHours(3)));
        assertThat(early.time(0)).isEqualTo(scenario.now().minus(Duration.ofHours(2)));
        assertThat(early.claimed(0)).isEqualTo(scenario.now().minus(Duration.ofHours(3)));
    }

    @Test
    void mayBeTheFirstCommitOfAll() {
        scenario.production("f", "{percentage: 0}");
        LineOnTop first = landed(scenario.now());
        assertThat(first.size()).isEqualTo(1);
        assertThat(first.time(0)).isEqualTo(scenario.now());
    }

    @Test
    void knowsWhichCommitsHaveTheSameFlags() {
        scenario.production("f", "{percentage: 0}").ago("9d");
        scenario.production("f", "{percentage: 10}").ago("8d");
        scenario.ago("7d");
        LineOnTop same = landed(scenario.now());
        assertThat(same.sameTree(0, 0)).isTrue();
        assertThat(same.sameTree(0, 1)).isTrue();
        assertThat(same.sameTree(2, 0)).isTrue();
        assertThat(same.sameTree(1, 2)).isTrue();
        assertThat(same.sameTree(2, 3)).isFalse();
        assertThat(same.sameTree(3, 2)).isFalse();
        assertThat(same.sameTree(0, 3)).isFalse();
        scenario.production("f", "{percentage: 100}");
        LineOnTop other = landed(scenario.now());
        assertThat(other.sameTree(0, 0)).isTrue();
        assertThat(other.sameTree(0, 1)).isFalse();
        assertThat(other.sameTree(1, 0)).isFalse();
    }

    @Test
    void hasItsTimesFromWhereTheLineBelowHasThem() {
        assertThat(landed(scenario.now()).timeSource()).isEqualTo(TimeSource.CLAIMED);
        LineOnTop received = new LineOnTop("new", scenario.tree(), scenario.now(), new Received(scenario.line()));
        assertThat(received.timeSource()).isEqualTo(TimeSource.RECEIVED);
        assertThat(received.from(0).timeSource()).isEqualTo(TimeSource.RECEIVED);
    }

    /** A line whose commits arrived an hour after the time that they claim. */
    record Received(MemoryLine line) implements ForwardingLine {
        @Override
        public Instant time(int index) {
            return line.time(index).plus(Duration.ofHours(1));
        }

        @Override
        public TimeSource timeSource() {
            return TimeSource.RECEIVED;
        }
    }
}
