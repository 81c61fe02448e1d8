package dev.hoist.evaluator.source;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Makes Java names for keys and other names of flag files. Each name is unique in its scope.
 *
 * <p>The words of a key are joined: {@code use_state_persistence} becomes {@code useStatePersistence},
 * {@code UseStatePersistence} or {@code USE_STATE_PERSISTENCE}. A character that is neither an ASCII letter nor a digit
 * becomes {@code _x} and its code. A name that would start with a digit starts with an underscore. A name longer than
 * 100 characters keeps its first 90, with a hash of the whole. A name that Java or the generated code already uses gets
 * an underscore at its end. If several keys have one name, the second gets {@code _2}, the next {@code _3}.
 */
final class JavaNames {
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    private static final String SEPARATORS = "_-.";
    private static final int LONGEST = 100;
    private static final int KEPT = 90;

    private static final Set<String> KEYWORDS =
            words("abstract assert boolean break byte case catch char class const continue default do double else enum"
                    + " extends false final finally float for goto if implements import instanceof int interface long"
                    + " native new null package private protected public return short static strictfp super switch"
                    + " synchronized this throw throws transient true try void volatile while _");

    /** Words that Java reserves only in some places. */
    private static final Set<String> SOMETIMES_KEYWORDS = words("var yield record sealed permits");

    private static final Set<String> METHODS =
            words("clone equals finalize getClass hashCode notify notifyAll toString wait forEnvironment environments"
                    + " environment isEnabled onUnknownKey refuseUnknownKeys tellOfUnknown explain keys has experiments variant overriding on off allOn allOff walk"
                    + " declared of create explanation");

    private static final Set<String> TYPES =
            words("Context Ring Variant NameTable NumberTable Declared EnvironmentFlags UniformFlags OverriddenFlags"
                    + " Overriding FlagsProvider Explanation Flags FlagTable FamilyTable ServerTable ServerSets"
                    + " ExperimentTable Environments Shares Reason REVISION DIGEST Objects Optional OptionalInt List Map"
                    + " LinkedHashMap Arrays Collections BitSet Boolean Byte Character Class Comparable Deprecated Double"
                    + " Enum Error Exception Float FunctionalInterface IllegalArgumentException IllegalStateException"
                    + " Integer Iterable Long Math Number Object Override Record Runnable RuntimeException SafeVarargs"
                    + " Short String StringBuilder SuppressWarnings System Thread Throwable Void package_info"
                    + " module_info");

    private static final Pattern PACKAGE_WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /**
     * A word in capitals. It has at least two letters, because a single capital may be the first letter of an ordinary
     * word.
     */
    private static final Pattern WORD_IN_CAPITALS = Pattern.compile("[A-Z][A-Z0-9]*[A-Z][A-Z0-9]*");

    private final Set<String> reserved = new HashSet<>();
    private final Set<String> taken = new HashSet<>();
    private final boolean ignoringCase;
    private final UnaryOperator<String> spelling;

    private JavaNames(Set<String> reserved, boolean ignoringCase, UnaryOperator<String> spelling) {
        this.ignoringCase = ignoringCase;
        this.spelling = spelling;
        reserved.forEach(name -> this.reserved.add(same(name)));
    }

    /** Names of methods: {@code useStatePersistence}. */
    static JavaNames methods() {
        return new JavaNames(METHODS, false, JavaNames::camel);
    }

    /**
     * Names of classes: {@code UseStatePersistence}. They differ even on a disk that does not distinguish upper and
     * lower case.
     */
    static JavaNames types() {
        return new JavaNames(TYPES, true, key -> capitalized(camel(key)));
    }

    /** Names of constants: {@code USE_STATE_PERSISTENCE}. */
    static JavaNames constants() {
        return new JavaNames(Set.of(), false, JavaNames::upper);
    }

    /** A new name for a key, which differs from all names given before. */
    String name(String key) {
        return free(spelling.apply(key));
    }

    /** The name for each key; each key once. */
    Map<String, String> names(List<String> keys) {
        Map<String, String> names = new LinkedHashMap<>();
        keys.forEach(key -> names.computeIfAbsent(key, this::name));
        return names;
    }

    /** A Java name that is not used yet: the wanted one if possible, else one that is similar. */
    String free(String wanted) {
        String shorter = wanted.length() <= LONGEST
                ? wanted
                : String.format(Locale.ROOT, "%s_%08x", wanted.substring(0, KEPT), wanted.hashCode());
        boolean isWord = KEYWORDS.contains(shorter) || SOMETIMES_KEYWORDS.contains(shorter);
        String first = isWord || reserved.contains(same(shorter)) ? shorter + "_" : shorter;
        String name = first;
        for (int next = 2; !taken.add(same(name)); next++) {
            name = first + "_" + next;
        }
        return name;
    }

    /** Whether a text is a valid package name in ASCII. */
    static boolean isPackage(String text) {
        return Arrays.stream(text.split("\\.", -1))
                .allMatch(word -> PACKAGE_WORD.matcher(word).matches() && !KEYWORDS.contains(word));
    }

    private String same(String name) {
        return ignoringCase ? name.toLowerCase(Locale.ROOT) : name;
    }

    private static String camel(String key) {
        StringBuilder name = new StringBuilder();
        for (String word : key.split("[_.-]", -1)) {
            if (word.isEmpty()) {
                continue;
            }
            String written = WORD_IN_CAPITALS.matcher(word).matches() ? word.toLowerCase(Locale.ROOT) : word;
            if (name.isEmpty()) {
                written = uncapitalized(written);
            } else if (isDigit(name.charAt(name.length() - 1)) && isDigit(written.charAt(0))) {
                name.append('_');
            }
            int first = name.length();
            written.chars().forEach(character -> name.append(plain((char) character)));
            if (first > 0) {
                name.setCharAt(first, Character.toUpperCase(name.charAt(first)));
            }
        }
        return begun(name.toString());
    }

    /**
     * A word with a small first letter. If several capitals stand at the beginning, all become small, except the last
     * one if it begins the next word.
     */
    private static String uncapitalized(String word) {
        int capitals = 0;
        while (capitals < word.length() && isCapital(word.charAt(capitals))) {
            capitals++;
        }
        boolean wordFollows = capitals > 1 && capitals < word.length() && !isDigit(word.charAt(capitals));
        int lowered = wordFollows ? capitals - 1 : capitals;
        return word.substring(0, lowered).toLowerCase(Locale.ROOT) + word.substring(lowered);
    }

    private static boolean isCapital(char character) {
        return character >= 'A' && character <= 'Z';
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static String upper(String key) {
        StringBuilder name = new StringBuilder();
        for (int at = 0; at < key.length(); at++) {
            char character = key.charAt(at);
            name.append(
                    SEPARATORS.indexOf(character) >= 0 ? "_" : plain(character).toUpperCase(Locale.ROOT));
        }
        return begun(name.toString());
    }

    private static String plain(char character) {
        return PLAIN.indexOf(character) >= 0
                ? String.valueOf(character)
                : String.format(Locale.ROOT, "_x%04x", (int) character);
    }

    private static String begun(String name) {
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    private static String capitalized(String name) {
        return name.isEmpty() ? name : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static Set<String> words(String text) {
        return Set.of(Objects.requireNonNull(text).split(" ", -1));
    }
}
