package dev.hoist.guardrails;

import java.time.Instant;

/** A server that evaluates PromQL. */
interface MetricsServer {

    /** Seconds between two points of a range. */
    int STEP = 60;

    /** The values of a query at one point a minute, both ends included. */
    Answer range(String query, Instant start, Instant end);

    /** The value of a query at one time. */
    Answer instant(String query, Instant at);
}
