package dev.hoist.evaluator.plan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The state of the hash (MurmurHash3 x86, 32 bits, seed 0) after a salt and its colon. The hash of a targeting key
 * continues from this state.
 *
 * @param state the hash after all whole blocks of four bytes
 * @param tail the {@code length & 3} bytes after the last whole block, little-endian
 * @param length the length of salt and colon, in bytes
 */
public record HashStart(int state, int tail, int length) {

    public static HashStart of(String salt) {
        byte[] bytes = (salt + ":").getBytes(StandardCharsets.UTF_8);
        ByteBuffer blocks = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int state = 0;
        while (blocks.remaining() >= 4) {
            state ^= Integer.rotateLeft(blocks.getInt() * 0xcc9e2d51, 15) * 0x1b873593;
            state = Integer.rotateLeft(state, 13) * 5 + 0xe6546b64;
        }
        int tail = 0;
        for (int shift = 0; blocks.hasRemaining(); shift += 8) {
            tail |= Byte.toUnsignedInt(blocks.get()) << shift;
        }
        return new HashStart(state, tail, bytes.length);
    }
}
