package dev.hoist.validator.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
    private static final List<String> KEYS = List.of("percentage", "rings", "canary", "strategy", "enabled", "frozen");

    @Test
    void findsTheWordThatWasMeant() {
        assertThat(Spelling.nearest("percentag", KEYS)).contains("percentage");
        assertThat(Spelling.nearest("precentage", KEYS)).contains("percentage");
        assertThat(Spelling.nearest("Rings", KEYS)).contains("rings");
        assertThat(Spelling.nearest("ring", KEYS)).contains("rings");
        assertThat(Spelling.nearest("use-state", List.of("use_state"))).contains("use_state");
    }

    @Test
    void staysSilentAboutAnythingElse() {
        assertThat(Spelling.nearest("whatever", KEYS)).isEmpty();
        assertThat(Spelling.nearest("", KEYS)).isEmpty();
        assertThat(Spelling.nearest("p".repeat(1000), KEYS)).isEmpty();
        assertThat(Spelling.nearest("rings", List.of("rings"))).isEmpty();
    }

    @Test
    void prefersTheNearest() {
        assertThat(Spelling.nearest("stagin", List.of("station", "staging"))).contains("staging");
        assertThat(Spelling.didYouMean("stagin", List.of("staging"))).contains("did you mean \"staging\"?");
    }

    @Test
    void countsInsertionsDeletionsSubstitutionsAndSwaps() {
        assertThat(Spelling.distance("abc", "abc")).isZero();
        assertThat(Spelling.distance("abc", "acb")).isEqualTo(1);
        assertThat(Spelling.distance("abc", "ab")).isEqualTo(1);
        assertThat(Spelling.distance("abc", "xbcd")).isEqualTo(2);
        assertThat(Spelling.distance("", "abc")).isEqualTo(3);
    }
}
