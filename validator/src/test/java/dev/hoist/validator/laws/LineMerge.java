package dev.hoist.validator.laws;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeFormatter;
import org.eclipse.jgit.merge.MergeResult;
import org.jspecify.annotations.Nullable;

/** Takes a change out of files again the way git reverts it: file by file, line by line, in three ways. */
final class LineMerge {
    private LineMerge() {}

    /** The files without the change from one state to another; empty where lines of it have changed since. */
    static Optional<Map<String, String>> reverted(
            Map<String, String> before, Map<String, String> after, Map<String, String> now) {
        Map<String, String> merged = new TreeMap<>(now);
        Set<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        for (String path : paths) {
            @Nullable String was = before.get(path);
            @Nullable String became = after.get(path);
            @Nullable String is = now.get(path);
            if (Objects.equals(was, became) || Objects.equals(was, is)) {
                continue;
            }
            if (Objects.equals(became, is)) {
                if (was == null) {
                    merged.remove(path);
                } else {
                    merged.put(path, was);
                }
            } else {
                Optional<String> text =
                        was == null || became == null || is == null ? Optional.empty() : merged(became, is, was);
                if (text.isEmpty()) {
                    return Optional.empty();
                }
                merged.put(path, text.get());
            }
        }
        return Optional.of(merged);
    }

    private static Optional<String> merged(String base, String ours, String theirs) {
        MergeResult<RawText> result =
                new MergeAlgorithm().merge(RawTextComparator.DEFAULT, raw(base), raw(ours), raw(theirs));
        if (result.containsConflicts()) {
            return Optional.empty();
        }
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new MergeFormatter().formatMerge(out, result, "base", "ours", "theirs", StandardCharsets.UTF_8);
            return Optional.of(out.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RawText raw(String text) {
        return new RawText(text.getBytes(StandardCharsets.UTF_8));
    }
}
