package dev.hoist.validator.interpreter;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Puts users into 10,000 buckets. The bucket is calculated from MurmurHash3 (x86, 32 bits, seed 0) of the salt, a colon
 * and the targeting key.
 */
public final class Bucketing {
    /** The number of buckets: one for each hundredth of a percent. */
    public static final int BUCKETS = 10_000;

    private Bucketing() {}

    /** The user's bucket under a salt, 0 to 9,999. */
    public static int bucket(String salt, String key) {
        return bucketOf(hash((salt + ":" + key).getBytes(StandardCharsets.UTF_8)));
    }

    /** The bucket of a hash. The hash counts as an unsigned number. */
    static int bucketOf(int hash) {
        return (int) ((Integer.toUnsignedLong(hash) * BUCKETS) >>> 32);
    }

    static int hash(byte[] bytes) {
        ByteBuffer blocks = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int hash = 0;
        while (blocks.remaining() >= 4) {
            hash ^= scramble(blocks.getInt());
            hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
        }
        int tail = 0;
        for (int shift = 0; blocks.hasRemaining(); shift += 8) {
            tail |= Byte.toUnsignedInt(blocks.get()) << shift;
        }
        hash ^= scramble(tail);
        hash ^= bytes.length;
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }

    private static int scramble(int block) {
        return Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
    }
}
