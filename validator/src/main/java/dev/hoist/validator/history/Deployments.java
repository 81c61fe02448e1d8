package dev.hoist.validator.history;

/** What is deployed in each environment, by the refs that a policy names. */
@FunctionalInterface
public interface Deployments {
    /** Nothing is known of any: an audit looks at times when those references stood elsewhere. */
    Deployments UNKNOWN = ref -> new Deployed.Unknown();

    Deployed at(String ref);

    /** What one reference says. */
    sealed interface Deployed {

        /** The commit that is deployed, and its first parents. */
        record Commit(CommitLine line) implements Deployed {}

        /** There is no such reference. */
        record Nowhere() implements Deployed {}

        /** Nobody can say where it stood at that time. */
        record Unknown() implements Deployed {}
    }
}
