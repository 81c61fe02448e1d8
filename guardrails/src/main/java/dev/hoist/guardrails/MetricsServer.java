package dev.hoist.guardrails;

import java.time.Instant;

/** A server that evaluates PromQL. */
interface MetricsServer {

    /** The seconds between two points of a range. */
    int STEP = 60;

    /** The values of a query from start to end, both included, with one point for each minute. */
    Answer range(String query, Instant start, Instant end);

    /** The value of a query at one time. */
    Answer instant(String query, Instant at);
}
