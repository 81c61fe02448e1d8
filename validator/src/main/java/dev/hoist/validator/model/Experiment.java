package dev.hoist.validator.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A division of a flag's users into variants. Nobody else takes part.
 *
 * @param within the flag whose users are divided
 * @param variants in the order that is written; bucketing uses it
 * @param minSampleSize users, at least 1
 * @param exposures PromQL that counts who took part, one series for each variant
 */
public record Experiment(
        Located<String> key,
        String group,
        Located<String> description,
        Located<String> owner,
        Located<String> within,
        Located<Status> status,
        List<Variant> variants,
        List<String> metrics,
        OptionalInt minSampleSize,
        Optional<Located<String>> exposures,
        Optional<Located<LocalDate>> expires,
        List<Link> links,
        List<String> tags) {

    public Experiment {
        variants = List.copyOf(variants);
        metrics = List.copyOf(metrics);
        links = List.copyOf(links);
        tags = List.copyOf(tags);
    }

    public String name() {
        return key.value();
    }

    public boolean isRunning() {
        return status.value() == Status.RUNNING;
    }

    public Place place() {
        return key.place();
    }

    /** The status of an experiment; only a running one gives users a variant. */
    public enum Status {
        DRAFT,
        RUNNING,
        CONCLUDED;

        /** As an experiment file spells it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One arm and its weight in percent. */
    public record Variant(Located<String> name, Located<Percentage> weight) {}
}
