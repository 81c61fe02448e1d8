package dev.hoist.validator.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketingTest {

    /** The vectors that implementations of MurmurHash3 x86 32-bit publish for seed 0. */
    @ParameterizedTest
    @CsvSource({
        "'', 00000000",
        "ffffffff, 76293b50",
        "21436587, f55b516b",
        "214365, 7e4a8634",
        "2143, a0f7b07a",
        "21, 72661cf4",
        "00000000, 2362f9de",
        "000000, 85f0b427",
        "0000, 30f4c306",
        "00, 514e28b7"
    })
    void hashesAsPublished(String bytes, String hash) {
        assertThat(HexFormat.of().toHexDigits(Bucketing.hash(HexFormat.of().parseHex(bytes))))
                .isEqualTo(hash);
    }

    /** Buckets that flagd's own implementation gives. */
    @ParameterizedTest
    @CsvSource({"user-00001234, 7739", "a, 2349", "abc, 7025", "4hqrvobh, 5000", "e25rhsxy, 7499"})
    void bucketsAsFlagdDoes(String text, int bucket) {
        assertThat(Bucketing.bucketOf(Bucketing.hash(text.getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(bucket);
    }

    @Test
    void bucketsTheWholeRangeOfHashesEvenly() {
        assertThat(Bucketing.bucketOf(0)).isZero();
        assertThat(Bucketing.bucketOf(-1)).isEqualTo(9_999);
        assertThat(Bucketing.bucketOf(Integer.MIN_VALUE)).isEqualTo(5_000);
    }

    /** A bucket is below D hundredths exactly where the hash is below D · 2^32 / 10,000, rounded up. */
    @Test
    void cutsWhereTheHashReachesItsShare() {
        for (int hundredths = 1; hundredths < Bucketing.BUCKETS; hundredths++) {
            long threshold = ((long) hundredths << 32) / Bucketing.BUCKETS;
            long roundedUp = threshold * Bucketing.BUCKETS == (long) hundredths << 32 ? threshold : threshold + 1;
            assertThat(Bucketing.bucketOf((int) (roundedUp - 1))).isEqualTo(hundredths - 1);
            assertThat(Bucketing.bucketOf((int) roundedUp)).isEqualTo(hundredths);
        }
    }

    @Test
    void hashesSaltColonAndKeyAsUtf8() {
        assertThat(Bucketing.bucket("group", "user"))
                .isEqualTo(Bucketing.bucketOf(Bucketing.hash("group:user".getBytes(StandardCharsets.UTF_8))));
    }
}
