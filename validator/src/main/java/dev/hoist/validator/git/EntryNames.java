package dev.hoist.validator.git;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hoist.validator.tree.RawEntry;
import dev.hoist.validator.verdict.CannotJudge;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names of a folder's entries. Git stores them as bytes. A file system may treat two of them as the same name. */
final class EntryNames {
    private EntryNames() {}

    /** The text of UTF-8 bytes; empty if the bytes are not UTF-8. */
    static Optional<String> decoded(byte[] raw) {
        if (isAscii(raw)) {
            return Optional.of(new String(raw, US_ASCII));
        }
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** The bytes of a name as a message shows them. */
    static String escaped(byte[] raw) {
        StringBuilder text = new StringBuilder();
        for (byte one : raw) {
            if (one >= ' ' && one < 0x7f && one != '\\') {
                text.append((char) one);
            } else {
                text.append(String.format(java.util.Locale.ROOT, "\\x%02x", one & 0xff));
            }
        }
        return text.toString();
    }

    /** Refuses a name that this platform would not read as UTF-8, so that the flags are the same on every platform. */
    static void requireReadable(String name) {
        if (isAscii(name)) {
            return;
        }
        String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
        if (!encoding.equalsIgnoreCase("UTF-8")) {
            throw new CannotJudge(
                    "the file name \"" + name + "\" cannot be read in this locale, whose encoding is " + encoding,
                    "set LC_ALL to a UTF-8 locale, such as C.UTF-8");
        }
    }

    private static boolean isAscii(byte[] raw) {
        for (byte one : raw) {
            if (one < 0) {
                return false;
            }
        }
        return true;
    }

    static boolean isAscii(String name) {
        for (int index = 0; index < name.length(); index++) {
            if (name.charAt(index) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /**
     * The entries, sorted by name. Two entries whose names are the same in Unicode, but in different forms, become
     * entries that cannot be read.
     */
    static List<RawEntry> refusingAlike(List<RawEntry> entries) {
        List<RawEntry> ordered = new ArrayList<>(entries);
        ordered.sort(Comparator.comparing(RawEntry::name));
        if (areDistinctInAscii(ordered)) {
            return ordered;
        }
        Map<String, Integer> spellings = new HashMap<>();
        ordered.forEach(entry -> spellings.merge(composed(entry), 1, Integer::sum));
        List<RawEntry> sorted = new ArrayList<>();
        for (RawEntry entry : ordered) {
            sorted.add(
                    spellings.getOrDefault(composed(entry), 0) > 1
                            ? new RawEntry.Other(entry.name(), "one of two entries with the same name in Unicode")
                            : entry);
        }
        return sorted;
    }

    private static boolean areDistinctInAscii(List<RawEntry> sorted) {
        String before = "";
        for (RawEntry entry : sorted) {
            if (!isAscii(entry.name()) || entry.name().equals(before)) {
                return false;
            }
            before = entry.name();
        }
        return true;
    }

    private static String composed(RawEntry entry) {
        return Normalizer.normalize(entry.name(), Normalizer.Form.NFC);
    }
}
