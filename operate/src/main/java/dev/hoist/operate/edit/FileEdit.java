package dev.hoist.operate.edit;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A file's bytes before and after.
 *
 * @param path relative to the repository's root
 * @param before empty for a new file
 */
public record FileEdit(String path, Optional<byte[]> before, byte[] after) {

    /** Whether the file stays as it is. */
    public boolean isEmpty() {
        return before.map(bytes -> Arrays.equals(bytes, after)).orElse(false);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileEdit that
                && path.equals(that.path)
                && before.isPresent() == that.before.isPresent()
                && Arrays.equals(before.orElse(after), that.before.orElse(that.after))
                && Arrays.equals(after, that.after);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, Arrays.hashCode(after));
    }
}
