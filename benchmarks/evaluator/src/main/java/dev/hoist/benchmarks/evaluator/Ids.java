package dev.hoist.benchmarks.evaluator;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Users' ids in an order without pattern, few enough to stay in the nearest cache. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets them
public class Ids {
    static final int SIZE = 256;

    /** How many characters an id has. */
    @Param({"16", "36"})
    public int length;

    private String[] texts;
    private byte[][] bytes;
    private int at;

    /** Makes the ids. */
    @Setup
    public void make() {
        texts = texts(length);
        bytes = new byte[SIZE][];
        for (int i = 0; i < SIZE; i++) {
            bytes[i] = texts[i].getBytes(StandardCharsets.UTF_8);
        }
    }

    static String[] texts(int length) {
        Random random = new Random(length);
        String[] texts = new String[SIZE];
        for (int i = 0; i < SIZE; i++) {
            texts[i] = length == 36
                    ? new UUID(random.nextLong(), random.nextLong()).toString()
                    : "user-" + (10_000_000_000L + random.nextInt(Integer.MAX_VALUE));
            if (texts[i].length() != length) {
                throw new IllegalStateException("ids have 16 or 36 characters, not " + length);
            }
        }
        return texts;
    }

    int nextPlace() {
        at = at + 1 & SIZE - 1;
        return at;
    }

    String next() {
        return texts[nextPlace()];
    }

    byte[] nextBytes() {
        return bytes[nextPlace()];
    }

    String text(int place) {
        return texts[place];
    }
}
