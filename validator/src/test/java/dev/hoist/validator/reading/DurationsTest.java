package dev.hoist.validator.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
    @Test
    void readsNumbersWithUnitsAndTheirSums() {
        assertThat(Durations.parse("30m")).contains(Duration.ofMinutes(30));
        assertThat(Durations.parse("4h")).contains(Duration.ofHours(4));
        assertThat(Durations.parse("7d")).contains(Duration.ofDays(7));
        assertThat(Durations.parse("1h30m")).contains(Duration.ofMinutes(90));
        assertThat(Durations.parse("1d2h3m")).contains(Duration.ofMinutes(1440 + 120 + 3));
        assertThat(Durations.parse("0m")).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "m", "30", "30s", "1.5h", "-1h", "30m1h", "1h1h", "01h", "1h 30m", "100000d", "1w", "1H", "1m\n"
            })
    void refusesEverythingElse(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @Test
    void writesWhatItReads() {
        for (String text : new String[] {"30m", "4h", "7d", "1h30m", "1d2h3m", "0m"}) {
            assertThat(Durations.text(Durations.parse(text).orElseThrow())).isEqualTo(text);
        }
        assertThat(Durations.text(Duration.ofHours(36))).isEqualTo("1d12h");
    }
}
