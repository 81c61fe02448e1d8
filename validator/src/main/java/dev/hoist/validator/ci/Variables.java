package dev.hoist.validator.ci;

import java.util.Map;
import java.util.Optional;

/** The environment variables of a CI run, with methods that read them as commits and branches. */
record Variables(Map<String, String> environmentVariables) {
    static final String HEADS = "refs/heads/";

    private static final String NO_COMMIT = "0+";

    /** The value of a variable; empty if it is not set or blank. */
    Optional<String> text(String name) {
        return Optional.ofNullable(environmentVariables.get(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    boolean isTrue(String name) {
        return text(name).filter("true"::equals).isPresent();
    }

    /** The commit in a variable; empty for zeros, which CI products write if there is no commit. */
    Optional<String> commit(String name) {
        return commit(text(name));
    }

    static Optional<String> commit(Optional<String> text) {
        return text.filter(sha -> !sha.matches(NO_COMMIT));
    }

    /** The short name of the branch in a variable. */
    Optional<String> branch(String name) {
        return text(name).map(Variables::branchName);
    }

    static String branchName(String name) {
        return name.startsWith(HEADS) ? name.substring(HEADS.length()) : name;
    }
}
