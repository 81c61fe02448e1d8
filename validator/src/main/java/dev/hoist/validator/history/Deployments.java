package dev.hoist.validator.history;

/** The commit that is deployed in each environment, found by the refs that a policy names. */
@FunctionalInterface
public interface Deployments {
    /**
     * Nothing is known about deployments. An audit uses this, because it judges earlier times and these refs may have
     * moved since then.
     */
    Deployments UNKNOWN = ref -> new Deployed.Unknown();

    Deployed at(String ref);

    /** The commit to which a ref points, or the reason why there is none. */
    sealed interface Deployed {

        /** The commit that is deployed, and its first parents. */
        record Commit(CommitLine line) implements Deployed {}

        /** There is no such ref. */
        record Nowhere() implements Deployed {}

        /** Nobody knows to which commit the ref pointed at the time of the change. */
        record Unknown() implements Deployed {}
    }
}
