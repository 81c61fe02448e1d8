package dev.hoist.guardrails;

import java.util.Locale;

/** Why a guardrail has no data. */
enum Reason {
    EMPTY,
    NAN,
    TOO_EARLY,
    TOO_LITTLE_TRAFFIC,
    PARTIAL,
    BAD_QUERY,
    UNAUTHORIZED,
    UNREACHABLE,
    TIMEOUT,
    WRONG_TYPE,
    NOT_JSON,
    TOO_LARGE,
    REDIRECTED,
    FAILED,
    STALE;

    /** The reason's name in JSON. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
