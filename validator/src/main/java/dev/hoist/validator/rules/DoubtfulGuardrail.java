package dev.hoist.validator.rules;

import dev.hoist.validator.exposure.FlagState;
import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.model.Guardrail;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.reading.Durations;
import dev.hoist.validator.reading.InvalidPolicy;
import dev.hoist.validator.tree.FileReading;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Part of {@code invalid-policy}: a warning about a guardrail that can hardly work. There are two cases:
 *
 * <ul>
 *   <li>A query has a comparison, such as {@code errors > 5}. While the comparison is false, the query returns nothing.
 *       This counts as no data.
 *   <li>{@code window} is shorter than {@code for} plus a minute. Then there is never any data.
 * </ul>
 */
final class DoubtfulGuardrail implements StructureRule {
    /** The parts of a PromQL query in which a comparison sign is no comparison: texts, label matchers and comments. */
    private static final Pattern NOT_AN_OPERATOR =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'|`[^`]*+`|#[^\\n]*+");

    private static final Pattern MATCHERS = Pattern.compile("\\{[^{}]*+}");

    /** A comparison without {@code bool}. With {@code bool}, it gives 0 or 1 and always returns something. */
    private static final Pattern COMPARISON = Pattern.compile("(?:==|!=|<=|>=|<|>)(?!=|\\s*bool\\b)");

    @Override
    public RuleId id() {
        return InvalidPolicy.ID;
    }

    @Override
    public Stream<Finding> check(FileReading file, FlagState state) {
        if (!(file instanceof FileReading.OfPolicy known)) {
            return Stream.empty();
        }
        return known.policy().guardrails().stream()
                .flatMap(guardrail -> Stream.concat(
                        Stream.concat(Stream.of(guardrail.query()), guardrail.threshold().baseline().stream())
                                .flatMap(query -> comparing(guardrail, query).stream()),
                        shortWindow(guardrail).stream()));
    }

    private Optional<Finding> comparing(Guardrail guardrail, Located<String> query) {
        String bare = MATCHERS.matcher(NOT_AN_OPERATOR.matcher(query.value()).replaceAll(""))
                .replaceAll("");
        if (!COMPARISON.matcher(bare).find()) {
            return Optional.empty();
        }
        return Optional.of(Finding.warning(
                        id(),
                        query.place(),
                        "the query of the guardrail "
                                + MessageText.quoted(guardrail.name().value())
                                + " has a comparison: while the comparison is false, the query returns nothing, and this counts"
                                + " as no data")
                .help("leave the comparison out, and write the threshold as \"max\" or \"min\""));
    }

    private Optional<Finding> shortWindow(Guardrail guardrail) {
        Duration least = guardrail.sustained().plusMinutes(1);
        if (guardrail.window().compareTo(least) >= 0) {
            return Optional.empty();
        }
        return Optional.of(Finding.warning(
                        id(),
                        guardrail.name().place(),
                        "the guardrail " + MessageText.quoted(guardrail.name().value())
                                + " never has data: its \"window\" of " + Durations.text(guardrail.window())
                                + " is shorter than \"for\" plus a minute, " + Durations.text(least))
                .help("write a longer \"window\" or a shorter \"for\""));
    }
}
