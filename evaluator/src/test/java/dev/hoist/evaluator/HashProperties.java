package dev.hoist.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hoist.evaluator.plan.HashStart;
import dev.hoist.validator.interpreter.Bucketing;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.codec.digest.MurmurHash3;

/** The generated hash against two others, for any salt and any key. */
class HashProperties {
    private static final Compiled EVALUATOR = Compiled.of(EvaluatorTest.example());

    @Property(tries = 5_000, seed = "20261101", edgeCases = EdgeCasesMode.MIXIN)
    void hashesLikeCommonsCodecAndTheInterpreter(@ForAll("texts") String salt, @ForAll("texts") String key) {
        byte[] bytes = (salt + ":" + key).getBytes(StandardCharsets.UTF_8);
        int hash = MurmurHash3.hash32x86(bytes);
        int bucket = (int) ((Integer.toUnsignedLong(hash) * 10_000) >>> 32);
        assertThat(Bucketing.bucket(salt, key)).isEqualTo(bucket);
        assertThat(generatedBucket(salt, key)).isEqualTo(bucket);
    }

    @Example
    void hashesKeysOfAnyLength() {
        String megabyte = "user-0123456789abcdef".repeat(50_000);
        for (String salt : List.of("abc", "ab", "a", "")) {
            for (String end : List.of("", "a", "ab", "abc", "\u00e9", "\ud83d\ude00", "\ud83d", "\ude00", "\u0000")) {
                for (String key : List.of(end, megabyte + end, end + megabyte)) {
                    assertThat(generatedBucket(salt, key))
                            .as("%s:%s characters, %s", salt, key.length(), end)
                            .isEqualTo(Bucketing.bucket(salt, key));
                }
            }
        }
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> halves = Arbitraries.strings()
                .withChars('\ud83d', '\ude00', '\udfff', '\ud800', 'a', '\u00e9')
                .ofMaxLength(12);
        Arbitrary<String> ascii = Arbitraries.strings().ascii().ofMaxLength(40);
        Arbitrary<String> mixed = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('\u00a0', '\u0900')
                .withCharRange('\u4e00', '\u4eff')
                .ofMaxLength(40);
        return Arbitraries.oneOf(ascii, mixed, halves);
    }

    private static int generatedBucket(String salt, String key) {
        HashStart start = HashStart.of(salt);
        try {
            Class<?> type = EVALUATOR.type("Context");
            Object context = Compiled.call(type, null, "of", key);
            Method bucket = type.getDeclaredMethod("bucket", int.class, int.class, int.class, int.class);
            bucket.setAccessible(true);
            int first = (int) bucket.invoke(context, 7, start.state(), start.tail(), start.length());
            assertThat(bucket.invoke(context, 7, start.state(), start.tail(), start.length()))
                    .isEqualTo(first);
            return first;
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
