package dev.hoist.validator.reading;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.finding.RuleId;
import dev.hoist.validator.model.Experiment.Variant;
import dev.hoist.validator.model.Percentage;
import dev.hoist.validator.model.Place;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The rule {@code unbalanced-weights}: the weights of an experiment do not add up to exactly 100. */
public final class UnbalancedWeights {
    public static final RuleId ID = RuleId.of(UnbalancedWeights.class);

    private UnbalancedWeights() {}

    static Optional<Finding> check(List<Variant> variants, Place place) {
        long sum = variants.stream()
                .mapToLong(variant -> variant.weight().value().hundredths())
                .sum();
        if (sum == Percentage.ALL.hundredths()) {
            return Optional.empty();
        }
        String text = BigDecimal.valueOf(sum, 2).stripTrailingZeros().toPlainString();
        String rest = BigDecimal.valueOf(Math.abs(sum - Percentage.ALL.hundredths()), 2)
                .stripTrailingZeros()
                .toPlainString();
        return Optional.of(Finding.error(ID, place, "the weights add up to " + text + ", not to 100")
                .help((sum < Percentage.ALL.hundredths() ? "add " : "take away ") + rest));
    }
}
