package dev.hoist.validator.rules;

import dev.hoist.validator.change.Change;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Policy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The salt of a flag changes while some users have the flag and others do not. Other users would then get it. */
final class ReshuffledUsers implements Rule {
    @Override
    public Stream<Finding> check(Change change) {
        return change.isBaseline()
                ? Stream.empty()
                : change.touched().stream().flatMap(key -> reshuffled(key, change).stream());
    }

    private Optional<Finding> reshuffled(String key, Change change) {
        Optional<Flag> before = change.base().flag(key);
        Optional<Flag> after = change.head().flag(key);
        if (before.isEmpty()
                || after.isEmpty()
                || before.get().salt().equals(after.get().salt())) {
            return Optional.empty();
        }
        return change.base().policy().map(Policy::environmentNames).orElse(List.of()).stream()
                .filter(environment -> !change.isFree(environment))
                .filter(environment -> change.base().declared(key, environment).any(Percentage::isPartial))
                .findFirst()
                .map(environment -> finding(before.get(), after.get(), environment));
    }

    private Finding finding(Flag before, Flag after, String environment) {
        return Finding.error(
                        id(),
                        after.writtenSalt().map(Located::place).orElse(after.place()),
                        "the salt of " + MessageText.quoted(after.name()) + " changes from "
                                + MessageText.quoted(before.salt()) + " to " + MessageText.quoted(after.salt())
                                + " while only some users have the flag in " + environment)
                .about(after.name())
                .in(environment)
                .help("keep \"salt: " + before.salt()
                        + "\", or first lower the flag to 0 or raise it to 100 everywhere");
    }
}
