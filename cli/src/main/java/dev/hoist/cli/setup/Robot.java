package dev.hoist.cli.setup;

import java.util.Optional;

/**
 * The settings of the job that raises flags, in a repository that adopts it.
 *
 * @param settle the time after each movement in which a guardrail's values do not count; it must be longer than a
 *     deployment
 * @param live the ref to what is deployed in the last environment; empty if there is no such ref
 * @param pushes whether the job pushes its commits to the branch itself; otherwise it opens pull requests
 */
record Robot(String settle, Optional<String> live, boolean pushes) {
    static final String DEFAULT_SETTLE = "15m";

    /** The job's file for a CI product. */
    String workflow(String template, String flags) {
        String text = CiTemplate.text(template)
                .replace("\n          FLAGS: flags\n", "\n          FLAGS: " + flags + "\n")
                .replace("\n    FLAGS: flags\n", "\n    FLAGS: " + flags + "\n");
        return pushes ? text.replaceFirst("(?m)^( +LANDS: ).*$", "$1push") : text;
    }

    /** The text that the policy needs for the job. */
    String guardrails() {
        return """
            metrics:                            # "hoist guard" reads it; HOIST_PROMETHEUS_URL overrides it
              prometheus: https://prometheus.example.com

            guardrails:                         # no raise while one is breached or cannot be read; make the queries yours
              error-rate:
                query: 100 * sum(rate(http_errors_total[5m])) / sum(rate(http_requests_total[5m]))
                max: 5
                unit: "%"
                settle: SETTLE                  # longer than a deployment: before that, metrics are those of the old version
                on_breach: pause                # "hoist guard --act" freezes the flag

            """.replace("SETTLE", settle);
    }
}
