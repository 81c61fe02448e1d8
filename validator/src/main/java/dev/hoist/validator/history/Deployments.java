package dev.hoist.validator.history;

/** What is deployed in each environment, by the refs that a policy names. */
@FunctionalInterface
public interface Deployments {
    /** No deployment is known: an audit looks at earlier times, when these refs had other values. */
    Deployments UNKNOWN = ref -> new Deployed.Unknown();

    Deployed at(String ref);

    /** The value of one ref. */
    sealed interface Deployed {

        /** The commit that is deployed, and its first parents. */
        record Commit(CommitLine line) implements Deployed {}

        /** There is no such reference. */
        record Nowhere() implements Deployed {}

        /** Its value at that time is unknown. */
        record Unknown() implements Deployed {}
    }
}
