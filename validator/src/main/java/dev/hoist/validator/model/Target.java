package dev.hoist.validator.model;

/** How far a flag is meant to go in an environment. It decides nothing about exposure. */
public sealed interface Target {

    /** {@code target: 50}: up to the highest rung that is not above 50. */
    record UpTo(Percentage percentage) implements Target {
        @Override
        public String toString() {
            return percentage.toString();
        }
    }

    /** {@code target: beta}: up to 100 % in this ring and in the rings inside it. */
    record Through(String ring) implements Target {
        @Override
        public String toString() {
            return ring;
        }
    }
}
