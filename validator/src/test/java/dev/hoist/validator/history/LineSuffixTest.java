package dev.hoist.validator.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.validator.fixture.ForwardingLine;
import dev.hoist.validator.fixture.Scenario;
import dev.hoist.validator.verdict.Verdict.TimeSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An audit judges every commit on the line behind it, which has to say the same as the whole line. */
class LineSuffixTest {
    private static final String POLICY = """
        policy: 1
        environments:
          production: {ladder: [0, 10, 100], soak: 1h}
        """;

    private final Scenario scenario = new Scenario();

    private CommitLine line() {
        scenario.policy(POLICY).production("f", "{percentage: 0}").ago("9d");
        scenario.production("f", "{percentage: 10}").ago("8d");
        scenario.ago("10d");
        scenario.policy(POLICY + "zone: Europe/Berlin\n").ago("6d");
        scenario.production("f", "{percentage: 100}").ago("5d");
        return new OfPolicies(scenario.line());
    }

    @Test
    void saysOfEachCommitWhatTheWholeLineSays() {
        CommitLine whole = line();
        for (int newest = 0; newest <= whole.size(); newest++) {
            CommitLine rest = whole.from(newest);
            assertThat(rest.size()).isEqualTo(whole.size() - newest);
            assertThat(rest.timeSource()).isEqualTo(TimeSource.CLAIMED);
            for (int index = 0; index < rest.size(); index++) {
                assertThat(rest.commit(index)).isEqualTo(whole.commit(newest + index));
                assertThat(rest.time(index)).isEqualTo(whole.time(newest + index));
                assertThat(rest.claimed(index)).isEqualTo(whole.claimed(newest + index));
                assertThat(rest.tree(index)).isSameAs(whole.tree(newest + index));
                for (int other = 0; other < rest.size(); other++) {
                    assertThat(rest.sameTree(index, other)).isEqualTo(whole.sameTree(newest + index, newest + other));
                    assertThat(rest.samePolicyFile(index, other))
                            .isEqualTo(whole.samePolicyFile(newest + index, newest + other));
                }
            }
        }
    }

    @Test
    void losesMoreOfItsNewestCommits() {
        CommitLine whole = line();
        CommitLine rest = whole.from(1).from(2);
        assertThat(rest.size()).isEqualTo(2);
        assertThat(rest.commit(0)).isEqualTo(whole.commit(3));
        assertThat(rest.from(3).size()).as("none is left").isZero();
    }

    @Test
    void isAboutSomeFlagsAsTheWholeLineIs() {
        CommitLine whole = line();
        CommitLine some = whole.from(1).about(Set.of("f"));
        assertThat(some.size()).isEqualTo(4);
        assertThat(some.commit(0)).isEqualTo("f in " + whole.commit(1));
    }

    /** A line that knows policy files from trees, and itself about some flags from all. */
    private record OfPolicies(CommitLine line) implements ForwardingLine {
        @Override
        public boolean samePolicyFile(int index, int other) {
            return line.tree(index).policy().equals(line.tree(other).policy());
        }

        @Override
        public CommitLine about(Set<String> keys) {
            return new OfOneFlag(line);
        }
    }

    private record OfOneFlag(CommitLine line) implements ForwardingLine {
        @Override
        public String commit(int index) {
            return "f in " + line.commit(index);
        }
    }
}
