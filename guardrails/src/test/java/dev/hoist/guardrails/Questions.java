package dev.hoist.guardrails;

import dev.hoist.validator.guardrail.Question;
import dev.hoist.validator.model.Flag;
import dev.hoist.validator.model.Guardrail;
import dev.hoist.validator.model.Policy;
import dev.hoist.validator.reading.YamlFileReader;
import dev.hoist.validator.rules.RuleBook;
import dev.hoist.validator.tree.FileReading;
import dev.hoist.validator.tree.RawEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Questions about guardrails as the policy writes them. */
final class Questions {
    static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

    private Questions() {}

    static Policy policy(String url, String guardrails) {
        return ((FileReading.OfPolicy) file("", "policy.yaml", """
            policy: 1
            environments:
              production: {ladder: [0, 50, 100], soak: 1h}
            metrics: {prometheus: "%s"}
            guardrails:
            """.formatted(url) + guardrails.indent(2))).policy();
    }

    static Guardrail guardrail(String fields) {
        return policy("http://localhost", "g: {" + fields + "}").guardrails().get(0);
    }

    static Flag flag(String group, String key) {
        return ((FileReading.OfFlag) file(
                        group,
                        key + ".yaml",
                        "flag: " + key + "\ndescription: d\nowner: o\nenvironments:\n  production: {percentage: 50}\n"))
                .flag();
    }

    private static FileReading file(String group, String name, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String path = group.isEmpty() ? name : group + "/" + name;
        FileReading reading = new YamlFileReader(RuleBook.overridable())
                .read("flags/" + path, group, new RawEntry.File(name, "flags/" + path, bytes.length, () -> bytes));
        if (reading instanceof FileReading.Unreadable unreadable) {
            throw new AssertionError(unreadable.findings());
        }
        return reading;
    }

    /** A guardrail asked about a flag that stood still for long. */
    static Question question(String fields) {
        return new Question(guardrail(fields), "production", flag("shop", "checkout"), Optional.empty());
    }

    static Question moved(String fields, Duration ago) {
        return new Question(guardrail(fields), "production", flag("shop", "checkout"), Optional.of(NOW.minus(ago)));
    }
}
