package dev.hoist.validator.exposure;

/**
 * One pair of a ring and a server. It can stand for all pairs with the same exposure.
 *
 * @param ring index into the rings of the exposure to which the cell belongs
 * @param server a server's name, or {@link #OTHER}
 */
public record Cell(int ring, String server) {
    /** The server <em>other</em>: all servers without a name in the policy. */
    public static final String OTHER = "";

    public boolean isOther() {
        return server.equals(OTHER);
    }
}
