package dev.hoist.validator.git;

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

/** Names of a folder's entries, which git stores as bytes and a file system may take for one another. */
final class EntryNames {
    private EntryNames() {}

    /** The text that UTF-8 bytes spell; empty where they are none. */
    static Optional<String> decoded(byte[] raw) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Bytes as a message shows them. */
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

    /** Refuses a name that this platform reads otherwise than a UTF-8 one does, so that flags are the same everywhere. */
    static void requireReadable(String name) {
        String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
        if (!name.chars().allMatch(character -> character < 0x80) && !encoding.equalsIgnoreCase("UTF-8")) {
            throw new CannotJudge(
                    "the file name \"" + name + "\" cannot be read in this locale, whose encoding is " + encoding,
                    "set LC_ALL to a UTF-8 locale, such as C.UTF-8");
        }
    }

    /** Entries sorted by name, of which those that are one name in different Unicode forms cannot be read. */
    static List<RawEntry> refusingAlike(List<RawEntry> entries) {
        Map<String, Integer> spellings = new HashMap<>();
        entries.forEach(entry -> spellings.merge(composed(entry), 1, Integer::sum));
        List<RawEntry> sorted = new ArrayList<>();
        for (RawEntry entry : entries) {
            sorted.add(
                    spellings.getOrDefault(composed(entry), 0) > 1
                            ? new RawEntry.Other(entry.name(), "one of two entries with the same name in Unicode")
                            : entry);
        }
        sorted.sort(Comparator.comparing(RawEntry::name));
        return sorted;
    }

    private static String composed(RawEntry entry) {
        return Normalizer.normalize(entry.name(), Normalizer.Form.NFC);
    }
}
