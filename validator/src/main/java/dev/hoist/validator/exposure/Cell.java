package dev.hoist.validator.exposure;

/**
 * One pair of a ring and a server. It stands for all pairs with the same exposure.
 *
 * @param ring index into the rings of its exposure
 * @param server a server's name, or {@link #OTHER}
 */
public record Cell(int ring, String server) {
    /** Every server that nobody names. */
    public static final String OTHER = "";

    public boolean isOther() {
        return server.equals(OTHER);
    }
}
