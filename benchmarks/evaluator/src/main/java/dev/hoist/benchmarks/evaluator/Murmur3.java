package dev.hoist.benchmarks.evaluator;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** MurmurHash3 x86 32-bit with seed 0, by the ways that bytes and text can be read. */
final class Murmur3 {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private Murmur3() {}

    static int ofBytes(byte[] key) {
        int hash = 0;
        int at = 0;
        for (int last = key.length - 4; at <= last; at += 4) {
            hash = mixed(hash, (int) INTS.get(key, at));
        }
        int rest = 0;
        for (int shift = 0; at < key.length; at++, shift += 8) {
            rest |= (key[at] & 0xff) << shift;
        }
        return finished(hash, rest, key.length);
    }

    /** Of text in ASCII, read character by character; the text's own bytes are never seen. */
    static int ofCharacters(String key) {
        int hash = 0;
        int rest = 0;
        int size = key.length();
        for (int at = 0; at < size; at++) {
            int character = key.charAt(at);
            if (character >= 0x80) {
                throw new IllegalArgumentException("the text is not ASCII");
            }
            int shift = (at & 3) << 3;
            rest |= character << shift;
            if (shift == 24) {
                hash = mixed(hash, rest);
                rest = 0;
            }
        }
        return finished(hash, rest, size);
    }

    /** Of text in ASCII, read four characters at a time. */
    static int ofFourCharacters(String key) {
        int hash = 0;
        int size = key.length();
        int at = 0;
        for (int last = size - 4; at <= last; at += 4) {
            int first = key.charAt(at);
            int second = key.charAt(at + 1);
            int third = key.charAt(at + 2);
            int fourth = key.charAt(at + 3);
            if ((first | second | third | fourth) >= 0x80) {
                throw new IllegalArgumentException("the text is not ASCII");
            }
            hash = mixed(hash, first | second << 8 | third << 16 | fourth << 24);
        }
        int rest = 0;
        for (int shift = 0; at < size; at++, shift += 8) {
            int character = key.charAt(at);
            if (character >= 0x80) {
                throw new IllegalArgumentException("the text is not ASCII");
            }
            rest |= character << shift;
        }
        return finished(hash, rest, size);
    }

    /** Of text in ASCII, read as the generated code reads it: four characters at a time, in two pairs. */
    static int ofPairs(String key) {
        int hash = 0;
        int size = key.length();
        int at = 0;
        for (int last = size - 4; at <= last; at += 4) {
            int even = key.charAt(at) | key.charAt(at + 2) << 16;
            int odd = key.charAt(at + 1) | key.charAt(at + 3) << 16;
            if (((even | odd) & 0xff80ff80) != 0) {
                throw new IllegalArgumentException("the text is not ASCII");
            }
            hash = mixed(hash, even | odd << 8);
        }
        int rest = 0;
        for (int shift = 0; at < size; at++, shift += 8) {
            int character = key.charAt(at);
            if (character >= 0x80) {
                throw new IllegalArgumentException("the text is not ASCII");
            }
            rest |= character << shift;
        }
        return finished(hash, rest, size);
    }

    private static int mixed(int hash, int block) {
        return Integer.rotateLeft(hash ^ scrambled(block), 13) * 5 + 0xe6546b64;
    }

    private static int scrambled(int block) {
        return Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
    }

    private static int finished(int hash, int rest, int length) {
        int end = hash ^ scrambled(rest) ^ length;
        end = (end ^ end >>> 16) * 0x85ebca6b;
        end = (end ^ end >>> 13) * 0xc2b2ae35;
        return end ^ end >>> 16;
    }
}
