package dev.hoist.validator.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThousandsSeparatorTest {
    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                7,
                -7,
                999,
                1_000,
                -1_000,
                15_330,
                999_999,
                1_000_000,
                -1_234_567_890,
                Long.MAX_VALUE,
                Long.MIN_VALUE
            })
    void separatesAsTheFormatterOfTheJdkDoes(long number) {
        assertThat(ThousandsSeparator.in(number)).isEqualTo(String.format(Locale.ROOT, "%,d", number));
        assertThat(ThousandsSeparator.in(BigInteger.valueOf(number)))
                .isEqualTo(String.format(Locale.ROOT, "%,d", number));
    }
}
