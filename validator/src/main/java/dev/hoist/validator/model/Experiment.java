package dev.hoist.validator.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A division of a flag's users into variants. Users who do not have the flag take no part.
 *
 * @param within the flag whose users are divided
 * @param variants in the order of the file; bucketing uses this order
 * @param minSampleSize the number of users that each variant needs, at least 1
 * @param exposures a PromQL query that counts the users who took part, with one series for each variant
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

    /** The status of an experiment. Only a running experiment gives variants to users. */
    public enum Status {
        DRAFT,
        RUNNING,
        CONCLUDED;

        /** The name of the status in an experiment file. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One variant and its weight in percent. */
    public record Variant(Located<String> name, Located<Percentage> weight) {}
}
