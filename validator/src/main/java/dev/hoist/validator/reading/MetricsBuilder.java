package dev.hoist.validator.reading;

import dev.hoist.validator.finding.Finding;
import dev.hoist.validator.model.Located;
import dev.hoist.validator.model.Policy.Metrics;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the URL of the metrics server from the policy, and reports a URL that cannot be used. */
final class MetricsBuilder {
    private static final String EXAMPLE = "write a URL such as https://prometheus.example.com";

    private MetricsBuilder() {}

    static Optional<Metrics> metrics(Fields file, List<Finding> findings) {
        Optional<Located<String>> url = file.fields("metrics").flatMap(fields -> fields.text("prometheus"));
        url.flatMap(MetricsBuilder::mistake).ifPresent(findings::add);
        return url.map(Metrics::new);
    }

    /** What is wrong with a URL. If the URL contains a password or the like, the message does not repeat it. */
    private static Optional<Finding> mistake(Located<String> url) {
        URI uri;
        try {
            uri = new URI(url.value());
        } catch (URISyntaxException e) {
            return Optional.of(InvalidPolicy.of(url.place(), "what \"prometheus\" says is not a URL", EXAMPLE));
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getRawUserInfo() != null
                || (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@"))) {
            return Optional.of(InvalidPolicy.of(
                    url.place(),
                    "the URL of \"prometheus\" carries a user name or a password, which everyone who reads git would"
                            + " see",
                    "take them out, and give a token in the environment variable HOIST_PROMETHEUS_TOKEN"));
        }
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of(InvalidPolicy.of(
                    url.place(),
                    scheme.isEmpty()
                            ? "the URL of \"prometheus\" has no scheme"
                            : "the URL of \"prometheus\" has the scheme \"" + scheme + "\", not http or https",
                    EXAMPLE));
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            return Optional.of(InvalidPolicy.of(url.place(), "the URL of \"prometheus\" names no host", EXAMPLE));
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return Optional.of(InvalidPolicy.of(
                    url.place(),
                    "the URL of \"prometheus\" has a query or a fragment, and is not the root of an API",
                    "end it before \"?\" and \"#\""));
        }
        return Optional.empty();
    }
}
