package dev.hoist.evaluator.plan;

import dev.hoist.validator.verdict.CannotJudge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;

/**
 * All salts of an evaluator: those of its flags, and for each experiment its key. They are sorted and numbered from 1.
 */
public final class Salts {
    /** The most salts. A context stores a salt's number in 18 bits, and 0 stands for no salt. */
    static final int MOST = (1 << 18) - 1;

    private final List<String> texts;
    private final List<HashStart> starts;
    private final Map<String, Integer> numbers = new HashMap<>();

    Salts(SortedSet<String> salts) {
        if (salts.size() > MOST) {
            throw new CannotJudge(
                    "the flags have " + salts.size() + " different salts, and an evaluator takes at most " + MOST,
                    "let the flags of a group share their salt");
        }
        salts.forEach(salt -> numbers.put(salt, numbers.size() + 1));
        texts = List.copyOf(salts);
        starts = salts.stream().map(HashStart::of).toList();
    }

    public int number(String salt) {
        return Objects.requireNonNull(numbers.get(salt), salt);
    }

    public String text(int number) {
        return texts.get(number - 1);
    }

    /** The start of the hash for each salt. The first one is that of salt 1. */
    public List<HashStart> starts() {
        return starts;
    }
}
