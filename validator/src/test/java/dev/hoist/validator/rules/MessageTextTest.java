package dev.hoist.validator.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageTextTest {
    private static List<String> names(int number) {
        return IntStream.rangeClosed(1, number).mapToObj(Integer::toString).toList();
    }

    @Test
    void namesTwentyAndSaysHowManyMoreThereAre() {
        assertThat(MessageText.list(List.of("a"))).isEqualTo("a");
        assertThat(MessageText.list(names(20))).endsWith("18, 19, 20");
        assertThat(MessageText.list(names(23))).startsWith("1, 2, 3,").endsWith("19, 20 and 3 more");
    }

    @Test
    void writesADurationAsAPolicyDoesAndSecondsOfADifference() {
        assertThat(MessageText.duration(Duration.ZERO)).isEqualTo("0m");
        assertThat(MessageText.duration(Duration.ofDays(7))).isEqualTo("7d");
        assertThat(MessageText.duration(Duration.ofMinutes(90))).isEqualTo("1h30m");
        assertThat(MessageText.duration(Duration.ofSeconds(3601))).isEqualTo("1h1s");
    }

    @Test
    void neverRoundsAShareUpToAFigure() {
        assertThat(MessageText.percent(new BigDecimal("99.999"))).isEqualTo("99.99 %");
        assertThat(MessageText.percent(new BigDecimal("100.00"))).isEqualTo("100 %");
        assertThat(MessageText.percent(new BigDecimal("2.50"))).isEqualTo("2.5 %");
    }
}
