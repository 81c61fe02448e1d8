/** Takes readings of guardrails from a metrics server. No other module opens network connections. */
@NullMarked
package dev.hoist.guardrails;

import org.jspecify.annotations.NullMarked;
