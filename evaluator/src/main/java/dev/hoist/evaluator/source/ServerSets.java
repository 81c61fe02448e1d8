package dev.hoist.evaluator.source;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Collects the groups of servers that decisions need. Each group becomes a method. */
final class ServerSets {
    private static final int PART = 1024;

    private final Map<BitSet, Integer> numbers = new LinkedHashMap<>();
    private final boolean fitsAWord;

    /**
     * Starts without groups.
     *
     * @param servers how many servers there are
     */
    ServerSets(int servers) {
        this.fitsAWord = servers < Long.SIZE;
    }

    /** An expression that tells whether the context's server is in a group. */
    String test(BitSet servers) {
        if (fitsAWord) {
            return "(" + literal(servers.toLongArray()[0]) + " >>> context.server & 1L) != 0";
        }
        int number = numbers.computeIfAbsent(servers, absent -> numbers.size());
        return type(number / PART) + ".has" + number + "(context.server)";
    }

    /** The classes with the methods of all groups collected so far. */
    Stream<GeneratedFile> files(Blueprint blueprint) {
        List<GeneratedFile> files = new ArrayList<>();
        List<BitSet> sets = List.copyOf(numbers.keySet());
        for (int from = 0; from < sets.size(); from += PART) {
            String type = type(from / PART);
            JavaSource source = blueprint.source();
            source.line("/** Groups of servers by number. */").line("final class " + type + " {");
            source.line("private " + type + "() {}");
            for (int number = from; number < Math.min(sets.size(), from + PART); number++) {
                write(source, number, sets.get(number).toLongArray());
            }
            files.add(blueprint.file(type, source.line("}")));
        }
        return files.stream();
    }

    private static void write(JavaSource source, int number, long[] words) {
        source.line("").line("static boolean has" + number + "(int server) {").line("switch (server >>> 6) {");
        for (int word = 0; word < words.length; word++) {
            if (words[word] != 0) {
                source.line("case " + word + ":");
                source.line("    return (" + literal(words[word]) + " >>> server & 1L) != 0;");
            }
        }
        source.line("default:").line("    return false;").line("}").line("}");
    }

    private static String type(int part) {
        return "ServerSets" + part;
    }

    private static String literal(long word) {
        return String.format(Locale.ROOT, "0x%xL", word);
    }
}
