package dev.hoist.validator.exposure;

/**
 * One (ring, server) pair, standing for all pairs that are not distinguished from it.
 *
 * @param ring index into the rings of the exposure that it was made for
 * @param server a server's name, or {@link #OTHER}
 */
public record Cell(int ring, String server) {
    /** Every server that nobody names. */
    public static final String OTHER = "";

    public boolean isOther() {
        return server.equals(OTHER);
    }
}
