package dev.hoist.benchmarks.evaluator;

/** Another library that decides one flag for a quarter of all users. */
interface Peer extends AutoCloseable {
    /** Makes of the id what the library calls a user, and asks it. */
    boolean isOn(String id);

    @Override
    void close();

    /** This library, after it has decided for all ids. */
    static <T extends Peer> T checked(T peer) {
        Share share = new Share(peer.getClass().getSimpleName());
        for (String id : Ids.texts(16)) {
            share.add(peer.isOn(id));
        }
        share.requireAQuarter();
        return peer;
    }
}
