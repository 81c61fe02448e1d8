package dev.hoist.validator.ci;

import java.util.Map;
import java.util.Optional;

/** Environment variables, read as commits and branches. */
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

    /** A commit; products write zeros for none. */
    Optional<String> commit(String name) {
        return commit(text(name));
    }

    static Optional<String> commit(Optional<String> text) {
        return text.filter(sha -> !sha.matches(NO_COMMIT));
    }

    /** A branch by its short name. */
    Optional<String> branch(String name) {
        return text(name).map(Variables::branchName);
    }

    static String branchName(String name) {
        return name.startsWith(HEADS) ? name.substring(HEADS.length()) : name;
    }
}
