package dev.hoist.validator.model;

import java.util.Objects;

/**
 * A value with its place in a file. Two of them are equal if their values are equal. So moving or reformatting a line
 * is not a difference.
 */
public record Located<T>(T value, Place place) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Located<?> that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
